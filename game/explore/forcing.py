"""A story as a game of its seats: what each can force, what it is sure of, where perfect play ends.

To force an ending is to have a choice, wherever one decides, after which all that the others or chance may still do
leads there; to be sure of a worth is to have one after which nothing that may happen ends below it. Both are worked
out for every state by one pass back over the graph that `solve` has grown: the seat's own scenes choose the best, all
others the worst. A scene that is written for no seat is the player's: each seat is therefore asked twice, with such
scenes its own and the others'.

How much a shared scene decides of a seat's worth is asked of play at random: by how much its best choice is worth more
than its worst, on average over the runs that come there, counted once for every run.

In perfect play everybody takes the choice that is worth most to it, knowing that the others do; of equals the first.
Where a story goes round in circles it is not worked out, and neither is how many runs pass where something can be
forced; what is forced is. A circle that the others need not leave forces nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from game.explore.automaton import Location, Policy
from game.explore.components import is_cyclic
from game.explore.search import Limits
from game.explore.solve import MOST_MARKED, At, StateEdge, StateGraph, StateNode, grow
from game.play.setup import Rival, Setup, seats
from game.story.model import Story
from game.story.scenes import Ending, Scene

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class SeatAt:
    """What a seat can do at a scene that runs pass.

    Attributes:
        scene: The scene's id.
        share: In which share of the runs that come there some ending can be forced, when everybody decides at random.
        endings: The same for each ending that can be forced there, the likeliest first.
        sure: The worth that it can be sure of there: the mean over those runs, the least and the most; None where the
            story does not say what its endings are worth.
    """

    scene: str
    share: float
    endings: Mapping[str, float]
    sure: tuple[float, int, int] | None


@dataclass(frozen=True, slots=True)
class Hand:
    """What one seat can do, whatever the others do.

    Attributes:
        seat: The seat.
        shared: Whether the scenes that are nobody's are its own to decide.
        forced: The endings that it can force from the first scene on.
        sure: The worth that it is sure of there; None where the story does not say what its endings are worth.
        passed: The same at later scenes, in the order of the story; nothing where a story goes round in circles.
    """

    seat: str
    shared: bool
    forced: tuple[str, ...]
    sure: int | None
    passed: tuple[SeatAt, ...]


@dataclass(frozen=True, slots=True)
class SharedWeight:
    """How much a scene that is nobody's decides of what a story is worth to a seat, when everybody decides at random.

    Attributes:
        scene: The scene's id.
        seat: The seat.
        reach: In which share of the runs it is passed.
        swing: What its best choice is worth more than its worst, on average over those runs.
        share: What that makes of the seat's expected worth, over all runs, from 0 up.
    """

    scene: str
    seat: str
    reach: float
    swing: float
    share: float


@dataclass(frozen=True, slots=True)
class Perfect:
    """Where perfect play ends, the shared scenes being one seat's."""

    shared: str
    ending: str
    decisions: int


@dataclass(frozen=True, slots=True)
class Forcing:
    """A story from one opening, as a game; `shared` says whether any scene is nobody's.

    `weights` are those of the shared scenes that are passed, for each seat the heaviest first, and like `perfect` there
    only where they are worked out.
    """

    opening: str
    states: int
    shared: bool
    hands: tuple[Hand, ...]
    weights: tuple[SharedWeight, ...]
    perfect: tuple[Perfect, ...]


class TooManyEndings(Exception):
    """More than can be told apart."""


def forcing(story: Story, opening: str, limits: Limits | None = None) -> Forcing:
    """Work out what each seat of a story can do.

    Args:
        story: The story; what its endings are worth is left out where it does not say it of each.
        opening: Where runs begin.
        limits: Where to stop.

    Raises:
        LimitReached: The story has more states than that.
        TooManyEndings: It has more endings than can be told apart.
    """
    if len(story.endings) > MOST_MARKED:
        raise TooManyEndings
    graph = grow(Setup(story, seats(story, "both"), Rival.HISTORY, 0, opening), limits)
    shared = any(map(_is_shared, story.scenes.values()))
    landmarks = _Landmarks(graph)
    whose = [(seat, own) for seat in story.seats for own in ((True, False) if shared else (True,))]
    hands = tuple(_hand(graph, landmarks, seat, own) for seat, own in whose)
    perfect: tuple[Perfect, ...] = ()
    weights: tuple[SharedWeight, ...] = ()
    if story.knows_worths and not landmarks.circles:
        weights = _weights(graph, landmarks.shared)
        played = [_perfect(graph, seat) for seat in (story.seats if shared else list(story.seats)[:1])]
        perfect = tuple(one for one in played if one is not None)
    return Forcing(opening, graph.states, shared, hands, weights, perfect)


