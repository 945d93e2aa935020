"""Which variables a state must remember: those that something later can still read.

A set of variables is an integer, one bit each. What a location must know is what its conditions, weights, ways and
texts read, and what the locations that it leads to must know, less what it sets on the way. A sum, or what an
expression gives, needs the values before only where the new one is needed.
"""

from __future__ import annotations

from game.explore.automaton import Location, Policy, Program, ReaderText, Transition, drawn_indices
from game.explore.components import carry_back
from game.explore.expressions import constant
from game.story.closures import names_in
from game.story.compiled import Ast


def live(program: Program, texts: bool = True) -> list[int]:
    """What a state must remember on entering each location, as sets of bits.

    Args:
        program: The machine.
        texts: Whether conditional paragraphs and the numbers in texts count as reading.
    """
    needs = [0] * len(program.locations)
    walker = _Walker(program, needs, texts)

    def step(index: int) -> bool:
        before = needs[index]
        needs[index] = walker.location(program.locations[index])
        return needs[index] != before

    carry_back(program, step)
    return needs


def weighs(location: Location) -> bool:
    """Whether it may depend on weights what happens in a location."""
    return location.policy in (Policy.WEIGHTED, Policy.DRAW) or (
        location.policy is Policy.HISTORY and not any(b.history and b.opens is None for b in location.transitions)
    )


def members(bits: int) -> list[int]:
    """The indices in a set of bits, rising."""
    indices = []
    while bits:
        lowest = bits & -bits
        indices.append(lowest.bit_length() - 1)
        bits ^= lowest
    return indices


class _Walker:
    """Computes what one location needs from what the next ones need."""

    def __init__(self, program: Program, needs: list[int], texts: bool) -> None:
        self._index = program.index
        self._needs = needs
        self._texts = texts
        self._not_drawn = ~sum(1 << mark for mark in drawn_indices(program))
        self._reads: dict[int, int] = {}

    def location(self, location: Location) -> int:
        need = self._text(location.texts)
        weighed = weighs(location)
        for transition in location.everything:
            need |= self.read(transition.opens) | self._after(transition)
            if weighed and not constant(transition.weight):
                need |= self.read(transition.weight)
        return need

    def _after(self, transition: Transition) -> int:
        need = self._text(transition.texts)
        for way in transition.targets:
            later = self._needs[way.location]
            need |= self.read(way.condition) | (later & self._not_drawn if way.resets else later)
        for i, _ in transition.sets:
            need &= ~(1 << i)
        needed = [(i, ast) for i, ast in transition.computed if need >> i & 1]
        for i, _ in needed:
            need &= ~(1 << i)
        for _, ast in needed:
            need |= self.read(ast)
        return need

    def _text(self, texts: tuple[ReaderText, ...]) -> int:
        need = 0
        for text in texts if self._texts else ():
            need |= self.read(text.condition)
            for number in text.numbers:
                need |= self.read(number)
        return need

    def read(self, ast: Ast | None) -> int:
        if ast is None:
            return 0
        known = self._reads.get(id(ast))
        if known is None:
            known = 0
            for name in names_in(ast):
                known |= 1 << self._index[name]
            self._reads[id(ast)] = known
        return known
