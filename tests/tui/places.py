"""Every screen there is, and how one gets there by keys alone: for what must hold on all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode
from game.play.setup import Setup, seats
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.replay_frame import ReplayFrame
from tests.tui.acting import app_for, sitting_at

Start = Setup | ActiveRun | ReplayFrame | None
ROADS = (("clay", "tell", "cut", "sell"), ("mason", "tell", "cut", "keep"), ("mason", "tell", "share", "sell"))
"""Three runs of the baker's story."""

TO_ALL_ENDINGS = (
    ("clay", "feed", "wait", "done", "cut", "sell"),
    ("clay", "done", "cut", "keep"),
    ("mason", "feed", "wait", "done", "share", "sell"),
)
"""Three more that reach all its endings, by whoever holds both seats."""


@dataclass(frozen=True)
class Place:
    """A screen: what the app begins with, the keys from there, and what is done beside keys."""

    start: Callable[[Story, Journal], Start] = lambda story, journal: None
    keys: tuple[str, ...] = ()
    act: Callable[[HoldupApp], None] = lambda app: None
    size: tuple[int, int] | None = None


def _at(*choices: str, seat: str = "baker") -> Callable[[Story, Journal], Start]:
    return lambda story, journal: sitting_at(story, *choices, journal=journal, seat=seat)


def _card(story: Story, journal: Journal) -> Start:
    active = sitting_at(story, journal=journal)
    active.turn(0)
    return active


def _complete(story: Story, journal: Journal) -> Start:
    for road in TO_ALL_ENDINGS:
        sitting_at(story, *road, journal=journal, seat="both")
    return None


def _watched(story: Story, journal: Journal) -> Start:
    return ReplayFrame(sitting_at(story, "clay").run)


def _handed_over(app: HoldupApp) -> None:
    app.begin(Setup(app.story, seats(app.story, "both")), ReadingMode(two=True))


PLACES: dict[str, Place] = {
    "title": Place(),
    "title with a run": Place(_at("clay"), ("escape",)),
    "new game": Place(keys=("enter",)),
    "settings": Place(keys=("comma",)),
    "empty journal": Place(keys=("j",)),
    "journal": Place(_at("clay"), ("j",)),
    "naming": Place(_at("clay"), ("j", "r")),
    "deleting": Place(_at("clay"), ("j", "d")),
    "tree": Place(_at("clay"), ("j", "t")),
    "endings": Place(_at("clay", "cut", "sell"), ("escape", "down", "down", "enter")),
    "endings, all known": Place(_complete, ("down", "down", "enter")),
    "complete edition": Place(_complete, ("down", "down", "enter", "e")),
    "card": Place(_card),
    "decision": Place(_at()),
    "locked choice": Place(_at(seat="apprentice")),
    "long page": Place(_at(), size=(40, 15)),
    "long page at its choices": Place(_at(), ("end",), size=(40, 15)),
    "result": Place(_at(), ("3",)),
    "read before": Place(_at(), ("1", "u")),
    "standing": Place(_at(), ("p",), size=(80, 24)),
    "record": Place(_at(), ("3", "h")),
    "notice": Place(_at(), act=lambda app: app.tell(("Something that matters.",))),
    "run code": Place(_at("clay"), ("c",)),
    "gazette": Place(_at("clay"), ("e",)),
    "ending": Place(_at("clay", "cut", "sell"), ("end",)),
    "reckoning": Place(_at("nothing", "cut", "keep"), ("l",)),
    "reckoning, narrow": Place(_at("nothing", "cut", "keep"), ("l",), size=(40, 15)),
    "hand-over": Place(act=_handed_over, keys=("enter", "enter")),
    "replay": Place(_watched, ("enter", "x")),
    "help": Place(_at(), ("f1",)),
    "help of the journal": Place(_at("clay"), ("j", "f1")),
    "palette": Place(_at(), ("ctrl+p",)),
    "palette, no match": Place(_at(), ("ctrl+p", *"zzzz")),
    "too small": Place(_at(), size=(39, 14)),
}


@asynccontextmanager
async def at(
    story: Story, name: str, size: tuple[int, int] = (120, 36), theme: str = "night"
) -> AsyncIterator[tuple[HoldupApp, Pilot[None]]]:
    """The app on one of `PLACES`, in a window of some size unless the place has its own."""
    place, journal = PLACES[name], Journal.in_memory()
    journal.profile.set("theme", theme)
    journal.profile.set("motion", "none")
    app = app_for(story, place.start(story, journal), journal)
    async with app.run_test(size=place.size or size) as pilot:
        await pilot.pause()
        place.act(app)
        await pilot.press(*place.keys)
        await pilot.pause({"palette": 0.3, "palette, no match": 0.9}.get(name, 0.0))
        yield app, pilot
