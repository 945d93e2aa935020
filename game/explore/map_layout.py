"""Where everything of a story's map stands: an episode below the other, its scenes in layers from left to right.

A way that leaves its episode ends in a stub with the name of where it leads, so that no line crosses another episode,
and so does one that passes more scenes than a map has room for;
the endings stand apart, below. Nothing here draws.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, islice, pairwise, takewhile

from game.explore.graph import Graph, GraphEdge, GraphNode
from game.explore.graph_formats import choices_of, conditions_of, odds_of
from game.story.components import components

WIDTH = 168
LINE = 15
TITLE_SIZE, LABEL_SIZE = 12, 10
MARGIN, HEAD = 30, 40
_CURVE, _ROW, _LANE = 56, 24, 12
_LONGEST_LABEL = 190
_ROOM = WIDTH - 14
_SWEEPS = 8
_MOST_BETWEEN = 20_000
"""How many layers the ways of an episode pass in all, at most; beyond that the longest end in stubs."""


@dataclass(slots=True)
class Box:
    """A scene, an ending, or the stub of one; `x` and `y` are its upper left corner. A way between has no node."""

    node: GraphNode | None
    layer: int
    stub: bool = False
    lines: tuple[str, ...] = ()
    x: float = 0
    y: float = 0
    height: float = 0

    @property
    def middle(self) -> float:
        """The height at which ways come in."""
        return self.y + self.height / 2


@dataclass(slots=True)
class Route:
    """A way: the points that its line passes, from the corner where it leaves to where it comes in, and its words."""

    edge: GraphEdge
    choices: str
    conditions: str
    label: tuple[float, float] = (0, 0)
    through: list[tuple[float, float]] = field(default_factory=list)
    back: bool = False


@dataclass(slots=True)
class Map:
    """A map, all of it placed."""

    boxes: list[Box] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    heads: list[tuple[float, str]] = field(default_factory=list)
    width: float = 0
    height: float = 0


def placed(graph: Graph, endings: str) -> Map:
    """Place a graph.

    Args:
        graph: The graph.
        endings: What stands above the endings.
    """
    made = Map(width=2 * MARGIN + 4 * WIDTH, height=MARGIN + HEAD)
    nodes = {node.id: node for node in graph.nodes}
    for episode, title in graph.episodes.items():
        inside = [node for node in graph.nodes if node.episode == episode]
        if inside:
            made.heads.append((made.height + 16, title))
            made.height += HEAD
            band = _Band(inside, [edge for edge in graph.edges if nodes[edge.source].episode == episode], nodes)
            band.place(made)
    _place_endings(made, [node for node in graph.nodes if not node.episode], endings)
    return made


def _place_endings(made: Map, nodes: Sequence[GraphNode], title: str) -> None:
    if not nodes:
        return
    made.heads.append((made.height + 16, title))
    made.height += HEAD
    abreast = max(1, int((made.width - 2 * MARGIN + 20) // (WIDTH + 20)))
    for first in range(0, len(nodes), abreast):
        row = [_box(node, 0, stub=False) for node in nodes[first : first + abreast]]
        for column, box in enumerate(row):
            box.x, box.y = MARGIN + column * (WIDTH + 20), made.height
        made.boxes += row
        made.height += max(box.height for box in row) + _ROW
    made.height += MARGIN - _ROW


def _box(node: GraphNode, layer: int, stub: bool) -> Box:
    odds = odds_of(node)
    lines = (*wrapped(node.title, _ROOM, TITLE_SIZE), *([odds] if odds and not stub else []))
    return Box(node, layer, stub, lines, height=len(lines) * LINE + (8 if stub else 16))


def _longest(spans: Sequence[int]) -> int:
    """How many layers a way passes at most before it ends in a stub: all of them, where they are not too many."""
    forward = [span for span in spans if span > 0]
    return max(forward, default=0) if sum(forward) <= _MOST_BETWEEN else max(1, _MOST_BETWEEN // len(forward))


class _Band:
    """An episode: its scenes, the stubs of what it leads to, and its ways."""

    def __init__(self, nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], all_nodes: dict[str, GraphNode]) -> None:
        layers = _layers([node.id for node in nodes], edges)
        self._scenes = {node.id: _box(node, layers[node.id], stub=False) for node in nodes}
        self._columns: dict[int, list[Box]] = defaultdict(list)
        for box in self._scenes.values():
            self._columns[box.layer].append(box)
        self._routes: dict[str, list[Route]] = defaultdict(list)
        self._passed: dict[int, list[Box]] = {}
        stubs: dict[tuple[str, int], Box] = {}
        longest = _longest([layers[edge.target] - layers[edge.source] for edge in edges if edge.target in layers])
        for edge in edges:
            source, target = self._scenes[edge.source], self._scenes.get(edge.target)
            if target is None or target.layer - source.layer > longest:
                layer = source.layer + 1
                if (edge.target, layer) not in stubs:
                    stubs[edge.target, layer] = _box(all_nodes[edge.target], layer, stub=True)
                    self._columns[layer].append(stubs[edge.target, layer])
                target = stubs[edge.target, layer]
            route = Route(edge, choices_of(edge), conditions_of(edge), back=target.layer <= source.layer)
            between = [Box(None, layer, height=LINE) for layer in range(source.layer + 1, target.layer)]
            for box in between:
                self._columns[box.layer].append(box)
            self._routes[edge.source].append(route)
            self._passed[id(route)] = [source, *between, target]
        for scene, routes in self._routes.items():
            if len(routes) == 1 and not routes[0].conditions:
                routes[0].choices = ""  # all choices lead there: nothing to tell apart
            box = self._scenes[scene]
            box.height = max(box.height, sum(map(_depth, routes)) + 6)

    def place(self, made: Map) -> None:
        """Place all of it below what the map holds already."""
        self._order()
        self._stack(made.height)
        self._spread()
        boxes = [box for column in self._columns.values() for box in column]
        lanes = self._route(max(box.y + box.height for box in boxes) + _ROW)
        made.boxes += [box for box in boxes if box.node is not None]
        made.routes += (route for routes in self._routes.values() for route in routes)
        made.width = max(made.width, *(box.x + WIDTH + MARGIN for box in boxes), self._right + MARGIN)
        made.height = lanes + MARGIN

    def _forward(self) -> Iterator[tuple[Box, Box]]:
        for routes in self._routes.values():
            for route in routes:
                if not route.back:
                    passed = self._passed[id(route)]
                    yield from pairwise(passed)

    def _order(self) -> None:
        """Put each column in the order in which its neighbours stand, a few times over."""
        before, after = defaultdict(list), defaultdict(list)
        for one, other in self._forward():
            before[id(other)].append(one)
            after[id(one)].append(other)
        for sweep in range(_SWEEPS):
            neighbours = after if sweep % 2 else before
            rank = {id(box): float(i) for column in self._columns.values() for i, box in enumerate(column)}
            for layer in sorted(self._columns, reverse=bool(sweep % 2)):
                column = self._columns[layer]
                mean = {
                    id(box): _mean([rank[id(near)] for near in neighbours[id(box)]], rank[id(box)]) for box in column
                }
                column.sort(key=lambda box: mean[id(box)])
                rank |= {id(box): float(i) for i, box in enumerate(column)}
        self._before, self._after = before, after

    def _stack(self, top: float) -> None:
        """Draw boxes towards their neighbours, none over another, and the highest at the top."""
        for column in self._columns.values():
            move_apart(column, top)
        for sweep in range(_SWEEPS):
            neighbours = self._after if sweep % 2 else self._before
            for layer in sorted(self._columns, reverse=bool(sweep % 2)):
                column = self._columns[layer]
                for box in column:
                    box.y = _mean([near.middle for near in neighbours[id(box)]], box.middle) - box.height / 2
                move_apart(column, top)
        lift = min(box.y for column in self._columns.values() for box in column) - top
        for column in self._columns.values():
            for box in column:
                box.y -= lift

    def _spread(self) -> None:
        """Give each layer its place across, with room for the words of the ways that leave it."""
        self._start: dict[int, float] = {}
        self._turn: dict[int, float] = {}
        widths: dict[int, float] = defaultdict(float)
        for scene, routes in self._routes.items():
            layer = self._scenes[scene].layer
            widths[layer] = max(widths[layer], *map(_label_width, routes))
        x: float = MARGIN
        for layer in range(max(self._columns) + 1):
            words = widths[layer]
            self._start[layer], self._turn[layer] = x, x + WIDTH + words
            x += WIDTH + words + _CURVE
        for layer, column in self._columns.items():
            for box in column:
                box.x = self._start[layer]
        self._right = x - _CURVE + _LANE

    def _route(self, lowest: float) -> float:
        """Lay every line; those that go back take a lane each below the episode, one for each target."""
        lanes: dict[int, float] = {}
        for scene, routes in self._routes.items():
            source = self._scenes[scene]
            port = source.middle - sum(map(_depth, routes)) / 2
            for route in sorted(routes, key=lambda route: self._passed[id(route)][1].middle):
                y = port + _above(route)
                port += _depth(route)
                turn, (_, *between, target) = self._turn[source.layer], self._passed[id(route)]
                route.label = source.x + WIDTH, y
                route.through = [(source.x + WIDTH, y), (turn, y)]
                if route.back:
                    lane = lanes.setdefault(id(target), lowest + len(lanes) * _LANE)
                    route.through += [(turn + _LANE, lane), (target.x - _LANE, lane), (target.x, target.middle)]
                    continue
                for box in between:
                    route.through += [(box.x, box.middle), (self._turn[box.layer], box.middle)]
                route.through.append((target.x, target.middle))
        return lowest + len(lanes) * _LANE


def _above(route: Route) -> float:
    """The room above a line for its choices."""
    return 14 if route.choices else 5


def _depth(route: Route) -> float:
    """How much of a scene's right side a way takes, for its words not to touch the next one's."""
    return _above(route) + (14 if route.conditions else 5)


def _label_width(route: Route) -> float:
    words = max(text_width(route.choices, LABEL_SIZE), text_width(route.conditions, LABEL_SIZE))
    return min(words, _LONGEST_LABEL) + 12 if words else 0


def shown_label(text: str) -> str:
    """A way's words as far as there is room for them."""
    if text_width(text, LABEL_SIZE) <= _LONGEST_LABEL:
        return text
    widths = accumulate(text_width(letter, LABEL_SIZE) for letter in text)
    fitting = sum(1 for _ in takewhile(lambda width: width <= _LONGEST_LABEL - LABEL_SIZE, widths))
    return f"{text[:fitting].rstrip(' ,;')}…"


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


