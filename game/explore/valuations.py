"""What a run remembers, ridden along with the states: which answers each state can be reached with.

Texts may ask what a run remembers, roads may not: so memory multiplies no states. The questions of a text form a
group; its valuations are the combinations of their answers, one bit each. Every state carries, for each group that is
alive where it stands, the set of valuations with which some road reaches it. Along a transition the bits go on, or move
where the transition answers a question; where states merge, sets are joined; in circles they spread until nothing is
new. As no road depends on memory, a state and a valuation that it carries are met together by some run: verdicts are
exact.

A group is alive from the first event that it asks about to the last text that asks. Groups that never live at the same
time share the bits of a machine word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from game.explore.automaton import Program, ReaderText
from game.explore.components import is_cyclic, program_parts
from game.explore.events import Place, ahead_of, events, texts_that_ask
from game.explore.expressions import Column, evaluate
from game.explore.layout import Ints
from game.explore.state_set import Mark, Marks, StateIndex, StateSet
from game.explore.steps import Arrival, Stepper
from game.story.compiled import Ast
from game.story.expression_types import resolve
from game.story.memory import MOST_TIMES, WIDEST, Question, answered
from game.story.past import past

Valuation = tuple[int, ...]
"""An answer to each variable of a group."""


@dataclass(slots=True)
class AskingText:
    """A text that asks, where it stands, and what its condition becomes for each valuation of its group."""

    text: ReaderText
    place: Place
    conditions: list[Ast]


@dataclass(slots=True)
class Group:
    """Texts that ask the same questions.

    `variables` are the questions; choices of a scene that is passed once exclude one another, and are one variable
    with a value each and 0 for none. `base` is the valuation before anything has happened. `moves` gives, for each
    transition that answers a question, what each valuation becomes. `alive` holds locations as bits; the group's own
    bits begin at `first` of the machine word `word`.
    """

    variables: tuple[tuple[Question, ...], ...]
    valuations: list[Valuation]
    base: int = 0
    texts: list[AskingText] = field(default_factory=list)
    moves: dict[Place, list[int]] = field(default_factory=dict)
    alive: int = 0
    word: int = 0
    first: int = 0

    def answers(self, valuation: Valuation) -> dict[Question, int]:
        """The answer to each question."""
        answers: dict[Question, int] = {}
        for value, variable in zip(valuation, self.variables, strict=True):
            if len(variable) == 1:
                answers[variable[0]] = value
            else:
                answers |= {question: int(value == number) for number, question in enumerate(variable, 1)}
        return answers

    def bit(self, valuation: int) -> np.uint64:
        """The bit of a valuation in its word."""
        return np.uint64(1 << (self.first + valuation))


@dataclass(slots=True)
class _Transfer:
    """How one word of marks is made on the way into a location: from which word, if any, what stays, what moves."""

    source: int
    stays: np.uint64
    moves: tuple[tuple[int, np.uint64], ...]
    begins: np.uint64


@dataclass(slots=True)
class MemorySighting:
    """What is known of a text that asks.

    `present` are the valuations, as bits, with which some run comes to where it stands; `heard` those with which some
    run reads it.
    """

    present: int = 0
    heard: int = 0


class Valuations:
    """Carries the sets of valuations of all groups through a search, and notes which texts are met."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._ahead = ahead_of(program)
        self._events = events(program)
        self.groups = _groups(program, self._events)
        self.of = {text.text.path: group for group in self.groups for text in group.texts}
        """The group of each text that asks, by the text's path."""
        self.sights = {path: MemorySighting() for path in self.of}
        self.too_wide = {text.path for _, text in texts_that_ask(program)} - self.of.keys()
        """Texts that ask more than can be followed; they get no verdict."""
        for group in self.groups:
            self._live(group)
        self._place_bits()
        self._words = [self._words_at(location.index) for location in program.locations]
        self._texts: dict[Place, list[tuple[Group, AskingText]]] = {}
        for group in self.groups:
            for text in group.texts:
                self._texts.setdefault(text.place, []).append((group, text))
        self._transfers: dict[tuple[int, int, int], tuple[_Transfer, ...]] = {}

    @property
    def met(self) -> set[str]:
        """The texts that some run reads, by path."""
        return {path for path, sight in self.sights.items() if sight.heard}

    def answers(self, path: str) -> list[dict[Question, int]]:
        """The combinations of answers with which some run comes to a text."""
        group, present = self.of[path], self.sights[path].present
        return [group.answers(v) for number, v in enumerate(group.valuations) if present >> number & 1]

    def echoes(self) -> dict[str, bool]:
        """Each choice of which a text wants that it was taken; whether some run that took it reads such a text."""
        echoes: dict[str, bool] = {}
        for group in self.groups:
            for asking in group.texts:
                wanted, heard = set(_wanted(asking.text.condition)), self.sights[asking.text.path].heard
                for number, valuation in enumerate(group.valuations):
                    for question in wanted & group.answers(valuation).items():
                        about = question[0][1]
                        echoes[about] = echoes.get(about, False) or bool(heard >> number & 1)
        return echoes

    def first(self) -> Marks:
        """The marks of the state in which a run begins."""
        start = self._program.start
        bits = [
            sum(int(g.bit(g.base)) for g in self.groups if g.word == word and g.alive >> start & 1)
            for word in self._words[start]
        ]
        return tuple(np.array([bit], dtype=np.uint64) for bit in bits)

    def arrive(self, source: int, arrival: Arrival, marks: Marks) -> Marks:
        """The marks that states bring into a location."""
        size, rows = len(arrival.words[0]), arrival.rows
        brought = []
        for transfer in self._transfer(source, arrival.taken.number, arrival.location):
            if transfer.source < 0:
                brought.append(np.full(size, transfer.begins))
                continue
            old = marks[transfer.source] if rows is None else marks[transfer.source][rows]
            new = old & transfer.stays
            for shift, mask in transfer.moves:
                moved = old & mask
                new |= moved << np.uint64(shift) if shift >= 0 else moved >> np.uint64(-shift)
            if transfer.begins:
                new |= transfer.begins
            brought.append(new)
        return tuple(brought)

    def read(self, place: Place, column: Column, states: StateSet, rows: Ints | None) -> None:
        """Look whether the texts at a place are met in some of a location's states.

        Args:
            place: The location and the transition.
            column: The values when the texts are read.
            states: The location's states.
            rows: Which of them take the transition; None for all.
        """
        for group, asking in self._texts.get(place, ()):
            mark = self._mark(group, place[0], states.marks, rows)
            bits = int(np.bitwise_or.reduce(mark)) >> group.first if mark is not None else 1 << group.base
            sight = self.sights[asking.text.path]
            for valuation, condition in enumerate(asking.conditions):
                if not bits >> valuation & 1:
                    continue
                sight.present |= 1 << valuation
                if sight.heard >> valuation & 1:
                    continue
                if _holds_somewhere(evaluate(condition, column), mark, group.bit(valuation)):
                    sight.heard |= 1 << valuation

    def _mark(self, group: Group, location: int, marks: Marks, rows: Ints | None) -> Mark | None:
        """The word of marks that holds a group's bits; None where it is not alive, and nothing has happened yet."""
        if not group.alive >> location & 1:
            return None
        mark = marks[self._words[location].index(group.word)]
        return mark if rows is None else mark[rows]

    def close(self, stepper: Stepper, entering: dict[int, StateSet], circle: dict[int, StateSet]) -> None:
        """Give the states of a circle their marks: round until nothing is new.

        Args:
            stepper: Moves states.
            entering: The states that come into the circle from outside, with their marks.
            circle: All states of the circle, by location; their marks are filled in.
        """
        places = {index: StateIndex(states.words) for index, states in circle.items()}
        for index, states in circle.items():
            states.marks = tuple(np.zeros(len(states), dtype=np.uint64) for _ in self._words[index])
        for index, states in entering.items():
            at = places[index].of(states.words)[0]
            for mine, theirs in zip(circle[index].marks, states.marks, strict=True):
                mine[at] |= theirs
        roads = [
            (index, arrival, places[arrival.location].of(arrival.words)[0])
            for index, states in circle.items()
            for arrival in _inside(stepper, index, states, circle)
        ]
        while sum(self._spread(index, arrival, at, circle) for index, arrival, at in roads):
            pass

    def _spread(self, source: int, arrival: Arrival, at: Ints, circle: dict[int, StateSet]) -> bool:
        """Hand marks on by one road within a circle; whether some were new."""
        new = False
        brought = self.arrive(source, arrival, circle[source].marks)
        for mine, theirs in zip(circle[arrival.location].marks, brought, strict=True):
            if (theirs & ~mine[at]).any():
                np.bitwise_or.at(mine, at, theirs)
                new = True
        return new

    def _live(self, group: Group) -> None:
        """Find where a group is alive, and what each event makes of its valuations."""
        begun = 0
        ends = {text.place[0] for text in group.texts}
        for number, variable in enumerate(group.variables):
            for value, question in enumerate(variable, 1):
                for location, transition in self._events.get(question, ()):
                    for way in self._program.locations[location].everything[transition].targets:
                        begun |= 1 << way.location | self._ahead[way.location]
                    old = group.moves.get((location, transition), range(len(group.valuations)))
                    group.moves[location, transition] = [_moved(group, v, number, value, question) for v in old]
        for index, ahead in enumerate(self._ahead):
            if begun >> index & 1 and (index in ends or any(ahead >> end & 1 for end in ends)):
                group.alive |= 1 << index

    def _place_bits(self) -> None:
        """Give each group bits that no other group uses where it is alive."""
        used: list[list[int]] = []
        for group in sorted(self.groups, key=lambda group: -len(group.valuations)):
            size = len(group.valuations)
            for word in range(len(used) + 1):
                if word == len(used):
                    used.append([0] * WIDEST)
                free = next(
                    (
                        s
                        for s in range(WIDEST - size + 1)
                        if not any(used[word][s + k] & group.alive for k in range(size))
                    ),
                    None,
                )
                if free is not None:
                    break
            assert free is not None
            group.word, group.first = word, free
            for k in range(size):
                used[word][free + k] |= group.alive

    def _words_at(self, location: int) -> list[int]:
        return sorted({group.word for group in self.groups if group.alive >> location & 1})

    def _transfer(self, source: int, number: int, target: int) -> tuple[_Transfer, ...]:
        key = source, number, target
        known = self._transfers.get(key)
        if known is None:
            known = self._transfers[key] = tuple(self._word(word, *key) for word in self._words[target])
        return known

    def _word(self, word: int, source: int, number: int, target: int) -> _Transfer:
        stays, begins, moves = 0, 0, dict[int, int]()
        for group in self.groups:
            if group.word != word or not group.alive >> target & 1:
                continue
            move = group.moves.get((source, number))
            if not group.alive >> source & 1:
                begins |= int(group.bit(group.base if move is None else move[group.base]))
            elif move is None:
                stays |= ((1 << len(group.valuations)) - 1) << group.first
            else:
                for old, new in enumerate(move):
                    moves[new - old] = moves.get(new - old, 0) | int(group.bit(old))
        lies = self._words[source].index(word) if word in self._words[source] and (stays or moves) else -1
        shifts = tuple((shift, np.uint64(mask)) for shift, mask in moves.items())
        return _Transfer(lies, np.uint64(stays), shifts, np.uint64(begins))


