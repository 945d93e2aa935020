"""What a strategist decides in every state at once: the odds of its choices, over a state graph.

`game.play.strategist` looks four decisions ahead from one state. Here all states of a location are looked at together,
the last location first: `known[ahead]` of a state is what it is worth to the strategist to come there with so many
decisions left to follow, made of what is known of the states that come next, in the same whole numbers. So the shares
come out the same to the last digit, and a run against a strategist is solved as exactly as any.

What its tables tell apart at a decision has to be told apart by the search as well: `reading` makes the decision read
it. A story that goes round in circles is not thought through, nor one in which a strategist may have more to look at
than it looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from game.explore.automaton import Location, Policy, Program, ReaderText, Transition, build
from game.explore.components import is_cyclic, program_parts
from game.explore.expressions import evaluate
from game.explore.layout import Ints, View
from game.explore.search import Limits
from game.explore.side_by_side import side_by_side
from game.explore.solve import StateEdge, StateGraph, StateNode, by_block, grow
from game.explore.steps import opened
from game.play.setup import Setup
from game.play.strategist import AHEAD, DEEPEST, HEAVIEST, MOST, MOST_LOOKS, POWERS, UNIT, Strategist, strategists
from game.story.compiled import Ast

_Worths = npt.NDArray[np.int32]
"""What it is worth to come to the states of a location: `(decisions left to follow, states)`."""

_HALVINGS = np.array(POWERS, dtype=np.int64)


def can_think(program: Program) -> bool:
    """Whether what strategists decide in a machine can be worked out for all states at once."""
    if any(is_cyclic(program, part) for part in program_parts(program)):
        return False
    looks, draws = _bounds(program)
    return all(
        sum(max(looks(way.location, AHEAD - 1) for way in transition.targets) for transition in location.transitions)
        <= MOST_LOOKS
        and draws(location.index) <= DEEPEST
        for location in program.locations
        if location.policy is Policy.WEIGHTED
    )


def _bounds(program: Program) -> tuple[Callable[[int, int], int], Callable[[int], int]]:
    """From a location on: at how many decisions and draws a strategist looks at most; how many draws may follow."""

    def furthest(transitions: Sequence[Transition], measure: Callable[[int], int]) -> list[int]:
        return [max(measure(way.location) for way in transition.targets) for transition in transitions]

    @cache
    def looks(index: int, ahead: int) -> int:
        location = program.locations[index]
        rest = [location.otherwise] if location.otherwise is not None else []
        passed = max(furthest(rest, lambda to: looks(to, ahead)), default=0)
        if location.policy in (Policy.PASS, Policy.DRAW):
            drawn = furthest(location.transitions, lambda to: looks(to, ahead))
            return max(passed, sum(drawn) + (location.policy is Policy.DRAW))
        if location.policy is Policy.ENDING or not ahead:
            return passed
        return max(passed, 1 + sum(furthest(location.transitions, lambda to: looks(to, ahead - 1))))

    @cache
    def draws(index: int) -> int:
        location = program.locations[index]
        return (location.policy is Policy.DRAW) + max(furthest(location.everything, draws), default=0)

    return looks, draws


def reading(program: Program) -> Program:
    """The same machine, in which whoever comes to a decision reads what a strategist's table tells apart there."""
    locations = list(program.locations)
    for strategist in _all(program):
        for scene, (_, columns) in strategist.tables.items():
            index = program.entry.get(scene)
            if index is not None and _decides(locations[index]):
                apart = tuple(
                    _at_least(program.variables[variable].name, low + step)
                    for variable, low, numbers in columns
                    for step in range(1, len(numbers))
                    if numbers[step] != numbers[step - 1]
                )
                read = ReaderText(scene, None, "", apart, 0)
                locations[index] = replace(locations[index], texts=(*locations[index].texts, read))
    return replace(program, locations=locations)


def _at_least(name: str, value: int) -> Ast:
    return [">=", ["var", name], ["int", value]]


def _all(program: Program) -> list[Strategist]:
    setup = program.setup
    return list(strategists(setup.story, setup.seats, setup.rival.strength).values())


def _decides(location: Location) -> bool:
    return location.policy in (Policy.PLAYER, Policy.WEIGHTED)


def grow_thinking(setup: Setup, limits: Limits) -> StateGraph | None:
    """Find every state of a setup, where each leads, and what its strategists decide in each.

    Args:
        setup: The setup; its rival thinks.
        limits: Where to stop.

    Returns:
        The graph; None where this cannot be thought through.

    Raises:
        LimitReached: The story is larger than that.
    """
    program = build(setup, decks=False, texts=False)
    if not can_think(program):
        return None
    graph = grow(setup, limits, range(len(program.locations)), reading(program))
    for strategist in _all(program):
        _Thinking(graph, strategist).run()
    for node in graph.nodes.values():
        node.words = None
    return graph


