"""One step of a whole crowd of states: who decides, which branches are taken with which odds, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.explore.automaton import Location, Policy, Program, Target, Transition, drawn_indices
from game.explore.expressions import evaluate
from game.explore.intervals import Box
from game.explore.layout import After, Bools, Costs, Ints, Layouts, Move, Reals, View, Words

DECISION = 1 << 14
"""What a decision of the player costs on a road: more than all the luck that the rest of the road may need."""

_LUCKLESS = 1000


@dataclass(slots=True)
class Taken:
    """The states in which a branch is taken.

    `rows` are their places in the cell's states (None: all of them); `share` the odds of taking it there.
    """

    branch: Transition
    number: int
    rows: Ints | None
    share: Reals | float
    before: View
    after: After


@dataclass(slots=True)
class Arrival:
    """States on their way into a cell: where they come from, packed as the cell packs them, odds and cost."""

    cell: int
    rows: Ints | None
    words: Words
    share: Reals | float
    cost: Costs | int
    taken: Taken


class Stepper:
    """Moves states of a program from cell to cell."""

    def __init__(self, program: Program, layouts: Layouts, found: list[Box | None]) -> None:
        self.program = program
        self.layouts = layouts
        self._boxes = found
        self._moves: dict[tuple[int, int, int], Move] = {}
        self._drawn = drawn_indices(program)

    def view(self, cell: Location, words: Words) -> View:
        """Readable states of a cell."""
        return View(self.program, self.layouts, self.layouts.of[cell.index], words)

    def taken(self, cell: Location, view: View) -> Iterator[Taken]:
        """The branches that are taken in some of the states."""
        for number, rows, share in _shares(cell, view):
            branch = cell.everything[number]
            before = view.rows(rows)
            yield Taken(branch, number, rows, share, before, before.after(branch))

    def arrivals(self, cell: Location, taken: Taken) -> Iterator[Arrival]:
        """Where the states that take a branch arrive."""
        asked = taken.number < len(cell.branches)
        cost = _cost(cell.policy, taken.share) if asked else 1
        left: Ints | None = None
        for turn, way in enumerate(taken.branch.ways):
            sub, left = _split(way, taken, left)
            if sub is None or len(sub):
                view = taken.before.rows(sub)
                if len(view):
                    yield Arrival(
                        way.cell,
                        taken.rows if sub is None else sub if taken.rows is None else taken.rows[sub],
                        self._move(cell, taken.number, turn, way)(view),
                        taken.share if sub is None or isinstance(taken.share, float) else taken.share[sub],
                        cost if sub is None or isinstance(cost, int) else cost[sub],
                        taken,
                    )
            if left is not None and not len(left):
                return

    def _move(self, cell: Location, number: int, turn: int, way: Target) -> Move:
        key = cell.index, number, turn
        move = self._moves.get(key)
        if move is None:
            box = self._boxes[cell.index]
            assert box is not None
            of = self.layouts.of
            resets = self._drawn if way.resets else ()
            branch = cell.everything[number]
            move = Move(self.program, self.layouts, of[cell.index], of[way.cell], branch, resets, box)
            self._moves[key] = move
        return move


_NOBODY = np.empty(0, dtype=np.int64)


def _split(way: Target, taken: Taken, left: Ints | None) -> tuple[Ints | None, Ints | None]:
    """The states that take a way, and those that are left for the next; None stands for all."""
    if way.condition is None:
        return left, _NOBODY
    after = taken.after.rows(left)
    holds = evaluate(way.condition, after)
    if not isinstance(holds, np.ndarray) or holds.ndim == 0:
        return (left, _NOBODY) if holds else (_NOBODY, left)
    goes, stays = np.flatnonzero(holds), np.flatnonzero(~holds.astype(bool))
    return (goes, stays) if left is None else (left[goes], left[stays])


def _cost(policy: Policy, share: Reals | float) -> Costs | int:
    if policy is Policy.PLAYER:
        return DECISION
    if policy not in (Policy.WEIGHTED, Policy.DRAW):
        return 1
    if isinstance(share, float):
        return 1 + min(_LUCKLESS, round(-8 * float(np.log2(share))))
    luck: Costs = (1 + np.minimum(_LUCKLESS, np.rint(-8 * np.log2(share)))).astype(np.int32)
    return luck


def opened(cell: Location, view: View) -> list[Any]:
    """For each branch of a cell, where it is open: an array, or one truth for all states."""
    found: list[Any] = []
    for branch in cell.branches:
        holds = True if branch.opens is None else evaluate(branch.opens, view)
        if cell.policy is Policy.DRAW:
            holds = np.logical_and(holds, evaluate(branch.weight, view) > 0)
        found.append(holds.astype(bool) if isinstance(holds, np.ndarray) and holds.ndim else bool(holds))
    return found


def _shares(cell: Location, view: View) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    if cell.policy is Policy.PASS:
        yield 0, None, 1.0
        return
    if cell.policy is Policy.ENDING:
        return
    open_ = opened(cell, view)
    if all(holds is True for holds in open_) and open_ and cell.policy is Policy.PLAYER:
        yield from ((number, None, 1.0 / len(open_)) for number in range(len(open_)))
        return
    sure = _surely_history(cell, open_)
    if sure is not None:
        yield sure, None, 1.0
        return
    size = len(view)
    masks = [np.full(size, holds) if isinstance(holds, bool) else holds for holds in open_]
    none = ~np.logical_or.reduce(masks) if masks else np.ones(size, dtype=bool)
    if cell.policy is Policy.PLAYER:
        yield from _even(masks)
    elif cell.policy is Policy.HISTORY:
        yield from _history(cell, view, masks, none)
    else:
        yield from _weighted(cell, view, masks)
    if cell.otherwise is not None and none.any():
        yield len(cell.branches), np.flatnonzero(none), 1.0


def _surely_history(cell: Location, open_: list[Any]) -> int | None:
    if cell.policy is not Policy.HISTORY:
        return None
    first = next((number for number, branch in enumerate(cell.branches) if branch.history), None)
    return first if first is not None and open_[first] is True else None


def _even(masks: list[Bools]) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    if not masks:
        return
    count = np.zeros(len(masks[0]), dtype=np.int16)
    for mask in masks:
        count += mask
    for number, mask in enumerate(masks):
        rows = np.flatnonzero(mask)
        if len(rows):
            yield number, rows, 1.0 / count[rows]


def _history(
    cell: Location, view: View, masks: list[Bools], none: Bools
) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    chosen = np.full(len(view), -1)
    for number in reversed(range(len(masks))):
        if cell.branches[number].history:
            chosen[masks[number]] = number
    rest = np.flatnonzero((chosen < 0) & ~none)
    if len(rest):
        least = np.iinfo(np.int64).min
        weights = [
            np.where(mask[rest], np.broadcast_to(evaluate(branch.weight, view.rows(rest)), len(rest)), least)
            for branch, mask in zip(cell.branches, masks, strict=True)
        ]
        chosen[rest] = np.argmax(np.stack(weights), axis=0)
    for number in range(len(masks)):
        rows = np.flatnonzero(chosen == number)
        if len(rows):
            yield number, (None if len(rows) == len(view) else rows), 1.0


def _weighted(cell: Location, view: View, masks: list[Bools]) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    if not masks:
        return
    size = len(view)
    weights = [
        np.where(mask, np.maximum(np.broadcast_to(evaluate(branch.weight, view), size), 0), 0)
        for branch, mask in zip(cell.branches, masks, strict=True)
    ]
    total = np.add.reduce(weights)
    if cell.policy is Policy.WEIGHTED and not total.all():
        nothing = total == 0
        weights = [np.where(nothing, mask, weight) for weight, mask in zip(weights, masks, strict=True)]
        total = np.add.reduce(weights)
    for number, weight in enumerate(weights):
        rows = np.flatnonzero(weight)
        if len(rows):
            yield number, rows, weight[rows] / total[rows]