@dataclass(slots=True)
class _Landmarks:
    """The scenes at which it is asked what a seat can do, with how likely runs come to each of their states.

    So for those that are `shared`, too.
    """

    graph: StateGraph
    circles: bool = False
    mass: dict[int, Array] = field(default_factory=dict)
    shared: dict[int, Array] = field(default_factory=dict)

    def __post_init__(self) -> None:
        graph, story = self.graph, self.graph.program.setup.story
        self.circles = any(is_cyclic(graph.program, part) for part in graph.parts)
        if self.circles:
            return
        starts = {episode.start for episode in story.episodes.values()}
        bottlenecks = {scene.id for scene in story.scenes.values() if scene.bottleneck} or starts
        index, row = graph.start
        waiting = {index: np.zeros(graph.nodes[index].size)}
        waiting[index][row] = 1
        for [index] in graph.parts:
            mass, location = waiting.pop(index), graph.program.locations[index]
            if location.entered and location.scene in bottlenecks:
                self.mass[index] = mass
            if location.policy is Policy.PLAYER and _is_shared(story.scenes[location.scene]):
                self.shared[index] = mass
            for edge in graph.nodes[index].edges:
                there = waiting.setdefault(edge.location, np.zeros(graph.nodes[edge.location].size))
                there += np.bincount(edge.to, mass[edge.rows] * edge.share, len(there))


def _hand(graph: StateGraph, landmarks: _Landmarks, seat: str, own: bool) -> Hand:
    story = graph.program.setup.story
    endings, worths = list(story.endings), story.knows_worths
    kind = np.min_scalar_type((1 << len(endings)) - 1)
    sure: dict[int, Array] = {}
    wanted = {graph.start[0], *landmarks.mass}

    def mark(ending: Ending) -> int:
        return 1 << endings.index(ending.id)

    mine = _deciding(story, seat, own)

    def at_landmarks(back: Iterator[tuple[int, Array]]) -> dict[int, Array]:
        return {index: values for index, values in back if index in wanted}

    forced = at_landmarks(_back(graph, mark, mine, np.bitwise_or, np.bitwise_and, kind))
    if worths:
        worth = _back(graph, lambda ending: ending.worth[seat], mine, np.maximum, np.minimum, np.dtype(np.int8))
        sure = at_landmarks(worth)
    start, row = graph.start
    bits = int(forced[start][row])
    return Hand(
        seat,
        own,
        tuple(id for n, id in enumerate(endings) if bits >> n & 1),
        int(sure[start][row]) if worths else None,
        tuple(
            _passed(graph.program.locations[i].scene, m, forced[i], sure.get(i), endings)
            for i, m in landmarks.mass.items()
        ),
    )


def _passed(scene: str, mass: Array, forced: Array, sure: Array | None, endings: list[str]) -> SeatAt:
    total = float(mass.sum()) or 1.0
    shares = {id: float(mass[(forced >> n & 1).astype(bool)].sum()) / total for n, id in enumerate(endings)}
    known = {id: share for id, share in sorted(shares.items(), key=lambda item: -item[1]) if share > 0}
    spread = None if sure is None else (float((mass * sure).sum()) / total, int(sure.min()), int(sure.max()))
    return SeatAt(scene, float(mass[forced != 0].sum()) / total, known, spread)


def _deciding(story: Story, seat: str, own: bool) -> Callable[[Location], bool]:
    """Whether a location is the seat's to decide; nobody's scenes are its own or not."""

    def mine(location: Location) -> bool:
        return location.policy is Policy.PLAYER and _seat(story, location) in ({seat, None} if own else {seat})

    return mine


def _is_shared(scene: Scene) -> bool:
    return scene.seat is None and len(scene.choices) > 1


def _seat(story: Story, location: Location) -> str | None:
    scene = story.scenes.get(location.scene)
    return scene.seat if isinstance(scene, Scene) else None


def _back(
    graph: StateGraph,
    ended: Callable[[Ending], int],
    mine: Callable[[Location], bool],
    best: np.ufunc,
    worst: np.ufunc,
    kind: np.dtype[Any],
) -> Iterator[tuple[int, Array]]:
    """Each location with what its states come to, the last first: the best of what is ahead where a seat decides.

    In circles everything begins at nothing, and grows until it stands: what is never forced to end comes to nothing.
    """
    users = graph.users()
    known: dict[int, Array] = {}
    for part in reversed(graph.parts):
        for index in part:
            known[index] = np.zeros(graph.nodes[index].size, dtype=kind)
        while True:
            moved = False
            for index in reversed(part):
                values = _once(
                    graph, index, ended, known, best if mine(graph.program.locations[index]) else worst, kind
                )
                moved = moved or bool((values != known[index]).any())
                known[index] = values
            if not moved or not is_cyclic(graph.program, part):
                break
        for index in part:
            yield index, known[index]
        _let_go(graph, part, users, known)


def _once(
    graph: StateGraph,
    index: int,
    ended: Callable[[Ending], int],
    known: Mapping[int, Array],
    chosen: np.ufunc,
    kind: np.dtype[Any],
) -> Array:
    location, node = graph.program.locations[index], graph.nodes[index]
    if location.policy is Policy.ENDING:
        return np.full(node.size, ended(graph.program.setup.story.endings[location.scene]), dtype=kind)
    values = np.zeros(node.size, dtype=kind)
    met = np.zeros(node.size, dtype=bool)
    for edge in node.edges:
        ahead = known[edge.location][edge.to]
        values[edge.rows] = np.where(met[edge.rows], chosen(values[edge.rows], ahead), ahead)
        met[edge.rows] = True
    return values


