"""Values of every state of a setup: the graph of all states with the edges between them, and passes back over it.

`grow` is the forward pass of `search` with something else kept: not how a state was reached but where it leads.
`solve` goes back over the graph and works out, for each state, what is to be expected of it: the odds of an ending, the
worth of the endings for a seat, any number of columns at once; and which endings can still come.

Shapes: a location has `StateNode.size` states, known by their rows, `0 .. size - 1`. A `StateEdge` leads from some rows
of one location (`rows`: a slice where they lie together, else an array) to as many rows of another (`to`), each with
its odds (`share`: one number, or an array). Values of a location are a `(columns, size)` array of 64-bit floats.
Circles are solved as linear systems. Needs numpy.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, nan

import numpy as np
import numpy.typing as npt

from game.explore.automaton import Location, Policy, Program, build
from game.explore.components import is_cyclic, program_parts
from game.explore.cycles import close_under
from game.explore.deadline import Deadline, OutOfTime
from game.explore.discern import discern
from game.explore.intervals import boxes
from game.explore.layout import Layouts, Reals, Words
from game.explore.markov import TransitionMatrix, expected
from game.explore.search import LimitReached, Limits
from game.explore.side_by_side import side_by_side
from game.explore.state_set import Numbering, Rows, StateIndex, full, gathered
from game.explore.steps import Arrival, Stepper
from game.i18n.catalogue import tr_lazy, trn_lazy
from game.play.setup import Setup

Values = Reals
"""What is to be expected of the states of a location: `(columns, states)`."""

Marks = npt.NDArray[np.unsignedinteger]
"""Which endings can still come, for each state of a location: bit `n` for the story's `n`-th."""

At = tuple[int, int]
"""A state: its location and its row there."""

BLOCK = 1 << 16
"""How many states are looked at at a time: few enough that most locations give work to two processors."""

MOST_MARKED = 64
"""How many endings a story may have for `Solution.open` to tell which are left."""