class _Thinking:
    """One strategist's thinking under way."""

    def __init__(self, graph: StateGraph, strategist: Strategist) -> None:
        self._graph = graph
        self._strategist = strategist
        self._known: dict[int, _Worths] = {}

    def run(self) -> None:
        users = self._graph.users()
        for [index] in reversed(self._graph.parts):
            location, node = self._graph.program.locations[index], self._graph.nodes[index]
            self._known[index] = self._location(location, node)
            for to in {edge.location for edge in node.edges}:
                users[to] -= 1
                if not users[to]:
                    del self._known[to]

    def _location(self, location: Location, node: StateNode) -> _Worths:
        """What it is worth to come to a location, with 0 to 3 decisions left to follow."""
        if location.policy is Policy.ENDING:
            worth = self._strategist.worths[location.scene]
            return np.full((AHEAD, node.size), worth, dtype=np.int32)
        found = np.full((AHEAD, node.size), MOST // 2, dtype=np.int32)
        assert node.words is not None
        words = node.words

        def look(edges: Sequence[StateEdge]) -> None:
            here = edges[0].block
            view = self._graph.stepper.view(location, tuple(word[here] for word in words))
            ahead = _Ahead(self._known, edges, here.start, len(view))
            if location.policy is Policy.PASS:
                ahead.passed(found[:, here], 0)
                return
            if location.policy is Policy.DRAW:
                weights = self._weights(location, view)
                found[:, here] = [
                    _mean(weights, [worth[left] for worth in ahead.worths(location)]) for left in range(AHEAD)
                ]
            else:
                self._decision(location, view, ahead, found[:, here])
            ahead.passed(found[:, here], len(location.transitions))

        side_by_side(look, by_block(node.edges))
        return found

    def _weights(self, location: Location, view: View, most: int = HEAVIEST) -> list[Ints]:
        """The weight of each transition where it is open, and 0 where it is not."""
        return [
            np.where(holds, np.clip(evaluate(transition.weight, view), 0, most), np.zeros(len(view), dtype=np.int64))
            for transition, holds in zip(location.transitions, opened(location, view), strict=True)
        ]

    def _decision(self, location: Location, view: View, ahead: _Ahead, found: _Worths) -> None:
        found[0] = self._read(location.scene, view)
        worths = ahead.worths(location)
        open_ = [np.broadcast_to(holds, len(view)) for holds in opened(location, view)]
        mine = self._graph.program.setup.story.scenes[location.scene].seat == self._strategist.seat
        if not mine:
            for left in range(1, AHEAD):
                found[left] = _mean([holds.astype(np.int64) for holds in open_], [worth[left - 1] for worth in worths])
            return
        weights = self._weights(location, view)
        nothing = ~np.logical_or.reduce([weight > 0 for weight in weights])
        weights = [np.where(nothing, holds, weight) for weight, holds in zip(weights, open_, strict=True)]
        for left in range(1, AHEAD + 1):
            expected = [worth[left - 1] for worth in worths]
            shares = self._shares(weights, expected)
            if left < AHEAD:
                found[left] = _mean(shares, expected)
            else:
                ahead.decide(shares)

    def _shares(self, weights: Sequence[Ints], worths: Sequence[Ints]) -> list[Ints]:
        best = np.maximum.reduce(
            [np.where(weight > 0, worth, -1) for weight, worth in zip(weights, worths, strict=True)]
        )
        last = len(POWERS) - 1
        return [
            weight * _HALVINGS[np.clip((best - worth) * 16 // self._strategist.halved, 0, last)]
            for weight, worth in zip(weights, worths, strict=True)
        ]

    def _read(self, scene: str, view: View) -> Ints | int:
        table = self._strategist.tables.get(scene)
        if table is None:
            return MOST // 2
        total, columns = table
        worth: Any = total
        for variable, low, numbers in columns:
            worth = worth + np.array(numbers, dtype=np.int64)[view.at(variable) - low]
        return np.clip(worth * UNIT, 0, MOST)


class _Ahead:
    """What the edges from a block of states lead to."""

    def __init__(self, known: Mapping[int, _Worths], edges: Sequence[StateEdge], first: int, size: int) -> None:
        self._known = known
        self._edges = edges
        self._first = first
        self._size = size

    def _of(self, number: int) -> Iterator[tuple[StateEdge, Any]]:
        """The edges of a transition, and the rows of the block that each leads from."""
        for edge in self._edges:
            if edge.number == number:
                rows, first = edge.rows, self._first
                yield edge, slice(rows.start - first, rows.stop - first) if isinstance(rows, slice) else rows - first

    def passed(self, found: _Worths, number: int) -> None:
        """Note what it is worth to go on by a transition that nobody decides, where it is taken."""
        for edge, rows in self._of(number):
            found[:, rows] = self._known[edge.location][:, edge.to]

    def worths(self, location: Location) -> list[Ints]:
        """For each transition what it is worth, where it can be taken: with 0 to 3 decisions left once it is."""
        worths = []
        for number in range(len(location.transitions)):
            worth = np.zeros((AHEAD, self._size), dtype=np.int64)
            for edge, rows in self._of(number):
                worth[:, rows] = self._known[edge.location][:, edge.to]
            worths.append(worth)
        return worths

    def decide(self, shares: Sequence[Ints]) -> None:
        """Set the odds of the transitions by their shares."""
        total = np.add.reduce(shares)
        for number, share in enumerate(shares):
            for edge, rows in self._of(number):
                edge.share = share[rows] / total[rows]


def _mean(shares: Sequence[Ints], worths: Sequence[Ints]) -> Ints:
    """The mean of some worths by their shares, rounded; neither good nor bad where there are none."""
    total = np.add.reduce(shares)
    summed = np.add.reduce([share * worth for share, worth in zip(shares, worths, strict=True)])
    mean: Ints = np.where(total > 0, (summed + total // 2) // np.maximum(total, 1), MOST // 2)
    return mean
