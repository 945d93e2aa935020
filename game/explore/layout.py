"""States packed into machine words, and moved from one packing to another.

A state is a number in mixed radix, a digit for each variable that must be remembered; where one 62-bit number is
not enough it takes several. States of one location are arrays of such words. Going from location to location, runs
of digits that stay together move as one: two divisions and a multiplication for thousands of states at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from game.explore.automaton import Program, Transition
from game.explore.expressions import evaluate
from game.explore.intervals import Box
from game.explore.liveness import members
from game.story.compiled import Ast
from game.story.model import Variable

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Costs = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
Words = tuple[Ints, ...]
"""Packed states: one array for each word, all of the same length."""

_FULL = 1 << 62

_WIDE = 1 << 12
"""A variable with more bands is added to by arithmetic, not by a table of where each band goes."""


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
    """How the states of a location are packed."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = tuple(slots)
        self.of = {slot.variable: slot for slot in slots}
        self.words = max((slot.word + 1 for slot in slots), default=1)
        spans = [1] * self.words
        for slot in slots:
            spans[slot.word] *= slot.size
        self.spans = tuple(spans)

    def digit(self, words: Words, slot: Slot) -> Ints:
        """The digits of one variable, from 0."""
        digits = words[slot.word]
        above = slot.stride * slot.size
        if above < self.spans[slot.word]:
            digits = digits - digits // above * above
        return digits // slot.stride if slot.stride > 1 else digits

    def values(self, words: Words, slot: Slot) -> Ints:
        """The values of one variable; the least of its band where a band has several."""
        digits = self.digit(words, slot)
        least = slot.band.least
        if slot.band.plain:
            return digits + least[0] if least[0] else digits
        return np.array(least, dtype=np.int64)[digits]

    def pack(self, values: Sequence[int]) -> Words:
        """One state, from the values of all variables."""
        words = [0] * self.words
        for slot in self.slots:
            words[slot.word] += slot.band.digit(values[slot.variable]) * slot.stride
        return tuple(np.array([word], dtype=np.int64) for word in words)


class Layouts:
    """The packings of all locations; locations that remember the same share one."""

    def __init__(
        self, program: Program, needs: list[int], boxes: list[Box | None], cuts: Sequence[Sequence[int]]
    ) -> None:
        self._hull = _hull(program, boxes)
        self.bands = [
            ValueBands(
                range(low, high + 1)
                if isinstance(cut_list, range)
                else (low, *(cut for cut in cut_list if low < cut <= high)),
                high,
            )
            for (low, high), cut_list in zip(self._hull, cuts, strict=True)
        ]
        self._known: dict[int, Layout] = {}
        varying = sum(1 << i for i, band in enumerate(self.bands) if len(band.least) > 1)
        self.of = [self._layout(need & varying) for need in needs]
        self.constants = [low for low, _ in self._hull]

    def _layout(self, need: int) -> Layout:
        layout = self._known.get(need)
        if layout is None:
            layout = self._known[need] = Layout(list(self._slots(need)))
        return layout

    def _slots(self, need: int) -> Iterable[Slot]:
        word, span = 0, 1
        for i in members(need):
            band = self.bands[i]
            size = len(band.least)
            if span * size > _FULL:
                word, span = word + 1, 1
            yield Slot(i, word, span, size, band)
            span *= size


def _hull(program: Program, boxes: list[Box | None]) -> Box:
    hull = [(v.start, v.start) for v in program.variables]
    for box in boxes:
        if box is not None:
            hull = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(hull, box, strict=True)]
    return hull


