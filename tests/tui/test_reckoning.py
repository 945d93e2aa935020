"""L'heure des comptes on the screen: when it comes, what it opens, how one leaves it."""

from __future__ import annotations

import pytest

from game.explore.run_curve import run_curve
from game.explore.turning_points import Curve
from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup
from game.story.model import Story
from game.tui.screens.debrief import DebriefScreen
from game.view.curves import Curves
from game.view.text import Refusal
from tests.play import drafts
from tests.tui.acting import app_for, sitting_at, text_of


async def test_one_leaf_between_two_episodes_says_what_one_came_to_and_begins_the_next(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("3")
        while "E P I S O D E   2" not in text_of(app):
            await pilot.press("enter")
        seen = text_of(app)
        assert "E N D   O F   E P I S O D E   1" in seen
        assert "THE RECKONING" in seen
        assert "fidelity 0%" in seen
        assert "The queue" not in seen
        await pilot.press("l")
        whole = text_of(app)
        assert "THE RECKONING   Episode 1: Before dawn" in whole
        assert "Fire it as it is." in whole
        await pilot.press("escape", "enter")
        assert "E P I S O D E   2" not in text_of(app)


async def test_a_row_opens_its_facts_and_the_others_stay_behind_the_wire_until_the_end(story: Story) -> None:
    app = app_for(story, sitting_at(story, "nothing"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("l", "down")
        assert "Open the door" not in text_of(app)
        assert "A warm smell in the lane." in text_of(app) or "The chimney smokes." in text_of(app)
        await pilot.press("h")
        seen = text_of(app)
        assert "The first batch" in seen
        assert "Another log." not in seen
        await pilot.press("escape", "up", "h")
        assert "You left history here." in text_of(app)
        await pilot.press("escape", "escape")
        assert not isinstance(app.screen, DebriefScreen)


async def test_the_first_ending_says_what_it_opens(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, sitting_at(story, "clay", "cut", "sell", journal=journal), journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("pagedown", "pagedown")
        assert "Unlocked: a new run can begin with “Straight to the market”." in text_of(app)


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_it_is_read_on_and_left_by_the_keys_that_go_on_everywhere(story: Story, key: str) -> None:
    app = app_for(story, sitting_at(story, "nothing"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "end")
        assert isinstance(app.screen, DebriefScreen)
        await pilot.press(key)
        assert not isinstance(app.screen, DebriefScreen)
        await pilot.press("l")
        for _ in range(6):
            await pilot.press(key)
        assert not isinstance(app.screen, DebriefScreen)
    high = app_for(story, sitting_at(story, "nothing"))
    async with high.run_test(size=(120, 60)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        await pilot.press(key)
        assert not isinstance(high.screen, DebriefScreen)


@pytest.mark.parametrize("size", [(60, 20), (40, 15)])
async def test_it_says_that_there_is_more_below_until_there_is_not(story: Story, size: tuple[int, int]) -> None:
    app = app_for(story, sitting_at(story, "nothing", "cut", "keep"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "↓ more" in text_of(app)
        await pilot.press("end")
        await pilot.pause()
        assert "↓ more" not in text_of(app)
        assert "↵ go on" in text_of(app)
        await pilot.press("home")
        await pilot.pause()
        assert "↓ more" in text_of(app)


async def test_its_heading_is_whole_in_the_smallest_window(story: Story) -> None:
    app = app_for(story, sitting_at(story, "nothing"))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "THE RECKONING\n Episode 1: Before dawn\n" in text_of(app)


async def test_enter_is_the_way_on_that_is_shown(story: Story) -> None:
    app = app_for(story, sitting_at(story, "nothing"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        assert "↵ go on" in text_of(app)
        assert "The figures count the whole run so far" in text_of(app)


async def test_where_a_story_knows_no_history_none_is_drawn_and_none_offered() -> None:
    told = drafts.story(drafts.scene("a", drafts.choice("x", "end", add={"heat": 3})))
    app = app_for(told, sitting_at(told, "x", seat="left"))
    async with app.run_test(size=(120, 36)) as pilot:
        assert "what really happened" not in text_of(app)
        await pilot.press("h")
        assert "Nothing is recorded of what really happened here." in text_of(app)
        await pilot.press("l")
        seen = text_of(app)
        assert "THE RECKONING" in seen
        assert "history" not in seen
        assert "the facts" not in seen


async def test_where_there_is_nothing_to_reckon_no_reckoning_is_offered() -> None:
    told = drafts.story(drafts.scene("a", drafts.choice("x", "end")), variables=[drafts.flag("told")])
    app = app_for(told, sitting_at(told, "x", seat="left"))
    async with app.run_test(size=(120, 36)) as pilot:
        assert "reckoning" not in text_of(app).lower()
        await pilot.press("l")
        assert "There is nothing to reckon yet." in text_of(app)
        await pilot.press("1")
        assert "New game" in text_of(app)


async def test_where_the_run_turned_is_drawn_once_it_has_been_worked_out(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    active = sitting_at(story, "nothing", "cut", "keep")
    curve = run_curve(active.run)
    known: list[Curve | None] = [None]
    monkeypatch.setattr(Curves, "of", lambda self, run, seconds=0.0: known[0])
    app = app_for(story, active)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("l")
        assert "Where it turned is being worked out, over all that" in text_of(app)
        known[0] = curve
        await pilot.pause(0.6)
        seen = text_of(app)
        assert "WHERE IT TURNED" in seen
        assert "At the start, this ending had a chance of" in seen
        assert "the odds of this ending, in per cent" in seen
        assert "▲" in seen


async def test_why_there_is_no_curve_is_said_in_its_place(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Curves, "of", lambda self, run, seconds=0.0: Refusal("No numpy here."))
    app = app_for(story, sitting_at(story, "nothing", "cut", "keep"))
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("l")
        await pilot.pause(0.4)
        assert "No numpy here." in text_of(app)


async def test_from_an_early_ending_one_starts_again_where_another_was_near_and_the_run_is_kept() -> None:
    first = drafts.episode("one", drafts.scene("a", drafts.choice("in", "b"), drafts.choice("out", "end")))
    later = drafts.episode("two", drafts.scene("b", drafts.choice("on", "far"), seat="left"), number=2)
    tale = drafts.built(drafts.document(first, later, endings=[drafts.ending("end"), drafts.ending("far")]))
    journal = Journal.in_memory()
    active = ActiveRun(journal, Run.start(Setup(tale, frozenset({"left"}))))
    active.decide("out")
    active.turn(1)
    app = app_for(tale, active, journal)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("end")
        rows = text_of(app).splitlines()
        number = next(row.split()[0] for row in rows if "Start again at “Say out”" in row)
        await pilot.press(number)
        assert "Say in" in text_of(app)
        kept = {entry.id: entry for entry in journal.runs()}
    assert kept[active.run_id or 0].ending == "end"
    (again,) = (entry for entry in kept.values() if entry.id != active.run_id)
    assert (again.parent, again.count) == (active.run_id, 0)