def _inside(stepper: Stepper, index: int, states: StateSet, circle: dict[int, StateSet]) -> Iterator[Arrival]:
    """The roads from a location that stay in its circle."""
    location = stepper.program.locations[index]
    for taken in stepper.taken(location, stepper.view(location, states.words)):
        yield from (arrival for arrival in stepper.arrivals(location, taken) if arrival.location in circle)


def _holds_somewhere(truth: Any, mark: Mark | None, bit: np.uint64) -> bool:
    """Whether a condition holds in some state that is reached with a valuation."""
    return bool(np.any(truth if mark is None else np.logical_and(truth, mark & bit)))


def _moved(group: Group, valuation: int, number: int, value: int, question: Question) -> int:
    """What a valuation becomes by one event."""
    known = list(group.valuations[valuation])
    known[number] = min(known[number] + 1, MOST_TIMES) if question[0] == "times" else value
    return group.valuations.index(tuple(known))


def remembers(program: Program) -> bool:
    """Whether some text of a machine asks what the run remembers."""
    return any(True for _ in texts_that_ask(program))


def _groups(program: Program, events: dict[Question, list[Place]]) -> list[Group]:
    once = {part[0] for part in program_parts(program) if not is_cyclic(program, part)}
    setup = program.setup
    known = past(setup.story, setup.opening)
    groups: dict[frozenset[Question], Group | None] = {}
    for place, text in texts_that_ask(program):
        if text.asks not in groups:
            groups[text.asks] = _group(program, text.asks, once, known)
        group = groups[text.asks]
        if group is not None and text.condition is not None:
            ways = [resolve(answered(text.condition, group.answers(v)), None) for v in group.valuations]
            group.texts.append(AskingText(text, place, ways))
    return [group for group in groups.values() if group is not None]


