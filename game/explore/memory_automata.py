"""What a text asks of a run's past, followed through a story: a small automaton for each condition.

Its states are the condition's residuals: what is left of it as things happen. Transitions of the story that answer a
question move it. Conditions whose automata are alike share one. A state need be known at a location only where a run
may be there in several of them, and only while some text that lies ahead may yet be read with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from game.explore.automaton import Program, ReaderText
from game.explore.components import carry_back, carry_on
from game.explore.events import Place, texts_that_ask
from game.explore.liveness import members
from game.story.compiled import Ast
from game.story.expression_types import resolve
from game.story.memory import Question, answered
from game.story.past import past
from game.story.residual import MOST, Residual

NEVER: Ast = ["bool", False]

Road = tuple[int, int, int]
"""A location, a transition taken there, and where it leads."""


@dataclass(slots=True, eq=False)
class AskingText:
    """A text that asks, where it stands, and what its condition comes to there in each state of its automaton.

    `path` names it. `echoes` are the choices that it wants to have been taken, and that whoever reads it has taken.
    Where a text wants a choice and is read without it too, a second one, which has no path, is for those who took it.
    """

    path: str
    place: Place
    conditions: list[Ast]
    echoes: frozenset[str]
    heard: bool = False
    """Whether some run is known to read it."""


@dataclass(slots=True, eq=False)
class MemoryAutomaton:
    """Follows what some texts ask. A run begins in state 0.

    Attributes:
        size: How many states it has.
        moves: For each transition that answers a question, which states become which; the others stay.
        texts: The texts that ask.
        reached: The states, as bits, in which roads come to a location; state 0 alone where nothing is said.
        carried: Those that must be known at a location; none where nothing is said.
    """

    size: int
    moves: dict[Place, dict[int, int]]
    texts: list[AskingText] = field(default_factory=list)
    reached: dict[int, int] = field(default_factory=dict)
    carried: dict[int, int] = field(default_factory=dict)

    def sure(self, location: int) -> int | None:
        """The only state in which roads come to a location; None where there are several."""
        states = self.reached.get(location, 1)
        return None if states & (states - 1) else states.bit_length() - 1

    def after(self, place: Place, state: int) -> int:
        """What a state becomes by a transition."""
        return self.moves.get(place, {}).get(state, state)


class _Tracks:
    """Follows the residuals of several conditions along the roads of a program, all at once.

    A residual is a number; sets of them are bits. `owner` gives the condition that each is left of, and `first` the
    first of each condition.
    """

    def __init__(
        self,
        program: Program,
        answers: Mapping[Place, Sequence[Question]],
        asked: Iterable[Ast],
        roads: Collection[Road] | None = None,
    ) -> None:
        self.program = program
        self.residuals: list[Residual] = []
        self.owner: list[int] = []
        self.moves: dict[Place, dict[int, int]] = {}
        self.reached = [0] * len(program.locations)
        self.too_wide: set[int] = set()
        self._known: list[dict[object, int]] = []
        self._asking: dict[Question, int] = {}
        self._roads = roads
        self._answers = answers
        behind = past(program.setup.story, program.setup.opening)
        for number, ast in enumerate(program.deadline.through(asked)):
            self._known.append({})
            self.reached[program.start] |= 1 << self._number(number, Residual(ast).after(behind))
        carry_on(program, self._step)

    def _step(self, index: int) -> bool:
        new = False
        for number, transition in enumerate(self.program.locations[index].everything):
            brought = self._moved((index, number), self.reached[index])
            for way in transition.targets:
                if self._roads is None or (index, number, way.location) in self._roads:
                    new = new or bool(brought & ~self.reached[way.location])
                    self.reached[way.location] |= brought
        return new

    def _moved(self, place: Place, states: int) -> int:
        happened = self._answers.get(place, ())
        touched = 0
        for question in happened:
            touched |= states & self._asking.get(question, 0)
        moves = self.moves.setdefault(place, {}) if touched else {}
        moved = states & ~touched
        for state in members(touched):
            if state not in moves:
                moves[state] = self._number(self.owner[state], self.residuals[state].after(happened))
            moved |= 1 << moves[state]
        return moved

    def _number(self, owner: int, left: Residual) -> int:
        known = self._known[owner]
        if left.key in known:
            return known[left.key]
        if len(known) > MOST:  # it is followed no further
            self.too_wide.add(owner)
            return next(iter(known.values()))
        number = known[left.key] = len(self.residuals)
        self.residuals.append(left)
        self.owner.append(owner)
        for question in left.asks:
            self._asking[question] = self._asking.get(question, 0) | 1 << number
        return number


@dataclass(slots=True)
class _Asked:
    """A condition that is asked: in which texts, where, and what whoever reads them has taken."""

    ast: Ast
    readers: list[tuple[str, Place, frozenset[str]]] = field(default_factory=list)


def memory_automata(
    program: Program, answers: Mapping[Place, Sequence[Question]]
) -> tuple[list[MemoryAutomaton], frozenset[str]]:
    """The automata of all texts that ask, and the paths of those that ask more than can be followed.

    Args:
        program: The machine.
        answers: What each of its transitions answers, of what is asked.

    Raises:
        OutOfTime: There is no time for it.
    """
    asked: dict[str, _Asked] = {}
    for place, text in program.deadline.through(texts_that_ask(program)):
        for path, ast, echoes in _readers(text):
            asked.setdefault(repr(ast), _Asked(ast)).readers.append((path, place, echoes))
    tracks = _Tracks(program, answers, [one.ast for one in asked.values()])
    numbers: list[list[int]] = [[] for _ in asked]
    """The numbers of each condition's residuals, in the order in which they come up."""
    within: list[int] = []
    for number, owner in enumerate(tracks.owner):
        within.append(len(numbers[owner]))
        numbers[owner].append(number)
    moves: list[dict[Place, dict[int, int]]] = [{} for _ in asked]
    for place, becomes in tracks.moves.items():
        for before, after in becomes.items():
            moves[tracks.owner[before]].setdefault(place, {})[within[before]] = within[after]
    alike: dict[object, MemoryAutomaton] = {}
    states: dict[int, tuple[MemoryAutomaton, int]] = {}
    wide: set[str] = set()
    for one, mine, its_moves in program.deadline.through(zip(asked.values(), numbers, moves, strict=True)):
        if tracks.owner[mine[0]] in tracks.too_wide:
            wide.update(path for path, _, _ in one.readers if path)
            continue
        key = len(mine), frozenset((place, *move) for place, each in its_moves.items() for move in each.items())
        if key not in alike:
            alike[key] = MemoryAutomaton(len(mine), its_moves)
            states |= {number: (alike[key], state) for state, number in enumerate(mine)}
        conditions = [tracks.residuals[number].now() for number in mine]
        alike[key].texts += [AskingText(path, place, conditions, echoes) for path, place, echoes in one.readers]
    _carry(tracks, states)
    return list(alike.values()), frozenset(wide)