@dataclass(slots=True)
class _Touching:
    """Boxes of a column that stand one right below the other: so many from `y` on, with the room below the last.

    Attributes:
        middles: The sum of their middles, as measured from `y`.
    """

    y: float
    count: int
    height: float
    middles: float

    def with_those_below(self, other: _Touching, gap: float, top: float) -> _Touching:
        """Both, moved as little as it takes; `gap` is the room below the last box."""
        count, height = self.count + other.count, self.height + other.height
        centre = (self.middles + self.count * self.y + other.middles + other.count * other.y) / count
        y = max(top, centre - (height - gap) / 2)
        return _Touching(y, count, height, self.middles + other.middles + other.count * self.height)


def move_apart(column: Sequence[Box], top: float) -> None:
    """Move the boxes of a column apart, in their order, as little as it takes."""
    groups: list[_Touching] = []
    for box in column:
        group = _Touching(box.y, 1, box.height + _gap(box), box.height / 2)
        while groups and groups[-1].y + groups[-1].height > group.y:
            group = groups.pop().with_those_below(group, _gap(box), top)
        groups.append(group)
    boxes, y = iter(column), top
    for group in groups:
        y = max(y, group.y)
        for box in islice(boxes, group.count):
            box.y = y
            y += box.height + _gap(box)


