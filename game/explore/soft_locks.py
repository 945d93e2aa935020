"""What can still come: states from which no ending can be reached, and rivals that go round without end."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.explore.automaton import Policy
from game.explore.components import is_cyclic, program_parts
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
    cell: int
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
    cells = explored.program.cells
    ending = {
        index: np.full(len(found), cells[index].policy is Policy.ENDING) for index, found in explored.found.items()
    }
    good = reaching(explored, ending)
    rests = reaching(explored, {index: _rests(explored, index) for index in explored.found})
    result = SoftLocks()
    for index in explored.found:
        if not cells[index].entered:  # what is drawn on the way shows where it leads
            continue
        lost = ~good[index]
        stuck = np.zeros(len(lost), dtype=bool)
        stuck[dead.get(index, [])] = True
        for kind, which in (
            ("dead end", stuck),
            ("endless", lost & ~stuck & ~rests[index]),
            ("soft lock", lost & ~stuck & rests[index]),
        ):
            rows = np.flatnonzero(which)
            if len(rows):
                first = int(rows[explored.found[index].cost[rows].argmin()])
                result.traps.append(Trap(kind, index, cells[index].scene, len(rows), first))
    endings = [explored.odds(i) for i, cell in enumerate(cells) if cell.policy is Policy.ENDING]
    result.never_ends = max(0.0, 1.0 - sum(endings))
    return result


def _rests(explored: Exploration, index: int) -> Bools:
    """The states of a cell in which a run waits for the player, or ends."""
    cell, found = explored.program.cells[index], explored.found[index]
    rests = np.full(len(found), cell.policy in (Policy.ENDING, Policy.PLAYER))
    if cell.policy is Policy.PLAYER and cell.otherwise is not None:
        for taken in explored.stepper.taken(cell, explored.stepper.view(cell, found.words)):
            if taken.branch is cell.otherwise:
                rests[slice(None) if taken.rows is None else taken.rows] = False
    rests[explored.observer.dead.get(index, [])] = True
    return rests


def reaching(explored: Exploration, goal: dict[int, Bools]) -> dict[int, Bools]:
    """The states from which a state of the goal can be reached, by any choice and any luck."""
    good = {index: wanted.copy() for index, wanted in goal.items()}
    places = {index: StateIndex(found.words) for index, found in explored.found.items()}
    for part in reversed(program_parts(explored.program)):
        inside = [index for index in reversed(part) if index in explored.found]
        while sum(_back(explored, index, good, places) for index in inside) and is_cyclic(explored.program, part):
            pass
    return good


def _back(explored: Exploration, index: int, good: dict[int, Bools], places: dict[int, StateIndex]) -> bool:
    left = np.flatnonzero(~good[index])
    if not len(left):
        return False
    cell = explored.program.cells[index]
    view = explored.stepper.view(cell, explored.found[index].words).rows(left)
    more = np.zeros(len(left), dtype=bool)
    for taken in explored.stepper.taken(cell, view):
        for arrival in explored.stepper.arrivals(cell, taken):
            fine = good[arrival.cell][places[arrival.cell].of(arrival.words)[0]]
            if arrival.rows is None:
                more |= fine
            else:
                more[arrival.rows[fine]] = True
    good[index][left[more]] = True
    return bool(more.any())
