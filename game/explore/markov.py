"""How often the states of a circle are passed: a sparse linear system, solved as exactly as the numbers allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from game.explore.layout import Bools, Costs, Ints, Reals

_DENSE = 2500
"""The largest system that is solved in one go; larger ones go round until nothing moves."""

_STILL = 1e-17
_MOST_ROUNDS = 200_000


@dataclass(slots=True)
class TransitionMatrix:
    """The roads between the states of a circle. `leaves` marks states from which the circle can be left at once."""

    size: int
    source: Ints
    target: Ints
    share: Reals
    cost: Costs
    leaves: Bools

    @classmethod
    def joined(cls, size: int, parts: Sequence[tuple[Ints, Ints, Reals, Costs]], leaves: Bools) -> Self:
        """Roads from several stretches of (source, target, share, cost)."""
        if not parts:
            return cls.none(size, leaves)
        source, target, share, cost = (np.concatenate(column) for column in zip(*parts, strict=True))
        return cls(size, source, target, share, cost, leaves)

    @classmethod
    def none(cls, size: int, leaves: Bools | None = None) -> Self:
        """No road at all."""
        nothing = np.zeros(0, dtype=np.int64)
        leaves = np.zeros(size, dtype=bool) if leaves is None else leaves
        return cls(size, nothing, nothing, np.zeros(0), np.zeros(0, dtype=np.int32), leaves)


def passes(roads: TransitionMatrix, entering: Reals, stop: Bools | None = None) -> Reals:
    """How often each state is passed, on average.

    Args:
        roads: The roads between the states.
        entering: With which odds a run enters the circle in each state.
        stop: States where a run is taken out of the circle once it gets there.

    Returns:
        One number a state; a state from which nothing can be left counts the runs that come in from elsewhere.
    """
    ends = roads.leaves if stop is None else roads.leaves | stop
    free = leaving(roads, ends)
    if stop is not None:
        free &= ~stop
    use = np.flatnonzero(free[roads.source])
    source, target, share = roads.source[use], roads.target[use], roads.share[use]
    core = _core(roads.size, source, target)
    if not core.any():
        return _flow(entering, source, target, share)
    inward = ~core[source]
    reached = _flow(entering, source[inward], target[inward], share[inward])
    mass = np.where(core, 0.0, reached)
    inside = core[source] & core[target]
    mass[core] = _solve(core, source[inside], target[inside], share[inside], reached[core])
    outward = core[source] & ~core[target]
    extra = _sums(target[outward], mass[source[outward]] * share[outward], roads.size)
    after: Reals = mass + _flow(extra, source[inward], target[inward], share[inward])
    return after


def leaving(roads: TransitionMatrix, ends: Bools) -> Bools:
    """The states from which some end can be reached."""
    free = ends.copy()
    while True:
        more = free.copy()
        more[roads.source[free[roads.target]]] = True
        if (more == free).all():
            return free
        free = more


def _core(size: int, source: Ints, target: Ints) -> Bools:
    """The states on circles, or between two of them."""
    core = np.ones(size, dtype=bool)
    while True:
        both = core[source] & core[target]
        source, target = source[both], target[both]
        inside = np.zeros(size, dtype=bool)
        comes, goes = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        comes[target], goes[source] = True, True
        inside = comes & goes & core
        if (inside == core).all():
            return core
        core = inside


def _flow(entering: Reals, source: Ints, target: Ints, share: Reals) -> Reals:
    mass, moving = entering.copy(), entering
    for _ in range(_MOST_ROUNDS):
        moving = _sums(target, moving[source] * share, len(mass))
        if moving.sum() <= _STILL:
            break
        mass += moving
    return mass


def _sums(target: Ints, mass: Reals, size: int) -> Reals:
    summed: Reals = np.bincount(target, mass, size).astype(np.float64)
    return summed


def _solve(core: Bools, source: Ints, target: Ints, share: Reals, entering: Reals) -> Reals:
    number = np.cumsum(core) - 1
    source, target = number[source], number[target]
    if len(entering) > _DENSE:
        return _flow(entering, source, target, share)
    matrix = np.eye(len(entering))
    np.add.at(matrix, (target, source), -share)
    solution: Reals = np.linalg.solve(matrix, entering).astype(np.float64)
    return solution
