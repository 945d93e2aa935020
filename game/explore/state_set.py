"""The states found in a location: packed, sorted, each once, with its odds and the cost of the cheapest road to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt

from game.explore.layout import Bools, Costs, Ints, Reals, Words
from game.explore.side_by_side import side_by_side

Number = TypeVar("Number", bound=np.generic)


Rows = npt.NDArray[np.int32]
"""Places of states among those of their location."""

Mark = npt.NDArray[np.uint64]
Marks = tuple[Mark, ...]
"""What runs remember that reach each state: bits, one array for each word of them; see `memory_marks`."""


@dataclass(slots=True)
class StateSet:
    """States of a location, in rising order of their keys.

    `mass` is the odds of passing through (how often, on average, where a run may come back); `cost` as in `steps`;
    `marks` as in `memory_marks`.
    """

    words: Words
    mass: Reals
    cost: Costs
    marks: Marks = ()

    def __len__(self) -> int:
        return len(self.mass)

    def part(self, first: int, size: int) -> StateSet:
        """Some of the states, from one on."""
        some = slice(first, first + size)
        marks = tuple(mark[some] for mark in self.marks)
        return StateSet(tuple(word[some] for word in self.words), self.mass[some], self.cost[some], marks)


@dataclass(slots=True)
class PendingStates:
    """States on their way into a location, as they came: perhaps several times, in no order."""

    parts: list[tuple[int, StateSet]] = field(default_factory=list)
    size: int = 0
    least: int = 0
    """How many there were when they were put together last."""

    def add(self, road: int, states: StateSet) -> None:
        """Take in some more; those that come by one road are best sorted together."""
        if len(states.words) > 1:  # mixed keys come in no order: sort them while they are few
            states = _merged(states, _FEW_RUNS + 1)
        self.parts.append((road, states))
        self.size += len(states)

    def merged(self) -> StateSet:
        """Each state once: odds summed, the cheapest cost kept. Nothing is left here."""
        parts = [batch for _, batch in sorted(self.parts, key=lambda part: part[0])]
        self.parts, self.size = [], 0
        words = gathered([batch.words for batch in parts])
        mass, cost = _joined([batch.mass for batch in parts]), _joined([batch.cost for batch in parts])
        marks = tuple(_joined(mark) for mark in zip(*(batch.marks for batch in parts), strict=True))
        runs = len(parts)
        del parts
        if len(words) == 1 and bool((words[0][1:] > words[0][:-1]).all()):
            return StateSet(words, mass, cost, marks)
        return _merged(StateSet(words, mass, cost, marks), runs)

    def compact(self) -> None:
        """Put together what came so far."""
        self.add(0, self.merged())
        self.least = self.size


def _merged(states: StateSet, runs: int) -> StateSet:
    order, words = sorting(states.words, runs)
    marks = tuple(mark[order] for mark in states.marks)
    first = _firsts(words)
    if first.all():
        return StateSet(words, states.mass[order], states.cost[order], marks)
    at = np.empty(len(order), dtype=np.int32)
    at[order] = np.cumsum(first, dtype=np.int32) - 1
    starts = np.flatnonzero(first)
    words = tuple(word[starts] for word in words)
    mass: Reals = np.bincount(at, states.mass, len(starts)).astype(np.float64, copy=False)
    cost = np.full(len(starts), np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(cost, at.astype(np.intp), states.cost)
    return StateSet(words, mass, cost, tuple(np.bitwise_or.reduceat(mark, starts) for mark in marks))


def keys(words: Words) -> Ints:
    """A number for each state: itself where it has one word, else a mixture of its words, seldom shared by two."""
    mixed = words[0]
    for word in words[1:]:
        mixed = (mixed ^ (mixed >> 32)) * _MIX + word
        mixed = mixed ^ (mixed >> 29)
    return mixed


_MIX = -0x61C8864680B583EB
"""An odd number that spreads bits well: the golden ratio, as a 64-bit integer."""


def sorting(words: Words, runs: int = 1000) -> tuple[Ints, Words]:
    """The order that puts states by their keys, equal states together, and the states in this order.

    `runs` says of how many sorted stretches they are, roughly.
    """
    sortable = keys(words)
    kind: Literal["stable", "quicksort"] = "stable" if runs <= _FEW_RUNS else "quicksort"
    order = np.argsort(sortable, kind=kind)
    ordered = tuple(word[order] for word in words)
    if len(words) > 1 and _collide(sortable[order], ordered):
        order = np.lexsort((*words, sortable))
        ordered = tuple(word[order] for word in words)
    return order, ordered


_FEW_RUNS = 64
"""Up to so many sorted stretches, merging them is quicker than sorting anew."""


def _collide(sortable: Ints, words: Words) -> bool:
    """Whether different states share a key."""
    same = sortable[1:] == sortable[:-1]
    return bool((same & _firsts(words)[1:]).any())


def _firsts(words: Words) -> Bools:
    first = np.ones(len(words[0]), dtype=bool)
    first[1:] = words[0][1:] != words[0][:-1]
    for word in words[1:]:
        first[1:] |= word[1:] != word[:-1]
    return first


def unique(words: Words) -> Words:
    """Each state once, in order."""
    _, words = sorting(words)
    starts = np.flatnonzero(_firsts(words))
    return tuple(word[starts] for word in words)


_SPARSE = 16
"""Where states fill more than one in so many of all words that there may be, a list of all is quicker than sorting."""


_STRETCH = 1 << 19
"""So many of all words are looked at in one go: few enough that two processors share them, and caches hold them."""


class Numbering:
    """Numbers the states of location after location. The lists of all words are kept for the next: memory is slow."""

    def __init__(self) -> None:
        self._met: Bools = np.zeros(0, dtype=bool)
        self._place: Rows = np.empty(0, dtype=np.int32)

    def of(self, parts: Sequence[Words], span: int) -> tuple[Words, list[Rows]]:
        """Each state once, in order, and for the states of each part the numbers of their places there.

        Args:
            parts: States as they came: perhaps several times.
            span: Above all of them, where a state has one word.
        """
        if len(parts[0]) == 1 and span <= _SPARSE * sum(len(part[0]) for part in parts):
            return self._listed([part[0] for part in parts], span)
        words = gathered(parts)
        order, words = sorting(words, _FEW_RUNS if len(words) == 1 else _FEW_RUNS + 1)  # mixed keys come in no order
        first = _firsts(words)
        number = np.empty(len(order), dtype=np.int32)
        number[order] = np.cumsum(first, dtype=np.int32) - 1
        starts = np.flatnonzero(first)
        ends = np.cumsum([len(part[0]) for part in parts])
        return tuple(word[starts] for word in words), [part.copy() for part in np.split(number, ends[:-1])]

    def _listed(self, parts: Sequence[Ints], span: int) -> tuple[Words, list[Rows]]:
        if len(self._met) < span:
            self._met, self._place = np.zeros(span, dtype=bool), np.empty(span, dtype=np.int32)
        met, place = self._met, self._place

        def meet(part: Ints) -> None:
            met[part.astype(np.intp, copy=False)] = True

        side_by_side(meet, parts)
        stretches = [slice(first, min(first + _STRETCH, span)) for first in range(0, span, _STRETCH)]
        places = side_by_side(lambda stretch: np.flatnonzero(met[stretch]), stretches)
        ends = np.cumsum([len(some) for some in places])
        words = np.empty(ends[-1], dtype=parts[0].dtype)

        def number(turn: int) -> None:
            stretch, some, end = stretches[turn], places[turn], int(ends[turn])
            met[stretch] = False
            place[stretch][some] = np.arange(end - len(some), end, dtype=np.int32)
            words[end - len(some) : end] = some + stretch.start

        side_by_side(number, range(len(stretches)))
        return (words,), side_by_side(lambda part: place.take(part, mode="clip"), parts)


class StateIndex:
    """Finds states among the states of a location, which are in order."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._keys = keys(words)
        self._shared = bool((self._keys[1:] == self._keys[:-1]).any())

    def of(self, words: Words) -> tuple[Ints, Bools]:
        """Where each state is, and whether it is there at all."""
        if not len(self._keys):
            return np.zeros(len(words[0]), dtype=np.int64), np.zeros(len(words[0]), dtype=bool)
        wanted = keys(words)
        last = len(self._keys) - 1
        at: Ints = np.minimum(np.searchsorted(self._keys, wanted), last)
        same = self._same(at, words)
        while self._shared:  # different states may share a key: look at the next ones that have it
            next_ = np.minimum(at + 1, last)
            going = ~same & (self._keys[next_] == wanted) & (next_ > at)
            if not going.any():
                break
            at = np.where(going, next_, at)
            same = self._same(at, words)
        return at, same

    def _same(self, at: Ints, words: Words) -> Bools:
        same = np.ones(len(at), dtype=bool)
        for mine, theirs in zip(self._words, words, strict=True):
            same &= mine[at] == theirs
        return same


def full(size: int, value: Reals | float) -> Reals:
    """An array of odds, from one number or from an array."""
    return np.full(size, value) if isinstance(value, float) else value


def gathered(parts: Sequence[Words]) -> Words:
    """Several stretches of states as one."""
    return tuple(_joined(word) for word in zip(*parts, strict=True))


def _joined(parts: Sequence[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    return np.concatenate(parts) if len(parts) > 1 else parts[0]
