"""Odds and the shortest road of a text that asks what the run remembers: one pass backwards over its automaton's life.

`memory_marks` proves which of these texts some run reads. How likely, and by which decisions, is found backwards from
the text: `odds[m]` of a state are those of reading it from there on when its automaton is in state `m`, `cost[m]` the
cost of the shortest road to it. The pass ends where `m` is sure: up to there every state's odds and cost are known
already. No state is added; `and`, `or`, `not` need no case of their own. In circles it is a linear system (`markov`).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from game.explore.automaton import Policy
from game.explore.components import is_cyclic, leads_to, program_parts
from game.explore.expressions import Column, evaluate
from game.explore.layout import Bools, Costs, Ints, Reals
from game.explore.liveness import members
from game.explore.markov import TransitionMatrix, Unsettled, expected, leaving
from game.explore.memory_automata import AskingText, MemoryAutomaton
from game.explore.search import Exploration
from game.explore.state_set import StateIndex, full
from game.explore.witnesses import Backtracker
from game.play.run import Decision

FAR = 1 << 30
"""The cost of a road that does not exist."""

MOST_VISITS = 40_000_000
"""How many pairs of a state and a state of memory are looked at unasked, the texts with the shortest lives first."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """The odds that a run reads a text (in circles, how often it does), None where they are not found; and a road.

    `location` is where that road ends.
    """

    odds: float | None
    decisions: tuple[Decision, ...]
    location: int

    def beside(self, other: Recalled | None) -> Recalled:
        """The same for a text that stands in two places: a storylet may be drawn after several scenes."""
        if other is None:
            return self
        odds = None if self.odds is None or other.odds is None else self.odds + other.odds
        return replace(min(other, self, key=lambda one: len(one.decisions)), odds=odds)


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a transition leads from some states of a location (None: all): to which rows, how likely, at what cost."""

    number: int
    rows: Ints | None
    location: int
    to: Ints
    share: Reals | float
    cost: Costs | int

    def only(self, which: Bools) -> _Edge:
        """The same from some of its states."""
        rows = np.arange(len(which)) if self.rows is None else self.rows
        share = self.share if isinstance(self.share, float) else self.share[which]
        cost = self.cost if isinstance(self.cost, int) else self.cost[which]
        return replace(self, rows=rows[which], to=self.to[which], share=share, cost=cost)


@dataclass(slots=True)
class _Values:
    """For each state of an automaton that must be known in a location: what holds in each of that location's states.

    `odds` are those of reading the text, `cost` is that of the way to it.
    """

    odds: dict[int, Reals]
    cost: dict[int, Costs]

    @classmethod
    def none(cls, memories: Sequence[int], size: int) -> _Values:
        return cls({m: np.zeros(size) for m in memories}, {m: np.full(size, FAR, dtype=np.int32) for m in memories})

    def copy(self) -> _Values:
        odds, cost = self.odds.items(), self.cost.items()
        return _Values({m: column.copy() for m, column in odds}, {m: column.copy() for m, column in cost})


@dataclass(slots=True)
class _Pass:
    """One text's pass: what is known of each location, the odds so far, and the cheapest way into its automaton."""

    automaton: MemoryAutomaton
    asking: AskingText
    values: dict[int, _Values] = field(default_factory=dict)
    odds: float = 0.0
    cost: int = FAR
    entry: tuple[int, int, int] | None = None
    """From which location, row and transition the cheapest road enters its life; None where the run begins in it."""
    landing: tuple[int, int, int] | None = None
    """In which location and row, and in which state of the automaton, it arrives."""
    settled: bool = True


