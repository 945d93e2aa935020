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
        for location in self._program.locations:
            for transition in location.everything:
                for way in transition.targets:
                    self._into.setdefault(way.location, []).append((location, transition, way))

    def why(self, thing: Element) -> str:
        """Why a thing is never met."""
        if thing.kind in ("scene", "ending"):
            return self._nothing_enters(self._program.entry[thing.id])
        reasons = [
            reason
            for location in self._program.locations
            for transition, text in _holding(location, thing)
            if (reason := self._never(location, transition, text))
        ]
        return "; ".join(dict.fromkeys(reasons)) or "not for this seat"

    def unfinished(self, thing: Element) -> bool:
        """Whether a thing stands in several locations, of which not all are done: what is known of it is but a part."""
        explored = self._explored
        return thing.kind in ("storylet", "paragraph") and any(
            location.index not in explored.reached and explored.boxes[location.index] is not None
            for location in self._program.locations
            if any(True for _ in _holding(location, thing))
        )

    def _nothing_enters(self, index: int) -> str:
        reasons = []
        for location, transition, way in self._into.get(index, []):
            name = f"`{location.scene}/{transition.id}`" if transition.id else f"`{location.scene}`"
            if self._ground(location, None) is None:
                reasons.append(f"{name} is never reached")
            elif (closed := self._never(location, transition, None)) is not None:
                reasons.append(f"{name} {closed}")
            else:
                reasons.append(f"{name} {self._never_follows(location, transition, way)}")
        return "; ".join(dict.fromkeys(reasons)) or "nothing leads here"

    def _never(self, location: Location, transition: Transition | None, text: ReaderText | None) -> str | None:
        """Why a transition is never taken, or a text never read there; None when the transition is taken."""
        here = self._ground(location, None)
        if here is None:
            return f"`{location.scene}` is never reached"
        if transition is not None and transition.opens is not None and not here.can(transition.opens):
            return lacking(transition.opens, here)
        if transition is not None and self._ground(location, transition) is None:
            if location.policy is Policy.HISTORY:
                return "the rival never takes it"
            if transition.element is not None and transition.element.kind == "outcome":
                return "chance never decides so here"
            return "its weight is never above 0" if transition.id else "something can always be chosen there"
        if text is None:
            return None
        there = self._ground(location, transition)
        assert there is not None
        if text.condition is None:
            return None
        memory = self._explored.memory
        if text.asks and memory is not None and not self._explored.cut:
            there = Remembering(there, memory.answers(text.path))
        return lacking(text.condition, there)

    def _never_follows(self, location: Location, transition: Transition, way: Target) -> str:
        ground = self._ground(location, transition)
        assert ground is not None
        if way.condition is not None and not ground.can(way.condition):
            return lacking(way.condition, ground)
        return "always goes another way first"

    def _ground(self, location: Location, transition: Transition | None) -> Knowledge | None:
        """What is known in a location, or after one of its transitions; None where no run comes."""
        explored = self._explored
        if explored.cut:
            return self._bounded(location, transition)
        states = explored.reached.get(location.index)
        if states is None:
            return None
        view = explored.stepper.view(location, states.words)
        if transition is None:
            return AllStates(view, explored)
        for taken in explored.stepper.taken(location, view):
            if taken.transition is transition:
                return AllStates(taken.after, explored)
        return None

    def _bounded(self, location: Location, transition: Transition | None) -> Knowledge | None:
        box = self._explored.boxes[location.index]
        if box is not None and transition is not None:
            box = box if transition.opens is None else assume(self._program, transition.opens, True, box)
            box = None if box is None else applied(self._program, transition, box)
        return None if box is None else RangesOnly(box, self._program)


def possible_things(program: Program, boxes: list[Box | None]) -> set[Element]:
    """All that may be met, as far as ranges tell."""
    things: set[Element] = set()
    for location in program.locations:
        box = boxes[location.index]
        if box is None:
            continue
        if location.entered:
            things.add(Element("ending" if location.policy is Policy.ENDING else "scene", location.scene))
        things.update(_possible_texts(program, location.texts, box))
        for transition in possible(program, location, box):
            opened = box if transition.opens is None else assume(program, transition.opens, True, box)
            if opened is None:
                continue
            if transition.element is not None:
                things.add(transition.element)
            things.update(_possible_texts(program, transition.texts, applied(program, transition, opened)))
    return things


def _possible_texts(program: Program, texts: tuple[ReaderText, ...], box: Box) -> Iterator[Element]:
    for text in texts:
        if text.condition is None or assume(program, text.condition, True, box) is not None:
            yield Element("paragraph", text.path)


def _holding(location: Location, thing: Element) -> Iterator[tuple[Transition | None, ReaderText | None]]:
    """Where in a location a choice, a storylet or a paragraph stands."""
    for text in location.texts:
        if thing == Element("paragraph", text.path):
            yield None, text
    for transition in location.everything:
        if thing == transition.element:
            yield transition, None
        for text in transition.texts:
            if thing == Element("paragraph", text.path):
                yield transition, text
