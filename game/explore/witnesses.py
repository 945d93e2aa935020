"""The shortest way to each thing: the player's decisions, found backwards, then taken in the real engine.

Every state knows the cost of the cheapest road to it. Going backwards from the states that are wanted, part by part,
each needs one state before it whose cost fits; as cheap states come from cheaper ones, few have to be looked at. A
road is printed only when the engine, given these decisions, really comes there; where chance has a say, with a seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from game.explore.automaton import Policy
from game.explore.components import leads_to, program_parts
from game.explore.coverage import Sighting
from game.explore.encounters import Element, encountered
from game.explore.layout import Costs, Words
from game.explore.search import Exploration
from game.explore.state_set import StateIndex
from game.play import decision_list
from game.play.run import Decision
from game.play.setup import Rival, Setup
from game.play.state import EndlessStory, begin, decide, open_choices
from game.play.state import State as Rest

LocatedRow = tuple[int, int]
"""A cell, and a row of its states."""


_MOST_ENDLESS = 3
"""How many seeds that go round for ever are tried on one road."""


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
        for cell, row in wanted:
            self._wanted.setdefault(cell, set()).add(row)
        for part in reversed(program_parts(explored.program)):
            again = True
            while again:
                again = sum(self._look(index) for index in part if index in explored.found) > 0 and len(part) > 1
            while len(part) == 1 and part[0] in explored.circles and self._look(part[0]):
                pass

    def road(self, cell: int, row: int, branch: int) -> tuple[Decision, ...]:
        """The player's decisions on the way to a state, and the branch taken there (-1: none)."""
        program = self._explored.program
        steps: list[tuple[int, int]] = [(cell, branch)] if branch >= 0 else []
        at = cell, row
        while at in self._before:
            before = self._before[at]
            steps.append((before[0], before[2]))
            at = before[0], before[1]
        return tuple(
            Decision(program.cells[index].scene, program.cells[index].branches[number].id)
            for index, number in reversed(steps)
            if program.cells[index].policy is Policy.PLAYER and number < len(program.cells[index].branches)
        )

    def _look(self, index: int) -> bool:
        """Find states of a cell that come before wanted ones; whether some were found."""
        explored = self._explored
        cell, found = explored.program.cells[index], explored.found[index]
        open_ = {to: rows for to in leads_to(cell) if (rows := self._unled(to))}
        if not open_:
            return False
        dearest = max(int(explored.found[to].cost[list(rows)].max()) for to, rows in open_.items())
        near = np.flatnonzero(found.cost < dearest)
        if not len(near):
            return False
        view = explored.stepper.view(cell, found.words).rows(near)
        targets = {to: _Target(explored, to, rows) for to, rows in open_.items()}
        any_found = False
        for taken in explored.stepper.taken(cell, view):
            for arrival in explored.stepper.arrivals(cell, taken):
                if arrival.cell in targets:
                    from_ = near if arrival.rows is None else near[arrival.rows]
                    cost = found.cost[from_] + arrival.cost
                    for at, row in targets[arrival.cell].match(arrival.words, cost):
                        self._before[arrival.cell, at] = index, int(from_[row]), taken.number
                        self._wanted.setdefault(index, set()).add(int(from_[row]))
                        any_found = True
        return any_found

    def _unled(self, index: int) -> list[int]:
        start = self._explored.program.start
        rows = self._wanted.get(index, ())
        cost = self._explored.found[index].cost if index in self._explored.found else None
        return [
            row
            for row in rows
            if (index, row) not in self._before and cost is not None and not (index == start and cost[row] == 0)
        ]


class _Target:
    """Wanted states of a cell that nothing leads to yet."""

    def __init__(self, explored: Exploration, index: int, rows: list[int]) -> None:
        found = explored.found[index]
        self._rows = sorted(rows)
        chosen = np.array(self._rows)
        self._cost = found.cost[chosen]
        self._places = StateIndex(tuple(word[chosen] for word in found.words))
        self._done: set[int] = set()

    def match(self, words: Words, cost: Costs) -> Iterator[LocatedRow]:
        """Pairs (wanted row, which of the words): each wanted row once."""
        at, same = self._places.of(words)
        for row in np.flatnonzero(same & (cost == self._cost[at])):
            if int(at[row]) not in self._done:
                self._done.add(int(at[row]))
                yield self._rows[int(at[row])], int(row)


def witnesses(explored: Exploration, sights: dict[Element, Sighting], seeds: int = 200) -> dict[Element, Witness]:
    """The shortest road to each thing that was seen, confirmed by the engine.

    Args:
        explored: A search.
        sights: What was seen, with the cheapest state of each.
        seeds: How many seeds to try where chance has a say.
    """
    wanted = {thing: sight for thing, sight in sights.items() if sight.row >= 0}
    tracks = Backtracker(explored, ((sight.cell, sight.row) for sight in wanted.values()))
    alike: dict[tuple[Decision, ...], set[Element]] = {}
    for thing, sight in wanted.items():
        alike.setdefault(tracks.road(sight.cell, sight.row, sight.branch), set()).add(thing)
    setup = explored.program.setup
    tries = [replace(setup, seed=seed) for seed in range(seeds if chancy(setup) else 1)]
    found: dict[Element, Witness] = {}
    for decisions, things in alike.items():
        lucky = confirmed(tries, decisions, things)
        found.update({thing: Witness(decisions, lucky.get(thing)) for thing in things})
    return found


def confirmed(tries: Iterable[Setup], decisions: tuple[Decision, ...], things: set[Element]) -> dict[Element, int]:
    """For each thing the first seed with which these decisions reach it, if one of the setups tried has it."""
    found: dict[Element, int] = {}
    endless = 0
    for setup in tries:
        try:
            states = _states(setup, decisions)
        except EndlessStory:
            endless += 1
            if endless == _MOST_ENDLESS:
                break
            continue
        if states is not None:
            seen = {thing for state in states for thing in encountered(setup, state)}
            found.update({thing: setup.seed for thing in things & seen if thing not in found})
            if len(found) == len(things):
                break
    return found


def _states(setup: Setup, decisions: tuple[Decision, ...]) -> list[Rest] | None:
    """The states that some decisions lead through; None where one of them cannot be taken."""
    states = [begin(setup)]
    for scene, choice in decisions:
        state = states[-1]
        taken = next((c for c in open_choices(state) if c.id == choice), None) if state.here.id == scene else None
        if taken is None:
            return None
        states.append(decide(setup, state, taken))
    return states


def chancy(setup: Setup) -> bool:
    """Whether a run depends on its seed."""
    story = setup.story
    drawn = any(episode.deck for episode in story.episodes.values())
    left = any(choice.chance is not None for scene in story.scenes.values() for choice in scene.choices)
    return setup.rival is Rival.WEIGHTED or drawn or left
