"""One step of a whole crowd of states: who decides, which transitions are taken, how likely, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.explore.automaton import Location, Policy, Program, Target, Transition, drawn_indices
from game.explore.expressions import evaluate
from game.explore.layout import After, Bools, Costs, Ints, Layouts, Move, Reals, View, Words
from game.explore.state_set import gathered

DECISION = 1 << 14
"""What a decision of the player costs on a road: more than all the luck that the rest of the road may need."""

_LUCKLESS = 1000


@dataclass(slots=True)
class Taken:
    """The states in which a transition is taken.

    `rows` are their places in the location's states (None: all of them); `share` the odds of taking it there.
    """

    transition: Transition
    number: int
    rows: Ints | None
    share: Reals | float
    before: View
    after: After


@dataclass(slots=True)
class Arrival:
    """States on their way into a location: where they come from, packed as the location packs them, odds and cost.

    `policy` says who took them there; None where nobody was asked.
    """

    location: int
    rows: Ints | None
    words: Words
    share: Reals | float
    policy: Policy | None
    taken: Taken

    @property
    def cost(self) -> Costs | int:
        """What it costs to come here on a road."""
        return _cost(self.policy, self.share)


class Stepper:
    """Moves states of a program from location to location."""

    def __init__(self, program: Program, layouts: Layouts) -> None:
        self.program = program
        self.layouts = layouts
        self._moves: dict[tuple[int, int, int], Move] = {}
        self._drawn = drawn_indices(program)

    def first(self) -> Words:
        """The state in which a run begins."""
        return self.layouts.of[self.program.start].pack([v.start for v in self.program.variables])

    def view(self, location: Location, words: Words) -> View:
        """Readable states of a location."""
        return View(self.program, self.layouts.of[location.index], words)

    def taken(self, location: Location, view: View) -> Iterator[Taken]:
        """The transitions that are taken in some of the states."""
        for number, rows, share in _shares(location, view):
            transition = location.everything[number]
            before = view.rows(rows)
            yield Taken(transition, number, rows, share, before, before.after(transition))

    def arrivals(self, location: Location, taken: Taken) -> Iterator[Arrival]:
        """Where the states that take a transition arrive."""
        asked = taken.number < len(location.transitions)
        left: Ints | None = None
        for turn, way in enumerate(taken.transition.targets):
            sub, left = _split(way, taken, left)
            if sub is None or len(sub):
                view = taken.before.rows(sub)
                if len(view):
                    yield Arrival(
                        way.location,
                        taken.rows if sub is None else sub if taken.rows is None else taken.rows[sub],
                        self._move(location, taken.number, turn, way)(view),
                        taken.share if sub is None or isinstance(taken.share, float) else taken.share[sub],
                        location.policy if asked else None,
                        taken,
                    )
            if left is not None and not len(left):
                return

    def before(self, location: Location, to: int, words: Words, most: int) -> Words | None:
        """The states of a location that may become some states of another, and perhaps others.

        None where there are more than so many.
        """
        parts: list[Words] = []
        for number, transition in enumerate(location.everything):
            for turn, way in enumerate(transition.targets):
                if way.location == to:
                    part = self._move(location, number, turn, way).back(words, most)
                    if part is None:
                        return None
                    parts.append(part)
        return gathered(parts)

    def _move(self, location: Location, number: int, turn: int, way: Target) -> Move:
        key = location.index, number, turn
        move = self._moves.get(key)
        if move is None:
            of = self.layouts.of
            resets = self._drawn if way.resets else ()
            transition = location.everything[number]
            move = Move(self.program, of[location.index], of[way.location], transition, resets)
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


def _cost(policy: Policy | None, share: Reals | float) -> Costs | int:
    if policy is Policy.PLAYER:
        return DECISION
    if policy not in (Policy.WEIGHTED, Policy.DRAW):
        return 1
    if isinstance(share, float):
        return 1 + min(_LUCKLESS, round(-8 * float(np.log2(share))))
    luck: Costs = (1 + np.minimum(_LUCKLESS, np.rint(-8 * np.log2(share)))).astype(np.int32)
    return luck


def opened(location: Location, view: View) -> list[Any]:
    """For each transition of a location, where it is open: an array, or one truth for all states."""
    masks: list[Any] = []
    for transition in location.transitions:
        holds = True if transition.opens is None else evaluate(transition.opens, view)
        if location.policy is Policy.DRAW:
            holds = np.logical_and(holds, evaluate(transition.weight, view) > 0)
        masks.append(holds.astype(bool) if isinstance(holds, np.ndarray) and holds.ndim else bool(holds))
    return masks


def _shares(location: Location, view: View) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    if location.policy is Policy.PASS:
        yield 0, None, 1.0
        return
    if location.policy is Policy.ENDING:
        return
    open_ = opened(location, view)
    if all(holds is True for holds in open_) and open_ and location.policy is Policy.PLAYER:
        yield from ((number, None, 1.0 / len(open_)) for number in range(len(open_)))
        return
    sure = _surely_history(location, open_)
    if sure is not None:
        yield sure, None, 1.0
        return
    size = len(view)
    masks = [np.full(size, holds) if isinstance(holds, bool) else holds for holds in open_]
    none = ~np.logical_or.reduce(masks) if masks else np.ones(size, dtype=bool)
    if location.policy is Policy.PLAYER:
        yield from _even(masks)
    elif location.policy is Policy.HISTORY:
        yield from _history(location, view, masks, none)
    else:
        yield from _weighted(location, view, open_, masks)
    if location.otherwise is not None and none.any():
        yield len(location.transitions), _where(none), 1.0


def _where(holds: Bools) -> Ints | None:
    """The places where something holds; None where it does everywhere."""
    rows = np.flatnonzero(holds)
    return None if len(rows) == len(holds) else rows


def _surely_history(location: Location, open_: list[Any]) -> int | None:
    if location.policy is not Policy.HISTORY:
        return None
    first = next((number for number, transition in enumerate(location.transitions) if transition.history), None)
    return first if first is not None and open_[first] is True else None


def _even(masks: list[Bools]) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    if not masks:
        return
    count = np.zeros(len(masks[0]), dtype=np.int16)
    for mask in masks:
        count += mask
    for number, mask in enumerate(masks):
        rows = _where(mask)
        if rows is None:
            yield number, None, 1.0 / count
        elif len(rows):
            yield number, rows, 1.0 / count[rows]


def _history(
    location: Location, view: View, masks: list[Bools], none: Bools
) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    chosen = np.full(len(view), -1)
    for number in reversed(range(len(masks))):
        if location.transitions[number].history:
            chosen[masks[number]] = number
    rest = np.flatnonzero((chosen < 0) & ~none)
    if len(rest):
        least = np.iinfo(np.int64).min
        weights = [
            np.where(mask[rest], np.broadcast_to(evaluate(transition.weight, view.rows(rest)), len(rest)), least)
            for transition, mask in zip(location.transitions, masks, strict=True)
        ]
        chosen[rest] = np.argmax(np.stack(weights), axis=0)
    for number in range(len(masks)):
        rows = _where(chosen == number)
        if rows is None or len(rows):
            yield number, rows, 1.0


def _weighted(
    location: Location, view: View, open_: list[Any], masks: list[Bools]
) -> Iterator[tuple[int, Ints | None, Reals | float]]:
    if not masks:
        return
    written = [np.maximum(evaluate(transition.weight, view), 0) for transition in location.transitions]
    if all(holds is True for holds in open_) and not any(np.ndim(weight) for weight in written) and any(written):
        yield from ((n, None, float(weight / sum(written))) for n, weight in enumerate(written) if weight)
        return
    weights = [np.where(mask, weight, 0) for weight, mask in zip(written, masks, strict=True)]
    total = np.add.reduce(weights)
    if location.policy is Policy.WEIGHTED and not total.all():
        nothing = total == 0
        weights = [np.where(nothing, mask, weight) for weight, mask in zip(weights, masks, strict=True)]
        total = np.add.reduce(weights)
    for number, weight in enumerate(weights):
        rows = _where(weight > 0)
        if rows is None:
            yield number, None, weight / total
        elif len(rows):
            yield number, rows, weight[rows] / total[rows]