def _wanted(ast: Ast | None, taken: bool = True) -> Iterator[tuple[Question, int]]:
    """What a condition wants to have been taken: `not took(…)` is written for those who took something else."""
    if not ast:
        return
    if ast[0] == "took" and taken:
        yield (ast[0], ast[1]), 1
    for part in ast[1:]:
        if isinstance(part, list):
            yield from _wanted(part, taken != (ast[0] == "not"))


def _group(program: Program, asks: Iterable[Question], once: set[int], known: tuple[Question, ...]) -> Group | None:
    variables: dict[object, list[Question]] = {}
    for question in sorted(asks):
        scene = question[1].partition("/")[0]
        passed = any(earlier == question[0] and about.startswith(f"{scene}/") for earlier, about in known)
        alone = question[0] != "took" or passed or program.entry[scene] not in once
        variables.setdefault(question if alone else scene, []).append(question)
    listed = tuple(tuple(questions) for questions in variables.values())
    sizes = [range(MOST_TIMES + 1 if v[0][0] == "times" else len(v) + 1) for v in listed]
    valuations = list(product(*sizes))
    if len(valuations) > WIDEST:
        return None
    before = tuple(
        min(known.count(v[0]), size[-1]) if len(v) == 1 else 0 for v, size in zip(listed, sizes, strict=True)
    )
    return Group(listed, valuations, valuations.index(before))
