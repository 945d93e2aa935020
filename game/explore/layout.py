"""States packed into machine words, and moved from one packing to another.

A state is a number in mixed radix, a digit for each variable that must be remembered; where one 62-bit number is
not enough it takes several. States of one location are arrays of such words. Going from location to location, runs
of digits that stay together move as one: two divisions and a multiplication for thousands of states at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from game.explore.automaton import Program, Transition
from game.explore.discern import Cuts
from game.explore.expressions import Ends, evaluate, spread
from game.explore.intervals import Box
from game.story.compiled import Ast
from game.story.variables import Variable

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Costs = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
Words = tuple[Ints, ...]
"""Packed states: one array for each word, all of the same length; of 32 bits where one such word is enough."""

_FULL = 1 << 62

_HALF = 1 << 30
"""Words below take 32 bits."""

_WIDE = 1 << 12
"""A variable with more bands is added to by arithmetic, not by a table of where each band goes."""

_LONG = 1 << 15
"""How long a table of what digits become may be: short enough for a processor's cache."""


@dataclass(frozen=True, slots=True)
class ValueBands:
    """The values of a variable, as far as they need to be told apart: the least of every band, rising."""

    least: Sequence[int]
    most: int

    def digit(self, value: int) -> int:
        """The number of the band that a value lies in; one below all bands counts with the first.

        The least of a band stands for all its values, though no run may have it; what it becomes may then lie where no
        run comes, while what the others become, which nothing tells from it, lies in the first band.
        """
        return max(0, bisect_right(self.least, value) - 1)

    def digits(self, values: Ints) -> Ints:
        """The same for many values."""
        if self.plain:
            plain: Ints = np.clip(values - self.least[0], 0, self.most - self.least[0])
            return plain
        bands: Ints = np.maximum(np.searchsorted(self.least, values, side="right") - 1, 0)
        return bands

    def ends(self, digit: int) -> tuple[int, int]:
        """The least and the greatest value of a band."""
        last = digit + 1 == len(self.least)
        return self.least[digit], self.most if last else self.least[digit + 1] - 1

    @property
    def plain(self) -> bool:
        """Whether every value is a band of its own."""
        return len(self.least) == self.most - self.least[0] + 1


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a variable sits: its word, the weight of its digit, how many values it has, and its bands."""

    variable: int
    word: int
    stride: int
    size: int
    band: ValueBands


class Layout:
    """How the states of a location are packed.

    `box` holds the ranges of all variables. What is not packed counts with its least value: all runs have the same, or
    nothing tells theirs apart.
    """

    def __init__(self, slots: Sequence[Slot], box: Box) -> None:
        self.slots = tuple(slots)
        self.of = {slot.variable: slot for slot in slots}
        self.box = box
        self.words = max((slot.word + 1 for slot in slots), default=1)
        spans = [1] * self.words
        for slot in slots:
            spans[slot.word] *= slot.size
        self.spans = tuple(spans)
        self.kind = np.dtype(np.int32 if self.words == 1 and spans[0] < _HALF else np.int64)

    def digit(self, words: Words, slot: Slot) -> Ints:
        """The digits of one variable, from 0."""
        return self.digits(words, slot.word, slot.stride, slot.size)

    def digits(self, words: Words, word: int, stride: int, span: int, weighted: bool = False) -> Ints:
        """The digits that stand together in a word, as one number from 0; or, weighted, as they stand there."""
        digits = words[word]
        above = stride * span
        if above < self.spans[word]:
            digits = digits - digits // above * above
        if stride == 1:
            return digits
        return digits // stride * stride if weighted else digits // stride

    def values(self, words: Words, slot: Slot) -> Ints:
        """The values of one variable; the least of its band where a band has several."""
        digits = self.digit(words, slot)
        least = slot.band.least
        if slot.band.plain:
            return digits.astype(np.int64, copy=False) + least[0]
        return np.array(least, dtype=np.int64)[digits]

    def pack(self, values: Sequence[int]) -> Words:
        """One state, from the values of all variables."""
        words = [0] * self.words
        for slot in self.slots:
            words[slot.word] += slot.band.digit(values[slot.variable]) * slot.stride
        return tuple(np.array([word], dtype=self.kind) for word in words)


class Layouts:
    """The packings of all locations."""

    def __init__(self, program: Program, boxes: Sequence[Box | None], cuts: Sequence[Cuts]) -> None:
        nowhere = [(v.start, v.start) for v in program.variables]
        self.of = [
            Layout(list(_slots(box or nowhere, known)), box or nowhere)
            for box, known in program.deadline.through(zip(boxes, cuts, strict=True))
        ]


def _slots(box: Box, cuts: Cuts) -> Iterator[Slot]:
    word, span = 0, 1
    for i, leasts in cuts.items():
        band = _band(leasts, *box[i])
        size = len(band.least)
        if size == 1:
            continue
        if span * size > _FULL:
            word, span = word + 1, 1
        yield Slot(i, word, span, size, band)
        span *= size


def _band(leasts: Sequence[int], low: int, high: int) -> ValueBands:
    """The bands of a variable that lies in a range."""
    if isinstance(leasts, range):
        return ValueBands(range(low, high + 1), high)
    return ValueBands((low, *(least for least in leasts if low < least <= high)), high)


class View:
    """Reads the variables of many packed states by name."""

    def __init__(self, program: Program, layout: Layout, words: Words) -> None:
        self._program = program
        self.layout = layout
        self.words = words
        self._read: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self.words[0])

    def __call__(self, name: str) -> Any:
        """The values of a variable: an array, or one integer where it never changes."""
        return self.at(self._program.index[name])

    def at(self, i: int) -> Any:
        """The values of the variable with this index."""
        slot = self.layout.of.get(i)
        if slot is None:
            return self.layout.box[i][0]
        known = self._read.get(i)
        if known is None:
            known = self._read[i] = self.layout.values(self.words, slot)
        return known

    def ends(self, name: str) -> Ends:
        """The least and the greatest value that a variable may have in each state: those of its band."""
        i = self._program.index[name]
        slot = self.layout.of.get(i)
        if slot is None:
            return self.layout.box[i]
        lasts = np.array([*(least - 1 for least in slot.band.least[1:]), slot.band.most], dtype=np.int64)
        return self.at(i), lasts[self.layout.digit(self.words, slot)]

    def rows(self, rows: Ints | None) -> View:
        """The same for some of the states."""
        if rows is None:
            return self
        return View(self._program, self.layout, tuple(word[rows] for word in self.words))

    def after(self, transition: Transition) -> After:
        """The same after a transition's effects."""
        return After(self, transition, self._program)


