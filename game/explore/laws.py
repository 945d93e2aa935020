"""A story's laws, proved or refuted over every state of every setup that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from math import inf

import numpy as np

from game.explore import probes
from game.explore.deadline import Deadline, OutOfTime
from game.explore.remembered import Visit
from game.explore.search import Exploration, Limits
from game.explore.soft_locks import reaching
from game.explore.witnesses import Witness
from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.play.setup import BY_RULE, Rival, Setup, rivals_by_rule, seats
from game.story.closures import names_in
from game.story.compiled import Ast
from game.story.laws import Law
from game.story.memory import questions
from game.story.model import Story
from game.story.scenes import Storylet
from game.story.story_conditions import Holds, StoryConditions

Progress = Callable[[Setup], Callable[[float, int], None]]
"""Told of each setup that is begun; what it gives is told how far that has come."""

_BREACH = "law:"
"""How the probe is called that looks for what breaks a law, before the law's name."""

_MOST_PROBES = 200_000
"""How many places, law by law, one search watches: more laws are proved by another one."""

_NO_TIME = tr_lazy("no time was left")

_SEARCHING = 0.7
"""The share of its time that a search may take; the rest is for roads."""


class LawStatus(Enum):
    """What is known of a law."""

    PROVED = "proved"
    REFUTED = "refuted"
    NOT_PROVED = "not proved"
    """A limit was reached before every state was seen; none of those seen breaks it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of a law.

    Attributes:
        law: The law.
        status: What is known.
        states: How many states were looked at for it.
        setup: Where it is broken, with the seed of the road; else None.
        place: The scene or ending where it is broken.
        road: The shortest road there in that setup.
        limit: Which limit was reached, where it is not proved.
        empty: Whether no run ever comes to what it speaks of.
    """

    law: Law
    status: LawStatus
    states: int = 0
    setup: Setup | None = None
    place: str = ""
    road: Witness | None = None
    limit: LazyMessage = NOTHING
    empty: bool = False


def prove(
    story: Story,
    laws: Sequence[Law],
    limits: Limits | None = None,
    deadline: Deadline | None = None,
    progress: Progress | None = None,
) -> list[Ruling]:
    """Rule on a story's laws, in their order; the limits hold for one setup, the deadline for all of it."""
    return _Proving(story, laws, limits or Limits(), deadline or Deadline(), progress).run()


