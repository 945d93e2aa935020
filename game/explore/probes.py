"""Conditions watched over all states: wherever one holds, and on which road first.

A probe takes the place of a text: what texts may read is what states are told apart by, so that a probe is proved as a
paragraph is. The story's own texts are left out, and what nothing but them could tell apart is one state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.explore.automaton import TURNING_OUT, Policy, Program, ReaderText, build
from game.explore.deadline import Deadline
from game.explore.encounters import Element
from game.explore.explain_unreachable import possible_things
from game.explore.expressions import evaluate
from game.explore.intervals import boxes
from game.explore.search import Exploration, Limits, explore
from game.explore.witnesses import Backtracker, Witness, states_along, with_seeds
from game.play.run import Decision
from game.play.setup import Setup
from game.play.state import Decided, EndlessStory, State
from game.story.closures import Values
from game.story.compiled import Ast

Probes = Mapping[str, Mapping[str, Ast]]
"""By name, the condition that is watched at each of some scenes and endings."""

Moment = tuple[int, int, int]

Visit = tuple[str, Values]
"""A scene or an ending, and values that a run has there."""


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


def probed(setup: Setup, probes: Probes, entering: bool = False) -> Program:
    """The machine of a setup with probes instead of texts.

    Args:
        setup: The setup.
        probes: What is watched.
        entering: Whether to look only where a run comes to a place, and not at what passages and storylets make of it.
    """
    program = build(setup, decks=False)
    for location in program.locations:
        here = tuple(
            ReaderText(name, conditions[location.scene], "", (), 0)
            for name, conditions in probes.items()
            if location.scene in conditions
        )
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


def road_to(
    explored: Exploration, moment: Moment, there: Callable[[Sequence[Visit]], bool], seeds: int = 400
) -> Witness:
    """The shortest road to a moment, with a seed by which the engine takes it.

    Args:
        explored: A search.
        moment: Which moment.
        there: Whether a run that takes the road has come there, told of all that it visited.
        seeds: How many seeds to try where chance has a say.
    """
    decisions = Backtracker(explored, [moment[:2]]).road(*moment)
    tries = with_seeds(explored.program.setup, seeds)
    return Witness(decisions, _seed(explored.deadline.while_left(tries), decisions, there))


def _seed(
    tries: Iterable[Setup], decisions: tuple[Decision, ...], there: Callable[[Sequence[Visit]], bool]
) -> int | None:
    for setup in tries:
        try:
            states = states_along(setup, decisions)
        except EndlessStory:
            continue
        if states is not None and there(_visits(setup, states)):
            return setup.seed
    return None


def _visits(setup: Setup, states: Sequence[State]) -> list[Visit]:
    """The places of a run with the values that it had there: on coming, and after what was passed or drawn."""
    visits: list[Visit] = [(setup.start, setup.values)]
    for state in states:
        values = visits[-1][1]
        for beat in state.trail:
            visits.append((beat.scene.id, values))
            if not isinstance(beat, Decided):
                visits.append((beat.scene.id, beat.after))
            values = beat.after
        visits.append((state.here.id, state.values))
    return visits
