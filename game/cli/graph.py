"""`holdup graph`: a story's scenes as a picture, or as what draws one."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from game.cli.explore import Bar, need_numpy, setups
from game.cli.stage import Refused, load
from game.explore.graph import Graph, scene_graph
from game.explore.graph_formats import dot, mermaid
from game.explore.svg import svg
from game.play.setup import Setup


def run(arguments: argparse.Namespace) -> int:
    """Print the graph.

    Returns:
        1 when the story is broken, or too large for its odds to be proved; else 0.

    Raises:
        Misused: There is no story at the path, no such opening, or numpy is missing where odds are asked for.
    """
    try:
        story = load(arguments.path, None)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    opening = arguments.opening or next(iter(story.openings))
    setup = setups(story, "both", None, opening)[0]
    odds = None
    if arguments.coverage:
        need_numpy()
        odds = _odds(setup)
        if odds is None:
            print("This story has too many states for its odds to be proved.", file=sys.stderr)
            return 1
    drawn = scene_graph(story, opening, odds)
    if arguments.format == "json":
        print(json.dumps(drawn.data(), ensure_ascii=False))
    else:
        print("\n".join(_lines(drawn, arguments.format)))
    return 0


def _odds(setup: Setup) -> dict[str, float] | None:
    from game.explore.search import Limits, explore

    bar = Bar(1)
    explored = explore(setup, Limits(100_000_000), texts=False, decks=False, progress=bar.next(setup), keep=False)
    bar.clear()
    return None if explored.cut else {place: explored.odds(cell) for place, cell in explored.program.entry.items()}


def _lines(drawn: Graph, format: str) -> Iterator[str]:
    return {"mermaid": mermaid, "dot": dot, "svg": svg}[format](drawn)
