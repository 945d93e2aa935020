"""Graphs as Mermaid and Graphviz read them."""

from __future__ import annotations

from collections.abc import Iterator

from game.explore.graph import Graph, GraphEdge, GraphNode

COLOURS = ("#dbe7f6", "#f9e3d0", "#e3f0dc", "#eee0f3", "#fff3c9")
"""Fills for the seats, in their order; the first after them is for everyone's scenes."""

_COMMON = "#f1efe9"
_ENDING = "#d8d3c8"


def fill(node: GraphNode, seats: list[str]) -> str:
    """The colour of a node: by its odds where they are known, else by its seat."""
    if node.odds is not None:
        return tint(node.odds)
    if node.kind == "ending":
        return _ENDING
    return seat_fill(node.seat, seats)


def seat_fill(seat: str | None, seats: list[str]) -> str:
    """The colour of a seat's scenes, or of everyone's."""
    return COLOURS[seats.index(seat) % len(COLOURS)] if seat in seats else _COMMON


def tint(odds: float) -> str:
    """White for never, deep blue for always; the square root lets rare scenes be told from impossible ones."""
    if odds <= 0:
        return "#ffffff"
    strength = min(odds, 1.0) ** 0.5
    red, green, blue = (round(240 - strength * (240 - full)) for full in (70, 130, 200))
    return f"#{red:02x}{green:02x}{blue:02x}"


def seats_of(graph: Graph) -> list[str]:
    """The seats, in the order in which their scenes come."""
    return list(dict.fromkeys(node.seat for node in graph.nodes if node.seat is not None))


def label(node: GraphNode) -> str:
    """A node's words: its title, and its odds where they are known."""
    odds = odds_of(node)
    return f"{node.title} ({odds})" if odds else node.title


def odds_of(node: GraphNode) -> str:
    """How likely a run meets a node, in per cent; empty where that is not known."""
    return "" if node.odds is None else f"{100 * node.odds:.3g} %"


def choices_of(edge: GraphEdge) -> str:
    """The choices that take a way; empty where the scene leads on by itself."""
    return ", ".join(edge.choices)


def conditions_of(edge: GraphEdge) -> str:
    """What must hold for a way, for each choice where they differ; empty where nothing must."""
    if len(set(edge.when)) <= 1:
        return next(iter(edge.when), "")
    shared = min(edge.when, key=len)  # what must hold for the road, whichever choice is taken
    if not all(when == shared or when.endswith(f", {shared}") for when in edge.when):
        shared = ""
    own = [when.removesuffix(shared).removesuffix(", ") for when in edge.when]
    parts = [f"{choice}: {when}" for choice, when in zip(edge.choices, own, strict=True) if when]
    return "; ".join([shared, *parts] if shared else parts)


def _told(edge: GraphEdge) -> str:
    """A way's words, on one line."""
    choices, conditions = choices_of(edge), conditions_of(edge)
    return f"{choices} ({conditions})" if choices and conditions else choices or conditions


def markdown(graph: Graph) -> Iterator[str]:
    """The lines of a Mermaid flowchart as a page in Markdown holds them."""
    yield "```mermaid"
    yield from mermaid(graph)
    yield "```"


def mermaid(graph: Graph) -> Iterator[str]:
    """The lines of a Mermaid flowchart."""
    seats = seats_of(graph)
    yield "flowchart TD"
    for episode, title in graph.episodes.items():
        yield f'  subgraph {_name("e", episode)}["{_quoted(title)}"]'
        yield from (f"    {_shape(node)}" for node in graph.nodes if node.episode == episode)
        yield "  end"
    yield from (f"  {_shape(node)}" for node in graph.nodes if not node.episode)
    for edge in graph.edges:
        arrow, conditions = "-.->" if edge.supposed else "==>" if edge.history else "-->", _told(edge)
        words = f'|"{_quoted(conditions)}"|' if conditions else ""
        yield f"  {_name('s', edge.source)} {arrow}{words} {_name('s', edge.target)}"
    for node in graph.nodes:
        stroke = ",stroke:#b3261e,stroke-width:3px" if node.history else ""
        yield f"  style {_name('s', node.id)} fill:{fill(node, seats)},color:#222{stroke}"


def _shape(node: GraphNode) -> str:
    left, right = {"decision": ("{{", "}}"), "ending": ("([", "])")}.get(node.kind, ("[", "]"))
    return f'{_name("s", node.id)}{left}"{_quoted(label(node))}"{right}'


def _name(prefix: str, id: str) -> str:
    """An id that no keyword of Mermaid can be taken for."""
    return f"{prefix}_{id.replace('-', '_')}"


def _quoted(text: str) -> str:
    return text.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")


def dot(graph: Graph) -> Iterator[str]:
    """The lines of a Graphviz digraph."""
    seats = seats_of(graph)
    yield f"digraph {_string(graph.title)} {{"
    yield '  node [shape=box, style="filled,rounded", fontname="Helvetica", fontcolor="#222222"];'
    for number, (episode, title) in enumerate(graph.episodes.items()):
        yield f"  subgraph cluster_{number} {{"
        yield f"    label={_string(title)};"
        yield from (f"    {_dot_node(node, seats)}" for node in graph.nodes if node.episode == episode)
        yield "  }"
    yield from (f"  {_dot_node(node, seats)}" for node in graph.nodes if not node.episode)
    for edge in graph.edges:
        attributes = [f"label={_string(words)}"] if (words := _told(edge)) else []
        attributes += ['color="#b3261e"', "penwidth=3"] if edge.history else []
        attributes += ["style=dotted"] if edge.supposed else []
        drawn = f" [{', '.join(attributes)}]" if attributes else ""
        yield f"  {_string(edge.source)} -> {_string(edge.target)}{drawn};"
    yield "}"


def _dot_node(node: GraphNode, seats: list[str]) -> str:
    shape = {"decision": "hexagon", "ending": "oval"}.get(node.kind, "box")
    drawn = f"label={_string(label(node))}, shape={shape}, fillcolor={_string(fill(node, seats))}"
    border = ', color="#b3261e", penwidth=3' if node.history else ""
    return f"{_string(node.id)} [{drawn}{border}];"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