class StateEdge:
    """Where a transition leads from some states of a location.

    Attributes:
        number: The transition's place in `Location.everything`.
        rows: The rows that it leads from, rising.
        location: Where it leads.
        to: The rows there, one for each.
    """

    __slots__ = ("_share", "location", "number", "rows", "to")

    def __init__(self, number: int, rows: slice | Rows, location: int, to: Rows, share: Reals | float) -> None:
        self.number = number
        self.rows = rows
        self.location = location
        self.to = to
        self.share = share

    @property
    def block(self) -> slice:
        """The rows that were moved together, among which those lie that it leads from."""
        first = self.rows.start if isinstance(self.rows, slice) else int(self.rows[0])
        return slice(first // BLOCK * BLOCK, (first // BLOCK + 1) * BLOCK)

    @property
    def share(self) -> Reals | float:
        """The odds that it is taken: one number, or one for each row."""
        if isinstance(self._share, float):
            return self._share
        share = self._share.astype(np.float64, copy=False)
        return share if self._share.dtype == np.float64 else 1.0 / share

    @share.setter
    def share(self, share: Reals | float) -> None:
        self._share: Reals | npt.NDArray[np.uint8] | float = _one_in(share) if isinstance(share, np.ndarray) else share

    def of(self, row: int) -> int | None:
        """Where a row leads by this edge; None where it is not among those that it leads from."""
        if isinstance(self.rows, slice):
            inside = self.rows.start <= row < self.rows.stop
            return int(self.to[row - self.rows.start]) if inside else None
        at = int(np.searchsorted(self.rows, row))
        return int(self.to[at]) if at < len(self.rows) and self.rows[at] == row else None

    def share_of(self, row: int) -> float:
        """The odds that this edge is taken from a row that it leads from."""
        if isinstance(self._share, float):
            return self._share
        at = row - self.rows.start if isinstance(self.rows, slice) else np.searchsorted(self.rows, row)
        share = float(self._share[at])
        return share if self._share.dtype == np.float64 else 1.0 / share


def _one_in(share: Reals) -> Reals | npt.NDArray[np.uint8]:
    """Odds in an eighth of the room, where all of them are one in so many."""
    with np.errstate(divide="ignore"):
        many = np.rint(1.0 / share)
        packed = many.max(initial=1.0) <= np.iinfo(np.uint8).max and bool((1.0 / many == share).all())
    return many.astype(np.uint8) if packed else share


@dataclass(slots=True)
class StateNode:
    """The states of one location, and all edges that lead from them. `words` are the states, where they are kept."""

    size: int
    edges: list[StateEdge] = field(default_factory=list)
    words: Words | None = None


@dataclass(slots=True)
class StateGraph:
    """Every state of a setup. `parts` are the locations reached, in the order in which runs pass them."""

    program: Program
    stepper: Stepper
    parts: list[list[int]] = field(default_factory=list)
    nodes: dict[int, StateNode] = field(default_factory=dict)
    start: At = (0, 0)
    states: int = 0

    def users(self) -> dict[int, int]:
        """How many locations lead to each."""
        users: dict[int, int] = {}
        for node in self.nodes.values():
            for to in {edge.location for edge in node.edges}:
                users[to] = users.get(to, 0) + 1
        return users

    def location(self, at: At) -> Location:
        """The location of a state."""
        return self.program.locations[at[0]]

    def leading(self, at: At) -> Iterator[tuple[StateEdge, At]]:
        """The edges from a state, and where each leads."""
        for edge in self.nodes[at[0]].edges:
            to = edge.of(at[1])
            if to is not None:
                yield edge, (edge.location, to)


@dataclass(slots=True)
class Solution:
    """What a pass back has found of the states that were asked for.

    Attributes:
        values: For each of them, one number a column.
        open: For each of them, the ids of the endings that can still come; empty where a story has too many to tell.
    """

    values: dict[At, tuple[float, ...]]
    open: dict[At, frozenset[str]]


Decide = Callable[[Location, StateNode, Mapping[int, Values]], None]
"""Decides anew in a location before its values are worked out: may set the `share` of its edges, given what is to be
expected of the locations ahead. Never called in circles."""


def grow(
    setup: Setup,
    limits: Limits | None = None,
    keep: Container[int] = (),
    program: Program | None = None,
    undecided: Container[int] = (),
) -> StateGraph:
    """Find every state of a setup, whose seed plays no part, and where each leads.

    States that differ only in what texts say are one, and storylets that change nothing are not drawn. Where `keep`
    names locations, their states themselves are kept, in `StateNode.words`. `program` is the setup's machine, where it
    is not the usual one. From `undecided` locations edges have no odds (NaN): they are to be decided on the way back.

    Raises:
        LimitReached: The story is larger than the limits allow.
    """
    limits = limits or Limits()
    began, deadline = time.perf_counter(), Deadline(limits.seconds or inf)
    try:
        program = program or build(setup, decks=False, texts=False, deadline=deadline)
        layouts = Layouts(program, boxes(program), discern(program))
    except OutOfTime:
        raise LimitReached(tr_lazy("{seconds} s", seconds=f"{limits.seconds:.3g}")) from None
    return _Growing(StateGraph(program, Stepper(program, layouts)), limits, keep, undecided, began).run()


@dataclass(slots=True)
class _Arrived:
    """States on their way into a location, and the edge that they take there; None for a run's first."""

    words: Words
    edge: StateEdge | None


class _Growing:
    """The forward pass under way."""

    def __init__(
        self, graph: StateGraph, limits: Limits, keep: Container[int], undecided: Container[int], began: float
    ) -> None:
        self._graph = graph
        self._limits = limits
        self._keep = keep
        self._undecided = undecided
        self._numbering = Numbering()
        self._waiting: dict[int, list[_Arrived]] = {}
        self._began = began

    def run(self) -> StateGraph:
        graph, program = self._graph, self._graph.program
        self._waiting[program.start] = [_Arrived(graph.stepper.first(), None)]
        for part in program_parts(program):
            if is_cyclic(program, part):
                self._circle(part)
            elif part[0] in self._waiting:
                self._once(part[0])
        return graph

    def _once(self, index: int) -> None:
        arrived = self._waiting.pop(index)
        self._check(sum(len(one.words[0]) for one in arrived if len(arrived) == 1))
        layout = self._graph.stepper.layouts.of[index]
        words, rows = self._numbering.of([one.words for one in arrived], layout.spans[0])
        self._land(index, arrived, rows)
        self._settle([index], {index: words})
        self._send(index, words, {})

    def _circle(self, part: list[int]) -> None:
        arrived = {index: self._waiting.pop(index) for index in part if index in self._waiting}
        if not arrived:
            return
        entering = {index: gathered([one.words for one in several]) for index, several in arrived.items()}
        known = close_under(self._graph.stepper, part, entering, self._check)
        places = {index: StateIndex(words) for index, words in known.items()}
        for index, several in arrived.items():
            self._land(index, several, [places[index].of(one.words)[0].astype(np.int32) for one in several])
        self._settle([index for index in part if index in known], known)
        for index, words in known.items():
            self._send(index, words, places)

    def _land(self, index: int, arrived: Iterable[_Arrived], rows: Iterable[Rows]) -> None:
        """Note in which rows of a location the states that came there are found."""
        for one, here in zip(arrived, rows, strict=True):
            if one.edge is None:
                self._graph.start = index, int(here[0])
            else:
                one.edge.to = here

    def _settle(self, part: list[int], known: Mapping[int, Words]) -> None:
        self._graph.parts.append(part)
        for index in part:
            size = len(known[index][0])
            self._check(size)
            self._graph.nodes[index] = StateNode(size, words=known[index] if index in self._keep else None)
            self._graph.states += size

    def _send(self, index: int, words: Words, inside: Mapping[int, StateIndex]) -> None:
        location, stepper = self._graph.program.locations[index], self._graph.stepper
        edges = self._graph.nodes[index].edges

        def leading(first: int) -> list[_Arrived]:
            block = tuple(word[first : first + BLOCK] for word in words)
            arrivals = (
                arrival
                for taken in stepper.taken(location, stepper.view(location, block))
                for arrival in stepper.arrivals(location, taken)
            )
            share = nan if index in self._undecided else None
            return [_Arrived(arrival.words, _edge(arrival, first, len(block[0]), share)) for arrival in arrivals]

        for block in side_by_side(leading, range(0, len(words[0]), BLOCK)):
            for arrived in block:
                edge = arrived.edge
                assert edge is not None
                edges.append(edge)
                if edge.location in inside:
                    edge.to = inside[edge.location].of(arrived.words)[0].astype(np.int32)
                else:
                    self._waiting.setdefault(edge.location, []).append(arrived)

    def _check(self, coming: int) -> None:
        if self._graph.states + coming > self._limits.states:
            raise LimitReached(trn_lazy("{count} state", "{count} states", self._limits.states))
        if self._limits.seconds and time.perf_counter() - self._began > self._limits.seconds:
            raise LimitReached(tr_lazy("{seconds} s", seconds=f"{self._limits.seconds:.3g}"))


_NOWHERE = np.empty(0, dtype=np.int32)


def _edge(arrival: Arrival, first: int, size: int, share: float | None) -> StateEdge:
    if arrival.rows is None:
        rows: slice | Rows = slice(first, first + size)
    else:
        rows = (first + arrival.rows).astype(np.int32)
    odds = arrival.share if share is None else share
    return StateEdge(arrival.taken.number, rows, arrival.location, _NOWHERE, odds)


def by_block(edges: Sequence[StateEdge]) -> dict[int, list[StateEdge]]:
    """Edges from rows of different blocks, apart, by the first row of each block."""
    blocks: dict[int, list[StateEdge]] = {}
    for edge in edges:
        blocks.setdefault(edge.block.start, []).append(edge)
    return blocks


def solve(
    graph: StateGraph,
    payoffs: Mapping[str, Sequence[float]],
    wanted: Collection[At],
    decide: Decide | None = None,
) -> Solution:
    """Work out what is to be expected of every state, and tell it of those wanted.

    Payoffs are what each ending counts: one number a column, as many for each. `1` for one ending and `0` for the
    others gives that ending's odds; what the endings are worth to a seat, the worth of each state. `decide` says who
    decides otherwise than the graph says. The graph is used up: its edges are let go on the way back.

    Raises:
        Unsettled: What is to be expected in a circle is not found.
    """
    return _Solving(graph, payoffs, wanted, decide).run()


class _Solving:
    """A pass back under way. Values are let go once everything that leads to them has been worked out."""

    def __init__(
        self,
        graph: StateGraph,
        payoffs: Mapping[str, Sequence[float]],
        wanted: Collection[At],
        decide: Decide | None,
    ) -> None:
        self._graph = graph
        self._payoffs = payoffs
        self._decide = decide
        self._endings = list(graph.program.setup.story.endings)
        self._columns = len(next(iter(payoffs.values())))
        self._marks_type = np.min_scalar_type((1 << min(len(self._endings), MOST_MARKED)) - 1)
        self._values: dict[int, Values] = {}
        self._marks: dict[int, Marks] = {}
        self._wanted: dict[int, list[int]] = {}
        for index, row in wanted:
            self._wanted.setdefault(index, []).append(row)
        self._users = graph.users()

    def run(self) -> Solution:
        graph, solution = self._graph, Solution({}, {})
        for part in reversed(graph.parts):
            if is_cyclic(graph.program, part):
                self._circle(part)
            else:
                self._once(part[0])
            for index in part:
                self._tell(index, solution)
            for index in part:
                self._leave(index)
        return solution

    def _once(self, index: int) -> None:
        location, node = self._graph.program.locations[index], self._graph.nodes[index]
        if self._decide is not None:
            self._decide(location, node, self._values)
        if location.policy is Policy.ENDING:
            self._end(index, location, node)
            return
        self._values[index], self._marks[index] = self._ahead(node, node.edges)

    def _end(self, index: int, location: Location, node: StateNode) -> None:
        payoff = np.array(self._payoffs[location.scene], dtype=np.float64)
        self._values[index] = np.repeat(payoff[:, None], node.size, axis=1)
        place = self._endings.index(location.scene)
        mark = 1 << place if len(self._endings) <= MOST_MARKED else 0
        self._marks[index] = np.full(node.size, mark, dtype=self._marks_type)

    def _ahead(self, node: StateNode, edges: Sequence[StateEdge]) -> tuple[Values, Marks]:
        """What some edges bring to the states of a location."""
        values = np.zeros((self._columns, node.size))
        marks = np.zeros(node.size, dtype=self._marks_type)

        def bring(edges: Sequence[StateEdge]) -> None:
            for edge in edges:
                ahead, share, to = self._values[edge.location], edge.share, edge.to.astype(np.intp)
                rows = edge.rows if isinstance(edge.rows, slice) else edge.rows.astype(np.intp)
                for column, there in zip(values, ahead, strict=True):
                    brought = there.take(to, mode="clip")
                    if not isinstance(share, float) or share != 1:
                        brought *= share
                    column[rows] += brought
                mark = self._marks[edge.location].take(to, mode="clip")
                marks[rows] |= mark if np.all(share) else np.where(share, mark, 0)

        side_by_side(bring, list(by_block(edges).values()))
        return values, marks

    def _circle(self, part: list[int]) -> None:
        """Solve a circle as a linear system, all its states at once."""
        nodes, first, size = self._graph.nodes, {}, 0
        for index in part:
            first[index], size = size, size + nodes[index].size
        values, marks = np.zeros((self._columns, size)), np.zeros(size, dtype=self._marks_type)
        leaves = np.zeros(size)
        sources, targets, shares = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0)]
        for index in part:
            node, here = nodes[index], slice(first[index], first[index] + nodes[index].size)
            outside = [edge for edge in node.edges if edge.location not in first]
            values[:, here], marks[here] = self._ahead(node, outside)
            for edge in node.edges:
                rows = here.start + np.arange(node.size)[edge.rows]
                if edge.location not in first:
                    leaves[rows] += edge.share
                    continue
                sources.append(rows)
                targets.append(first[edge.location] + edge.to.astype(np.int64))
                shares.append(full(len(rows), edge.share))
        source, target, share = np.concatenate(sources), np.concatenate(targets), np.concatenate(shares)
        roads = TransitionMatrix(size, source, target, share, np.zeros(0, dtype=np.int32), leaves)
        for column in range(self._columns):
            values[column] = expected(roads, values[column])
        while True:
            before = marks.copy()
            np.bitwise_or.at(marks, source, marks[target])
            if (marks == before).all():
                break
        for index in part:
            here = slice(first[index], first[index] + nodes[index].size)
            self._values[index], self._marks[index] = values[:, here], marks[here]

    def _tell(self, index: int, solution: Solution) -> None:
        for row in self._wanted.get(index, ()):
            solution.values[index, row] = tuple(float(value) for value in self._values[index][:, row])
            bits = int(self._marks[index][row])
            solution.open[index, row] = frozenset(id for n, id in enumerate(self._endings) if bits >> n & 1)

    def _leave(self, index: int) -> None:
        for to in {edge.location for edge in self._graph.nodes[index].edges}:
            self._users[to] -= 1
            if not self._users[to]:
                del self._values[to], self._marks[to]
        self._graph.nodes[index] = StateNode(self._graph.nodes[index].size)