def _let_go(graph: StateGraph, part: list[int], users: dict[int, int], known: dict[int, Array]) -> None:
    """Forget what nothing leads to any more."""
    for index in part:
        for to in {edge.location for edge in graph.nodes[index].edges}:
            users[to] -= 1
            if not users[to]:
                del known[to]


def _weights(graph: StateGraph, shared: Mapping[int, Array]) -> tuple[SharedWeight, ...]:
    """How much each shared scene decides of every seat's worth, for each seat the heaviest first."""
    story, program = graph.program.setup.story, graph.program
    users, known = graph.users(), dict[int, Array]()
    decided: list[tuple[str, float, Array]] = []
    for [index] in reversed(graph.parts):
        location, node = program.locations[index], graph.nodes[index]
        if location.policy is Policy.ENDING:
            known[index] = _ended(story, location, node)
        else:
            known[index] = _expected(story, node, known)
            if index in shared and (reach := float(shared[index].sum())):
                decided.append((location.scene, reach, (shared[index] * _swing(story, node, known)).sum(axis=1)))
        _let_go(graph, [index], users, known)
    whole = known[graph.start[0]][:, graph.start[1]]
    weights = [
        SharedWeight(scene, seat, reach, float(swings[n]) / reach, float(swings[n] / whole[n]) if whole[n] else 0.0)
        for n, seat in enumerate(story.seats)
        for scene, reach, swings in decided
    ]
    order = list(story.seats)
    return tuple(sorted(weights, key=lambda weight: (order.index(weight.seat), -weight.share)))


def _ended(story: Story, location: Location, node: StateNode) -> Array:
    """What an ending is worth to each seat, in each of its states."""
    worths = [story.endings[location.scene].worth[seat] for seat in story.seats]
    return np.repeat(np.array(worths, dtype=np.float32)[:, None], node.size, axis=1)


def _expected(story: Story, node: StateNode, known: Mapping[int, Array]) -> Array:
    """What the states of a location are worth to each seat, on average over what may follow."""
    worths = np.zeros((len(story.seats), node.size), dtype=np.float32)
    for edge in node.edges:
        worths[:, edge.rows] += known[edge.location][:, edge.to] * edge.share
    return worths


def _swing(story: Story, node: StateNode, known: Mapping[int, Array]) -> Array:
    """What the best choice of a location is worth more than its worst to each seat, in each of its states."""
    best = np.full((len(story.seats), node.size), -np.inf, dtype=np.float32)
    worst = -best
    for edge in node.edges:
        ahead = known[edge.location][:, edge.to]
        best[:, edge.rows] = np.maximum(best[:, edge.rows], ahead)
        worst[:, edge.rows] = np.minimum(worst[:, edge.rows], ahead)
    return best - worst


def _perfect(graph: StateGraph, shared: str) -> Perfect | None:
    """Follow the choices that are worth most to whoever takes them; None where that gets stuck."""
    story, program = graph.program.setup.story, graph.program
    order = list(story.seats)
    users, known = graph.users(), dict[int, Array]()
    taken: dict[int, Array] = {}
    for [index] in reversed(graph.parts):
        location, node = program.locations[index], graph.nodes[index]
        if location.policy is Policy.ENDING:
            known[index] = _ended(story, location, node)
        elif location.policy is Policy.PLAYER:
            known[index], taken[index] = _best(node, known, order, _seat(story, location) or shared)
        else:
            known[index] = _expected(story, node, known)
        _let_go(graph, [index], users, known)
    at, decisions = graph.start, 0
    while program.locations[at[0]].policy is not Policy.ENDING:
        ways = list(graph.leading(at))
        if not ways:
            return None
        decisions += at[0] in taken and len(ways) > 1
        at = _following(at, ways, taken)
    return Perfect(shared, program.locations[at[0]].scene, decisions)


def _best(node: StateNode, known: Mapping[int, Array], order: Sequence[str], seat: str) -> tuple[Array, Array]:
    """What the states of a location come to where a seat takes what is worth most to it; and what that is."""
    own, values = order.index(seat), np.full((len(order), node.size), -1, dtype=np.float32)
    taken = np.full(node.size, -1, dtype=np.int16)
    for edge in sorted(node.edges, key=lambda edge: edge.number):
        ahead = known[edge.location][:, edge.to]
        better = ahead[own] > values[own][edge.rows] + 1e-5
        rows = np.arange(node.size)[edge.rows][better]
        values[:, rows] = ahead[:, better]
        taken[rows] = edge.number
    return np.maximum(values, 0), taken


def _following(at: At, ways: Sequence[tuple[StateEdge, At]], taken: Mapping[int, Array]) -> At:
    """Where perfect play goes from a state, by the likeliest road where chance decides."""
    if at[0] in taken:
        number = int(taken[at[0]][at[1]])
        return next(to for edge, to in ways if edge.number == number)
    return max(ways, key=lambda way: way[0].share_of(at[1]))[1]
