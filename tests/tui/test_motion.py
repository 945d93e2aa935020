"""Reduced motion: with it, nothing on the screen changes until a key is pressed."""

from __future__ import annotations

import asyncio

import pytest

from game.journal import Journal
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.widgets.prose import Prose
from game.tui.widgets.seismograph import Seismograph
from tests.tui.acting import app_for, game_of, said, sitting_at, text_of
from tests.tui.places import at

LONGEST = 0.75
"""Seconds: longer than the period of whatever moves (the ground 1/4, a cursor 1/2, a choice that fades 0.22)."""


def picture(app: HoldupApp) -> list[list[tuple[str, str]]]:
    """The screen with its styles."""
    strips = app.screen._compositor.render_strips()
    return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips]


@pytest.mark.parametrize(
    "place", ["title", "decision", "result", "ending", "reckoning", "naming", "palette", "hand-over", "read before"]
)
async def test_nothing_moves_by_itself(story: Story, place: str) -> None:
    async with at(story, place) as (app, _):
        assert not app.moving
        before = picture(app)
        await asyncio.sleep(LONGEST)
        assert picture(app) == before


@pytest.mark.parametrize("place", ["title", "naming"])
async def test_without_it_the_same_screens_do_move(story: Story, place: str) -> None:
    async with at(story, place if place == "title" else "journal") as (app, pilot):
        app.set_motion(True)
        await pilot.press(*(() if place == "title" else ("r",)))
        seen = set()
        for _ in range(12):
            await asyncio.sleep(0.1)
            seen.add(str(picture(app)))
        assert len(seen) > 1


async def test_a_choice_is_taken_and_its_page_is_whole_at_once(story: Story) -> None:
    async with at(story, "decision") as (app, pilot):
        await pilot.press("1")
        assert said(app) == ["clay"]
        assert not game_of(app).query_one(Prose).revealing
        assert "wet clay drinks the fire" in text_of(app)


async def test_turned_on_in_the_middle_it_ends_what_is_under_way(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, sitting_at(story, journal=journal), journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_motion(True)
        app.set_pace("slow")
        game = game_of(app)
        game.chosen(0)
        assert said(app) == []
        game._hurried()
        game.open_leaf()
        app.set_motion(False)
        await pilot.pause()
        assert said(app) == ["clay"]
        assert not game.query_one(Prose).revealing
        assert game.query_one(Seismograph)._needle is None
        before = picture(app)
        await asyncio.sleep(LONGEST)
        assert picture(app) == before
    assert journal.profile.setting("motion") == "none"


async def test_a_notice_stays_until_the_next_key_and_no_longer(story: Story) -> None:
    async with at(story, "decision") as (app, pilot):
        await pilot.press("u")
        assert "There is nothing to take back yet." in text_of(app)
        assert "? help" in text_of(app)
        await asyncio.sleep(LONGEST)
        assert "There is nothing to take back yet." in text_of(app)
        await pilot.press("down")
        assert "There is nothing to take back yet." not in text_of(app)
        assert "j journal" in text_of(app)


async def test_the_environment_may_ask_for_it_too(story: Story) -> None:
    app = HoldupApp(story, Journal.in_memory())
    app.animation_level = "none"  # what Textual makes of TEXTUAL_ANIMATIONS=none
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        seen = text_of(app)
        assert "Reduce motion  ○ Off   ● On" in seen
        assert "A page appears whole, as motion is reduced." in seen
