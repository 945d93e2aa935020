"""The shortest way to each thing: the player's decisions, found backwards, then taken in the real engine.

Every state knows the cost of the cheapest road to it. Going backwards from the states that are wanted, part by part,
each needs one state before it whose cost fits; as cheap states come from cheaper ones, few have to be looked at. A
road is printed only when the engine, given these decisions, really comes there; where chance has a say, with a seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from game.explore.automaton import Location, Policy
from game.explore.components import leads_to, program_parts
from game.explore.confirm import confirmed, with_seeds
from game.explore.coverage import Sighting
from game.explore.encounters import Element
from game.explore.layout import Costs, Ints, Words
from game.explore.search import Exploration
from game.explore.state_set import StateIndex, StateSet, gathered
from game.play import decision_list
from game.play.run import Decision

LocatedRow = tuple[int, int]
"""A location, and a row of its states."""

_FEW = 8
"""Up to one in so many of a location's states are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A list of decisions that reaches a thing. `seed` is None where no seed was found that lets it through."""

    decisions: tuple[Decision, ...]
    seed: int | None
    shortest: bool = True

    def __str__(self) -> str:
        """The list as `holdup play --replay` reads it."""
        return decision_list.format_decisions(self.decisions)


class Backtracker:
    """Leads from wanted states back to the start."""

    def __init__(self, explored: Exploration, wanted: Iterable[LocatedRow]) -> None:
        self._explored = explored
        self._before: dict[LocatedRow, tuple[int, int, int]] = {}
        self._wanted: dict[int, set[int]] = {}
        for location, row in wanted:
            self._wanted.setdefault(location, set()).add(row)
        for part in reversed(program_parts(explored.program)):
            again = True
            while again:
                again = sum(self._look(index) for index in part if index in explored.reached) > 0 and len(part) > 1
            while len(part) == 1 and part[0] in explored.circles and self._look(part[0]):
                pass

    def road(self, location: int, row: int, transition: int) -> tuple[Decision, ...]:
        """The player's decisions on the way to a state, and the transition taken there (-1: none)."""
        program = self._explored.program
        steps: list[tuple[int, int]] = [(location, transition)] if transition >= 0 else []
        at = location, row
        while at in self._before:
            before = self._before[at]
            steps.append((before[0], before[2]))
            at = before[0], before[1]
        return tuple(
            Decision(program.locations[index].scene, program.locations[index].transitions[number].id)
            for index, number in reversed(steps)
            if program.locations[index].policy is Policy.PLAYER and number < len(program.locations[index].transitions)
        )

    def _look(self, index: int) -> bool:
        """Find states of a location that come before wanted ones; whether some were found."""
        explored = self._explored
        explored.deadline.check()
        location, states = explored.program.locations[index], explored.reached[index]
        open_ = {to: rows for to in leads_to(location) if (rows := self._unled(to))}
        if not open_:
            return False
        targets = {to: _Target(explored, to, rows) for to, rows in open_.items()}
        near = self._near(location, states, targets)
        if not len(near):
            return False
        view = explored.stepper.view(location, states.words).rows(near)
        any_found = False
        for taken in explored.stepper.taken(location, view):
            for arrival in explored.stepper.arrivals(location, taken):
                if arrival.location in targets:
                    from_ = near if arrival.rows is None else near[arrival.rows]
                    cost = states.cost[from_] + arrival.cost
                    for at, row in targets[arrival.location].match(arrival.words, cost):
                        self._before[arrival.location, at] = index, int(from_[row]), taken.number
                        self._wanted.setdefault(index, set()).add(int(from_[row]))
                        any_found = True
        return any_found

    def _near(self, location: Location, states: StateSet, targets: Mapping[int, _Target]) -> Ints:
        """The states of a location from which one step may lead to wanted ones: all that are cheap enough, or few."""
        parts: list[Words] = []
        for to, target in targets.items():
            part = self._explored.stepper.before(location, to, target.words, len(states) // _FEW)
            if part is None:
                return np.flatnonzero(states.cost < max(target.dearest for target in targets.values()))
            parts.append(part)
        at, there = StateIndex(states.words).of(gathered(parts))
        return np.unique(at[there])

    def _unled(self, index: int) -> list[int]:
        start = self._explored.program.start
        rows = self._wanted.get(index, ())
        cost = self._explored.reached[index].cost if index in self._explored.reached else None
        return [
            row
            for row in rows
            if (index, row) not in self._before and cost is not None and not (index == start and cost[row] == 0)
        ]


class _Target:
    """Wanted states of a location that nothing leads to yet."""

    def __init__(self, explored: Exploration, index: int, rows: list[int]) -> None:
        states = explored.reached[index]
        self._rows = sorted(rows)
        chosen = np.array(self._rows)
        self.words = tuple(word[chosen] for word in states.words)
        self._cost = states.cost[chosen]
        self.dearest = int(self._cost.max())
        self._places = StateIndex(self.words)
        self._done: set[int] = set()

    def match(self, words: Words, cost: Costs) -> Iterator[LocatedRow]:
        """Pairs (wanted row, which of the words): each wanted row once."""
        at, same = self._places.of(words)
        for row in np.flatnonzero(same & (cost == self._cost[at])):
            if int(at[row]) not in self._done:
                self._done.add(int(at[row]))
                yield self._rows[int(at[row])], int(row)


def witnesses(explored: Exploration, sights: dict[Element, Sighting], seeds: int = 200) -> dict[Element, Witness]:
    """The shortest road to each thing that was seen, confirmed by the engine with one of so many seeds."""
    wanted = {thing: sight for thing, sight in sights.items() if sight.row >= 0}
    tracks = Backtracker(explored, ((sight.location, sight.row) for sight in wanted.values()))
    alike: dict[tuple[Decision, ...], set[Element]] = {}
    for thing, sight in wanted.items():
        alike.setdefault(tracks.road(sight.location, sight.row, sight.transition), set()).add(thing)
    lucky = confirmed(explored.deadline.while_left(with_seeds(explored.program.setup, seeds)), alike)
    return {thing: Witness(decisions, lucky.get(thing)) for decisions, things in alike.items() for thing in things}
