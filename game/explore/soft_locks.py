"""What can still come: states from which no ending can be reached, and rivals that go round without end."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.explore.automaton import Policy
from game.explore.components import carry_back
from game.explore.layout import Bools
from game.explore.search import Exploration
from game.explore.state_set import StateIndex


@dataclass(slots=True)
class Trap:
    """States of a scene from which no ending can be reached.

    `kind` is `dead end` (the player is asked, and nothing can be chosen), `soft lock` (something can be chosen, but no
    ending is ever reached) or `endless` (nobody asks the player any more); `row` is the one that is reached first.
    """

    kind: str
    location: int
    scene: str
    states: int
    row: int


@dataclass(slots=True)
class SoftLocks:
    """All traps, and the odds that a run never ends."""

    traps: list[Trap] = field(default_factory=list)
    never_ends: float = 0.0


def find_soft_locks(explored: Exploration) -> SoftLocks:
    """Find every state from which no ending can be reached: none where nothing goes round and nothing is dead."""
    dead = explored.observer.dead
    if not dead and not explored.circles:
        return SoftLocks()
    locations = explored.program.locations
    ending = {
        index: np.full(len(states), locations[index].policy is Policy.ENDING)
        for index, states in explored.reached.items()
    }
    good = reaching(explored, ending)
    rests = reaching(explored, {index: _rests(explored, index) for index in explored.reached})
    result = SoftLocks()
    for index in explored.reached:
        if not locations[index].entered:  # what is drawn on the way shows where it leads
            continue
        lost = ~good[index]
        stuck = np.zeros(len(lost), dtype=bool)
        stuck[dead.get(index, [])] = True
        for kind, which in (
            ("dead end", stuck),
            ("endless", ~rests[index]),  # where none waits, none ends
            ("soft lock", lost & ~stuck & rests[index]),
        ):
            rows = np.flatnonzero(which)
            if len(rows):
                first = int(rows[explored.reached[index].cost[rows].argmin()])
                result.traps.append(Trap(kind, index, locations[index].scene, len(rows), first))
    endings = [explored.odds(i) for i, location in enumerate(locations) if location.policy is Policy.ENDING]
    if explored.odds_found:
        result.never_ends = max(0.0, 1.0 - sum(endings))
    return result


def _rests(explored: Exploration, index: int) -> Bools:
    """The states of a location in which a run waits for the player, or ends."""
    location, states = explored.program.locations[index], explored.reached[index]
    rests = np.full(len(states), location.policy in (Policy.ENDING, Policy.PLAYER))
    if location.policy is Policy.PLAYER and location.otherwise is not None:
        for taken in explored.stepper.taken(location, explored.stepper.view(location, states.words)):
            if taken.transition is location.otherwise:
                rests[slice(None) if taken.rows is None else taken.rows] = False
    rests[explored.observer.dead.get(index, [])] = True
    return rests


def reaching(explored: Exploration, goal: dict[int, Bools]) -> dict[int, Bools]:
    """The states from which a state of the goal can be reached, by any choice and any luck."""
    good = {index: wanted.copy() for index, wanted in goal.items()}
    places = {index: StateIndex(states.words) for index, states in explored.reached.items()}
    carry_back(explored.program, lambda index: index in explored.reached and _back(explored, index, good, places))
    return good


def _back(explored: Exploration, index: int, good: dict[int, Bools], places: dict[int, StateIndex]) -> bool:
    explored.deadline.check()
    left = np.flatnonzero(~good[index])
    if not len(left):
        return False
    location = explored.program.locations[index]
    view = explored.stepper.view(location, explored.reached[index].words).rows(left)
    more = np.zeros(len(left), dtype=bool)
    for taken in explored.stepper.taken(location, view):
        for arrival in explored.stepper.arrivals(location, taken):
            fine = good[arrival.location][places[arrival.location].of(arrival.words)[0]]
            if arrival.rows is None:
                more |= fine
            else:
                more[arrival.rows[fine]] = True
    good[index][left[more]] = True
    return bool(more.any())
