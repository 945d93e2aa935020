"""Why something can never be: the clause that never holds, and how far the values stay from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Protocol

import numpy as np

from game.explore.automaton import Location, Policy, Program, ReaderText, Target, Transition
from game.explore.encounters import Element, element_of
from game.explore.events import Place, as_far_as_possible
from game.explore.expressions import COMPARISONS, Range, bounds, evaluate, spread
from game.explore.intervals import Box, applied, assume, possible, reader
from game.explore.layout import After, View
from game.explore.search import Exploration
from game.i18n.catalogue import NOTHING, LazyMessage, enumerated, message, tr_lazy
from game.story.closures import BINARY
from game.story.compiled import Ast
from game.story.memory import QUESTIONS
from game.story.unparse import unparse

AND_ALSO = message("{before}; {after}")
_NEVER_REACHED = message("{name} is never reached")
NOT_FOR_THIS_SEAT = tr_lazy("not for this seat")


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

    def can(self, ast: Ast) -> bool:
        """Whether a condition holds in some state."""
        return bool(np.any(evaluate(ast, self.column)))

    def extent(self, ast: Ast) -> Range:
        """The least and the greatest value over all states; where values are not told apart, all of them count."""
        low, high = spread(ast, self.column.ends)
        return int(np.min(low)), int(np.max(high))


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
    """The same, with what conditions come to by what runs remember."""

    known: Knowledge
    comes_to: Callable[[Ast], list[Ast]]

    def can(self, ast: Ast) -> bool:
        """Whether a condition can hold with something that runs remember."""
        return any(self.known.can(left) for left in self.comes_to(ast))

    def extent(self, ast: Ast) -> Range:
        """The least and the greatest value of an expression over all that runs remember."""
        extents = [self.known.extent(left) for left in self.comes_to(ast)]
        return min(low for low, _ in extents), max(high for _, high in extents)


def lacking(ast: Ast, ground: Knowledge) -> LazyMessage:
    """What a condition that never holds lacks."""
    if ast[0] == "and":
        never = [part for part in ast[1:] if not ground.can(part)]
        if never:
            return enumerated([lacking(part, ground) for part in never], AND_ALSO)
        return tr_lazy("needs `{clause}`, which never hold together here", clause=unparse(ast))
    if ast[0] == "or":
        return enumerated([lacking(part, ground) for part in ast[1:]], message("{before} and {after}"))
    if ast[0] == "not" and ast[1][0] in ("var", *QUESTIONS):
        return tr_lazy("needs `{clause}`, but `{other}` always holds here", clause=unparse(ast), other=unparse(ast[1]))
    if ast[0] in COMPARISONS and ast[2][0] == "int" and not _is_word(ast[2]):
        return _too_far(ast, ground.extent(ast[1]))
    if ast[0] == "in":
        low, high = ground.extent(ast[1])
        return tr_lazy("needs `{clause}`, from {low} to {high} here", clause=unparse(ast), low=low, high=high)
    return tr_lazy("needs `{clause}`, which never holds here", clause=unparse(ast))


def _is_word(number: Ast) -> bool:
    """Whether a number stands for one of a label's words, which lie neither far from one another nor near."""
    return len(number) > 2


def _too_far(ast: Ast, extent: Range) -> LazyMessage:
    """How far the left side of a comparison stays from what it needs."""
    low, high = extent
    clause = unparse(ast)
    if (low == high or ast[0] not in ("==", "!=")) and any(BINARY[ast[0]](end, ast[2][1]) for end in extent):
        # the range holds what no run has
        return tr_lazy("needs `{clause}`, which never holds here", clause=clause)
    if low == high:
        return tr_lazy("needs `{clause}`, always {value} here", clause=clause, value=low)
    if ast[0] in (">", ">="):
        return tr_lazy("needs `{clause}`, at most {value} here", clause=clause, value=high)
    if ast[0] in ("<", "<="):
        return tr_lazy("needs `{clause}`, at least {value} here", clause=clause, value=low)
    return tr_lazy("needs `{clause}`, from {low} to {high} here", clause=clause, low=low, high=high)


def only_follows(reason: LazyMessage) -> bool:
    """Whether a thing is never met just because something else is never reached."""
    last = reason
    while last.one == AND_ALSO:
        last = dict[str, Any](last.fields)["after"]
    return last.one == _NEVER_REACHED


