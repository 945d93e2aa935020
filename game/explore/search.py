"""Finds every state: part by part of the story, each crowd of states moved at once.

Parts that hang together are taken in an order in which every state is complete before it moves on, so that a state
is moved once, its odds are final and its cheapest road is known. Parts that go round in circles are closed first
(`cycles`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from game.explore.automaton import Location, Program, build
from game.explore.components import is_cyclic, program_parts
from game.explore.coverage import Coverage
from game.explore.cycles import Cycle
from game.explore.deadline import Deadline, OutOfTime
from game.explore.discern import alike, discern
from game.explore.intervals import Box, boxes
from game.explore.layout import Layouts
from game.explore.memory_marks import MemoryMarks, remembers
from game.explore.state_set import PendingStates, StateSet
from game.explore.steps import Arrival, Stepper, Taken
from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy, trn_lazy
from game.play.setup import Setup

T = TypeVar("T")

_COMPACT = 4_000_000
"""How many states may wait for a location before they are put together."""


BLOCK = 1 << 17
"""How many states are moved at a time: few enough for a processor's cache, enough for numpy to be quick."""

_ROADS = 1 << 10
"""More transitions than a scene has: tells the roads into a location apart."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where to stop: after so many states, or seconds (0: no limit)."""

    states: int = 20_000_000
    seconds: float = 0.0


class LimitReached(Exception):
    """A limit was reached: which."""

    def __init__(self, limit: LazyMessage) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(slots=True)
class Exploration:
    """What was found. `cut` says by which limit the search was ended, empty when every state was seen."""

    program: Program
    stepper: Stepper
    boxes: list[Box | None]
    observer: Coverage
    memory: MemoryMarks | None = None
    """What runs remember, where texts ask for it."""
    reached: dict[int, StateSet] = field(default_factory=dict)
    hits: dict[int, float] = field(default_factory=dict)
    """The odds that a run enters a location at all, where that is not how often it does."""
    circles: dict[int, Cycle] = field(default_factory=dict)
    """For locations in circles: the circle."""
    states: int = 0
    seconds: float = 0.0
    cut: LazyMessage = NOTHING
    deadline: Deadline = field(default_factory=Deadline)
    """Until when what comes after the search may take, too."""

    undone: list[LazyMessage] = field(default_factory=list)
    """What there was no time for."""

    def in_time(self, what: LazyMessage, work: Callable[[], T], otherwise: T) -> T:
        """What some work gives; where time or memory runs out, something else, and that is noted with what it was."""
        try:
            self.deadline.check()
            return work()
        except (OutOfTime, MemoryError):
            if what not in self.undone:
                self.undone.append(what)
            return otherwise

    @property
    def odds_found(self) -> bool:
        """Whether all odds are found: behind a large circle that is seldom left they may not be (NaN)."""
        return all(circle.settled for circle in self.circles.values())

    def odds(self, location: int) -> float:
        """The odds that a run enters a location."""
        if location in self.hits:
            return self.hits[location]
        return float(self.reached[location].mass.sum()) if location in self.reached else 0.0


def explore(
    setup: Setup,
    limits: Limits | None = None,
    texts: bool = True,
    decks: bool = True,
    progress: Callable[[float, int], None] | None = None,
    keep: bool | Container[int] = True,
    deadline: Deadline | None = None,
    program: Program | None = None,
    bands: bool = False,
) -> Exploration:
    """Find every state that a run can be in.

    Args:
        setup: The story, the seats held, the rival and the opening. The seed plays no part.
        limits: Where to stop.
        texts: Whether states that differ only in what texts say are told apart.
        decks: Whether storylets that change nothing are drawn.
        progress: Called with the share of the story done (0 to 1) and the states found so far.
        keep: Whether to keep the states, or those of which locations; odds alone need a fraction of the memory.
        deadline: Until when those who look at what is found may take; and what comes before the search, where the
            program has no deadline of its own.
        program: The setup's machine, where it is not the usual one.
        bands: Whether every location tells values apart as finely as any does.

    Raises:
        OutOfTime: There is not even time to begin.
    """
    began = time.perf_counter()
    program = program or build(setup, decks, deadline=deadline)
    ranges = boxes(program)
    layouts = Layouts(program, ranges, (alike if bands else discern)(program, texts))
    stepper = Stepper(program, layouts)
    memory = MemoryMarks(program) if texts and remembers(program) else None
    explored = Exploration(program, stepper, ranges, Coverage(program), memory)
    explored.deadline = deadline or program.deadline
    search = _Search(explored, limits or Limits(), progress, keep, began)
    try:
        search.run()
    except LimitReached as cut:
        explored.cut = cut.limit
    except OutOfTime:
        explored.cut = tr_lazy("{seconds} s", seconds=f"{time.perf_counter() - began:.3g}")
    except MemoryError:
        explored.cut = tr_lazy("all the memory that it may take")
    explored.seconds = time.perf_counter() - began
    return explored