class _Proving:
    """Laws under proof, in one setup after the other while they stand."""

    def __init__(
        self, story: Story, laws: Sequence[Law], limits: Limits, deadline: Deadline, progress: Progress | None
    ) -> None:
        self._story = story
        self._laws = laws
        self._limits = limits
        self._deadline = deadline
        self._progress = progress
        self._conditions = StoryConditions(story, lambda word, known: NOTHING, remembering=True)
        self._rulings = {id(law): Ruling(law, LawStatus.PROVED, empty=True) for law in laws}

    def run(self) -> list[Ruling]:
        tasks = list(self._tasks())
        for number, (setup, laws) in enumerate(tasks):
            standing = [law for law in laws if self._rulings[id(law)].status is not LawStatus.REFUTED]
            if standing:
                self._search(setup, standing, self._deadline.left / (len(tasks) - number))
        return [self._rulings[id(law)] for law in self._laws]

    def _tasks(self) -> list[tuple[Setup, list[Law]]]:
        """What is searched, and for which laws: those together that ask about the same, and tell the same apart."""
        together: dict[tuple[object, ...], list[tuple[Setup, list[Law]]]] = {}
        setups: dict[tuple[object, ...], list[Setup]] = {}
        for law in self._laws:
            asked = frozenset(name for ast in _alike(law.must.values()) for name in names_in(ast))
            runs = law.seat, law.rival, law.opening, bool(law.must)
            if runs not in setups:
                setups[runs] = setups_of(self._story, law)
            for setup in setups[runs]:
                about = ",".join(sorted(setup.seats)), setup.rival, setup.opening, bool(law.must), asked
                parts = together.setdefault(about, [(setup, [])])
                if parts[-1][1] and len(law.must) + sum(len(each.must) for each in parts[-1][1]) > _MOST_PROBES:
                    parts.append((setup, []))
                parts[-1][1].append(law)
        return [task for parts in together.values() for task in parts]

    def _search(self, setup: Setup, laws: Sequence[Law], seconds: float) -> None:
        try:
            self._search_in_time(setup, laws, seconds)
        except OutOfTime:
            for law in laws:
                self._undecided(law, _NO_TIME, 0)

    def _search_in_time(self, setup: Setup, laws: Sequence[Law], seconds: float) -> None:
        broken = {_BREACH + law.name: _breaches(law) for law in laws if law.must}
        program = probes.probed(setup, broken, deadline=self._deadline)
        possible = probes.possible(program)
        for law in laws:
            if law.must and _BREACH + law.name not in possible:  # ranges alone prove it, without a state
                self._holds(law, 0, bool(possible & law.must.keys()))
        laws = [law for law in laws if not law.must or _BREACH + law.name in possible]
        if not laws:
            return
        limits = replace(self._limits, seconds=_SEARCHING * seconds if seconds < inf else 0.0)
        progress = self._progress(setup) if self._progress is not None else None
        explored = probes.watch(program, limits, progress, Deadline(seconds))
        if explored.cut and len(laws) > 1 and not limits.seconds:  # alone, each may tell fewer states apart
            for part in (laws[: len(laws) // 2], laws[len(laws) // 2 :]):
                self._search(setup, part, seconds)
            return
        for law in laws:
            (self._condition if law.must else self._reach)(law, explored)

    def _condition(self, law: Law, explored: Exploration) -> None:
        asked, breach = _alike(law.must.values()), _BREACH + law.name
        closure = {id(ast): self._conditions.closure(ast) for ast in asked}
        closures = {place: closure[id(ast)] for place, ast in law.must.items()}

        def there(visits: Sequence[Visit]) -> bool:
            return _breaks(visits, closures)

        asks = any(True for ast in asked for _ in questions(ast))
        recalled = probes.recalled(explored, breach) if asks else False
        broken = probes.found(explored, breach)
        if broken is not None:
            self._refuted(law, explored, broken.first, there)
        elif recalled is None:
            self._undecided(law, tr_lazy("it asks more than can be followed where runs go round"), explored.states)
        elif recalled:
            self._refuted_by_memory(law, explored, there)
        elif explored.cut:
            self._undecided(law, tr_lazy("stopped after {limit}", limit=explored.cut), explored.states)
        else:
            here = {explored.program.locations[index].scene for index in explored.reached}
            self._holds(law, explored.states, bool(here & law.must.keys()))

    def _reach(self, law: Law, explored: Exploration) -> None:
        if explored.cut:
            self._undecided(law, tr_lazy("stopped after {limit}", limit=explored.cut), explored.states)
            return
        entry = explored.program.entry
        start = explored.reached.get(entry[law.start])
        if start is None:
            self._holds(law, explored.states, False)
            return
        goal = {index: np.full(len(reached), index == entry[law.goal]) for index, reached in explored.reached.items()}
        try:
            lost = np.flatnonzero(~reaching(explored, goal)[entry[law.start]])
        except OutOfTime:
            self._undecided(law, _NO_TIME, explored.states)
            return
        if not len(lost):
            self._holds(law, explored.states, True)
            return
        first = entry[law.start], int(lost[start.cost[lost].argmin()]), -1
        self._refuted(law, explored, first, lambda visits: any(place == law.start for place, *_ in visits))

    def _holds(self, law: Law, states: int, met: bool) -> None:
        before = self._rulings[id(law)]
        self._rulings[id(law)] = replace(before, states=before.states + states, empty=before.empty and not met)

    def _undecided(self, law: Law, limit: LazyMessage, states: int) -> None:
        before = self._rulings[id(law)]
        self._rulings[id(law)] = replace(
            before, status=LawStatus.NOT_PROVED, states=before.states + states, limit=limit, empty=False
        )

    def _refuted(
        self,
        law: Law,
        explored: Exploration,
        moment: probes.Moment,
        there: Callable[[Sequence[Visit]], bool],
    ) -> None:
        place = explored.program.locations[moment[0]].scene
        try:
            road: Witness | None = probes.road_to(explored, moment, there)
        except OutOfTime:
            road = None
        self._note(law, explored, place, road)

    def _refuted_by_memory(self, law: Law, explored: Exploration, there: Callable[[Sequence[Visit]], bool]) -> None:
        road = None
        with suppress(OutOfTime):
            road = probes.road_to_recalled(explored, _BREACH + law.name, there)
        self._note(law, explored, *(road or ("", None)))

    def _note(self, law: Law, explored: Exploration, place: str, road: Witness | None) -> None:
        setup = explored.program.setup
        if road is not None and road.seed is not None:
            setup = replace(setup, seed=road.seed)
        states = self._rulings[id(law)].states + explored.states
        self._rulings[id(law)] = Ruling(law, LawStatus.REFUTED, states, setup, place, road)


def _breaks(visits: Sequence[Visit], closures: Mapping[str, Holds]) -> bool:
    return any(place in closures and not closures[place](values, past) for place, values, past in visits)


def _alike(asts: Iterable[Ast]) -> list[Ast]:
    """Conditions, each once however many places it holds at."""
    return list({id(ast): ast for ast in asts}.values())


def _breaches(law: Law) -> dict[str, Ast]:
    """What breaks a law, by place; one tree where it is the same at several."""
    opposite = {id(ast): negated(ast) for ast in _alike(law.must.values())}
    return {place: opposite[id(ast)] for place, ast in law.must.items()}


def negated(ast: list[object]) -> list[object]:
    """A condition's opposite."""
    return ast[1] if ast[0] == "not" and isinstance(ast[1], list) else ["not", ast]


def setups_of(story: Story, law: Law) -> list[Setup]:
    """The setups whose runs a law speaks of.

    What holds at every moment is proved where the player decides everything: no rival does what a player could not do.
    """
    openings = [law.opening] if law.opening else list(story.openings)
    if law.seat:
        words = [law.seat]
    elif law.must and not law.rival and not _private_draws(story):
        words = ["both"]
    else:
        words = [*story.seats, *(["both"] if len(story.seats) > 1 else [])] or ["both"]
    known, made = rivals_by_rule(story), list[Setup]()
    for opening in openings:
        for word in words:
            held = seats(story, word)
            by_rule = BY_RULE[:1] if held == frozenset(story.seats) else known
            rivals: Iterable[Rival] = [Rival(law.rival)] if law.rival else by_rule
            made.extend(Setup(story, held, rival, 0, opening) for rival in rivals)
    return made


def _private_draws(story: Story) -> bool:
    """Whether some deck in which something is at stake holds storylets of a seat: who holds more then draws others."""
    return any(
        any(storylet.seat is not None for storylet in episode.deck) and any(map(_matters, episode.deck))
        for episode in story.episodes.values()
    )


def _matters(storylet: Storylet) -> bool:
    return not storylet.effects.empty or storylet.scene is not None or bool(storylet.exits)
