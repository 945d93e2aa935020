"""The shelf of endings: what is told of those reached, of the others, and when odds may be."""

from __future__ import annotations

from datetime import datetime

from game.journal import Journal
from game.journal.profile import EndingReached
from game.story.model import Story
from game.story.saved_odds import EndingOdds
from game.tui.screens.endings import EndingsShelf
from game.view.endings import shelf_of
from tests.tui.acting import app_for, sitting_at, text_of
from tests.tui.places import TO_ALL_ENDINGS

FIRST = datetime(2023, 11, 22, 9, 0).timestamp()
CHANCES = {id: (EndingOdds("baker", 0.25, 0.0004), EndingOdds("apprentice", 0.0, 1.0)) for id in
           ("full-baskets", "cold-oven", "empty-shelves")}  # fmt: skip


async def test_an_ending_reached_tells_how_often_and_when_and_the_others_only_their_hint(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=(80, 36)) as pilot:
        app.push_screen(EndingsShelf(shelf_of(story, {"cold-oven": EndingReached(3, FIRST, 1)}, CHANCES)))
        await pilot.pause()
        seen = text_of(app)
        assert "●  The cold oven  reached 3 times, first on" in seen
        assert "2023" in seen
        assert "○  ░░░░ ░░░░░░░" in seen
        assert "Clay, and patience." in seen
        assert "Full baskets" not in seen
        assert "25%" not in seen


async def test_odds_are_told_once_three_endings_are_known(story: Story) -> None:
    seen = {id: EndingReached(1, FIRST, 1) for id in CHANCES}
    app = app_for(story)
    async with app.run_test(size=(80, 36)) as pilot:
        app.push_screen(EndingsShelf(shelf_of(story, seen, CHANCES)))
        await pilot.pause()
        seen_now = text_of(app)
        assert "The baker  25% facing history, <0.1% facing a realistic rival" in seen_now
        assert "The apprentice  — facing history, 100% facing a realistic rival" in seen_now


async def test_all_endings_open_the_complete_edition_with_the_run_that_reached_each_first(story: Story) -> None:
    journal = Journal.in_memory()
    for road in TO_ALL_ENDINGS:
        sitting_at(story, *road, journal=journal, seat="both")
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 36)) as pilot:
        app.open_endings()
        await pilot.press("e")
        seen = text_of(app)
        assert "THE COMPLETE EDITION" in seen
        assert " 3 Empty shelves" in seen
        assert "fidelity 50%" in seen
