"""A story and its setup as a small machine: locations that a run passes, transitions between them.

A location is an ending, a scene on entering it, or one draw of storylets after a scene. It says who decides there (the
player, a rival of either temper, chance, nobody); its transitions say when they are open, what they change and where
they lead. Scenes that the engine passes by itself when they are stuck have that as their `otherwise`. Whatever the
engine does in `game.play.state` and `game.play.rival` is written down here once, as data.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from game.explore.conditioned_texts import (
    ConditionedText,
    at_ending,
    on_deciding,
    on_drawing,
    on_entering,
    on_passing,
    path_of,
)
from game.explore.deadline import Deadline
from game.explore.encounters import Element, text_of
from game.play.setup import Rival, Setup
from game.story.compiled import Ast
from game.story.expression_types import resolve
from game.story.first_of import alone
from game.story.memory import Question, answered, questions
from game.story.paragraphs import Condition
from game.story.scenes import BACK, Chance, Choice, Effects, Ending, Exit, Scene, Storylet
from game.story.variables import Variable, VariableKind


class Policy(Enum):
    """Who decides in a location."""

    ENDING = "ending"
    PLAYER = "player"
    HISTORY = "history"
    WEIGHTED = "weighted"
    DRAW = "draw"
    PASS = "pass"


ENTERING, TURNING_OUT = -1, -2
"""What `Location.turn` says where nothing is drawn."""


@dataclass(frozen=True, slots=True)
class ReaderText:
    """A text that this reader may meet.

    `path` names it: see `ConditionedText`. `asks` is what its condition asks of the run's past. `alone` is what would
    have to hold if none stood before it in its `first_of` or among reasons; None where it stands in none, or first.
    """

    path: str
    condition: Ast | None
    source: str
    numbers: tuple[Ast, ...]
    words: int
    asks: frozenset[Question] = frozenset()
    alone: Ast | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a transition may lead: a location, if the condition holds; `resets` when the deck is shuffled before."""

    location: int
    condition: Ast | None
    source: str
    resets: bool


@dataclass(frozen=True, slots=True)
class Transition:
    """One thing that may happen in a location. `element` is the choice, the outcome or the storylet that it is.

    `opens` is the whole condition, once and drawn marks included; `source` is what its author wrote. `adds` and
    `sets` hold (variable's index, amount) pairs, `computed` what a variable becomes by the values before, cut to its
    range. `texts` are read after the effects.
    """

    id: str
    opens: Ast | None
    source: str
    weight: Ast
    adds: tuple[tuple[int, int], ...]
    sets: tuple[tuple[int, int], ...]
    computed: tuple[tuple[int, Ast], ...]
    targets: tuple[Target, ...]
    texts: tuple[ReaderText, ...] = ()
    history: bool = False
    voice: bool = False
    element: Element | None = None


@dataclass(slots=True)
class Location:
    """A place that a run passes.

    `scene` is the id of its scene or ending; `turn` counts draws, -1 on entering, -2 where chance decides how a choice
    turns out.
    """

    index: int
    scene: str
    turn: int
    policy: Policy
    transitions: tuple[Transition, ...] = ()
    otherwise: Transition | None = None
    texts: tuple[ReaderText, ...] = ()

    @property
    def entered(self) -> bool:
        """Whether a run is here when it comes to the scene or the ending."""
        return self.turn == ENTERING

    @property
    def everything(self) -> tuple[Transition, ...]:
        """All transitions, `otherwise` last."""
        return (*self.transitions, self.otherwise) if self.otherwise is not None else self.transitions

    @property
    def every_text(self) -> Iterator[ReaderText]:
        """All that may be read here: on entering, then by each transition."""
        yield from self.texts
        for transition in self.everything:
            yield from transition.texts


@dataclass(slots=True)
class Program:
    """The whole machine. `entry` gives the location on entering a scene or an ending.

    Whatever is worked out of it before a search can begin asks its `deadline`, location by location.
    """

    setup: Setup
    variables: tuple[Variable, ...]
    locations: list[Location]
    entry: dict[str, int]
    index: dict[str, int] = field(default_factory=dict)
    deadline: Deadline = field(default_factory=Deadline)

    @property
    def start(self) -> int:
        """The location where a run begins."""
        return self.entry[self.setup.start]


