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

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt

from game.explore.automaton import Location, Policy, Program, ReaderText, Transition, build
from game.explore.components import is_cyclic, program_parts
from game.explore.expressions import evaluate
from game.explore.layout import Bools, Ints, Layout, Reals, View
from game.explore.liveness import members
from game.explore.plain_pages import without_plain_pages
from game.explore.search import Limits
from game.explore.side_by_side import side_by_side
from game.explore.solve import BLOCK, Decide, StateEdge, StateGraph, StateNode, Values, by_block, grow
from game.explore.steps import opened
from game.play.setup import Setup
from game.play.strategist import AHEAD, DEEPEST, HEAVIEST, MOST, MOST_LOOKS, POWERS, UNIT, Strategist, strategists
from game.story.compiled import Ast

_Worth = npt.NDArray[np.int32]
"""What it is worth to come to some states, in 1/65536 of a point."""

_Worths = dict[int, _Worth]
"""The same by the decisions left to follow, as far as that is asked."""

_POWERS = np.array(POWERS, dtype=np.float64)

_LONG = 1 << 15
"""How long a table for several digits may be: short enough for a processor's cache."""


def can_think(program: Program) -> bool:
    """Whether what strategists decide in a machine can be worked out for all states at once."""
    parts = program_parts(program)
    if any(is_cyclic(program, part) for part in parts):
        return False
    looks: dict[int, list[int]] = {}
    draws: dict[int, int] = {}
    for [index] in reversed(parts):
        location = program.locations[index]
        looks[index] = [_most_looks(location, looks, ahead) for ahead in range(AHEAD + 1)]
        draws[index] = (location.policy is Policy.DRAW) + max(_most(location.everything, draws), default=0)
    return all(
        looks[index][AHEAD] <= MOST_LOOKS and draws[index] <= DEEPEST
        for index in looks
        if program.locations[index].policy is Policy.WEIGHTED
    )


def _most_looks(location: Location, looks: Mapping[int, Sequence[int]], ahead: int) -> int:
    """From a location on, at how many decisions and draws a strategist looks at most."""

    def most(transitions: Sequence[Transition], ahead: int) -> list[int]:
        return _most(transitions, {index: known[ahead] for index, known in looks.items()})

    rest = [location.otherwise] if location.otherwise is not None else []
    passed = max(most(rest, ahead), default=0)
    if location.policy in (Policy.PASS, Policy.DRAW):
        return max(passed, sum(most(location.transitions, ahead)) + (location.policy is Policy.DRAW))
    return max(passed, 1 + sum(most(location.transitions, ahead - 1))) if ahead and _decides(location) else passed


def _most(transitions: Sequence[Transition], known: Mapping[int, int]) -> list[int]:
    """The most that is known of where each transition may lead."""
    return [max(known[way.location] for way in transition.targets) for transition in transitions]


def asked(program: Program, seat: str) -> list[int]:
    """What a seat's strategist is asked of each location: what coming there is worth with `n` decisions left: bit `n`.

    It is asked for what its own decisions look at, and for nothing else.
    """
    levels = [0] * len(program.locations)
    for [index] in program_parts(program):
        location, here = program.locations[index], levels[index]
        chosen = here >> 1 if _decides(location) else here
        if _is_own(program, location, seat):
            chosen |= 1 << AHEAD - 1
        for transition in location.transitions:
            for way in transition.targets:
                levels[way.location] |= chosen
        for way in location.otherwise.targets if location.otherwise is not None else ():
            levels[way.location] |= here
    return levels


def reading(program: Program, thinking: Sequence[tuple[Strategist, Sequence[int]]]) -> Program:
    """The same machine, in which whoever comes to a decision reads what a strategist's table tells apart there.

    Args:
        program: The machine.
        thinking: The strategists, each with what it is `asked`.
    """
    locations = list(program.locations)
    for strategist, levels in thinking:
        for scene, (_, columns) in strategist.tables.items():
            index = program.entry.get(scene)
            if index is not None and levels[index] & 1 and _decides(locations[index]):
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


def _decides(location: Location) -> bool:
    return location.policy in (Policy.PLAYER, Policy.WEIGHTED)


def _is_own(program: Program, location: Location, seat: str) -> bool:
    return location.policy is Policy.WEIGHTED and program.setup.story.scenes[location.scene].seat == seat