def _gap(box: Box) -> float:
    """The room below a box; less below a way that passes."""
    return _ROW if box.node is not None else 4


def _layers(nodes: list[str], edges: Sequence[GraphEdge]) -> dict[str, int]:
    """For each node how many steps it is from the first at most; a way inside a circle goes on only in file order."""
    numbers = {node: number for number, node in enumerate(nodes)}
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for edge in edges:
        if edge.target in numbers and edge.target != edge.source:
            after[edge.source].append(edge.target)
    parts = components(range(len(nodes)), lambda number: [numbers[to] for to in after[nodes[number]]])
    part_of = {nodes[number]: index for index, part in enumerate(parts) for number in part}
    layer = dict.fromkeys(nodes, 0)
    for _, members in groupby(sorted(nodes, key=lambda node: (part_of[node], numbers[node])), key=part_of.__getitem__):
        for node in members:
            for to in after[node]:
                if part_of[to] != part_of[node] or numbers[to] > numbers[node]:
                    layer[to] = max(layer[to], layer[node] + 1)
    return layer


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a common sans serif, in pixels; rather too much than too little."""
    return sum(_letter(letter) for letter in text) * size


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    return 0.3 if letter in "iljtfr.,:;’' |()" else 0.85 if letter in "mwMW—…%" else 0.7 if letter.isupper() else 0.56


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """A text in lines that are no wider than the room; a word that is gets cut."""
    lines = [""]
    for word in text.split():
        if text_width(f"{lines[-1]} {word}".strip(), size) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if text_width(lines[-1] + letter, size) > room:
                lines.append("")
            lines[-1] += letter
    return tuple(lines)
