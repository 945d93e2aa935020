"""A graph as a picture: scenes in layers from left to right, an episode below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from game.explore.components import components
from game.explore.graph import Graph, GraphEdge, GraphNode
from game.explore.graph_formats import fill, label, seats_of

_WIDTH, _HEIGHT = 168, 34
_ACROSS, _DOWN = 216, 50
_MARGIN, _HEAD = 24, 34
_LETTERS = 24
_HISTORY = "#b3261e"


@dataclass(slots=True)
class _Place:
    """Where nodes stand, and how large the whole is."""

    at: dict[str, tuple[int, int]] = field(default_factory=dict)
    heads: list[tuple[int, str]] = field(default_factory=list)
    width: int = 0
    height: int = _MARGIN


def svg(graph: Graph) -> Iterator[str]:
    """The lines of an SVG picture."""
    places, seats = _placed(graph), seats_of(graph)
    size = f'width="{places.width}" height="{places.height}" viewBox="0 0 {places.width} {places.height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="Helvetica, Arial, sans-serif">'
    yield f"<title>{escape(graph.title)}</title>"
    yield '<rect width="100%" height="100%" fill="#ffffff"/>'
    for y, title in places.heads:
        yield f'<text x="{_MARGIN}" y="{y}" font-size="16" font-weight="bold" fill="#222222">{escape(title)}</text>'
    for edge in sorted(graph.edges, key=lambda edge: edge.history):
        yield _line(edge, places)
    for node in graph.nodes:
        yield from _box(node, places.at[node.id], fill(node, seats))
    yield "</svg>"


def _placed(graph: Graph) -> _Place:
    places = _Place()
    groups = [*graph.episodes.items(), ("", "")]
    for episode, title in groups:
        nodes = [node.id for node in graph.nodes if node.episode == episode]
        if not nodes:
            continue
        if title:
            places.heads.append((places.height + 14, title))
            places.height += _HEAD
        layers = _layers(nodes, graph.edges) if episode else {node: i // 12 for i, node in enumerate(nodes)}
        filled: dict[int, int] = {}
        for node in nodes:
            row = filled.get(layers[node], 0)
            filled[layers[node]] = row + 1
            places.at[node] = _MARGIN + layers[node] * _ACROSS, places.height + row * _DOWN
        places.height += max(filled.values()) * _DOWN + _MARGIN
        places.width = max(places.width, 2 * _MARGIN + max(filled) * _ACROSS + _WIDTH)
    return places


def _layers(nodes: list[str], edges: list[GraphEdge]) -> dict[str, int]:
    """For each node how many steps it is from the first at most; nodes on one circle share a layer."""
    inside = set(nodes)
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for edge in edges:
        if edge.source in inside and edge.target in inside:
            after[edge.source].append(edge.target)
    numbers = {node: number for number, node in enumerate(nodes)}
    parts = components(range(len(nodes)), lambda number: [numbers[to] for to in after[nodes[number]]])
    layer = dict.fromkeys(nodes, 0)
    for part in parts:
        members = [nodes[number] for number in part]
        level = max(layer[node] for node in members)
        for node in members:
            layer[node] = level
            for to in after[node]:
                if to not in members:
                    layer[to] = max(layer[to], level + 1)
    return layer


def _line(edge: GraphEdge, places: _Place) -> str:
    (x, y), (to_x, to_y) = places.at[edge.source], places.at[edge.target]
    start, end = (x + _WIDTH, y + _HEIGHT // 2), (to_x, to_y + _HEIGHT // 2)
    bend = max(40, abs(end[0] - start[0]) // 2)
    curve = f"M{start[0]},{start[1]} C{start[0] + bend},{start[1]} {end[0] - bend},{end[1]} {end[0]},{end[1]}"
    drawn = f'stroke="{_HISTORY}" stroke-width="3"' if edge.history else 'stroke="#8a8578" stroke-opacity="0.6"'
    title = f"{edge.source} - {edge.target}" + (f": {', '.join(edge.choices)}" if edge.choices else "")
    return f'<path d="{curve}" fill="none" {drawn}><title>{escape(title)}</title></path>'


def _box(node: GraphNode, at: tuple[int, int], colour: str) -> Iterator[str]:
    x, y = at
    radius = {"decision": 4, "ending": _HEIGHT // 2}.get(node.kind, 10)
    border = f'stroke="{_HISTORY}" stroke-width="3"' if node.history else 'stroke="#57534a"'
    shape = f'x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="{radius}" fill={quoteattr(colour)} {border}'
    words = node.title if len(node.title) <= _LETTERS else f"{node.title[: _LETTERS - 1]}…"
    bold = ' font-weight="bold"' if node.kind == "decision" else ""
    yield f"<g><title>{escape(f'{node.id}: {label(node)}')}</title><rect {shape}/>"
    middle = f'x="{x + _WIDTH // 2}" y="{y + _HEIGHT // 2 + 4}" font-size="12" text-anchor="middle" fill="#222222"'
    yield f"<text {middle}{bold}>{escape(words)}</text></g>"