def grow_thinking(setup: Setup, limits: Limits) -> tuple[StateGraph, Decide] | None:
    """Find every state of a setup whose rival thinks, where each leads, and who decides as its strategists do.

    Their decisions have no odds in the graph: whoever goes back over it must let them be decided. None where this
    cannot be thought through.

    Raises:
        LimitReached: The story is larger than the limits allow.
    """
    program = without_plain_pages(build(setup, decks=False, texts=False))
    if not can_think(program):
        return None
    seats = strategists(setup.story, setup.seats, setup.rival.strength)
    thinking = [(strategist, asked(program, seat)) for seat, strategist in seats.items()]
    viewed = {
        location.index
        for location in program.locations
        if location.policy in (Policy.WEIGHTED, Policy.DRAW)
        or (_decides(location) and any(levels[location.index] & 1 for _, levels in thinking))
    }
    decided = {
        location.index
        for location in program.locations
        if any(_is_own(program, location, strategist.seat) for strategist, _ in thinking)
    }
    graph = grow(setup, limits, viewed, reading(program, thinking), decided)
    minds = [_Thinking(graph, strategist, levels) for strategist, levels in thinking]

    def decide(location: Location, node: StateNode, _: Mapping[int, Values]) -> None:
        for mind in minds:
            mind.think(location, node)
        node.words = None

    return graph, decide


