"""A graph as a picture: where `map_layout` has placed everything, drawn."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from game.explore.graph import Graph
from game.explore.graph_formats import fill, label, seat_fill, seats_of, tint
from game.explore.map_layout import (
    LABEL_SIZE,
    LINE,
    MARGIN,
    TITLE_SIZE,
    WIDTH,
    Box,
    Map,
    Route,
    placed,
    shown_label,
    text_width,
)
from game.i18n.catalogue import tr

_HISTORY, _WAY, _HERE, _INK, _QUIET = "#b3261e", "#8a8578", "#00695c", "#222222", "#5f5a50"


class Picture:
    """A graph, drawn once; where a reader stands can be marked in it again and again."""

    def __init__(self, graph: Graph) -> None:
        """Place and draw a graph."""
        made = placed(graph, tr("Endings"))
        self._lines = tuple(_picture(graph, made))
        self._boxes = {box.node.id: box for box in made.boxes if box.node is not None and not box.stub}

    def lines(self, here: str = "") -> Iterator[str]:
        """The lines of an SVG picture; `here` is the id of the scene or ending where a reader stands, if any does."""
        yield from self._lines
        if here in self._boxes:
            yield from _here(self._boxes[here])
        yield "</svg>"


def svg(graph: Graph) -> Iterator[str]:
    """The lines of an SVG picture."""
    return Picture(graph).lines()


def _picture(graph: Graph, made: Map) -> Iterator[str]:
    seats = seats_of(graph)
    width, height = round(made.width), round(made.height)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="Helvetica, Arial, sans-serif">'
    yield f"<title>{escape(graph.title)}</title>"
    yield "<defs>"
    for name, colour in (("way", _WAY), ("history", _HISTORY)):
        yield f'<marker id="{name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"'
        yield f' markerUnits="userSpaceOnUse"><path d="M0,0 L8,4 L0,8 z" fill="{colour}"/></marker>'
    yield "</defs>"
    yield '<rect width="100%" height="100%" fill="#ffffff"/>'
    yield from _legend(graph, seats)
    for y, title in made.heads:
        yield f'<text x="{MARGIN}" y="{y:.0f}" font-size="16" font-weight="bold" fill="{_INK}">{escape(title)}</text>'
    for route in sorted(made.routes, key=lambda route: route.edge.history):
        yield _line(route)
    for route in made.routes:
        yield from _words(route)
    for box in made.boxes:
        yield from _drawn(box, seats)


def _legend(graph: Graph, seats: list[str]) -> Iterator[str]:
    """What the colours say, in the first line."""
    if any(node.odds is not None for node in graph.nodes):
        keys = [(tint(odds), f"{100 * odds:.3g} %") for odds in (0, 0.01, 0.1, 0.5, 1)]
    else:
        keys = [(seat_fill(seat, seats), graph.seats.get(seat, seat)) for seat in seats]
        keys += [(seat_fill(None, seats), tr("everyone"))] if seats else []
    x: float = MARGIN
    for colour, words in keys:
        yield f'<rect x="{x:.0f}" y="{MARGIN - 12}" width="16" height="14" rx="3" fill="{colour}" stroke="{_QUIET}"/>'
        yield f'<text x="{x + 22:.0f}" y="{MARGIN}" font-size="{TITLE_SIZE}" fill="{_INK}">{escape(words)}</text>'
        x += 22 + text_width(words, TITLE_SIZE) + 24


def _line(route: Route) -> str:
    edge, (start, turn, *points) = route.edge, route.through
    curve = f"M{start[0]:.0f},{start[1]:.0f} L{turn[0]:.0f},{turn[1]:.0f}"
    if route.back:
        (x, lane), (to_x, _), end = points
        curve += f" Q{x:.0f},{turn[1]:.0f} {x:.0f},{turn[1] + 12:.0f} L{x:.0f},{lane - 8:.0f}"
        curve += f" Q{x:.0f},{lane:.0f} {x - 8:.0f},{lane:.0f} L{to_x + 8:.0f},{lane:.0f}"
        curve += f" Q{to_x:.0f},{lane:.0f} {to_x:.0f},{lane - 8:.0f} L{to_x:.0f},{end[1] + 8:.0f}"
        curve += f" Q{to_x:.0f},{end[1]:.0f} {end[0]:.0f},{end[1]:.0f}"
    else:
        for index, (x, y) in enumerate(points):
            if index % 2:
                curve += f" L{x:.0f},{y:.0f}"
            else:
                bend = (x - turn[0]) / 2
                curve += f" C{turn[0] + bend:.0f},{turn[1]:.0f} {x - bend:.0f},{y:.0f} {x:.0f},{y:.0f}"
            turn = (x, y)
    name, stroke = ("history", f'"{_HISTORY}" stroke-width="3"') if edge.history else ("way", f'"{_WAY}"')
    dashes = ' stroke-dasharray="2 4"' if edge.supposed else ' stroke-dasharray="6 4"' if route.back else ""
    title = "\n".join(part for part in (f"{edge.source} → {edge.target}", *_by_choice(route)) if part)
    drawn = f'fill="none" stroke={stroke}{dashes} marker-end="url(#{name})"'
    return f'<path d="{curve}" {drawn}><title>{escape(title)}</title></path>'


def _by_choice(route: Route) -> Iterator[str]:
    """Each choice that takes a way, with what must hold for it."""
    edge = route.edge
    for number, choice in enumerate(edge.choices or ("",)):
        yield ": ".join(part for part in (choice, edge.when[number] if edge.when else "") if part)


def _words(route: Route) -> Iterator[str]:
    """The choices above the line, and what must hold below it."""
    x, y = route.label
    for words, down, style in ((route.choices, -3, ""), (route.conditions, LABEL_SIZE + 1, ' font-style="italic"')):
        if words:
            at = f'x="{x + 5:.0f}" y="{y + down:.0f}" font-size="{LABEL_SIZE}" fill="{_QUIET}"{style}'
            yield f"<text {at}>{escape(shown_label(words))}</text>"


def _drawn(box: Box, seats: list[str]) -> Iterator[str]:
    node = box.node
    if node is None:
        return
    radius = {"decision": 3, "ending": 17}.get(node.kind, 12)
    border = f'stroke="{_HISTORY}" stroke-width="3"' if node.history else f'stroke="{_QUIET}"'
    dashes = ' stroke-dasharray="3 3"' if box.stub else ""
    at = f'x="{box.x:.0f}" y="{box.y:.0f}" width="{WIDTH}" height="{box.height:.0f}" rx="{radius}"'
    named = "" if box.stub else f" id={quoteattr(node.id)}"
    yield f"<a href={quoteattr('#' + node.id)}>" if box.stub else f"<g{named}>"
    yield f"<title>{escape(f'{node.id}: {label(node)}')}</title>"
    yield f"<rect {at} fill={quoteattr(fill(node, seats))} {border}{dashes}/>"
    bold = ' font-weight="bold"' if node.kind == "decision" and not box.stub else ""
    top = box.middle - len(box.lines) * LINE / 2 + LINE - 4
    middle = f'x="{box.x + WIDTH / 2:.0f}" font-size="{TITLE_SIZE}" text-anchor="middle" fill="{_INK}"{bold}'
    for number, words in enumerate(box.lines):
        yield f'<text {middle} y="{top + number * LINE:.0f}">{escape(words)}</text>'
    yield "</a>" if box.stub else "</g>"


def _here(box: Box) -> Iterator[str]:
    around = f'x="{box.x - 1:.0f}" y="{box.y - 1:.0f}" width="{WIDTH + 2}" height="{box.height + 2:.0f}"'
    yield f'<rect id="here" {around} rx="8" fill="none" stroke="{_HERE}" stroke-width="4"/>'
    words = f'font-size="{TITLE_SIZE}" font-weight="bold" fill="{_HERE}"'
    yield f'<text x="{box.x:.0f}" y="{box.y - 6:.0f}" {words}>▼ {escape(tr("you are here"))}</text>'
