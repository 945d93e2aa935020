"""How often the states of a circle are passed, and what is to be expected of them: a sparse linear system.

What is solved here is told as proved, so nothing is ever subtracted, and nothing cut off unseen. Most circles are left
soon: runs are moved on until hardly any is left inside, which bounds the error of every odds. Where they linger, the
states that hang together are eliminated block by block, each diagonal made of the odds of going elsewhere, which keeps
every number as exact as those given, however seldom a circle is left (Grassmann, Taksar and Heyman, Operations Research
33, 1985). Where so many hang together that this would take too long, it is said that nothing has been found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from game.explore.layout import Bools, Costs, Ints, Reals
from game.story.components import components

_DENSE = 2500
"""How many states that all lead to one another are eliminated."""

_STILL = 1e-17
"""The odds of being still inside that count as none."""

_FEW_ROUNDS = 1000
_MOST_ROUNDS = 20_000
"""How often runs are moved on before states are eliminated, and where these are too many for that."""


@dataclass(slots=True)
class TransitionMatrix:
    """The roads between the states of a circle. `leaves` gives the odds that the circle is left at once."""

    size: int
    source: Ints
    target: Ints
    share: Reals
    cost: Costs
    leaves: Reals

    @classmethod
    def joined(cls, size: int, parts: Sequence[tuple[Ints, Ints, Reals, Costs]], leaves: Reals) -> Self:
        """Roads from several stretches of (source, target, share, cost)."""
        if not parts:
            return cls.none(size, leaves)
        source, target, share, cost = (np.concatenate(column) for column in zip(*parts, strict=True))
        return cls(size, source, target, share, cost, leaves)

    @classmethod
    def none(cls, size: int, leaves: Reals | None = None) -> Self:
        """No road at all."""
        nothing = np.zeros(0, dtype=np.int64)
        leaves = np.zeros(size) if leaves is None else leaves
        return cls(size, nothing, nothing, np.zeros(0), np.zeros(0, dtype=np.int32), leaves)


class Unsettled(Exception):
    """A system is too large to be solved, and its circle left too seldom."""


def _unasked() -> None:
    pass


def passes(
    roads: TransitionMatrix, entering: Reals, stop: Bools | None = None, check: Callable[[], None] = _unasked
) -> Reals:
    """How often each state is passed, on average, by runs that enter the circle with these odds and leave it at a stop.

    A state from which nothing can be left counts the runs that come in from elsewhere. `check` is called now and then.

    Raises:
        Unsettled: It is not found.
    """
    ends = roads.leaves > 0
    free = leaving(roads, ends if stop is None else ends | stop)
    if stop is not None:
        free &= ~stop
    return _System.among(roads, free, False, check).solve(entering)


def expected(roads: TransitionMatrix, values: Reals, check: Callable[[], None] = _unasked) -> Reals:
    """What is to be expected of each state: nothing where the circle is never left.

    `values` are what leaving at once brings to each state, times the odds that it is left there.

    Raises:
        Unsettled: It is not found.
    """
    return _System.among(roads, leaving(roads, roads.leaves > 0), True, check).solve(values)


def leaving(roads: TransitionMatrix, ends: Bools) -> Bools:
    """The states from which some end can be reached."""
    free = ends.copy()
    while True:
        more = free.copy()
        more[roads.source[free[roads.target]]] = True
        if (more == free).all():
            return free
        free = more


@dataclass(slots=True)
class _System:
    """Roads along which runs move on, or, where it goes `back`, against which what is expected does."""

    size: int
    source: Ints
    target: Ints
    share: Reals
    leaves: Reals
    back: bool
    check: Callable[[], None]

    @classmethod
    def among(cls, roads: TransitionMatrix, free: Bools, back: bool, check: Callable[[], None]) -> Self:
        """The roads from some states."""
        use = np.flatnonzero(free[roads.source])
        source, target, share = roads.source[use], roads.target[use], roads.share[use]
        return cls(roads.size, source, target, share, roads.leaves, back, check)

    def solve(self, given: Reals) -> Reals:
        """What comes to each state, its own share included."""
        core = self._core()
        apart = ~core[self._origin]
        reached = self._flow(given, apart)
        if not core.any():
            return reached
        solved = np.where(core, 0.0, reached)
        solved[core] = self._within(core).circle(reached[core])
        outward = np.flatnonzero(~apart & ~core[self._goal])
        extra = _sums(self._goal[outward], solved[self._origin[outward]] * self.share[outward], self.size)
        after: Reals = solved + self._flow(extra, apart)
        return after

    def circle(self, given: Reals) -> Reals:
        """The same where every state lies on circles, or between two of them.

        Raises:
            Unsettled: It is not found.
        """
        solved = self._rounds(given, _FEW_ROUNDS)
        if solved is None:
            solved = self._by_parts(given)
        if solved is None:
            solved = self._rounds(given, _MOST_ROUNDS)
        if solved is None:
            raise Unsettled
        return solved

    @property
    def _origin(self) -> Ints:
        return self.target if self.back else self.source

    @property
    def _goal(self) -> Ints:
        return self.source if self.back else self.target

    def _core(self) -> Bools:
        """The states on circles, or between two of them."""
        core, source, target = np.ones(self.size, dtype=bool), self.source, self.target
        while True:
            both = core[source] & core[target]
            source, target = source[both], target[both]
            comes, goes = np.zeros(self.size, dtype=bool), np.zeros(self.size, dtype=bool)
            comes[target], goes[source] = True, True
            inside = comes & goes & core
            if (inside == core).all():
                return core
            core = inside

    def _within(self, core: Bools) -> _System:
        """The roads between some states; what leads elsewhere leaves."""
        number = np.cumsum(core) - 1
        inside = core[self.source] & core[self.target]
        outside = core[self.source] & ~core[self.target]
        leaves = self.leaves + _sums(self.source[outside], self.share[outside], self.size)
        source, target = number[self.source[inside]], number[self.target[inside]]
        return _System(int(core.sum()), source, target, self.share[inside], leaves[core], self.back, self.check)

    def _flow(self, given: Reals, use: Bools) -> Reals:
        """What comes along some roads that lead round nowhere."""
        origin, goal, share = self._origin[use], self._goal[use], self.share[use]
        solved, moving = given.copy(), given
        while moving.any():
            self.check()
            moving = _sums(goal, moving[origin] * share, self.size)
            solved += moving
        return solved

    def _rounds(self, given: Reals, most: int) -> Reals | None:
        """Move on until so few are left inside that it changes no odds; None where that takes too many rounds."""
        solved, moving, inside = given.copy(), given, np.ones(self.size)
        for _ in range(most):
            self.check()
            moving = _sums(self._goal, moving[self._origin] * self.share, self.size)
            solved += moving
            if self.back:  # what is still to come is expected of those alone that are still inside
                inside = _sums(self._goal, inside[self._origin] * self.share, self.size)
            if (inside.max() if self.back else moving.sum()) <= _STILL:
                return solved
        return None

    def _by_parts(self, given: Reals) -> Reals | None:
        """Eliminate the states that all lead to one another, part by part; None where those are too many."""
        ahead: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for source, target, share in zip(self.source.tolist(), self.target.tolist(), self.share.tolist(), strict=True):
            ahead[source].append((target, share))
        parts = components(range(self.size), lambda state: [to for to, _ in ahead[state]])
        if max(map(len, parts)) > _DENSE:
            return None
        solved = given.tolist()
        for part in reversed(parts) if self.back else parts:
            self.check()
            self._part(part, ahead, solved)
        return np.array(solved)

    def _part(self, part: list[int], ahead: list[list[tuple[int, float]]], solved: list[float]) -> None:
        """Solve a part, once everything is that flows into it, and hand on what flows out."""
        place = {state: i for i, state in enumerate(part)}
        inside, out = np.zeros((len(part), len(part))), self.leaves[part]
        onward: list[tuple[int, int, float]] = []
        for i, state in enumerate(part):
            for to, share in ahead[state]:
                if to in place:
                    inside[i, place[to]] += share
                else:
                    out[i] += share
                    onward.append((state, to, share))
        times = _times(inside, out)
        if self.back:
            for state, to, share in onward:
                solved[state] += share * solved[to]
        known = np.array([solved[state] for state in part])
        for state, value in zip(part, (times @ known if self.back else known @ times).tolist(), strict=True):
            solved[state] = value
        if not self.back:
            for state, to, share in onward:
                solved[to] += share * solved[state]


def _times(inside: Reals, out: Reals) -> Reals:
    """How often each state is passed that is begun in each, among some that are all left in the end.

    Args:
        inside: The odds of going from each of them to each.
        out: The odds of going from each to none of them.
    """
    if len(out) == 1:
        return 1 / out[:, None]
    half = len(out) // 2
    a, b = slice(half), slice(half, None)
    second = _times(inside[b, b], out[b] + inside[b, a].sum(axis=1))
    into, back = inside[a, b] @ second, second @ inside[b, a]
    first = _times(inside[a, a] + into @ inside[b, a], out[a] + into @ out[b])
    across = first @ into
    return np.block([[first, across], [back @ first, second + back @ across]])


def _sums(target: Ints, mass: Reals, size: int) -> Reals:
    summed: Reals = np.bincount(target, mass, size).astype(np.float64)
    return summed
