"""Why something can never be: the clause that never holds, and how far the values stay from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from game.explore.automaton import Location, Policy, Program, ReaderText, Target, Transition
from game.explore.encounters import Element
from game.explore.expressions import COMPARISONS, Range, bounds, constant, evaluate
from game.explore.intervals import Box, applied, assume, possible, reader
from game.explore.layout import After, View
from game.explore.search import Exploration
from game.explore.unparse import unparse
from game.story.compiled import Ast
from game.story.memory import QUESTIONS, Question, answered


class Knowledge(Protocol):
    """What is known of the values at some point."""

    def can(self, ast: Ast) -> bool:
        """Whether a condition can hold."""

    def extent(self, ast: Ast) -> Range:
        """The least and the greatest value of an expression."""


@dataclass(slots=True)
class AllStates:
    """Every state is known."""

    column: View | After
    explored: Exploration

    def can(self, ast: Ast) -> bool:
        """Whether a condition holds in some state."""
        return bool(np.any(evaluate(ast, self.column)))

    def extent(self, ast: Ast) -> Range:
        """The least and the greatest value over all states; a band counts with its last value."""
        values: Any = np.asarray(evaluate(ast, self.column))
        low, high = int(values.min()), int(values.max())
        if ast[0] == "var":
            band = self.explored.stepper.layouts.bands[self.explored.program.index[ast[1]]]
            digit = band.digit(high)
            high = band.least[digit + 1] - 1 if digit + 1 < len(band.least) else band.most
        return low, high


@dataclass(slots=True)
class RangesOnly:
    """Only ranges are known."""

    box: Box
    program: Program

    def can(self, ast: Ast) -> bool:
        """Whether a condition may hold, as far as ranges tell."""
        return assume(self.program, ast, True, self.box) is not None

    def extent(self, ast: Ast) -> Range:
        """A range that holds all values."""
        return bounds(ast, reader(self.program, self.box))


@dataclass(slots=True)
class Remembering:
    """The same, with the combinations of answers that runs bring along to what they remember."""

    known: Knowledge
    answers: list[dict[Question, int]]

    def can(self, ast: Ast) -> bool:
        """Whether a condition can hold with some of the answers."""
        return any(self.known.can(answered(ast, answers)) for answers in self.answers)

    def extent(self, ast: Ast) -> Range:
        """The least and the greatest value of an expression over all answers."""
        extents = [self.known.extent(answered(ast, answers)) for answers in self.answers]
        return min(low for low, _ in extents), max(high for _, high in extents)


def lacking(ast: Ast, ground: Knowledge) -> str:
    """What a condition that never holds lacks."""
    if ast[0] == "and":
        never = [part for part in ast[1:] if not ground.can(part)]
        if never:
            return "; ".join(lacking(part, ground) for part in never)
        return f"needs `{unparse(ast)}`, which never hold together here"
    if ast[0] == "or":
        return " and ".join(lacking(part, ground) for part in ast[1:])
    if ast[0] == "not" and ast[1][0] in ("var", *QUESTIONS):
        return f"needs `{unparse(ast)}`, but `{unparse(ast[1])}` always holds here"
    if ast[0] in COMPARISONS and constant(ast[2]):
        return f"needs `{unparse(ast)}`, {_how_far(ast[0], ground.extent(ast[1]))} here"
    if ast[0] == "in":
        low, high = ground.extent(ast[1])
        return f"needs `{unparse(ast)}`, from {low} to {high} here"
    return f"needs `{unparse(ast)}`, which never holds here"


def _how_far(op: str, extent: Range) -> str:
    low, high = extent
    if low == high:
        return f"always {low}"
    if op in (">", ">="):
        return f"at most {high}"
    if op in ("<", "<="):
        return f"at least {low}"
    return f"from {low} to {high}"


class Explainer:
    """Finds the clause to blame for each thing that is never met."""

    def __init__(self, explored: Exploration) -> None:
        self._explored = explored
        self._program = explored.program
        self._into: dict[int, list[tuple[Location, Transition, Target]]] = {}
        for cell in self._program.cells:
            for branch in cell.everything:
                for way in branch.ways:
                    self._into.setdefault(way.cell, []).append((cell, branch, way))

    def why(self, thing: Element) -> str:
        """Why a thing is never met."""
        if thing.kind in ("scene", "ending"):
            return self._nothing_enters(self._program.entry[thing.id])
        reasons = [
            reason
            for cell in self._program.cells
            for branch, text in _holding(cell, thing)
            if (reason := self._never(cell, branch, text))
        ]
        return "; ".join(dict.fromkeys(reasons)) or "not for this seat"

    def unfinished(self, thing: Element) -> bool:
        """Whether a thing stands in several cells, of which not all are done: what is known of it is but a part."""
        explored = self._explored
        return thing.kind in ("storylet", "paragraph") and any(
            cell.index not in explored.found and explored.boxes[cell.index] is not None
            for cell in self._program.cells
            if any(True for _ in _holding(cell, thing))
        )

    def _nothing_enters(self, index: int) -> str:
        reasons = []
        for cell, branch, way in self._into.get(index, []):
            name = f"`{cell.scene}/{branch.id}`" if branch.id else f"`{cell.scene}`"
            if self._ground(cell, None) is None:
                reasons.append(f"{name} is never reached")
            elif (closed := self._never(cell, branch, None)) is not None:
                reasons.append(f"{name} {closed}")
            else:
                reasons.append(f"{name} {self._never_follows(cell, branch, way)}")
        return "; ".join(dict.fromkeys(reasons)) or "nothing leads here"

    def _never(self, cell: Location, branch: Transition | None, text: ReaderText | None) -> str | None:
        """Why a branch is never taken, or a text never read there; None when the branch is taken."""
        here = self._ground(cell, None)
        if here is None:
            return f"`{cell.scene}` is never reached"
        if branch is not None and branch.opens is not None and not here.can(branch.opens):
            return lacking(branch.opens, here)
        if branch is not None and self._ground(cell, branch) is None:
            if cell.policy is Policy.HISTORY:
                return "the rival never takes it"
            if branch.element is not None and branch.element.kind == "outcome":
                return "chance never decides so here"
            return "its weight is never above 0" if branch.id else "something can always be chosen there"
        if text is None:
            return None
        there = self._ground(cell, branch)
        assert there is not None
        if text.condition is None:
            return None
        memory = self._explored.memory
        if text.asks and memory is not None and not self._explored.cut:
            there = Remembering(there, memory.answers(text.path))
        return lacking(text.condition, there)

    def _never_follows(self, cell: Location, branch: Transition, way: Target) -> str:
        ground = self._ground(cell, branch)
        assert ground is not None
        if way.condition is not None and not ground.can(way.condition):
            return lacking(way.condition, ground)
        return "always goes another way first"

    def _ground(self, cell: Location, branch: Transition | None) -> Knowledge | None:
        """What is known in a cell, or after one of its branches; None where no run comes."""
        explored = self._explored
        if explored.cut:
            return self._bounded(cell, branch)
        found = explored.found.get(cell.index)
        if found is None:
            return None
        view = explored.stepper.view(cell, found.words)
        if branch is None:
            return AllStates(view, explored)
        for taken in explored.stepper.taken(cell, view):
            if taken.branch is branch:
                return AllStates(taken.after, explored)
        return None

    def _bounded(self, cell: Location, branch: Transition | None) -> Knowledge | None:
        box = self._explored.boxes[cell.index]
        if box is not None and branch is not None:
            box = box if branch.opens is None else assume(self._program, branch.opens, True, box)
            box = None if box is None else applied(self._program, branch, box)
        return None if box is None else RangesOnly(box, self._program)


def possible_things(program: Program, found: list[Box | None]) -> set[Element]:
    """All that may be met, as far as ranges tell."""
    things: set[Element] = set()
    for cell in program.cells:
        box = found[cell.index]
        if box is None:
            continue
        if cell.entered:
            things.add(Element("ending" if cell.policy is Policy.ENDING else "scene", cell.scene))
        things.update(_possible_texts(program, cell.texts, box))
        for branch in possible(program, cell, box):
            opened = box if branch.opens is None else assume(program, branch.opens, True, box)
            if opened is None:
                continue
            if branch.element is not None:
                things.add(branch.element)
            things.update(_possible_texts(program, branch.texts, applied(program, branch, opened)))
    return things


def _possible_texts(program: Program, texts: tuple[ReaderText, ...], box: Box) -> Iterator[Element]:
    for text in texts:
        if text.condition is None or assume(program, text.condition, True, box) is not None:
            yield Element("paragraph", text.path)


def _holding(cell: Location, thing: Element) -> Iterator[tuple[Transition | None, ReaderText | None]]:
    """Where in a cell a choice, a storylet or a paragraph stands."""
    for text in cell.texts:
        if thing == Element("paragraph", text.path):
            yield None, text
    for branch in cell.everything:
        if thing == branch.element:
            yield branch, None
        for text in branch.texts:
            if thing == Element("paragraph", text.path):
                yield branch, text
