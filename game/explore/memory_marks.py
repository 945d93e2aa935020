"""What a run remembers, ridden along with the states: which texts can still be heard, and how much of it has happened.

Texts may ask what a run remembers, roads may not: so memory multiplies no states. Every state carries, for each state
of a `MemoryAutomaton` that must be known where it stands, one bit: whether some road reaches it with the automaton in
that state. Along a transition the bits go on, or move where the transition answers a question; where states merge, sets
are joined; in circles they spread until nothing is new. As no road depends on memory, a state and a bit that it carries
are met together by some run: verdicts are exact.

Bits that are never carried at the same location share a place in a machine word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.explore.automaton import Program
from game.explore.events import Place, events, texts_that_ask
from game.explore.expressions import Column, evaluate
from game.explore.layout import Ints
from game.explore.liveness import members
from game.explore.memory_automata import NEVER, AskingText, MemoryAutomaton, Road, memory_automata, residuals_at
from game.explore.state_set import Mark, Marks, StateIndex, StateSet
from game.explore.steps import Arrival, Stepper
from game.story.compiled import Ast
from game.story.memory import Question

_BITS = 64
"""In a word of marks."""


@dataclass(slots=True)
class _Word:
    """How one word of marks is made on the way into a location: what begins there, and what comes from which words.

    `moves` are (word, shift, mask): the bits of a mask, shifted up, or down where that is negative.
    """

    begins: np.uint64
    moves: tuple[tuple[int, int, np.uint64], ...]


class MemoryMarks:
    """Carries the bits of all automata through a search, and notes which texts are heard."""

    def __init__(self, program: Program) -> None:
        """Follow what a program's texts ask.

        Raises:
            OutOfTime: There is no time for it.
        """
        self._program = program
        self._answers: dict[Place, list[Question]] = {}
        for question, places in events(program).items():
            for place in places:
                self._answers.setdefault(place, []).append(question)
        self.automata, self.too_wide = memory_automata(program, self._answers)
        """`too_wide` are the texts that ask more than can be followed; they get no verdict."""
        self._carried: list[list[MemoryAutomaton]] = [[] for _ in program.locations]
        self._texts: dict[Place, list[tuple[MemoryAutomaton, AskingText]]] = {}
        for automaton in self.automata:
            for location in automaton.carried:
                self._carried[location].append(automaton)
            for text in automaton.texts:
                self._texts.setdefault(text.place, []).append((automaton, text))
        self._places: dict[tuple[MemoryAutomaton, int], int] = {}
        """Where the bit of each state of an automaton stands, counted through all words."""
        self._place_bits()
        self.words = [
            sorted({self._places[a, state] // _BITS for a in here for state in members(a.carried[location])})
            for location, here in enumerate(self._carried)
        ]
        """The words of which the states of each location carry marks."""
        self._ways: dict[Road, tuple[_Word, ...]] = {}

    @property
    def met(self) -> set[str]:
        """The texts that some run reads, by path."""
        return {text.path for automaton in self.automata for text in automaton.texts if text.heard and text.path}

    def echoes(self) -> dict[str, bool]:
        """Each choice of which a text wants that it was taken; whether some run that took it reads such a text."""
        echoes: dict[str, bool] = {}
        for automaton in self.automata:
            for text in automaton.texts:
                for choice in text.echoes:
                    echoes[choice] = echoes.get(choice, False) or text.heard
        return echoes

    def comes_to(self, place: Place, ast: Ast) -> list[Ast]:
        """What a part of a text's condition may come to at its place, as far as the roads tell that runs took."""
        return residuals_at(self._program, self._answers, place[0], ast, self._ways)

    def first(self) -> Marks:
        """The marks of the state in which a run begins."""
        start = self._program.start
        words = dict.fromkeys(self.words[start], 0)
        for automaton in self._carried[start]:
            if automaton.carried[start] & 1:
                word, bit = divmod(self._places[automaton, 0], _BITS)
                words[word] |= 1 << bit
        return tuple(np.array([word], dtype=np.uint64) for word in words.values())

    def arrive(self, source: int, arrival: Arrival, marks: Marks) -> Marks:
        """The marks that states bring into a location."""
        size, rows = len(arrival.words[0]), arrival.rows
        brought = []
        known: dict[int, Mark] = {}
        for word in self._way((source, arrival.taken.number, arrival.location)):
            new: Mark | None = None
            for at, shift, mask in word.moves:
                if at not in known:
                    known[at] = marks[at] if rows is None else marks[at][rows]
                moved = known[at] & mask
                if shift:
                    moved = moved << np.uint64(shift) if shift > 0 else moved >> np.uint64(-shift)
                new = moved if new is None else new | moved
            if new is None:
                new = np.full(size, word.begins)
            elif word.begins:
                new |= word.begins
            brought.append(new)
        return tuple(brought)

    def read(self, place: Place, column: Column, states: StateSet, rows: Ints | None) -> None:
        """Look whether the texts at a place are heard in some of a location's states.

        Args:
            place: The location and the transition.
            column: The values when the texts are read.
            states: The location's states.
            rows: Which of them take the transition; None for all.
        """
        for automaton, text in self._texts.get(place, ()):
            if text.heard:
                continue
            sure = automaton.sure(place[0])
            if sure is not None:
                text.heard = bool(np.any(evaluate(text.conditions[sure], column)))
                continue
            for state in members(automaton.carried.get(place[0], 0)):
                condition, mark = text.conditions[state], self._mark(automaton, state, place[0], states, rows)
                if condition != NEVER and mark.any() and np.logical_and(evaluate(condition, column), mark).any():
                    text.heard = True
                    break

    def _mark(self, automaton: MemoryAutomaton, state: int, location: int, states: StateSet, rows: Ints | None) -> Mark:
        """Which of a location's states carry the bit of an automaton's state."""
        word, bit = divmod(self._places[automaton, state], _BITS)
        mark = states.marks[self.words[location].index(word)]
        return (mark if rows is None else mark[rows]) & np.uint64(1 << bit)

    def close(self, stepper: Stepper, entering: dict[int, StateSet], circle: dict[int, StateSet]) -> None:
        """Give the states of a circle their marks: round until nothing is new.

        Args:
            stepper: Moves states.
            entering: The states that come into the circle from outside, with their marks.
            circle: All states of the circle, by location; their marks are filled in.

        Raises:
            OutOfTime: There is no time for it.
        """
        places = {index: StateIndex(states.words) for index, states in circle.items()}
        for index, states in circle.items():
            states.marks = tuple(np.zeros(len(states), dtype=np.uint64) for _ in self.words[index])
        for index, states in entering.items():
            at = places[index].of(states.words)[0]
            for mine, theirs in zip(circle[index].marks, states.marks, strict=True):
                mine[at] |= theirs
        roads = [
            (index, arrival, places[arrival.location].of(arrival.words)[0])
            for index, states in circle.items()
            for arrival in _inside(stepper, index, states, circle)
        ]
        while sum([self._spread(index, arrival, at, circle) for index, arrival, at in roads]):
            pass

    def _spread(self, source: int, arrival: Arrival, at: Ints, circle: dict[int, StateSet]) -> bool:
        """Hand marks on by one road within a circle; whether some were new."""
        self._program.deadline.check()
        new = False
        brought = self.arrive(source, arrival, circle[source].marks)
        for mine, theirs in zip(circle[arrival.location].marks, brought, strict=True):
            if (theirs & ~mine[at]).any():
                np.bitwise_or.at(mine, at, theirs)
                new = True
        return new

    def _place_bits(self) -> None:
        """Give each state that must be known a bit that no other one uses at the same locations."""
        lives: dict[tuple[MemoryAutomaton, int], int] = {}
        for location, here in enumerate(self._carried):
            for automaton in self._program.deadline.through(here):
                for state in members(automaton.carried[location]):
                    lives[automaton, state] = lives.get((automaton, state), 0) | 1 << location
        used: list[int] = []
        for key in self._program.deadline.through(sorted(lives, key=lambda key: lives[key] & -lives[key])):
            place = next((place for place, taken in enumerate(used) if not taken & lives[key]), len(used))
            if place == len(used):
                used.append(0)
            used[place] |= lives[key]
            self._places[key] = place

    def _way(self, road: Road) -> tuple[_Word, ...]:
        known = self._ways.get(road)
        if known is None:
            known = self._ways[road] = tuple(self._made(road))
        return known

    def _made(self, road: Road) -> Iterator[_Word]:
        """How each word of a road's end is made."""
        source, number, target = road
        begins = dict.fromkeys(self.words[target], 0)
        masks: dict[int, dict[tuple[int, int], int]] = {word: {} for word in begins}
        for automaton in self._carried[target]:
            sure = automaton.sure(source)
            for state in members(automaton.carried.get(source, 0)) if sure is None else [sure]:
                after = automaton.after((source, number), state)
                if not automaton.carried[target] >> after & 1:
                    continue
                word, bit = divmod(self._places[automaton, after], _BITS)
                if sure is not None:
                    begins[word] |= 1 << bit
                    continue
                from_word, from_bit = divmod(self._places[automaton, state], _BITS)
                way = self.words[source].index(from_word), bit - from_bit
                masks[word][way] = masks[word].get(way, 0) | 1 << from_bit
        for word, moves in masks.items():
            yield _Word(np.uint64(begins[word]), tuple((*way, np.uint64(mask)) for way, mask in moves.items()))


def _inside(stepper: Stepper, index: int, states: StateSet, circle: dict[int, StateSet]) -> Iterator[Arrival]:
    """The roads from a location that stay in its circle."""
    location = stepper.program.locations[index]
    for taken in stepper.taken(location, stepper.view(location, states.words)):
        yield from (arrival for arrival in stepper.arrivals(location, taken) if arrival.location in circle)


def remembers(program: Program) -> bool:
    """Whether some text of a machine asks what the run remembers."""
    return any(True for _ in texts_that_ask(program))