class Explainer:
    """Finds the clause to blame for each thing that is never met."""

    def __init__(self, explored: Exploration) -> None:
        self._explored = explored
        self._program = explored.program
        self._into: dict[int, list[tuple[Location, Transition, Target]]] = {}
        self._holding: dict[Element, list[tuple[Location, Transition | None, ReaderText | None]]] = {}
        for location in self._program.locations:
            for thing, transition, text in _held(location):
                self._holding.setdefault(thing, []).append((location, transition, text))
            for transition in location.everything:
                for way in transition.targets:
                    self._into.setdefault(way.location, []).append((location, transition, way))

    @cached_property
    def _settled(self) -> Callable[[Place, ReaderText], Ast | None]:
        return as_far_as_possible(self._program)

    def why(self, thing: Element) -> LazyMessage:
        """Why a thing is never met.

        Raises:
            OutOfTime: There is no time to find out.
        """
        if thing.kind in ("scene", "ending"):
            return self._nothing_enters(self._program.entry[thing.id])
        reasons = [
            reason
            for location, transition, text in self._holding.get(thing, ())
            if (reason := self._never(location, transition, text))
        ]
        return _any_of(reasons) or NOT_FOR_THIS_SEAT

    def grounds(self, thing: Element) -> set[int]:
        """The locations whose states say why a thing is never met."""
        if thing.kind in ("scene", "ending"):
            return {location.index for location, _, _ in self._into.get(self._program.entry[thing.id], ())}
        return {location.index for location, _, _ in self._holding.get(thing, ())}

    def unfinished(self, thing: Element) -> bool:
        """Whether a thing stands in several locations, of which not all are done: what is known of it is but a part."""
        explored = self._explored
        return thing.kind in ("storylet", "paragraph", "variant", "challenge") and any(
            location.index not in explored.reached and explored.boxes[location.index] is not None
            for location, _, _ in self._holding.get(thing, ())
        )

    def _nothing_enters(self, index: int) -> LazyMessage:
        reasons = []
        for location, transition, way in self._into.get(index, []):
            name = f"`{location.scene}/{transition.id}`" if transition.id else f"`{location.scene}`"
            if self._ground(location, None) is None:
                reasons.append(tr_lazy(_NEVER_REACHED, name=name))
            elif (closed := self._never(location, transition, None)) is not None:
                reasons.append(tr_lazy("{name} {why}", name=name, why=closed))
            else:
                why = self._never_follows(location, transition, way)
                reasons.append(tr_lazy("{name} {why}", name=name, why=why))
        return _any_of(reasons) or tr_lazy("nothing leads here")

    def _never(self, location: Location, transition: Transition | None, text: ReaderText | None) -> LazyMessage | None:
        """Why a transition is never taken, or a text never read there; None when the transition is taken."""
        here = self._ground(location, None)
        if here is None:
            return tr_lazy(_NEVER_REACHED, name=f"`{location.scene}`")
        if transition is not None and transition.opens is not None and not here.can(transition.opens):
            return lacking(transition.opens, here)
        if transition is not None and self._ground(location, transition) is None:
            if location.policy is Policy.HISTORY:
                return tr_lazy("the rival never takes it")
            if transition.element is not None and transition.element.kind == "outcome":
                return tr_lazy("chance never decides so here")
            if transition.id:
                return tr_lazy("its weight is never above 0")
            return tr_lazy("something can always be chosen there")
        return None if text is None or text.condition is None else self._unread(location, transition, text)

    def _unread(self, location: Location, transition: Transition | None, text: ReaderText) -> LazyMessage:
        """Why a text is never read where something comes to it."""
        there = self._ground(location, transition)
        assert there is not None
        assert text.condition is not None
        memory = self._explored.memory
        if text.asks and memory is not None and not self._explored.cut:
            place = location.index, -1 if transition is None else location.everything.index(transition)
            if self._settled(place, text) != text.condition:  # then states need not tell what else it reads
                there = self._bounded(location, transition) or there
            there = Remembering(there, partial(memory.comes_to, place))
        never: Ast = ["bool", False]
        if text.alone is None or text.alone == never:
            return lacking(text.condition, there)
        if text.condition != never and not there.can(text.alone):
            return lacking(text.alone, there)
        if ".because#" in text.path:
            return tr_lazy("an earlier reason always holds where this one could be read")
        return tr_lazy("an earlier one of the same `first_of` always holds where this one could be read")

    def _never_follows(self, location: Location, transition: Transition, way: Target) -> LazyMessage:
        ground = self._ground(location, transition)
        assert ground is not None
        if way.condition is not None and not ground.can(way.condition):
            return lacking(way.condition, ground)
        return tr_lazy("always goes another way first")

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
            return AllStates(view)
        for taken in explored.stepper.taken(location, view):
            if taken.transition is transition:
                return AllStates(taken.after)
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
            yield element_of(text.path)


def _held(location: Location) -> Iterator[tuple[Element, Transition | None, ReaderText | None]]:
    """The choices, storylets and paragraphs of a location, with where they stand in it."""
    for text in location.texts:
        yield element_of(text.path), None, text
    for transition in location.everything:
        if transition.element is not None:
            yield transition.element, transition, None
        for text in transition.texts:
            yield element_of(text.path), transition, text


def _any_of(reasons: list[LazyMessage]) -> LazyMessage:
    """Several reasons in one, each once; nothing where there are none."""
    return enumerated(list(dict.fromkeys(reasons)), AND_ALSO) if reasons else NOTHING