class _Thinking:
    """One strategist's thinking under way, from the last location to the first."""

    def __init__(self, graph: StateGraph, strategist: Strategist, levels: Sequence[int]) -> None:
        self._graph = graph
        self._strategist = strategist
        self._levels = levels
        self._known: dict[int, _Worths] = {}
        self._users = graph.users()

    def think(self, location: Location, node: StateNode) -> None:
        """Decide in a location, once it is known what everything is worth that it leads to."""
        self._known[location.index] = self._location(location, node)
        for to in {edge.location for edge in node.edges}:
            self._users[to] -= 1
            if not self._users[to]:
                del self._known[to]

    def _location(self, location: Location, node: StateNode) -> _Worths:
        """What it is worth to come to a location, as far as that is asked."""
        levels = members(self._levels[location.index])
        if location.policy is Policy.ENDING:
            worth = self._strategist.worths[location.scene]
            return {left: np.full(node.size, worth, dtype=np.int32) for left in levels}
        worths: _Worths = {left: np.empty(node.size, dtype=np.int32) for left in levels}
        own = _is_own(self._graph.program, location, self._strategist.seat)
        if not levels and not own:
            return worths
        layout = self._graph.stepper.layouts.of[location.index]
        table = _Sum(self._strategist, location.scene, layout) if 0 in worths and _decides(location) else None
        blocks = by_block(node.edges)

        def look(first: int) -> None:
            here = slice(first, min(first + BLOCK, node.size))
            ahead = _NextStates(self._known, blocks.get(first, ()), here)
            into = {left: worth[here] for left, worth in worths.items()}
            if location.policy is Policy.PASS:
                for worth in into.values():
                    worth.fill(MOST // 2)
                ahead.passed(into, 0)
                return
            view = (
                None if node.words is None else self._graph.stepper.view(location, tuple(w[here] for w in node.words))
            )
            if table is not None:
                assert view is not None
                into[0][:] = table(view)
            if location.policy is Policy.PLAYER:
                for left in levels:
                    if left:
                        into[left][:] = ahead.evenly(location, left - 1)
            else:
                assert view is not None
                self._weighted(location, view, ahead, into, own)
            ahead.passed(into, len(location.transitions))

        side_by_side(look, range(0, node.size, BLOCK))
        return worths

    def _weighted(self, location: Location, view: View, ahead: _NextStates, into: _Worths, own: bool) -> None:
        if location.policy is Policy.DRAW:
            weights = _weights(location, view)
            for left, worth in into.items() if weights else ():
                worth[:] = _mean(weights, ahead.worths(location, left))
            return
        masks = [np.broadcast_to(holds, len(view)) for holds in opened(location, view)]
        if not own:
            for left, worth in into.items():
                if left:
                    worth[:] = _mean(masks, ahead.worths(location, left - 1))
            return
        weights = _weights(location, view)
        nothing = ~reduce(np.logical_or, (weight > 0 for weight in weights))
        if nothing.any():
            weights = [np.where(nothing, mask, weight) for weight, mask in zip(weights, masks, strict=True)]
        for left, worth in into.items():
            if left:
                worths = ahead.worths(location, left - 1)
                worth[:] = _mean(self._shares(weights, worths), worths)
        ahead.decide(self._shares(weights, ahead.worths(location, AHEAD - 1)))

    def _shares(self, weights: Sequence[Reals], worths: Sequence[_Worth]) -> list[Reals]:
        """By how much each choice is drawn; what nobody takes has no worth, and never the best."""
        best = reduce(np.maximum, worths)
        return [weight * self._halving(best - worth) for weight, worth in zip(weights, worths, strict=True)]

    def _halving(self, lost: _Worth) -> Reals:
        powers: Reals = _POWERS.take(lost * 16 // self._strategist.halved, mode="clip")
        return powers


class _Sum:
    """A strategist's table for a scene, read in many states: neighbouring digits of a state in one go."""

    def __init__(self, strategist: Strategist, scene: str, layout: Layout) -> None:
        self._base, columns = strategist.tables.get(scene, (MOST // 2 // UNIT, ()))
        self._parts: list[tuple[int, int, _Worth]] = []
        adds = {variable: (low, numbers) for variable, low, numbers in columns}
        for variable in adds.keys() - layout.of.keys():
            low, numbers = adds[variable]
            self._base += numbers[layout.box[variable][0] - low]
        for slot in layout.slots:
            low, numbers = adds.get(slot.variable, (slot.band.least[0], ()))
            adding = np.array([numbers[least - low] if numbers else 0 for least in slot.band.least], dtype=np.int32)
            word, stride, before = self._parts[-1] if self._parts else (-1, 0, adding)
            if word == slot.word and len(before) * slot.size <= _LONG:
                self._parts[-1] = word, stride, (adding[:, None] + before).ravel()
            else:
                self._parts.append((slot.word, slot.stride, adding))

    def __call__(self, view: View) -> _Worth:
        """What coming to the scene is worth."""
        total = np.full(len(view), self._base, dtype=np.int32)
        for word, stride, adding in self._parts:
            if adding.any():
                total += adding.take(view.layout.digits(view.words, word, stride, len(adding)), mode="clip")
        worth: _Worth = np.clip(total * UNIT, 0, MOST)
        return worth


class _NextStates:
    """What the edges from a block of states lead to."""

    def __init__(self, known: Mapping[int, _Worths], edges: Sequence[StateEdge], block: slice) -> None:
        self._size: int = block.stop - block.start
        self._ways: dict[int, list[tuple[StateEdge, slice | Ints, Ints, _Worths]]] = {}
        for edge in edges:
            rows: slice | Ints = (
                slice(edge.rows.start - block.start, edge.rows.stop - block.start)
                if isinstance(edge.rows, slice)
                else edge.rows.astype(np.intp) - block.start
            )
            way = edge, rows, edge.to.astype(np.intp), known[edge.location]
            self._ways.setdefault(edge.number, []).append(way)

    def passed(self, into: _Worths, number: int) -> None:
        """Note what it is worth to go on by a transition that nobody decides, where it is taken."""
        for _, rows, to, known in self._ways.get(number, ()):
            for left, worth in into.items():
                worth[rows] = known[left].take(to, mode="clip")

    def worths(self, location: Location, left: int) -> list[_Worth]:
        """For each transition what it is worth, where it is taken, with so many decisions left once it is."""
        worths = []
        for number in range(len(location.transitions)):
            ways = self._ways.get(number, ())
            if len(ways) == 1 and len(ways[0][2]) == self._size:
                worths.append(ways[0][3][left].take(ways[0][2], mode="clip"))
                continue
            worth = np.zeros(self._size, dtype=np.int32)
            for _, rows, to, known in ways:
                worth[rows] = known[left].take(to, mode="clip")
            worths.append(worth)
        return worths

    def evenly(self, location: Location, left: int) -> _Worth:
        """The mean of the worths of all transitions that are taken, rounded; neither good nor bad where none is."""
        worths = self.worths(location, left)
        summed = reduce(add, worths)
        count: _Worth | int = len(worths)
        if not all(self._everywhere(number) for number in range(len(worths))):
            count = np.zeros(self._size, dtype=np.int32)
            for number in range(len(worths)):
                for _, rows, _, _ in self._ways.get(number, ()):
                    count[rows] += 1
        if not np.all(count):
            summed, count = np.where(count, summed, MOST // 2), np.maximum(count, 1)
        mean: _Worth = (summed + count // 2) // count
        return mean

    def _everywhere(self, number: int) -> bool:
        """Whether a transition is taken in all states."""
        return sum(len(to) for _, _, to, _ in self._ways.get(number, ())) == self._size

    def decide(self, shares: Sequence[Reals]) -> None:
        """Set the odds of the transitions by their shares."""
        total = reduce(add, shares)
        for number, share in enumerate(shares):
            for edge, rows, _, _ in self._ways.get(number, ()):
                edge.share = share[rows] / total[rows]


def _weights(location: Location, view: View) -> list[Reals]:
    """The weight of each transition where it is open, and 0 where it is not."""
    return [
        np.where(holds, np.clip(evaluate(transition.weight, view), 0, HEAVIEST), np.zeros(len(view)))
        for transition, holds in zip(location.transitions, opened(location, view), strict=True)
    ]


def _mean(shares: Sequence[Reals | Bools], worths: Sequence[_Worth]) -> _Worth:
    """The mean of some worths by their shares, rounded; neither good nor bad where there are none.

    In 64-bit floats, and yet as exact as whole numbers: all sums stay below 2**53, and below 2**33 what is divided by,
    so that no quotient below 2**20 is rounded up to the next whole number.
    """
    total, summed = np.zeros(len(worths[0])), np.zeros(len(worths[0]))
    for share, worth in zip(shares, worths, strict=True):
        total += share
        summed += share * worth.astype(np.float64)
    summed += np.floor(total / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.floor(summed / total)
    if not total.all():
        mean = np.where(total > 0, mean, MOST // 2)
    rounded: _Worth = mean.astype(np.int32)
    return rounded
