"""The states found in a cell: packed, sorted, each once, with its odds and the cost of the cheapest road to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from game.explore.layout import Bools, Costs, Ints, Reals, Words


@dataclass(slots=True)
class Found:
    """States of a cell, in rising order of their words.

    `mass` is the odds of passing through (how often, on average, where a run may come back); `cost` as in `steps`.
    """

    words: Words
    mass: Reals
    cost: Costs

    def __len__(self) -> int:
        return len(self.mass)


@dataclass(slots=True)
class Pending:
    """States on their way into a cell, as they came: perhaps several times, in no order."""

    words: list[Words]
    mass: list[Reals]
    cost: list[Costs]
    size: int = 0

    def add(self, words: Words, mass: Reals, cost: Costs) -> None:
        """Take in some more; put them together when there are many."""
        self.words.append(words)
        self.mass.append(mass)
        self.cost.append(cost)
        self.size += len(mass)

    def merged(self) -> Found:
        """Each state once: odds summed, the cheapest cost kept."""
        words = tuple(np.concatenate(word) if len(word) > 1 else word[0] for word in zip(*self.words, strict=True))
        mass = np.concatenate(self.mass) if len(self.mass) > 1 else self.mass[0]
        cost = np.concatenate(self.cost) if len(self.cost) > 1 else self.cost[0]
        if len(words) == 1 and bool((words[0][1:] > words[0][:-1]).all()):
            return Found(words, mass, cost)
        order = sorting(words, len(self.words))
        words = tuple(word[order] for word in words)
        first = _firsts(words)
        starts = np.flatnonzero(first)
        mass, cost = mass[order], cost[order]
        if len(starts) < len(first):
            words = tuple(word[starts] for word in words)
            mass, cost = np.add.reduceat(mass, starts), np.minimum.reduceat(cost, starts)
        return Found(words, mass, cost)

    def compact(self) -> None:
        """Put together what came so far."""
        found = self.merged()
        self.words, self.mass, self.cost, self.size = [found.words], [found.mass], [found.cost], len(found)


def pending() -> Pending:
    """Nothing on its way yet."""
    return Pending([], [], [])


def _firsts(words: Words) -> Bools:
    first = np.ones(len(words[0]), dtype=bool)
    first[1:] = words[0][1:] != words[0][:-1]
    for word in words[1:]:
        first[1:] |= word[1:] != word[:-1]
    return first


def sorting(words: Words, runs: int = 1000) -> Ints:
    """The order that sorts states; `runs` says of how many sorted stretches they are, roughly."""
    kind: Literal["stable", "quicksort"] = "stable" if runs <= 32 else "quicksort"
    if len(words) == 1:
        return np.argsort(words[0], kind=kind)
    return np.argsort(Ranks(words).of(words), kind=kind)


def unique(words: Words) -> Words:
    """Each state once, sorted."""
    if len(words) == 1:
        return (np.unique(words[0]),)
    order = sorting(words)
    words = tuple(word[order] for word in words)
    starts = np.flatnonzero(_firsts(words))
    return tuple(word[starts] for word in words)


class Ranks:
    """Several words as one sortable number: every word is replaced by its rank among those present."""

    def __init__(self, words: Words) -> None:
        self._present = [np.unique(word) for word in words] if len(words) > 1 else []

    def of(self, words: Words) -> Ints:
        """The numbers; meaningful only for states whose words are all present."""
        if not self._present:
            return words[0]
        rank = np.searchsorted(self._present[0], words[0])
        for present, word in zip(self._present[1:], words[1:], strict=True):
            rank = rank * (len(present) + 1) + np.searchsorted(present, word)
        return rank


class Places:
    """Finds states among the sorted states of a cell."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._ranks = Ranks(words)
        self._keys = self._ranks.of(words)

    def of(self, words: Words) -> tuple[Ints, Bools]:
        """Where each state is, and whether it is there at all."""
        if not len(self._keys):
            return np.zeros(len(words[0]), dtype=np.int64), np.zeros(len(words[0]), dtype=bool)
        at = np.minimum(np.searchsorted(self._keys, self._ranks.of(words)), len(self._keys) - 1)
        same = np.ones(len(at), dtype=bool)
        for mine, theirs in zip(self._words, words, strict=True):
            same &= mine[at] == theirs
        return at, same


def full(size: int, value: Reals | float) -> Reals:
    """An array of odds, from one number or from an array."""
    return np.full(size, value) if isinstance(value, float) else value


def gathered(parts: Sequence[Words]) -> Words:
    """Several stretches of states as one."""
    return tuple(np.concatenate(word) for word in zip(*parts, strict=True))
