from __future__ import annotations

from collections.abc import Sequence

import pytest

from game import paths
from game.journal import ActiveRun, Journal, RunEntry
from game.journal.reading_mode import ReadingMode, save_mode
from game.play.run import Decision, Run
from game.play.setup import Setup, seats
from game.play.share_code import decode
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.screens.journal import JournalScreen
from tests.tui.acting import app_for, said, sitting_at, text_of

SMALL = (80, 24)


@pytest.fixture
def journal(story: Story) -> Journal:
    """Three runs; the newest is number 3."""
    kept = Journal.in_memory()
    for seat, taken in (("both", ("clay", "done", "cut", "sell")), ("baker", ("clay",)), ("apprentice", ())):
        setup = Setup(story, seats(story, seat), seed=7)
        ActiveRun(kept, Run.replay(setup, [Decision("", choice) for choice in taken]))
    return kept


def caret(app: HoldupApp) -> str:
    """The line that the caret is on, and the one under it."""
    lines = text_of(app).splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip().startswith("▸"))
    return " ".join(" ".join(lines[at : at + 2]).split())


async def test_a_run_says_who_how_far_how_true_and_how_it_ended(story: Story, journal: Journal) -> None:
    app = app_for(story, None, journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j")
        seen = " ".join(text_of(app).split())
        assert seen.index("no. 3") < seen.index("no. 2") < seen.index("no. 1")
        assert "The market · one decision" in seen
        assert "The baker against History no. 2 · 04 h / 8 · fidelity 100%" in seen
        assert "◆ " in seen


async def test_a_run_is_named_and_the_name_taken_away_again(story: Story, journal: Journal) -> None:
    app = app_for(story, None, journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j", "down", "r", *"q j", "enter")
        assert caret(app).startswith("▸ q j ")
        await pilot.press("r", "x", "escape")
        assert caret(app).startswith("▸ q j ")
        await pilot.press("r", *["backspace"] * 3, "enter")
        assert caret(app).startswith("▸ The market · one decision")


async def test_a_deletion_is_asked_about_and_can_be_taken_back(story: Story, journal: Journal) -> None:
    app = app_for(story, None, journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j", "u")
        assert "There is no deleted run to bring back." in text_of(app)
        await pilot.press("down", "d", "n")
        assert len(journal.runs()) == 3
        await pilot.press("d", "y")
        assert [entry.id for entry in journal.runs()] == [3, 1]
        assert "no. 1" in caret(app)
        await pilot.press("d", "y", "u", "u")
        assert [entry.id for entry in journal.runs()] == [3, 2, 1]
        assert "no. 2" in caret(app)


async def test_a_runs_code_is_shown_and_copied_and_tells_that_run(story: Story, journal: Journal) -> None:
    app = app_for(story, None, journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j", "end", "c")
        code = next(word for word in text_of(app).split() if word.startswith("holdup-"))
        assert [decision.choice for decision in decode(story, code).run.decisions] == ["clay", "done", "cut", "sell"]
        assert app.clipboard == code


async def test_a_run_is_exported_as_a_page_that_names_where_it_lies(story: Story, journal: Journal) -> None:
    app = app_for(story, None, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", "end", "e")
        await pilot.pause()
        [page] = (paths.data_dir() / "gazettes").iterdir()
        assert page.name in "".join(text_of(app).replace("│", "").split()), "wherever its lines break"
        assert story.title in page.read_text("utf-8")


async def test_the_tree_opens_where_the_run_stands(story: Story, journal: Journal) -> None:
    app = app_for(story, None, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", "down", "t")
        assert "▸ The baker" in text_of(app)
        assert "There are more people than loaves." in text_of(app)
        await pilot.press("escape")
        assert "no. 2" in caret(app)


async def test_the_pointer_opens_a_run_and_escape_closes_the_journal(story: Story, journal: Journal) -> None:
    app = app_for(story, None, journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j", "escape")
        assert "New game" in text_of(app)
        await pilot.press("j")
        await pilot.click(offset=(10, 10))
        assert said(app) == ["clay", "done", "cut", "sell"]


async def test_an_empty_journal_says_so_and_survives_every_key(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j", "down", "up", "end", "home", "pagedown", "r", "d", "c", "l", "u", "enter")
        await pilot.pause(0)
        assert "JOURNAL" in text_of(app)
        await pilot.press("t", "escape")
        assert "JOURNAL" in text_of(app)
        assert journal_is_open(app)


def journal_is_open(app: HoldupApp) -> bool:
    return type(app.screen).__name__ == "JournalScreen"


async def test_five_hundred_runs_are_read_as_they_come_into_sight(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.in_memory()
    run = Run.start(Setup(story, seats(story, "baker"))).decide("clay")
    for _ in range(500):
        journal.begin(run)
    read: list[int] = []

    def entries(ids: Sequence[int]) -> dict[int, RunEntry]:
        read.extend(ids)
        return Journal.entries(journal, ids)

    monkeypatch.setattr(journal, "entries", entries)
    app = app_for(story, None, journal)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j")
        assert "no. 500" in caret(app)
        assert len(read) < 60
        await pilot.press("up")
        assert "no. 1 " in caret(app)
        await pilot.press("pageup")
        assert "no. 7 " in caret(app)
        assert len(read) < 150


async def test_what_two_readers_decided_is_not_reckoned_before_the_end(story: Story) -> None:
    journal = Journal.in_memory()
    active = sitting_at(story, "clay", journal=journal, seat="both")
    save_mode(journal, active.run_id, ReadingMode(two=True))
    app = app_for(story, None, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", "l")
        assert isinstance(app.screen, JournalScreen)
        assert "the reckoning waits for the end" in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), (40, 15)])
async def test_a_small_window_leaves_words_out_before_it_cuts_any(
    story: Story, journal: Journal, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.tui.screens.journal.share_read", lambda *_: 40)
    journal.rename(
        2, "A night of clay and of ashes" if size[0] < 60 else "The whole night of clay, of ash and of flour"
    )
    app = app_for(story, None, journal)
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "down")
        seen = text_of(app)
        assert journal.entries([2])[2].name in seen
        assert "The market · one decision" in seen
        assert "no. 2" in seen
        assert "JOURNAL   2 / 3" in seen
        assert ("together: 40%" in seen) == ("Text read" in seen) == (size[0] >= 60)
        assert "…" not in seen
        assert "? help" in seen
