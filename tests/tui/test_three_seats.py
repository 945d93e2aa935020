"""A story with three seats on the screen: each is offered, and each sees what is its own alone."""

from __future__ import annotations

import pytest

from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.load import load
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.leaf_content import waits
from game.tui.screens.game import GameScreen
from game.tui.screens.handover import HandOverScreen
from tests.tui.acting import app_for, game_of, text_of
from tests.tui.conftest import CHOIR


@pytest.fixture(scope="module")
def choir() -> Story:
    return load(CHOIR)


def sitting(choir: Story, seat: str, *choices: str) -> ActiveRun:
    run = Run.start(Setup(choir, seats(choir, seat), Rival.WEIGHTED, 0))
    for choice in choices:
        run = run.decide(choice)
    active = ActiveRun(Journal.in_memory(), run)
    active.turn(len(active.pages) - 1)
    return active


async def test_a_new_game_offers_each_of_the_three_and_all_of_them(choir: Story) -> None:
    app = app_for(choir)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        for name in ("The conductor", "The bass", "The newcomer", "All of them"):
            assert name in text_of(app)
        assert "3 readers" in text_of(app)
        assert "Both" not in text_of(app)


@pytest.mark.parametrize(("seat", "sees"), [("conductor", True), ("bass", False), ("newcomer", False), ("both", True)])
async def test_the_vote_of_eleven_is_seen_by_the_one_who_counts_it(choir: Story, seat: str, sees: bool) -> None:
    app = app_for(choir, sitting(choir, seat))
    async with app.run_test(size=(130, 40)):
        assert ("hands" in text_of(app)) is sees


async def test_the_keyboard_goes_round_all_three(choir: Story) -> None:
    app = app_for(choir)
    async with app.run_test(size=(100, 30)) as pilot:
        app.begin(Setup(choir, seats(choir, "both")), ReadingMode(two=True))
        called = list[str]()
        for taken in ("aloud", "higher", "boots"):
            for _ in range(9):
                if taken in offered(app):
                    break
                await pilot.press("enter")
                if isinstance(app.screen, HandOverScreen):
                    called += [seat.name for seat in choir.seats.values() if seat.name in text_of(app)]
            game_of(app).chosen(offered(app).index(taken))
            await pilot.pause()
        assert called == ["The conductor", "The newcomer", "The bass"]


def offered(app: HoldupApp) -> list[str]:
    """What can be chosen on the page that is open, once it is shown whole."""
    screen = app.screen
    waiting = not isinstance(screen, GameScreen) or waits(screen.reading.leaf)
    return [] if waiting else [offer.choice.id for offer in game_of(app).reading.leaf.page.offers]