class After:
    """Reads the variables of many states as they are after a transition's effects."""

    def __init__(self, before: View, transition: Transition, program: Program) -> None:
        self.before = before
        self._adds, self._sets, self._computed = dict(transition.adds), dict(transition.sets), dict(transition.computed)
        self._program = program

    def __call__(self, name: str) -> Any:
        """The values of a variable."""
        return self.at(self._program.index[name])

    def at(self, i: int) -> Any:
        """The values of the variable with this index."""
        if i in self._sets:
            return self._sets[i]
        if i in self._computed:
            return computed(self._computed[i], self._program.variables[i], self.before)
        value = self.before.at(i)
        if i in self._adds:
            variable = self._program.variables[i]
            return np.clip(value + self._adds[i], variable.min, variable.max)
        return value

    def ends(self, name: str) -> Ends:
        """The least and the greatest value that a variable may have in each state."""
        i = self._program.index[name]
        if i in self._sets:
            return self._sets[i], self._sets[i]
        variable, amount = self._program.variables[i], self._adds.get(i, 0)
        low, high = spread(self._computed[i], self.before.ends) if i in self._computed else self.before.ends(name)
        return np.clip(low + amount, variable.min, variable.max), np.clip(high + amount, variable.min, variable.max)

    def rows(self, rows: Ints | None) -> After:
        """The same for some of the states."""
        if rows is None:
            return self
        taken = After.__new__(After)
        taken.before, taken._program = self.before.rows(rows), self._program
        taken._adds, taken._sets, taken._computed = self._adds, self._sets, self._computed
        return taken


def computed(ast: Ast, variable: Variable, before: View) -> Any:
    """What a variable becomes by an expression in many states."""
    return np.clip(np.asarray(evaluate(ast, before), dtype=np.int64), variable.min, variable.max)


@dataclass(slots=True)
class _Run:
    """Digits that move together from one word to another, as they are."""

    word: int
    stride: int
    span: int
    to_word: int
    to_stride: int

    def __call__(self, view: View, kind: np.dtype[Any]) -> Any:
        """What they come to in the new word."""
        digits = view.layout.digits(view.words, self.word, self.stride, self.span, self.stride == self.to_stride)
        digits = digits.astype(kind, copy=False)
        return digits * self.to_stride if self.to_stride not in (1, self.stride) else digits


@dataclass(slots=True)
class _Table:
    """Digits that stand together, each of which becomes another: what all of them come to, by a table."""

    word: int
    stride: int
    becomes: Ints
    to_word: int

    def __call__(self, view: View, kind: np.dtype[Any]) -> Any:
        """What they come to in the new word."""
        digits = view.layout.digits(view.words, self.word, self.stride, len(self.becomes))
        return self.becomes.astype(kind, copy=False)[digits.astype(np.intp, copy=False)]


