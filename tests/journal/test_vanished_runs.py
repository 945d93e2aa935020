"""A run that another process takes out of the file at the worst moment costs that run, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game import paths
from game.cli import main
from game.journal import ActiveRun, Journal
from game.journal.database import Database
from game.journal.journal import RunUnavailable
from game.plain import evening
from game.play.run import Decision, Run
from game.story.load import load
from game.story.model import Story
from game.view.log import found_in_runs
from tests.plain.conftest import BAKER, talk_of
from tests.tui.acting import setup_for

WHOLE = ("clay", "cut", "sell")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDUP_LANG", "en")


@pytest.fixture(scope="module")
def story() -> Story:
    return load(BAKER)


def kept(story: Story, journal: Journal) -> Journal:
    """A journal with two runs, of which the first has ended."""
    for taken in (WHOLE, WHOLE[:1]):
        ActiveRun(journal, Run.replay(setup_for(story), [Decision("", choice) for choice in taken]))
    return journal


class Thief:
    """Takes all runs out of the file, just before it is asked for the n-th time."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int) -> None:
        self._left = at
        for name in ("read", "write"):
            patch.setattr(Database, name, self._before(getattr(Database, name)))

    @property
    def came(self) -> bool:
        """Whether it was asked for so often."""
        return self._left <= 0

    def _before(self, asked: Callable[..., object]) -> Callable[..., object]:
        def robbed(database: Database, *arguments: Any, **options: Any) -> object:
            self._left -= 1
            if not self._left:
                database._reach().execute("DELETE FROM runs")
            return asked(database, *arguments, **options)

        return robbed


@pytest.mark.parametrize(
    "line",
    ["journal", "journal show 1", "journal rename 1 x", "journal delete 1", "replay 1", "export 1", "play --continue"],
)
def test_no_command_stumbles(story: Story, capsys: pytest.CaptureFixture[str], line: str) -> None:
    words = line.split()
    file = paths.data_dir() / "journal.db"
    for at in range(1, 40):
        file.unlink(missing_ok=True)
        kept(story, Journal.open(file)).close()
        with pytest.MonkeyPatch.context() as patch:
            thief = Thief(patch, at)
            code = main([*words, *([str(BAKER)] if words[0] == "play" else [])])
        said = capsys.readouterr()
        assert code == 0 or said.err.count("\n") == 1
        if not thief.came:
            return
    raise AssertionError("the file is asked without end")


@pytest.mark.parametrize("typed", ["j 1", "r 1 x", "r 1", "d 1", "b 1", "c 1", "t 1", "v", "k 1 2", "f bread"])
def test_nothing_that_can_be_typed_stumbles(story: Story, typed: str) -> None:
    for at in range(1, 60):
        journal = kept(story, Journal.in_memory())
        with pytest.MonkeyPatch.context() as patch:
            thief = Thief(patch, at)
            talk, _ = talk_of(story, journal, typed, "y", "q")
            evening.play(talk)
        if not thief.came:
            return
    raise AssertionError("the file is asked without end")


def test_a_run_that_is_gone_is_not_said_to_have_been_named_or_deleted(story: Story) -> None:
    journal = kept(story, Journal.in_memory())
    for act in (journal.delete, journal.restore, lambda run: journal.rename(run, "x")):
        with pytest.raises(RunUnavailable, match="no longer in the journal"):
            act(3)


def test_a_damaged_run_hides_from_the_search_only_what_was_read_in_it(story: Story) -> None:
    journal = kept(story, Journal.in_memory())
    journal._database.write(lambda connection: connection.execute("UPDATE runs SET seat = '' WHERE id = 2"))
    assert isinstance(found_in_runs(journal, story, "oven"), tuple)


def test_a_line_break_put_into_a_run_by_hand_makes_no_line_of_its_own(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = kept(story, Journal.open())
    named = "UPDATE runs SET " + ", ".join(
        f"{column} = 'one' || char(10) || '9. two'" for column in ("name", "title", "episode", "ending_title")
    )
    journal._database.write(lambda connection: connection.execute(named))
    journal._database.write(lambda connection: connection.execute("UPDATE decisions SET said = 'a' || char(10) || 'b'"))
    journal.close()
    for line in (["journal"], ["journal", "show", "1"]):
        main(line)
        assert not [said for said in capsys.readouterr().out.splitlines() if said.startswith(("9. ", "b"))]
