"""Choices of one scene beside each other: those that come to the same, and those that are never the better one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from game.explore.automaton import Location, Policy, Program, Transition
from game.explore.layout import Ints, View
from game.explore.search import Exploration
from game.explore.steps import opened
from game.story.model import VariableKind

_SAMPLE = 256


@dataclass(frozen=True, slots=True)
class ChoicePair:
    """Two choices of a scene. `kind` is `fake` (nothing later differs) or `dominated` (the first never does better)."""

    kind: str
    scene: str
    first: str
    second: str


def choice_pairs(explored: Exploration) -> list[ChoicePair]:
    """All fake pairs and dominated choices, in the story's order, but for those that only colour the voice."""
    found: list[ChoicePair] = []
    for cell in explored.program.cells:
        if cell.policy is Policy.PLAYER and cell.index in explored.found and len(cell.branches) > 1:
            found.extend(_pairs(explored, cell))
    return found


def _pairs(explored: Exploration, cell: Location) -> Iterator[ChoicePair]:
    whole = explored.stepper.view(cell, explored.found[cell.index].words)
    few = whole.rows(np.unique(np.linspace(0, len(whole) - 1, _SAMPLE).astype(np.int64)))
    landed = _Landing(explored, cell, few)
    for a, b in combinations(range(len(cell.branches)), 2):
        one, two = cell.branches[a], cell.branches[b]
        told = explored.program.setup.story.memory
        apart = any(branch.voice or ("took", f"{cell.scene}/{branch.id}") in told for branch in (one, two))
        if not apart and landed.same(a, b) and _Landing(explored, cell, whole).same(a, b):
            yield ChoicePair("fake", cell.scene, one.id, two.id)
            continue
        for worse, better in ((a, b), (b, a)):
            if _below(explored.program, cell.branches[worse], cell.branches[better]) and _opens_with(
                cell, whole, worse, better
            ):
                yield ChoicePair("dominated", cell.scene, cell.branches[worse].id, cell.branches[better].id)


class _Landing:
    """Where each branch of a cell leads from some states, as numbers that can be compared."""

    def __init__(self, explored: Exploration, cell: Location, view: View) -> None:
        self._rows: list[Ints] = [np.zeros(len(view), dtype=np.int64) for _ in cell.everything]
        for taken in explored.stepper.taken(cell, view):
            for arrival in explored.stepper.arrivals(cell, taken):
                mixed = np.full(len(arrival.words[0]), arrival.cell + 1, dtype=np.int64)
                for word in arrival.words:
                    mixed = (mixed ^ (mixed >> 29)) * 0x5851F42D4C957F2D + word
                rows = slice(None) if arrival.rows is None else arrival.rows
                self._rows[taken.number][rows] = mixed

    def same(self, a: int, b: int) -> bool:
        """Whether two branches lead to the same state wherever both are open, and both are somewhere."""
        one, two = self._rows[a], self._rows[b]
        both = (one != 0) & (two != 0)
        return bool(both.any()) and bool((one[both] == two[both]).all())


def _below(program: Program, worse: Transition, better: Transition) -> bool:
    """Whether a branch leads the same way as another, and only leaves stakes and votes lower."""
    if worse.ways != better.ways or worse.voice or better.voice or worse.history:
        return False
    if worse.computed != better.computed:
        return False
    lower = False
    for variable in program.variables:
        mine, theirs = _effect(worse, variable.index), _effect(better, variable.index)
        if mine == theirs:
            continue
        comparable = variable.kind in (VariableKind.STAKE, VariableKind.VOTE) and mine[0] == theirs[0]
        if not comparable or mine[1] > theirs[1]:
            return False
        lower = True
    return lower


def _effect(branch: Transition, i: int) -> tuple[bool, int]:
    fixed = dict(branch.sets)
    return (True, fixed[i]) if i in fixed else (False, dict(branch.adds).get(i, 0))


def _opens_with(cell: Location, view: View, worse: int, better: int) -> bool:
    """Whether the better branch is open wherever the worse one is."""
    holds = opened(cell, view)
    return not bool(np.any(np.logical_and(holds[worse], np.logical_not(holds[better]))))
