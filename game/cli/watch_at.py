"""Where `holdup watch --at` begins: by the road that is proved, or in a state of the author's own."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError
from game.cli.setups import need_numpy, setups
from game.i18n.catalogue import LazyMessage, tr
from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Rival, Setup
from game.play.state import EndlessStory
from game.story.model import Story
from game.story.own_start import UnknownValue, as_written, begun, read_values, start_at
from game.view.pages import never_asks

if TYPE_CHECKING:
    from game.explore.road_to import NoRoad, Place, Road

SECONDS = 30.0
"""How long a road may be looked for."""


def run_at(arguments: argparse.Namespace, story: Story, journal: Journal) -> ActiveRun:
    """The run that comes to the place of `--at`, on the page that tells of it.

    Raises:
        UsageError: The place or a value is not in the story, or other options say where the run goes.
        Refused: Nothing leads there.
    """
    need_numpy()
    if arguments.replay is not None or arguments.seed is not None:
        raise UsageError(tr("--at finds the decisions and the seed itself: leave --replay and --seed out."))
    if arguments.rival and Rival(arguments.rival).strength:
        raise UsageError(tr("What a strategist does cannot be proved: --at takes history or weighted for --rival."))
    from game.explore.road_to import Road, UnknownPlace, place_named, road_to

    try:
        place = place_named(story, arguments.at)
    except UnknownPlace as error:
        guess = "" if error.nearest is None else " " + tr("Did you mean “{word}”?", word=error.nearest)
        raise UsageError(tr("“{word}” is not a place of this story.", word=error.word) + guess) from None
    given = _given(story, arguments.given)
    if given and place.stand not in {*story.endings, *(s.id for e in story.episodes.values() for s in e.scenes)}:
        raise UsageError(tr("--with goes with a scene or an ending: a storylet is drawn, whatever the state."))
    asked = _asked(story, arguments, place)
    road = road_to(asked, place, given or {}, SECONDS)
    if isinstance(road, Road):
        active, page = ActiveRun(journal, road.run), road.page(place)
    elif given is None:
        raise Refused(_nowhere(arguments.at, road))
    else:
        base = road_to(asked, place, {}, SECONDS) if given else road
        active, page = _own(journal, story, asked[0], place, given, base)
    active.turn(page)
    return active


def _asked(story: Story, arguments: argparse.Namespace, place: Place) -> list[Setup]:
    """The setups in which a road is looked for: where a seat decides, it is held, or the page would not be seen."""
    asked = setups(story, arguments.seat, arguments.rival, arguments.opening)
    scene = story.scenes.get(place.stand)
    if arguments.seat or scene is None or scene.seat is None:
        return asked
    return [setup for setup in asked if scene.seat in setup.seats]


def _own(
    journal: Journal,
    story: Story,
    setup: Setup,
    place: Place,
    given: Mapping[str, int],
    base: Road | NoRoad,
) -> tuple[ActiveRun, int]:
    """A run that begins at a place in a state of the author's own, and the page that tells of it."""
    from game.explore.road_to import Road, taking

    values = None
    if isinstance(base, Road):
        setup, values = base.run.setup, base.standing(place)
    own = start_at(story, place.stand, given, values)
    try:
        run = taking(Run.start(replace(setup, story=begun(story, own))), place)
    except EndlessStory:
        raise Refused(never_asks()) from None
    return ActiveRun(journal, run), Road(run).page(place)


def _given(story: Story, text: str | None) -> dict[str, int] | None:
    """The values of `--with`; None where it is not written.

    Raises:
        UsageError: The story has no such variable, or it cannot have that value.
    """
    if text is None:
        return None
    try:
        return read_values(story, text)
    except UnknownValue as error:
        guess = "" if error.nearest is None else " " + tr("Did you mean “{word}”?", word=error.nearest)
        if not error.variable:
            raise UsageError(tr("“{word}” is not declared in story.yaml.", word=error.word) + guess) from None
        variable, wrong = story.variable(error.variable), {"variable": error.variable, "value": error.word}
        if variable.words or variable.max - variable.min == 1:
            known = ", ".join(as_written(variable, value) for value in range(variable.min, variable.max + 1))
            raise UsageError(
                tr("“{variable}” cannot be “{value}”: write {known}.", known=known, **wrong) + guess
            ) from None
        least, most = (as_written(variable, value) for value in (variable.min, variable.max))
        message = tr("“{variable}” cannot be “{value}”: write from {least} to {most}.", least=least, most=most, **wrong)
        raise UsageError(message) from None


def _nowhere(place: str, no_road: NoRoad) -> str:
    """Why the run cannot begin at a place, and how it can all the same."""
    reason: LazyMessage = no_road.reason
    if no_road.proved:
        message = tr("Nothing leads to “{place}”: {reason}.", place=place, reason=reason)
    else:
        message = tr("No road to “{place}” was found: {reason}.", place=place, reason=reason)
    return f"{message} {tr('To begin there all the same, say in which state: --with letter,mason=2')}"