def build(setup: Setup, decks: bool = True, texts: bool = True, deadline: Deadline | None = None) -> Program:
    """Write a story down as locations, for the seats held, the rival and the opening of a setup.

    Args:
        setup: The setup; its seed plays no part.
        decks: Whether storylets that change nothing are drawn all the same. Without them no other odds differ, and
            what has been drawn need not be remembered.
        texts: Whether there is anything to read.
        deadline: The machine's.

    Raises:
        OutOfTime: There is no time for it.
    """
    story = setup.story
    index = {v.name: v.index for v in story.variables}
    program = Program(setup, story.variables, [], {}, index, deadline or Deadline())
    builder = _AutomatonBuilder(program, decks, texts)
    for scene in story.scenes.values():
        builder.reserve(scene)
    for ending in program.deadline.through(story.endings.values()):
        builder.ending(ending)
    for scene in program.deadline.through(story.scenes.values()):
        builder.scene(scene)
    return program


def without(program: Program, texts: Container[str]) -> Program:
    """The same machine without some texts that ask what the run remembers, by their paths."""

    def rest(all_: tuple[ReaderText, ...]) -> tuple[ReaderText, ...]:
        return tuple(text for text in all_ if not text.asks or text.path not in texts)

    def through(transition: Transition) -> Transition:
        return replace(transition, texts=rest(transition.texts)) if transition.texts else transition

    locations = [
        replace(
            location,
            texts=rest(location.texts),
            transitions=tuple(map(through, location.transitions)),
            otherwise=None if location.otherwise is None else through(location.otherwise),
        )
        for location in program.locations
    ]
    return replace(program, locations=locations)


