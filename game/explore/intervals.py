"""Ranges of every variable in every location, without looking at states: sound, quick, and a little too wide.

What lies outside can never be; that proves things unreachable even where a story is too large to be explored, and
lets states be packed tighter and sums be made without clamping.
"""

from __future__ import annotations

from collections.abc import Callable

from game.explore.automaton import Location, Policy, Program, Transition, drawn_indices
from game.explore.components import is_cyclic, program_parts
from game.explore.expressions import COMPARISONS, FLIPPED, Range, bounds
from game.story.compiled import Ast

Box = list[Range]
"""A range for each variable."""

_WIDEN_AFTER = 24
"""How often a location's box may grow in a circle before it is taken at its declared width."""

_DENIED = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}


def boxes(program: Program) -> list[Box | None]:
    """A box for each location that holds every state a run can be in there; None where no run can be."""
    by_cell: list[Box | None] = [None] * len(program.locations)
    by_cell[program.start] = [(v.start, v.start) for v in program.variables]
    spread = _Spread(program, by_cell)
    for part in program.deadline.through(program_parts(program)):
        if is_cyclic(program, part):
            spread.circle(part)
        else:
            spread.once(part[0])
    return by_cell


class _Spread:
    """Carries boxes along transitions."""

    def __init__(self, program: Program, boxes: list[Box | None]) -> None:
        self._program = program
        self._boxes = boxes
        self._declared: Box = [(v.min, v.max) for v in program.variables]
        self._drawn = drawn_indices(program)
        self._grown = [0] * len(boxes)

    def circle(self, part: list[int]) -> None:
        inside, waiting = set(part), list(part)
        while waiting:
            self._program.deadline.check()
            grown = self.once(waiting.pop(0))
            waiting.extend(index for index in grown if index in inside and index not in waiting)

    def once(self, index: int) -> list[int]:
        """Carry one location's box on; the locations whose boxes grew."""
        box, location = self._boxes[index], self._program.locations[index]
        if box is None:
            return []
        grown = []
        for transition in possible(self._program, location, box):
            opened = box if transition.opens is None else assume(self._program, transition.opens, True, box)
            if opened is None:
                continue
            after: Box | None = applied(self._program, transition, opened)
            for way in transition.targets:
                if after is None:
                    break
                taken = after if way.condition is None else assume(self._program, way.condition, True, after)
                if taken is not None and self._join(way.location, taken, way.resets):
                    grown.append(way.location)
                after = None if way.condition is None else assume(self._program, way.condition, False, after)
        return grown

    def _join(self, index: int, box: Box, resets: bool) -> bool:
        if resets:
            box = list(box)
            for mark in self._drawn:
                box[mark] = (0, 0)
        old = self._boxes[index]
        if old is None:
            self._boxes[index] = list(box)
            return True
        new = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(old, box, strict=True)]
        if new == old:
            return False
        self._grown[index] += 1
        if self._grown[index] > _WIDEN_AFTER:
            new = [n if n == o else d for n, o, d in zip(new, old, self._declared, strict=True)]
        self._boxes[index] = new
        return True


def possible(program: Program, location: Location, box: Box) -> list[Transition]:
    """The transitions that may be taken, as far as a box can tell."""
    column = reader(program, box)
    transitions: list[Transition] = []
    sure = False
    for transition in location.transitions:
        low, high = (1, 1) if transition.opens is None else bounds(transition.opens, column)
        if location.policy is Policy.DRAW:
            weight = bounds(transition.weight, column)
            low, high = int(low and weight[0] > 0), int(high and weight[1] > 0)
        sure = sure or bool(low)
        if high:
            transitions.append(transition)
        if low and transition.history and location.policy is Policy.HISTORY:
            return [b for b in transitions if b.history]
    if location.otherwise is not None and not sure:
        transitions.append(location.otherwise)
    return transitions


def reader(program: Program, box: Box) -> Callable[[str], Range]:
    """A box as a function from names to ranges."""
    index = program.index
    return lambda name: box[index[name]]


def applied(program: Program, transition: Transition, box: Box) -> Box:
    """A box after a transition's effects."""
    if not (transition.adds or transition.sets or transition.computed):
        return box
    after = list(box)
    before = reader(program, box)
    for i, amount in transition.adds:
        least, most = program.variables[i].min, program.variables[i].max
        low, high = after[i]
        after[i] = min(max(low + amount, least), most), min(max(high + amount, least), most)
    for i, amount in transition.sets:
        after[i] = amount, amount
    for i, ast in transition.computed:
        least, most = program.variables[i].min, program.variables[i].max
        low, high = bounds(ast, before)
        after[i] = min(max(low, least), most), min(max(high, least), most)
    return after


def assume(program: Program, ast: Ast, truth: bool, box: Box) -> Box | None:
    """A box narrowed by a condition that is known to hold, or not; None where that cannot be."""
    low, high = bounds(ast, reader(program, box))
    if (truth and not high and not low) or (not truth and (low > 0 or high < 0)):
        return None
    op = ast[0]
    if op == "not":
        return assume(program, ast[1], not truth, box)
    if (op == "and" and truth) or (op == "or" and not truth):
        narrowed: Box | None = box
        for part in ast[1:]:
            narrowed = None if narrowed is None else assume(program, part, truth, narrowed)
        return narrowed
    if op == "var":
        return _narrow(box, program.index[ast[1]], "!=" if truth else "==", 0)
    if op in COMPARISONS:
        return _compare(program, op if truth else _DENIED[op], ast[1], ast[2], box)
    return box


def _compare(program: Program, op: str, left: Ast, right: Ast, box: Box) -> Box | None:
    if left[0] == "var" and right[0] == "int":
        return _narrow(box, program.index[left[1]], op, right[1])
    if left[0] == "int" and right[0] == "var":
        return _narrow(box, program.index[right[1]], FLIPPED[op], left[1])
    return box


def _narrow(box: Box, i: int, op: str, k: int) -> Box | None:
    low, high = box[i]
    if op in ("<", "<="):
        high = min(high, k - (op == "<"))
    elif op in (">", ">="):
        low = max(low, k + (op == ">"))
    elif op == "==":
        low, high = max(low, k), min(high, k)
    else:
        low, high = low + (low == k), high - (high == k)
    if low > high:
        return None
    narrowed = list(box)
    narrowed[i] = (low, high)
    return narrowed