class Recall:
    """Goes back from texts, over the states that a search has kept."""

    def __init__(self, explored: Exploration) -> None:
        self._explored = explored
        self._program = explored.program
        self._parts = [
            [index for index in part if index in explored.reached] for part in program_parts(explored.program)
        ]
        self._edges: dict[int, list[_Edge]] = {}
        self._places: dict[int, StateIndex] = {}
        self._into: dict[int, set[int]] = {}
        for index in explored.reached:
            for to in leads_to(self._program.locations[index]):
                self._into.setdefault(to, set()).add(index)

    def texts(self, most: int = MOST_VISITS, only: Container[str] | None = None) -> dict[str, Recalled]:
        """The odds and a road for each text that some run reads, as far as the visits allow.

        Args:
            most: How many pairs of a state and a state of memory may be looked at; 0 for no limit.
            only: The paths of those that are looked at; None for all.
        """
        memory = self._explored.memory
        assert memory is not None
        heard = [
            (automaton, text)
            for automaton in memory.automata
            for text in automaton.texts
            if text.heard and text.path and text.place[0] in self._explored.reached
            if only is None or text.path in only
        ]
        costs: dict[str, int] = {}
        for automaton, text in heard:
            costs[text.path] = costs.get(text.path, 0) + self._visits(automaton, text)
        chosen: set[str] = set()
        for path in sorted(costs, key=lambda path: costs[path]):
            most_left = most - sum(costs[other] for other in chosen)
            if most and costs[path] > most_left:
                break
            chosen.add(path)
        done = [self._back(*one) for one in heard if one[1].path in chosen]
        return self._roads([one for one in done if one.cost < FAR])

    def _visits(self, automaton: MemoryAutomaton, asking: AskingText) -> int:
        reached = self._explored.reached
        life = self._life(automaton, asking.place[0])
        return sum(automaton.carried.get(index, 1).bit_count() * len(reached[index]) for index in life)

    def _life(self, automaton: MemoryAutomaton, location: int) -> set[int]:
        """The locations in which an automaton lives and from which a location is reached, that location included."""
        if location not in automaton.carried:
            return {location}
        life, waiting = {location}, [location]
        while waiting:
            for source in self._into.get(waiting.pop(), ()):
                if source not in life and source in automaton.carried:
                    life.add(source)
                    waiting.append(source)
        return life

    def _back(self, automaton: MemoryAutomaton, asking: AskingText) -> _Pass:
        """Go back from a text to where its automaton begins to live."""
        going = _Pass(automaton, asking)
        location = asking.place[0]
        life = self._life(automaton, location)
        reading = self._reading(automaton, asking)
        if location not in automaton.carried:
            self._enter_at_once(going, reading)
            return going
        for part in reversed(self._parts):
            inside = [index for index in reversed(part) if index in life]
            for index in inside:
                memories = members(automaton.carried[index])
                going.values[index] = _Values.none(memories, len(self._explored.reached[index]))
            while sum(self._step(going, index, reading) for index in inside) and is_cyclic(self._program, part):
                pass
            if inside and is_cyclic(self._program, part):
                self._circle(going, inside, reading)
        if self._program.start in life:
            self._begin(going)
        borders = {source for index in life for source in self._into.get(index, ()) if source not in life}
        for source in sorted(borders):
            self._enter(going, source)
        return going

    def _reading(self, automaton: MemoryAutomaton, asking: AskingText) -> _Values:
        """The odds of reading the text on the spot, for each state of its location and each of its automaton."""
        index, number = asking.place
        location, states = self._program.locations[index], self._explored.reached[index]
        memories = members(automaton.carried.get(index, automaton.reached.get(index, 1)))
        values = _Values.none(memories, len(states))
        view = self._explored.stepper.view(location, states.words)
        reads: list[tuple[Ints | None, Reals | float, Column]] = [(None, 1.0, view)]
        if number >= 0:
            taken = (t for t in self._explored.stepper.taken(location, view) if t.number == number)
            reads = [(t.rows, t.share, t.after) for t in taken]
        for rows, share, column in reads:
            for m in memories:
                size = len(states) if rows is None else len(rows)
                holds = np.broadcast_to(np.asarray(evaluate(asking.conditions[m], column), dtype=bool), (size,))
                at = slice(None) if rows is None else rows
                values.odds[m][at] = holds * share
                values.cost[m][at] = np.where(holds, 0, FAR)
        return values

    def _step(self, going: _Pass, index: int, reading: _Values) -> bool:
        """Work out a location's values from those of the locations that it leads to; whether costs moved."""
        self._explored.deadline.check()
        automaton, old = going.automaton, going.values[index]
        memories = members(automaton.carried[index])
        new = _Values.none(memories, len(self._explored.reached[index]))
        if index == going.asking.place[0]:
            new = reading.copy()
        for edge in self._leading(index):
            ahead = going.values.get(edge.location)
            if ahead is None:
                continue
            at = slice(None) if edge.rows is None else edge.rows
            for m in memories:
                becomes = automaton.after((index, edge.number), m)
                if becomes not in ahead.odds:  # from there the text is never read
                    continue
                new.odds[m][at] += ahead.odds[becomes][edge.to] * edge.share
                cost = np.minimum(ahead.cost[becomes][edge.to] + edge.cost, FAR)
                new.cost[m][at] = np.minimum(new.cost[m][at], cost)
        going.values[index] = new
        return any(bool((new.cost[m] != old.cost[m]).any()) for m in memories)

    def _circle(self, going: _Pass, inside: Sequence[int], reading: _Values) -> None:
        """Work out the odds of a circle's states, all at once."""
        automaton, first, size = going.automaton, dict[tuple[int, int], int](), 0
        for index in inside:
            for v in members(automaton.carried[index]):
                first[index, v] = size
                size += len(self._explored.reached[index])
        given, leaves, stays = np.zeros(size), np.zeros(size), np.ones(size, dtype=bool)
        roads: list[tuple[Ints, Ints, Reals, Costs]] = []
        for (index, v), place in first.items():
            here = np.arange(place, place + len(self._explored.reached[index]))
            if index == going.asking.place[0]:
                given[here] = reading.odds[v]
            for edge in self._leading(index):
                rows = here if edge.rows is None else here[edge.rows]
                becomes = automaton.after((index, edge.number), v)
                stays[rows] = False
                if (edge.location, becomes) in first:
                    to = first[edge.location, becomes] + edge.to.astype(np.int64)
                    roads.append((rows, to, full(len(rows), edge.share), np.zeros(len(rows), dtype=np.int32)))
                    continue
                leaves[rows] += edge.share
                if edge.location in going.values and becomes in going.values[edge.location].odds:
                    given[rows] += going.values[edge.location].odds[becomes][edge.to] * edge.share
        leaves[stays] = 1.0
        matrix = TransitionMatrix.joined(size, roads, leaves)
        try:
            # who never gets out and reads it there, reads it without end
            going.settled &= not given[~leaving(matrix, leaves > 0)].any()
            odds = expected(matrix, given, self._explored.deadline.check)
        except Unsettled:
            going.settled = False
            return
        for (index, v), place in first.items():
            going.values[index].odds[v] = odds[place : place + len(self._explored.reached[index])]

    def _begin(self, going: _Pass) -> None:
        """Count the run's beginning, where it lies in the automaton's life itself: in a circle."""
        start = self._program.start
        row = int(StateIndex(self._explored.reached[start].words).of(self._explored.stepper.first())[0][0])
        values = going.values[start]
        if 0 not in values.odds:  # the text is never read
            return
        going.odds = float(values.odds[0][row])
        going.cost, going.landing = int(values.cost[0][row]), (start, row, 0)

    def _enter(self, going: _Pass, source: int) -> None:
        """Count what comes into the automaton's life from a location where its state is sure."""
        states, sure = self._explored.reached[source], going.automaton.sure(source)
        if sure is None:  # from there the text is never read
            return
        for edge in self._leading(source):
            ahead = going.values.get(edge.location)
            if ahead is None:
                continue
            m = going.automaton.after((source, edge.number), sure)
            if m not in ahead.odds:  # from there the text is never read
                continue
            rows = np.arange(len(states)) if edge.rows is None else edge.rows
            going.odds += float((states.mass[rows] * edge.share * ahead.odds[m][edge.to]).sum())
            cost = states.cost[rows].astype(np.int64) + edge.cost + ahead.cost[m][edge.to]
            if len(cost) and (best := int(cost.argmin())) >= 0 and int(cost[best]) < going.cost:
                going.cost = int(cost[best])
                going.entry = source, int(rows[best]), edge.number
                going.landing = edge.location, int(edge.to[best]), m

    def _enter_at_once(self, going: _Pass, reading: _Values) -> None:
        """A text that is read where its automaton's state is sure."""
        states, sure = self._explored.reached[going.asking.place[0]], going.automaton.sure(going.asking.place[0])
        if sure is None:  # it is never read there
            return
        going.odds = float((states.mass * reading.odds[sure]).sum())
        rows = np.flatnonzero(reading.cost[sure] < FAR)
        if len(rows):
            best = int(rows[states.cost[rows].argmin()])
            going.cost = int(states.cost[best])
            going.entry = going.asking.place[0], best, going.asking.place[1]

    def _leading(self, index: int) -> list[_Edge]:
        known = self._edges.get(index)
        if known is None:
            known = self._edges[index] = list(self._edges_of(index))
        return known

    def _edges_of(self, index: int) -> Iterator[_Edge]:
        explored, location = self._explored, self._program.locations[index]
        for taken in explored.stepper.taken(location, explored.stepper.view(location, explored.reached[index].words)):
            for a in explored.stepper.arrivals(location, taken):
                if a.location not in explored.reached:  # the search was ended before it came there
                    continue
                places = self._places.get(a.location)
                if places is None:
                    places = self._places[a.location] = StateIndex(explored.reached[a.location].words)
                to, there = places.of(a.words)
                edge = _Edge(taken.number, a.rows, a.location, to.astype(np.int32), a.share, a.cost)
                yield edge if there.all() else edge.only(there)

    def _roads(self, done: Sequence[_Pass]) -> dict[str, Recalled]:
        tracks = Backtracker(self._explored, [one.entry[:2] for one in done if one.entry is not None])
        roads: dict[str, Recalled] = {}
        for one in done:
            path = one.asking.path
            before = () if one.entry is None else tracks.road(*one.entry)
            road = (*before, *self._onwards(one))
            roads[path] = Recalled(one.odds if one.settled else None, road, one.asking.place[0]).beside(roads.get(path))
        return roads

    def _onwards(self, going: _Pass) -> Iterator[Decision]:
        """The player's decisions from where the automaton begins to live to the text."""
        if going.landing is None:
            return
        index, row, m = going.landing
        while going.values[index].cost[m][row] > 0:
            index, row, m, decision = self._next(going, index, row, m)
            if decision is not None:
                yield decision
        number = going.asking.place[1]
        if number >= 0 and self._asked(index, number):
            yield self._decision(index, number)

    def _next(self, going: _Pass, index: int, row: int, m: int) -> tuple[int, int, int, Decision | None]:
        cost = int(going.values[index].cost[m][row])
        for edge in self._leading(index):
            ahead = going.values.get(edge.location)
            if ahead is None:
                continue
            at = row if edge.rows is None else int(np.searchsorted(edge.rows, row))
            if edge.rows is not None and (at == len(edge.rows) or edge.rows[at] != row):
                continue
            becomes, to = going.automaton.after((index, edge.number), m), int(edge.to[at])
            paid = edge.cost if isinstance(edge.cost, int) else int(edge.cost[at])
            if becomes in ahead.cost and int(ahead.cost[becomes][to]) + paid == cost:
                decision = self._decision(index, edge.number) if self._asked(index, edge.number) else None
                return edge.location, to, becomes, decision
        raise AssertionError("a road that has a cost goes on")

    def _asked(self, index: int, number: int) -> bool:
        location = self._program.locations[index]
        return location.policy is Policy.PLAYER and number < len(location.transitions)

    def _decision(self, index: int, number: int) -> Decision:
        location = self._program.locations[index]
        return Decision(location.scene, location.transitions[number].id)