class _AutomatonBuilder:
    """Fills a program, scene by scene."""

    def __init__(self, program: Program, decks: bool, texts: bool) -> None:
        self._program = program
        self._reads = texts
        self._setup = program.setup
        self._held = {("holds", seat): int(seat in program.setup.seats) for seat in program.setup.story.seats}
        episodes = program.setup.story.episodes.values()
        self._idle = {e.id for e in episodes if not decks and all(_idle(s) for s in e.deck)}
        self._drawing: dict[str, list[tuple[int, Scene, int]]] = {}
        for number, (id, turn) in enumerate(program.setup.story.draws, 1):
            scene = program.setup.story.scenes[id]
            self._drawing.setdefault(scene.episode, []).append((number, scene, turn))

    def _turns(self, scene: Scene) -> int:
        return scene.draw if scene.exits and scene.episode not in self._idle else 0

    def reserve(self, scene: Scene) -> None:
        locations = self._program.locations
        first = self._program.entry[scene.id] = len(locations)
        locations.extend([Location(first + i, scene.id, i - 1, Policy.PASS) for i in range(self._turns(scene) + 1)])

    def ending(self, ending: Ending) -> None:
        locations = self._program.locations
        self._program.entry[ending.id] = len(locations)
        texts = (*self._texts(at_ending(self._setup.seats, ending)), *self._challenges(ending))
        locations.append(Location(len(locations), ending.id, -1, Policy.ENDING, texts=texts))

    def _challenges(self, ending: Ending) -> Iterator[ReaderText]:
        """The challenges that can be met at an ending, as texts of no words that are read where they are met."""
        for challenge in self._setup.story.challenges.values() if self._reads else ():
            if ending.id in challenge.endings:
                condition = self._condition(challenge.condition)
                source = challenge.condition.source if challenge.condition else ""
                asks = frozenset(questions(condition))
                yield ReaderText(text_of(challenge), condition, source, numbers=(), words=0, asks=asks)

    def scene(self, scene: Scene) -> None:
        first = self._program.entry[scene.id]
        location = self._program.locations[first]
        held = scene.seat is None or scene.seat in self._setup.seats
        passing = self._passing(scene) if scene.exits else None
        if scene.exits and not scene.choices:
            assert passing is not None
            location.transitions = (passing,)
        else:
            location.policy = self._policy(held)
            choices = self._setup.counted(scene.choices) if location.policy is Policy.HISTORY else scene.choices
            location.transitions = tuple(self._choice(scene, choice) for choice in choices)
            location.otherwise = passing
            location.texts = self._texts(on_entering(self._setup.seats, scene))
        for turn in range(self._turns(scene)):
            self._draw(scene, self._program.locations[first + 1 + turn])

    def _policy(self, held: bool) -> Policy:
        """Who decides. A strategist counts as one who draws by weight: what it thinks of is all that lies ahead."""
        if held:
            return Policy.PLAYER
        return Policy.HISTORY if self._setup.rival is Rival.HISTORY else Policy.WEIGHTED

    def _passing(self, scene: Scene) -> Transition:
        effects = scene.effects
        ways = (
            (Target(self._program.entry[scene.id] + 1, None, "", False),)
            if self._turns(scene)
            else self._ways(scene, scene.exits)
        )
        # where something can be chosen, the words are read on entering, and not again on passing by
        texts = () if scene.choices else self._texts(on_passing(self._setup.seats, scene))
        return Transition("", None, "", ["int", 1], _adds(effects), _sets(effects), _computed(effects), ways, texts)

    def _choice(self, scene: Scene, choice: Choice) -> Transition:
        taken = self._outcome(scene, choice)
        if choice.chance is not None:
            to = Target(self._turning_out(scene, choice.chance), None, "", False)
            taken = replace(taken, adds=(), sets=(), computed=(), targets=(to,), texts=())
        return replace(
            taken,
            opens=_opens(choice.condition, choice.used),
            source=choice.condition.source if choice.condition else "",
            weight=choice.weight.ast,
            history=choice.history or choice.supposed,
        )

    def _outcome(self, scene: Scene, choice: Choice, weight: Ast | None = None) -> Transition:
        path = path_of(scene, choice)
        return Transition(
            id=choice.outcome or choice.id,
            opens=None,
            source="",
            weight=weight or ["int", 1],
            adds=_adds(choice.effects),
            sets=(*_sets(choice.effects), *([(choice.used.index, 1)] if choice.used is not None else [])),
            computed=_computed(choice.effects),
            targets=self._ways(scene, choice.exits),
            texts=self._texts(on_deciding(self._setup.seats, scene, choice)),
            voice=choice.voice,
            element=Element("outcome" if choice.outcome else "choice", path),
        )

    def _turning_out(self, scene: Scene, chance: Chance) -> int:
        """A location of its own where chance decides; its index."""
        locations, percent = self._program.locations, chance.percent.ast
        location = Location(len(locations), scene.id, TURNING_OUT, Policy.DRAW)
        locations.append(location)
        wins = self._outcome(scene, chance.wins, percent)
        fails = self._outcome(scene, chance.fails, ["-", ["int", 100], percent])
        location.transitions = (wins, fails)
        return location.index

    def _draw(self, scene: Scene, location: Location) -> None:
        location.policy = Policy.DRAW
        ways = (
            (Target(location.index + 1, None, "", False),)
            if location.turn + 1 < scene.draw
            else self._ways(scene, scene.exits)
        )
        deck = self._setup.story.episodes[scene.episode].deck
        dealt = [s for s in deck if s.seat is None or s.seat in self._setup.seats]
        location.transitions = tuple(self._storylet(storylet, scene, location.turn, ways) for storylet in dealt)
        location.otherwise = Transition("", None, "", ["int", 1], (), (), (), ways)

    def _storylet(self, storylet: Storylet, scene: Scene, turn: int, ways: tuple[Target, ...]) -> Transition:
        story = self._setup.story
        sets = (*_sets(storylet.effects), (storylet.drawn.index, 1))
        if storylet.scene is not None and story.returning is not None:
            sets = (*sets, (story.returning.index, story.draws.index((scene.id, turn)) + 1))
            ways = (Target(self._program.entry[storylet.id], None, "", False),)
        elif storylet.exits:
            ways = self._ways(scene, storylet.exits)
        return Transition(
            id=storylet.id,
            opens=_opens(storylet.condition, storylet.drawn),
            source=storylet.condition.source if storylet.condition else "",
            weight=storylet.weight.ast,
            adds=_adds(storylet.effects),
            sets=sets,
            computed=_computed(storylet.effects),
            targets=ways,
            texts=self._texts(on_drawing(self._setup.seats, scene, storylet)),
            element=Element("storylet", storylet.id),
        )

    def _ways(self, scene: Scene, exits: Iterable[Exit]) -> tuple[Target, ...]:
        ways: list[Target] = []
        for exit in exits:
            if exit.to == BACK:
                return (*ways, *self._ways_back(scene))
            target = self._setup.story.scenes.get(exit.to)
            resets = target is not None and target.episode != scene.episode
            condition, source = (exit.condition.ast, exit.condition.source) if exit.condition else (None, "")
            ways.append(Target(self._program.entry[exit.to], condition, source, resets))
        return tuple(ways)

    def _condition(self, condition: Condition | None) -> Ast | None:
        """When a text is read, with the seats that are held put in their place."""
        return None if condition is None else self._seated(condition.ast)

    def _seated(self, ast: Ast) -> Ast:
        return resolve(answered(ast, self._held), None) if any(op == "holds" for op, _ in questions(ast)) else ast

    def _ways_back(self, scene: Scene) -> Iterator[Target]:
        """From a storylet to what comes after each draw that it may have come from: an exit back has no condition."""
        returning = self._setup.story.returning
        assert returning is not None
        drawing = [(number, at, turn) for number, at, turn in self._drawing.get(scene.episode, ()) if self._turns(at)]
        for number, at, turn in drawing:
            here: Ast | None = ["==", ["var", returning.name], ["int", number]] if number != drawing[-1][0] else None
            if turn + 1 < self._turns(at):
                yield Target(self._program.entry[at.id] + 2 + turn, here, "", False)
                continue
            for way in self._ways(at, at.exits):
                both = [ast for ast in (here, way.condition) if ast is not None]
                condition: Ast | None = ["and", *both] if len(both) == 2 else both[0] if both else None
                yield replace(way, condition=condition)

    def _texts(self, texts: Iterable[ConditionedText]) -> tuple[ReaderText, ...]:
        return tuple(
            ReaderText(
                text.path,
                condition,
                text.source,
                text.numbers,
                text.words,
                frozenset(questions(condition)),
                self._seated(alone(text.condition.ast, text.earlier)) if text.condition and text.earlier else None,
            )
            for text in (texts if self._reads else ())
            for condition in [self._condition(text.condition)]
        )


def _idle(storylet: Storylet) -> bool:
    """Whether nothing follows from a storylet."""
    return storylet.effects.empty and storylet.scene is None and not storylet.exits


def _adds(effects: Effects) -> tuple[tuple[int, int], ...]:
    fixed = {variable.index for variable, _ in effects.set}
    return tuple((v.index, amount) for v, amount in effects.add if v.index not in fixed)


def _sets(effects: Effects) -> tuple[tuple[int, int], ...]:
    return tuple({variable.index: amount for variable, amount in effects.set}.items())


def _computed(effects: Effects) -> tuple[tuple[int, Ast], ...]:
    return tuple((variable.index, number.ast) for variable, number in effects.computed)


def _opens(condition: Condition | None, mark: Variable | None) -> Ast | None:
    written = condition.ast if condition else None
    if mark is None:
        return written
    unspent: Ast = ["not", ["var", mark.name]]
    return unspent if written is None else ["and", unspent, written]


def drawn_indices(program: Program) -> tuple[int, ...]:
    """The indices of the variables that are cleared when an episode ends."""
    return tuple(v.index for v in program.variables if v.kind is VariableKind.DRAWN)
