"""Finds every state: part by part of the story, each crowd of states moved at once.

Parts that hang together are taken in an order in which every state is complete before it moves on, so that a state
is moved once, its odds are final and its cheapest road is known. Parts that go round in circles are closed first
(`cycles`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from game.explore.automaton import Location, Program, build
from game.explore.components import is_cyclic, program_parts
from game.explore.coverage import Coverage
from game.explore.cycles import Cycle
from game.explore.intervals import Box, boxes
from game.explore.layout import Layouts
from game.explore.liveness import live
from game.explore.quantise import quantise
from game.explore.state_set import PendingStates, StateSet
from game.explore.steps import Arrival, Stepper, Taken
from game.explore.valuations import Valuations
from game.play.setup import Setup

_COMPACT = 4_000_000
"""How many states may wait for a cell before they are put together."""


_BLOCK = 1 << 17
"""How many states are moved at a time: few enough for a processor's cache, enough for numpy to be quick."""

_ROADS = 1 << 10
"""More branches than a scene has: tells the roads into a cell apart."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where to stop: after so many states, or seconds (0: no limit)."""

    states: int = 20_000_000
    seconds: float = 0.0


class LimitReached(Exception):
    """A limit was reached."""


@dataclass(slots=True)
class Exploration:
    """What was found. `cut` says by which limit the search was ended, empty when every state was seen."""

    program: Program
    stepper: Stepper
    boxes: list[Box | None]
    needs: list[int]
    observer: Coverage
    memory: Valuations | None = None
    """What runs remember, where texts ask for it."""
    found: dict[int, StateSet] = field(default_factory=dict)
    hits: dict[int, float] = field(default_factory=dict)
    """The odds that a run enters a cell at all, where that is not how often it does."""
    circles: dict[int, Cycle] = field(default_factory=dict)
    """For cells in circles: the circle."""
    states: int = 0
    seconds: float = 0.0
    cut: str = ""

    def odds(self, cell: int) -> float:
        """The odds that a run enters a cell."""
        if cell in self.hits:
            return self.hits[cell]
        return float(self.found[cell].mass.sum()) if cell in self.found else 0.0


def explore(
    setup: Setup,
    limits: Limits | None = None,
    texts: bool = True,
    decks: bool = True,
    progress: Callable[[float, int], None] | None = None,
    keep: bool = True,
) -> Exploration:
    """Find every state that a run can be in.

    Args:
        setup: The story, the seats held, the rival and the opening. The seed plays no part.
        limits: Where to stop.
        texts: Whether states that differ only in what texts say are told apart.
        decks: Whether storylets that change nothing are drawn.
        progress: Called with the share of the story done (0 to 1) and the states found so far.
        keep: Whether to keep the states; odds alone need a fraction of the memory.
    """
    program = build(setup, decks)
    found = boxes(program)
    needs = live(program, texts)
    layouts = Layouts(program, needs, found, quantise(program, texts))
    stepper = Stepper(program, layouts, found)
    memory = Valuations(program) if texts and setup.story.memory else None
    explored = Exploration(program, stepper, found, needs, Coverage(program), memory)
    search = _Search(explored, limits or Limits(), progress, keep)
    try:
        search.run()
    except LimitReached as cut:
        explored.cut = str(cut)
    explored.seconds = time.perf_counter() - search.began
    return explored


class _Search:
    """The search under way."""

    def __init__(
        self, explored: Exploration, limits: Limits, progress: Callable[[float, int], None] | None, keep: bool
    ) -> None:
        self.began = time.perf_counter()
        self._explored = explored
        self._limits = limits
        self._progress = progress
        self._keep = keep
        self._waiting: dict[int, PendingStates] = {}

    def run(self) -> None:
        program, stepper = self._explored.program, self._explored.stepper
        start = program.start
        first = stepper.layouts.of[start].pack([v.start for v in program.variables])
        memory = self._explored.memory
        marks = () if memory is None else memory.first()
        self._wait(start).add(0, StateSet(first, np.ones(1), np.zeros(1, dtype=np.int32), marks))
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
        found = self._waiting.pop(index).merged()
        self._check(len(found))
        self._settle(index, found)
        self._send(self._explored.program.cells[index], found, frozenset())
        found.marks = ()
        if not self._keep:
            self._explored.hits[index] = float(found.mass.sum())
            del self._explored.found[index]

    def _circle(self, part: list[int]) -> None:
        waiting = {index: self._waiting.pop(index) for index in part if index in self._waiting}
        if not waiting:
            return
        circle = Cycle(self._explored.stepper, part)
        entering = {index: w.merged() for index, w in waiting.items()}
        circle.close(entering, self._check)
        circle.solve()
        if self._explored.memory is not None:
            self._explored.memory.close(self._explored.stepper, entering, circle.found)
        for index, found in circle.found.items():
            self._explored.circles[index] = circle
            self._explored.hits[index] = circle.hits[index]
            self._settle(index, found)
        for index, found in circle.found.items():
            self._send(self._explored.program.cells[index], found, frozenset(part))
            found.marks = ()

    def _settle(self, index: int, found: StateSet) -> None:
        self._explored.found[index] = found
        self._explored.states += len(found)

    def _send(self, cell: Location, found: StateSet, inside: frozenset[int]) -> None:
        for first in range(0, len(found), _BLOCK):
            self._send_block(cell, found.part(first, _BLOCK), first, inside)

    def _send_block(self, cell: Location, found: StateSet, first: int, inside: frozenset[int]) -> None:
        explored = self._explored
        observer = explored.observer
        observer.first = first
        view, memory = explored.stepper.view(cell, found.words), explored.memory
        observer.cell(cell, view, found)
        if memory is not None:
            memory.read((cell.index, -1), view, found, None, first)
        done: list[Taken] = []
        for taken in explored.stepper.taken(cell, view):
            done.append(taken)
            observer.taken(cell, found, taken)
            if memory is not None:
                memory.read((cell.index, taken.number), taken.after, found, taken.rows, first)
            for arrival in explored.stepper.arrivals(cell, taken):
                if arrival.cell not in inside:
                    self._arrive(cell.index, arrival, found)
        observer.stuck(cell, len(found), done)

    def _arrive(self, source: int, arrival: Arrival, found: StateSet) -> None:
        rows = arrival.rows
        mass, cost = (found.mass, found.cost) if rows is None else (found.mass[rows], found.cost[rows])
        memory = self._explored.memory
        marks = () if memory is None else memory.arrive(source, arrival, found.marks)
        arrived = StateSet(arrival.words, mass * arrival.share, cost + np.int32(arrival.cost), marks)
        waiting = self._wait(arrival.cell)
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
            raise LimitReached(f"{self._limits.states} states")
        if self._limits.seconds and time.perf_counter() - self.began > self._limits.seconds:
            raise LimitReached(f"{self._limits.seconds:g} s")
