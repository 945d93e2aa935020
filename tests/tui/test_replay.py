"""A run watched on the screen."""

from __future__ import annotations

from game.journal import Journal
from game.story.model import Story
from game.tui.replay_frame import ReplayFrame
from game.tui.screens.replay import ReplayScreen
from tests.tui.acting import app_for, said, sitting_at, text_of


def showing(story: Story, lost: int = 0, speed: int | None = None) -> ReplayFrame:
    return ReplayFrame(sitting_at(story, "nothing", "cut", "keep").run, lost, (), speed)


async def test_any_key_goes_on_with_what_was_chosen_then_and_nothing_else_can_be(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, showing(story), journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "x")
        assert "▸ 3  Fire it as it is." in text_of(app)
        await pilot.press("1")
        assert said(app) == ["nothing"]
        await pilot.press("u")
        assert said(app) == []
        assert journal.runs() == ()


async def test_t_takes_over_at_a_decision_in_a_run_of_ones_own(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, showing(story), journal)
    async with app.run_test(size=(80, 24)) as pilot:
        while not said(app):
            await pilot.press("enter")
        while "The queue" not in text_of(app) and "1  Tell them" not in text_of(app):
            await pilot.press("escape" if not isinstance(app.screen, ReplayScreen) else "enter")
        await pilot.press("t")
        assert not isinstance(app.screen, ReplayScreen)
        await pilot.press("1")
        assert said(app) == ["nothing", "tell"]
        [run] = journal.runs()
        assert run.count == 2


async def test_it_can_run_by_itself_and_stops_where_the_story_has_changed(story: Story) -> None:
    whole = showing(story).run
    app = app_for(story, ReplayFrame(whole.upto(2), 1, (), 600))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(60):
            await pilot.pause(0.1)
            if "gone: 1" in text_of(app):
                break
        assert said(app) == ["nothing", "cut"]
        assert "After 2 decisions the story has changed (gone: 1)." in text_of(app)