class View:
    """Reads the variables of many packed states by name."""

    def __init__(self, program: Program, layouts: Layouts, layout: Layout, words: Words) -> None:
        self._program = program
        self._layouts = layouts
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
            return self._layouts.constants[i]
        known = self._read.get(i)
        if known is None:
            known = self._read[i] = self.layout.values(self.words, slot)
        return known

    def digit(self, slot: Slot) -> Ints:
        """The digits of one variable."""
        if slot.band.plain and slot.variable in self._read:
            known: Ints = self._read[slot.variable]
            return known - slot.band.least[0] if slot.band.least[0] else known
        return self.layout.digit(self.words, slot)

    def rows(self, rows: Ints | None) -> View:
        """The same for some of the states."""
        if rows is None:
            return self
        return View(self._program, self._layouts, self.layout, tuple(word[rows] for word in self.words))

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
    """Digits that move together from one word to another."""

    word: int
    stride: int
    span: int
    to_word: int
    to_stride: int


class Move:
    """From the states of one location, through a transition, to the states of the next: what moves, what is added."""

    def __init__(
        self, program: Program, layouts: Layouts, source: Layout, target: Layout, transition: Transition,
        resets: tuple[int, ...], box: Box,
    ) -> None:  # fmt: skip
        self._source = source
        fixed = dict(transition.sets) | dict.fromkeys(resets, 0)
        adds, expressed = dict(transition.adds), dict(transition.computed)
        self._plus = [0] * target.words
        self._computed: list[tuple[Ast, Variable, Slot]] = []
        self._runs: list[_Run] = []
        self._sums: list[tuple[Ints, Slot, Slot]] = []
        for slot in target.slots:
            i = slot.variable
            if i in fixed:
                self._plus[slot.word] += slot.band.digit(fixed[i]) * slot.stride
                continue
            if i in expressed:
                self._computed.append((expressed[i], program.variables[i], slot))
                continue
            if i in adds and slot.size > _WIDE:
                sum_of: Ast = ["+", ["var", program.variables[i].name], ["int", adds[i]]]
                self._computed.append((sum_of, program.variables[i], slot))
                continue
            old = source.of[i]
            self._extend(old, slot)
            if i in adds:
                self._add(program.variables[i], adds[i], old, slot, box[i])

    def _add(self, variable: Variable, amount: int, old: Slot, new: Slot, box: tuple[int, int]) -> None:
        """Note by how many bands a sum moves each band; where it is the same for all, no state need be looked at."""
        band = new.band
        moved = [
            band.digit(min(max(least + amount, variable.min), variable.max)) - digit
            for digit, least in enumerate(band.least)
        ]
        present = set(moved[band.digit(box[0]) : band.digit(box[1]) + 1])
        if len(present) == 1:
            self._plus[new.word] += present.pop() * new.stride
        else:
            self._sums.append((np.array(moved, dtype=np.int64) * new.stride, old, new))

    def _extend(self, old: Slot, new: Slot) -> None:
        last = self._runs[-1] if self._runs else None
        if (
            last is not None
            and (last.word, last.to_word) == (old.word, new.word)
            and last.stride * last.span == old.stride
            and last.to_stride * last.span == new.stride
        ):
            last.span *= old.size
        else:
            self._runs.append(_Run(old.word, old.stride, old.size, new.word, new.stride))

    def __call__(self, view: View) -> Words:
        """The packed states of the next location."""
        words: list[Any] = list(self._plus)
        for run in self._runs:
            digits = view.words[run.word]
            above = run.stride * run.span
            if above < self._source.spans[run.word]:
                digits = digits - digits // above * above
            if run.stride != run.to_stride:
                digits = digits // run.stride if run.stride > 1 else digits
                digits = digits * run.to_stride if run.to_stride > 1 else digits
            elif run.stride > 1:
                digits = digits // run.stride * run.stride
            plus = words[run.to_word]
            words[run.to_word] = digits if isinstance(plus, int) and not plus else digits + plus
        for moved, old, new in self._sums:
            words[new.word] = words[new.word] + moved[view.digit(old)]
        for ast, variable, new in self._computed:
            words[new.word] = words[new.word] + new.band.digits(computed(ast, variable, view)) * new.stride
        return tuple(word if np.ndim(word) else np.full(len(view), word, dtype=np.int64) for word in words)
