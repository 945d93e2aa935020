"""What version 0.1 wrote still opens: its story, journal, settings, codes, walkthroughs and odds.

The files in `version_0_1` were written by it, and are never to be written anew.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game.journal import ActiveRun, Journal
from game.play import decision_list, share_code
from game.play.run import Run
from game.play.setup import Rival
from game.story import saved_odds
from game.story.load import inspect, load
from game.story.model import Story
from game.story.problems import Severity
from game.tui.preferences import Preferences
from tests.cli.conftest import Holdup

KEPT = Path(__file__).parents[1] / "version_0_1"
RUNS: list[dict[str, Any]] = json.loads((KEPT / "runs.json").read_text("utf-8"))
RIVALS = {"histoire": Rival.HISTORY, "realiste": Rival.WEIGHTED}


@pytest.fixture(scope="module")
def story() -> Story:
    return load(KEPT / "story")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(Path(shutil.copy(KEPT / "journal.db", tmp_path)))


def same(run: Run, told: dict[str, Any]) -> bool:
    setup = run.setup
    return (
        setup.rival is RIVALS[told["rival"]]
        and sorted(setup.seats) == told["seat"]
        and setup.seed == told["seed"]
        and decision_list.format_decisions(run.decisions) == told["decisions"]
        and run.state.here.id == told["place"]
    )


def test_nothing_in_its_story_has_become_an_error() -> None:
    assert [problem for problem in inspect(KEPT / "story").problems if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize("told", RUNS, ids=lambda told: f"run {told['id']}")
def test_its_runs_are_taken_up_where_they_stood(journal: Journal, story: Story, told: dict[str, Any]) -> None:
    active = ActiveRun.resumed(journal, story, told["id"])
    assert active.notices() == ()
    assert same(active.run, told)


def test_its_runs_are_listed_by_the_present_words(journal: Journal, story: Story) -> None:
    entries = {entry.id: entry.rival for entry in journal.runs(story.id)}
    assert entries == {told["id"]: RIVALS[told["rival"]].value for told in RUNS}


@pytest.mark.parametrize("told", RUNS, ids=lambda told: f"run {told['id']}")
def test_its_codes_give_the_same_runs(story: Story, told: dict[str, Any]) -> None:
    decoded = share_code.decode(story, told["code"])
    assert decoded.lost == 0
    assert same(decoded.run, told)
    assert same(share_code.decode(story, share_code.encode(decoded.run)).run, told)


def test_its_settings_hold(journal: Journal) -> None:
    taste = Preferences(journal)
    assert (taste.theme, taste.reveal, taste.width, taste.still) == ("paper", "slow", 60, True)


def test_its_walkthroughs_pass(holdup: Holdup) -> None:
    done = holdup("--lang", "en", "test", KEPT / "story")
    assert done.code == 0
    assert "4 of 4 walkthroughs pass" in done.out


def test_its_odds_are_read(story: Story) -> None:
    known = saved_odds.read_odds(KEPT / "story", story)
    assert known is not None
    baker = next(chance for chance in known["full-baskets"] if chance.seat == "baker")
    assert (baker.history, baker.realistic) == (0.416666667, 0.474537037)


@pytest.mark.parametrize(("word", "rival"), RIVALS.items())
def test_its_words_are_understood_on_the_command_line(holdup: Holdup, word: str, rival: Rival) -> None:
    assert holdup("play", KEPT / "story", "--seat", "baker", "--rival", word, "--seed", 4).code == 0
    (entry,) = Journal.open().runs("baker")
    assert entry.rival == rival.value


def test_a_rival_that_no_version_knew_is_refused(holdup: Holdup) -> None:
    done = holdup("--lang", "en", "play", KEPT / "story", "--rival", "histoires")
    assert done.code == 2
    assert "'history', 'weighted'" in done.err.replace('"', "'")
