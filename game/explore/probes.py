"""Conditions watched over all states: wherever one holds, and on which road first.

A probe takes the place of a text: what texts may read is what states are told apart by, so that a probe is proved as a
paragraph is. The story's own texts are left out, and what nothing but them could tell apart is one state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.explore.automaton import TURNING_OUT, Policy, Program, ReaderText, build
from game.explore.confirm import states_along, with_seeds
from game.explore.deadline import Deadline
from game.explore.encounters import Element
from game.explore.explain_unreachable import possible_things
from game.explore.expressions import evaluate
from game.explore.intervals import boxes
from game.explore.playtest import random_runs
from game.explore.recall import Recall
from game.explore.remembered import Visit, moments
from game.explore.search import Exploration, Limits, explore
from game.explore.witnesses import Backtracker, Witness
from game.play.run import Decision
from game.play.setup import Setup
from game.play.state import Decided, EndlessStory, State
from game.story.compiled import Ast
from game.story.memory import questions

Probes = Mapping[str, Mapping[str, Ast]]
"""By name, the condition that is watched at each of some scenes and endings."""

Moment = tuple[int, int, int]

_SEEDS = 400
"""How many are tried on a road where chance has a say."""

_RUNS = 2000
"""Random runs among which one is looked for that comes to a probe."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a probe held.

    Attributes:
        states: In how many states, where a run comes to a place.
        odds: How likely that is; where a run may come back, how often it is so, on average.
        first: The cheapest moment, as (location, row, transition taken there); -1 for none.
    """

    states: int
    odds: float
    first: Moment


def probed(setup: Setup, probes: Probes, entering: bool = False, deadline: Deadline | None = None) -> Program:
    """The machine of a setup with probes instead of texts.

    Args:
        setup: The setup.
        probes: What is watched.
        entering: Whether to look only where a run comes to a place, and not at what passages and storylets make of it.
        deadline: Until when.

    Raises:
        OutOfTime: There is no time for it.
    """
    texts: dict[tuple[str, int], ReaderText] = {}
    by_place: dict[str, list[ReaderText]] = {}
    for name, conditions in probes.items():
        for place, ast in conditions.items():
            if (name, id(ast)) not in texts:
                texts[name, id(ast)] = ReaderText(name, ast, "", (), 0, frozenset(questions(ast)))
            by_place.setdefault(place, []).append(texts[name, id(ast)])
    about = {q[1] for text in texts.values() for q in text.asks}
    decks = any(name.partition("/")[0] not in setup.story.scenes for name in about)
    program = build(setup, decks, deadline=deadline)
    for location in program.deadline.through(program.locations):
        here = tuple(by_place.get(location.scene, ()))
        after = () if entering or location.turn == TURNING_OUT else here
        asked = location.policy not in (Policy.PASS, Policy.DRAW)
        location.transitions = tuple(replace(t, texts=() if asked else after) for t in location.transitions)
        if location.otherwise is not None:
            location.otherwise = replace(location.otherwise, texts=after)
        location.texts = here if location.entered else ()
    return program


def possible(program: Program) -> set[str]:
    """The probes that may hold somewhere and the places that may be reached, as far as ranges tell: no others do."""
    met = ("paragraph", "scene", "ending")
    return {thing.id for thing in possible_things(program, boxes(program)) if thing.kind in met}


def watch(
    program: Program,
    limits: Limits | None = None,
    progress: Callable[[float, int], None] | None = None,
    deadline: Deadline | None = None,
) -> Exploration:
    """Find every state of a machine that has probes."""
    return explore(program.setup, limits, progress=progress, deadline=deadline, program=program)


def found(explored: Exploration, probe: str) -> Found | None:
    """Where a probe holds; None where it held in no state that was seen."""
    sight = explored.observer.seen.get(Element("paragraph", probe))
    if sight is None or sight.row < 0:
        return None
    states, odds = 0, 0.0
    for index, set_ in explored.reached.items():
        location = explored.program.locations[index]
        for text in location.texts:
            if text.path == probe and text.condition is not None:
                view = explored.stepper.view(location, set_.words)
                holds = np.broadcast_to(np.asarray(evaluate(text.condition, view), dtype=bool), (len(set_),))
                states += int(holds.sum())
                odds += float(set_.mass[holds].sum())
    return Found(states, odds, (sight.location, sight.row, sight.transition))


def recalled(explored: Exploration, probe: str) -> bool | None:
    """Whether a probe that asks what a run remembers holds anywhere; None where it asks more than can be followed."""
    memory = explored.memory
    assert memory is not None
    return None if probe in memory.too_wide else probe in memory.met


def road_to_recalled(
    explored: Exploration, probe: str, there: Callable[[Sequence[Visit]], bool]
) -> tuple[str, Witness] | None:
    """The place of a probe that asks what the run remembers, and holds somewhere; and the road there, as in `road_to`.

    Where there are too many states to go back over, one of the first random runs that come there; None for none.

    Raises:
        OutOfTime: There is no time for it.
    """
    text = Recall(explored).texts(only={probe}).get(probe)
    if text is None:
        return _met_by_chance(explored, there)
    tries = with_seeds(explored.program.setup, _SEEDS)
    seed = _seed(explored.deadline.while_left(tries), text.decisions, there)
    return explored.program.locations[text.location].scene, Witness(text.decisions, seed)


def road_to(explored: Exploration, moment: Moment, there: Callable[[Sequence[Visit]], bool]) -> Witness:
    """The shortest road to a moment, with a seed by which the engine takes it.

    `there` tells by all that a run visited whether it has come there.
    """
    decisions = Backtracker(explored, [moment[:2]]).road(*moment)
    tries = with_seeds(explored.program.setup, _SEEDS)
    return Witness(decisions, _seed(explored.deadline.while_left(tries), decisions, there))


def _met_by_chance(explored: Exploration, there: Callable[[Sequence[Visit]], bool]) -> tuple[str, Witness] | None:
    for setup, states, decisions in random_runs(explored.program.setup, explored.deadline.while_left(range(_RUNS))):
        seen = visits(setup, states)
        place = next((visit[0] for visit in seen if there([visit])), "")
        if place:
            first = next(number for number in range(len(states)) if there(visits(setup, states[: number + 1])))
            return place, Witness(tuple(decisions[:first]), setup.seed, shortest=False)
    return None


def _seed(
    tries: Iterable[Setup], decisions: tuple[Decision, ...], there: Callable[[Sequence[Visit]], bool]
) -> int | None:
    for setup in tries:
        try:
            states = states_along(setup, decisions)
        except EndlessStory:
            continue
        if states is not None and there(visits(setup, states)):
            return setup.seed
    return None


def visits(setup: Setup, states: Sequence[State]) -> list[Visit]:
    """The places of a run with the values that it had there: on coming, and after what was passed or drawn."""
    places: list[Visit] = []
    values = setup.values
    for state, beat, past in moments(setup, states):
        if beat is None:
            values = state.values
            places.append((state.here.id, values, past))
            continue
        places.append((beat.scene.id, values, past))
        values = beat.after
        if not isinstance(beat, Decided):
            places.append((beat.scene.id, values, past))
    return places
