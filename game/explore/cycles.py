"""Parts of a story that go round in circles: closed first, then solved.

Every state of the part is found by going round until nothing is new. The roads between the states are then a sparse
matrix, and how often each state is passed is the solution of a linear system: odds in circles are exact, not sampled,
and where they are not found the circle is not `settled`. States from which the circle can never be left take no part in
it: a run that gets there stays.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from game.explore.layout import Bools, Costs, Ints, Reals, Words
from game.explore.markov import TransitionMatrix, Unsettled, passes
from game.explore.state_set import StateIndex, StateSet, full, gathered, unique
from game.explore.steps import Stepper


class Cycle:
    """A part of the story in which runs may go round: its states, and how often each is passed."""

    def __init__(self, stepper: Stepper, part: list[int]) -> None:
        self.part = part
        self.reached: dict[int, StateSet] = {}
        self.hits: dict[int, float] = {}
        self.settled = True
        """Whether it is found how often each state is passed; where it is not, odds from here on are NaN."""
        self._stepper = stepper
        self._known: dict[int, Words] = {}
        self._first: dict[int, int] = {}
        self._entering = np.zeros(0)
        self._cost = np.zeros(0, dtype=np.int32)
        self._roads = TransitionMatrix.none(0)

    def close(self, entering: dict[int, StateSet], check: Callable[[int], None]) -> None:
        """Find every state of the part, given those that enter it, and the roads between them.

        Args:
            entering: The states that come from outside.
            check: Called with the number of states found; may raise to stop the search.
        """
        words = {index: states.words for index, states in entering.items()}
        self._known = close_under(self._stepper, self.part, words, check)
        size = 0
        for index in self._known:
            self._first[index] = size
            size += len(self._known[index][0])
        self._entering = np.zeros(size)
        self._cost = np.full(size, np.iinfo(np.int32).max // 2, dtype=np.int32)
        places = {index: StateIndex(words) for index, words in self._known.items()}
        for index, states in entering.items():
            at = self._first[index] + places[index].of(states.words)[0]
            self._entering[at] = states.mass
            self._cost[at] = states.cost
        self._roads = self._connect(places, size)

    def solve(self, check: Callable[[int], None]) -> None:
        """Compute how often each state is passed, the odds of entering each location at all, and the cheapest roads.

        Args:
            check: Called now and then with 0; may raise to stop the search.
        """
        roads = self._roads
        mass = self._passes(check)
        _cheapest(roads, self._cost)
        for index, words in self._known.items():
            mine = slice(self._first[index], self._first[index] + len(words[0]))
            self.reached[index] = StateSet(words, mass[mine], self._cost[mine])
            stop = np.zeros(len(mass), dtype=bool)
            stop[mine] = True
            self.hits[index] = float(self._passes(check, stop)[mine].sum())

    def _passes(self, check: Callable[[int], None], stop: Bools | None = None) -> Reals:
        try:
            return passes(self._roads, self._entering, stop, partial(check, 0))
        except Unsettled:
            self.settled = False
            return np.full(len(self._entering), np.nan)

    def _connect(self, places: dict[int, StateIndex], size: int) -> TransitionMatrix:
        roads: list[tuple[Ints, Ints, Reals, Costs]] = []
        leaves = np.zeros(size)
        for index, words in self._known.items():
            location, first = self._stepper.program.locations[index], self._first[index]
            everyone = np.arange(len(words[0]))
            for taken in self._stepper.taken(location, self._stepper.view(location, words)):
                for arrival in self._stepper.arrivals(location, taken):
                    rows = first + (everyone if arrival.rows is None else arrival.rows)
                    if arrival.location not in places:
                        leaves[rows] += arrival.share
                        continue
                    to = self._first[arrival.location] + places[arrival.location].of(arrival.words)[0]
                    cost = np.broadcast_to(np.asarray(arrival.cost, dtype=np.int32), rows.shape)
                    roads.append((rows, to, full(len(rows), arrival.share), cost))
        return TransitionMatrix.joined(size, roads, leaves)


def close_under(
    stepper: Stepper, part: list[int], entering: dict[int, Words], check: Callable[[int], None]
) -> dict[int, Words]:
    """Every state of a part that goes round in circles, each once and in order, given those that enter it.

    Args:
        stepper: Moves the states.
        part: The locations of the circle.
        entering: The states that come from outside, by location; in any order, perhaps several times.
        check: Called with the number of states found; may raise to stop the search.
    """
    inside = set(part)
    known: dict[int, Words] = {}
    frontier = {index: unique(words) for index, words in entering.items()}
    while frontier:
        for index, words in frontier.items():
            known[index] = words if index not in known else unique(gathered([known[index], words]))
        check(sum(len(words[0]) for words in known.values()))
        arrived: dict[int, list[Words]] = {}
        for index, words in frontier.items():
            location = stepper.program.locations[index]
            for taken in stepper.taken(location, stepper.view(location, words)):
                for arrival in stepper.arrivals(location, taken):
                    if arrival.location in inside:
                        arrived.setdefault(arrival.location, []).append(arrival.words)
        frontier = {}
        for index, parts in arrived.items():
            words = unique(gathered(parts))
            if index in known:
                new = np.flatnonzero(~StateIndex(known[index]).of(words)[1])
                words = tuple(word[new] for word in words)
            if len(words[0]):
                frontier[index] = words
    return known


def _cheapest(roads: TransitionMatrix, cost: Costs) -> None:
    """Lower the costs until no road is cheaper (Bellman and Ford, all roads at once)."""
    changed: Bools = np.ones(len(cost), dtype=bool)
    while changed.any():
        use = np.flatnonzero(changed[roads.source])
        before = cost.copy()
        np.minimum.at(cost, roads.target[use], cost[roads.source[use]] + roads.cost[use])
        changed = cost < before