class Move:
    """From the states of one location, through a transition, to the states of the next: what moves, what is added."""

    def __init__(
        self, program: Program, source: Layout, target: Layout, transition: Transition, resets: tuple[int, ...]
    ) -> None:
        fixed = dict(transition.sets) | dict.fromkeys(resets, 0)
        adds, expressed = dict(transition.adds), dict(transition.computed)
        self._source, self._target = source, target
        self._plus = [0] * target.words
        self._kind = target.kind
        self._becomes: dict[int, Ints] = {}
        """For each variable of which a digit becomes a digit, whatever else there is: which becomes which."""
        self._computed: list[tuple[Ast, Variable, Slot]] = []
        self._moves: list[_Run | _Table] = []
        for slot in target.slots:
            i = slot.variable
            variable, old, amount = program.variables[i], source.of.get(i), adds.get(i, 0)
            if i in expressed and i not in fixed:
                self._computed.append((expressed[i], variable, slot))
            elif i in fixed or old is None:
                value = fixed[i] if i in fixed else _sum(variable, source.box[i][0], amount)
                self._plus[slot.word] += slot.band.digit(value) * slot.stride
            elif (amount or old.band.least != slot.band.least) and max(old.size, slot.size) > _WIDE:
                sum_of: Ast = ["+", ["var", variable.name], ["int", amount]]
                self._computed.append((sum_of, variable, slot))
            else:
                self._digits(variable, amount, old, slot, source.box[i])

    def _digits(self, variable: Variable, amount: int, old: Slot, new: Slot, box: tuple[int, int]) -> None:
        """Note what each digit becomes; where all of them rise alike, no state need be looked at."""
        if not amount and old.band.least == new.band.least:
            self._becomes[old.variable] = np.arange(old.size)
            self._run(old, new)
            return
        digits = [new.band.digit(_sum(variable, least, amount)) for least in old.band.least]
        self._becomes[old.variable] = np.array(digits)
        first, last = old.band.digit(box[0]), old.band.digit(box[1])
        rises = {digits[digit] - digit for digit in range(first, last + 1)}
        if len(rises) == 1:
            self._plus[new.word] += rises.pop() * new.stride
            self._run(old, new)
        else:
            self._table(old, new, self._becomes[old.variable] * new.stride)

    def _run(self, old: Slot, new: Slot) -> None:
        last = self._moves[-1] if self._moves else None
        if (
            isinstance(last, _Run)
            and (last.word, last.to_word) == (old.word, new.word)
            and last.stride * last.span == old.stride
            and last.to_stride * last.span == new.stride
        ):
            last.span *= old.size
        else:
            self._moves.append(_Run(old.word, old.stride, old.size, new.word, new.stride))

    def _table(self, old: Slot, new: Slot, becomes: Ints) -> None:
        last = self._moves[-1] if self._moves else None
        if (
            isinstance(last, _Table)
            and (last.word, last.to_word) == (old.word, new.word)
            and last.stride * len(last.becomes) == old.stride
            and len(last.becomes) * old.size <= _LONG
        ):
            last.becomes = (becomes[:, None] + last.becomes).ravel()
        else:
            self._moves.append(_Table(old.word, old.stride, becomes, new.word))

    def __call__(self, view: View) -> Words:
        """The packed states of the next location."""
        words: list[Any] = list(self._plus)
        for move in self._moves:
            plus, digits = words[move.to_word], move(view, self._kind)
            words[move.to_word] = digits if isinstance(plus, int) and not plus else digits + plus
        for ast, variable, new in self._computed:
            words[new.word] = words[new.word] + new.band.digits(computed(ast, variable, view)) * new.stride
        return tuple(
            word.astype(self._kind, copy=False) if np.ndim(word) else np.full(len(view), word, dtype=self._kind)
            for word in words
        )

    def back(self, words: Words, most: int) -> Words | None:
        """The packed states that may become some states of the next location, and perhaps others.

        None where there are more than so many.
        """
        rows = np.arange(len(words[0]))
        before = [np.zeros(len(rows), dtype=self._source.kind) for _ in range(self._source.words)]
        for old in self._source.slots:
            becomes = self._becomes.get(old.variable)
            if becomes is None:
                becomes, digits = np.zeros(old.size, dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
            else:
                digits = self._target.digit(words, self._target.of[old.variable])[rows]
            order = np.argsort(becomes, kind="stable")
            first = np.searchsorted(becomes[order], digits)
            count = np.searchsorted(becomes[order], digits, side="right") - first
            if count.sum() > most:
                return None
            which = np.repeat(np.arange(len(rows)), count)
            digit = order[np.arange(len(which)) + np.repeat(first - np.cumsum(count) + count, count)]
            rows, before = rows[which], [word[which] for word in before]
            before[old.word] += (digit * old.stride).astype(self._source.kind)
        return tuple(before)


def _sum(variable: Variable, value: int, amount: int) -> int:
    return min(max(value + amount, variable.min), variable.max) if amount else value