def _readers(text: ReaderText) -> Iterator[tuple[str, Ast, frozenset[str]]]:
    """A text's path, its condition, and what its readers took; then the same for those who took something more."""
    assert text.condition is not None
    sure, open_ = set[str](), set[str]()
    for _, choice in dict.fromkeys(wants(text.condition)):
        without = resolve(answered(text.condition, {("took", choice): 0}), None)
        (sure if without == NEVER else open_).add(choice)
    yield text.path, text.condition, frozenset(sure)
    for choice in sorted(open_):
        yield "", ["and", ["took", choice], text.condition], frozenset({choice})


def wants(ast: Ast, kinds: Collection[str] = ("took",), holds: bool = True) -> Iterator[tuple[str, str]]:
    """What a condition wants to be so, as kind and name: `took` for choices, `var` for variables.

    `not took(…)` is written for those who took something else. `holds` says whether the condition is to hold, or not.
    """
    if not ast:
        return
    if ast[0] in kinds and holds:
        yield ast[0], ast[1]
    for part in ast[1:]:
        if isinstance(part, list):
            yield from wants(part, kinds, holds != (ast[0] == "not"))


def _carry(tracks: _Tracks, states: Mapping[int, tuple[MemoryAutomaton, int]]) -> None:
    """Note at which locations which states of the automata must be known; each state is the residual of a number."""
    wanted = _wanted_ahead(tracks, states)
    for index, reached in enumerate(tracks.reached):
        for number in tracks.program.deadline.through(members(reached)):
            if number in states:
                automaton, state = states[number]
                automaton.reached[index] = automaton.reached.get(index, 0) | 1 << state
                automaton.carried[index] = automaton.carried.get(index, 0) | (wanted[index] >> number & 1) << state
    for automaton in dict.fromkeys(automaton for automaton, _ in states.values()):
        open_ = {at: bits for at, bits in automaton.carried.items() if bits and automaton.sure(at) is None}
        automaton.carried = open_


def _wanted_ahead(tracks: _Tracks, states: Mapping[int, tuple[MemoryAutomaton, int]]) -> list[int]:
    """For each location the residuals, as bits, with which some text there or further on may yet be read."""
    wanted = [0] * len(tracks.reached)
    for number, (automaton, state) in states.items():
        for text in automaton.texts:
            if text.conditions[state] != NEVER:
                wanted[text.place[0]] |= 1 << number

    def step(index: int) -> bool:
        before = wanted[index]
        for number, transition in enumerate(tracks.program.locations[index].everything):
            ahead = 0
            for way in transition.targets:
                ahead |= wanted[way.location]
            stays = ahead
            for old, new in tracks.moves.get((index, number), {}).items():
                stays = stays & ~(1 << old) | (ahead >> new & 1) << old
            wanted[index] |= stays & tracks.reached[index]
        return wanted[index] != before

    carry_back(tracks.program, step)
    return wanted


def residuals_at(
    program: Program, answers: Mapping[Place, Sequence[Question]], location: int, ast: Ast, roads: Collection[Road]
) -> list[Ast]:
    """What something that asks may come to at a location, as far as some roads lead there.

    `answers` are what each transition answers of what is asked; `ast` holds questions of the program's texts.
    """
    tracks = _Tracks(program, answers, [ast], roads)
    return [tracks.residuals[number].now() for number in members(tracks.reached[location])]