class _Search:
    """The search under way."""

    def __init__(
        self,
        explored: Exploration,
        limits: Limits,
        progress: Callable[[float, int], None] | None,
        keep: bool | Container[int],
        began: float,
    ) -> None:
        self._began = began
        self._explored = explored
        self._limits = limits
        self._progress = progress
        self._keep = keep
        self._waiting: dict[int, PendingStates] = {}

    def run(self) -> None:
        program, memory = self._explored.program, self._explored.memory
        marks = () if memory is None else memory.first()
        first = StateSet(self._explored.stepper.first(), np.ones(1), np.zeros(1, dtype=np.int32), marks)
        self._wait(program.start).add(0, first)
        order = program_parts(program)
        for done, part in enumerate(order):
            self._check(0)
            if self._progress is not None:
                self._progress(done / len(order), self._explored.states)
            if is_cyclic(program, part):
                self._circle(part)
            elif part[0] in self._waiting:
                self._once(part[0])

    def _once(self, index: int) -> None:
        states = self._waiting.pop(index).merged()
        self._check(len(states))
        self._settle(index, states)
        self._send(self._explored.program.locations[index], states, frozenset())
        states.marks = ()
        if not (self._keep if isinstance(self._keep, bool) else index in self._keep):
            self._explored.hits[index] = float(states.mass.sum())
            del self._explored.reached[index]

    def _circle(self, part: list[int]) -> None:
        waiting = {index: self._waiting.pop(index) for index in part if index in self._waiting}
        if not waiting:
            return
        circle = Cycle(self._explored.stepper, part)
        entering = {index: w.merged() for index, w in waiting.items()}
        circle.close(entering, self._check)
        circle.solve(self._check)
        if self._explored.memory is not None:
            self._explored.memory.close(self._explored.stepper, entering, circle.reached)
        for index, states in circle.reached.items():
            self._explored.circles[index] = circle
            self._explored.hits[index] = circle.hits[index]
            self._settle(index, states)
        for index, states in circle.reached.items():
            self._send(self._explored.program.locations[index], states, frozenset(part))
            states.marks = ()

    def _settle(self, index: int, states: StateSet) -> None:
        self._explored.reached[index] = states
        self._explored.states += len(states)

    def _send(self, location: Location, states: StateSet, inside: frozenset[int]) -> None:
        for first in range(0, len(states), BLOCK):
            self._send_block(location, states.part(first, BLOCK), first, inside)

    def _send_block(self, location: Location, states: StateSet, first: int, inside: frozenset[int]) -> None:
        explored = self._explored
        observer = explored.observer
        observer.first = first
        view, memory = explored.stepper.view(location, states.words), explored.memory
        observer.location(location, view, states)
        if memory is not None:
            memory.read((location.index, -1), view, states, None)
        done: list[Taken] = []
        for taken in explored.stepper.taken(location, view):
            self._check(0)
            done.append(taken)
            observer.taken(location, states, taken)
            if memory is not None:
                memory.read((location.index, taken.number), taken.after, states, taken.rows)
            for arrival in explored.stepper.arrivals(location, taken):
                if arrival.location not in inside:
                    self._arrive(location.index, arrival, states)
        observer.stuck(location, len(states), done)

    def _arrive(self, source: int, arrival: Arrival, states: StateSet) -> None:
        rows = arrival.rows
        mass, cost = (states.mass, states.cost) if rows is None else (states.mass[rows], states.cost[rows])
        memory = self._explored.memory
        marks = () if memory is None else memory.arrive(source, arrival, states.marks)
        arrived = StateSet(arrival.words, mass * arrival.share, cost + np.int32(arrival.cost), marks)
        waiting = self._wait(arrival.location)
        waiting.add(source * _ROADS + arrival.taken.number, arrived)
        if waiting.size > max(_COMPACT, 2 * waiting.least):
            waiting.compact()

    def _wait(self, index: int) -> PendingStates:
        if index not in self._waiting:
            self._waiting[index] = PendingStates()
        return self._waiting[index]

    def _check(self, coming: int) -> None:
        """Stop where a limit is reached."""
        if self._explored.states + coming > self._limits.states:
            raise LimitReached(trn_lazy("{count} state", "{count} states", self._limits.states))
        if self._limits.seconds and time.perf_counter() - self._began > self._limits.seconds:
            raise LimitReached(tr_lazy("{seconds} s", seconds=f"{self._limits.seconds:.3g}"))
