"""What the tests of the screens share: an app without motion, and the screen as text."""

from __future__ import annotations

from game.journal import ActiveRun, Journal
from game.play.run import Decision, Run
from game.play.setup import Rival, Setup, seats
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.replay_frame import ReplayFrame
from game.tui.screens.game import GameScreen


def app_for(
    story: Story, start: Setup | ActiveRun | ReplayFrame | None = None, journal: Journal | None = None
) -> HoldupApp:
    """An app in which nothing moves."""
    app = HoldupApp(story, journal or Journal.in_memory(), start)
    app.animation_level = "none"
    return app


def setup_for(story: Story, seat: str = "baker", seed: int = 7) -> Setup:
    """A run against history."""
    return Setup(story, seats(story, seat), Rival.HISTORY, seed)


def sitting_at(story: Story, *choices: str, journal: Journal | None = None, seat: str = "baker") -> ActiveRun:
    """A active after some choices, on its last page."""
    run = Run.replay(setup_for(story, seat), [Decision("", choice) for choice in choices])
    active = ActiveRun(journal or Journal.in_memory(), run)
    active.turn(len(active.pages) - 1)
    return active


def text_of(app: HoldupApp) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def game_of(app: HoldupApp) -> GameScreen:
    """The game screen, wherever it is in the stack."""
    return next(screen for screen in app.screen_stack if isinstance(screen, GameScreen))


def said(app: HoldupApp) -> list[str]:
    """The decisions taken so far, by their ids."""
    return [decision.choice for decision in game_of(app).reading.run.decisions]
