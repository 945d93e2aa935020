"""How often a condition holds at one place: in how many states, how likely, and one road there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

from game.explore import probes
from game.explore.combine import road_command
from game.explore.deadline import Deadline, OutOfTime
from game.explore.report_laws import road
from game.explore.search import Limits
from game.explore.survey import setup_name
from game.explore.witnesses import Witness
from game.i18n.catalogue import tr, trn
from game.i18n.numbers import figure
from game.play.setup import Setup, opposite, seat_word
from game.story.compiled import Ast
from game.story.story_conditions import Holds

_PROBE = "where"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What is known of a condition in one setup.

    Attributes:
        setup: The setup, with the seed of the road.
        states: The states in which it holds, where a run comes to one of the places.
        odds: How likely a random run comes there so; where it may come back, how often it does, on average.
        often: Whether `odds` is how often.
        road: The shortest road to one of them; None where there is none, or was no time for it.
        searched: How many states were looked at.
        limit: Which limit was reached before every state was seen; empty where none was.
    """

    setup: Setup
    states: int
    odds: float
    often: bool
    road: Witness | None
    searched: int
    limit: str


def occurrence(
    setup: Setup,
    conditions: Mapping[str, Ast],
    closures: Mapping[str, Holds],
    limits: Limits,
    deadline: Deadline,
    preparing: Deadline,
    progress: Callable[[float, int], None] | None = None,
) -> Occurrence:
    """Look for a condition over every state of a setup.

    Args:
        setup: The setup.
        conditions: By scene or ending, what is looked for there.
        closures: The same, to be asked of the values of a run.
        limits: Where the search stops.
        deadline: Until when all of it may take.
        preparing: Until when the search must have begun.
        progress: Told of the share done and the states found.
    """
    try:
        program = probes.probed(setup, {_PROBE: conditions}, entering=True, deadline=preparing)
        explored = probes.watch(program, limits, progress, deadline)
    except OutOfTime:
        return Occurrence(setup, 0, 0.0, False, None, 0, tr("{seconds} s", seconds=f"{limits.seconds:.3g}"))
    finding = probes.found(explored, _PROBE)
    entries = [explored.program.entry[place] for place in conditions]
    often = any(entry in explored.circles for entry in entries)
    states, odds, witness = 0, 0.0, None
    if finding is not None:
        states, odds = finding.states, finding.odds
        try:
            witness = probes.road_to(
                explored,
                finding.first,
                lambda visits: any(
                    place in closures and closures[place](values, past) for place, values, past in visits
                ),
            )
        except OutOfTime:
            witness = None
    if witness is not None and witness.seed is not None:
        setup = replace(setup, seed=witness.seed)
    return Occurrence(setup, states, odds, often, witness, explored.states, str(explored.cut))


def lines(occurrence: Occurrence, path: str) -> Iterator[str]:
    """What is known of a setup, and the road there."""
    name = setup_name(occurrence.setup)
    if occurrence.limit:
        yield tr("{setup}: NOT COMPLETE: stopped after {limit}", setup=name, limit=occurrence.limit)
    if not occurrence.states:
        yield tr("{setup}: never", setup=name) if not occurrence.limit else tr("{setup}: not found", setup=name)
        return
    states = trn("{shown} state", "{shown} states", occurrence.states, shown=figure(occurrence.states))
    if occurrence.limit:
        states = tr("at least {states}", states=states)
    if isnan(occurrence.odds):
        yield tr("{setup}: {states}; how often is not found, as runs go round for very long", setup=name, states=states)
    elif occurrence.often:
        yield tr(
            "{setup}: {states}, met {times} times a run, on average",
            setup=name,
            states=states,
            times=figure(occurrence.odds, 4),
        )
    else:
        yield tr(
            "{setup}: {states}, {odds} % of random runs",
            setup=name,
            states=states,
            odds=figure(100 * occurrence.odds, 2),
        )
    yield from road(occurrence.setup, occurrence.road, path)


def data(occurrence: Occurrence, path: str) -> dict[str, Any]:
    """The same for programs."""
    setup, way = occurrence.setup, occurrence.road
    words = seat_word(setup), opposite(setup), setup.opening
    return {
        "seat": words[0],
        "rival": words[1],
        "opening": words[2],
        "states": occurrence.states,
        "times" if occurrence.often else "odds": None if isnan(occurrence.odds) else occurrence.odds,
        "complete": not occurrence.limit,
        "searched": occurrence.searched,
        "decisions": str(way) if way else None,
        "seed": way.seed if way else None,
        "command": road_command("play", words, way, path) if way and way.seed is not None else None,
    }
