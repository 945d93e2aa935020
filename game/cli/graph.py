"""`holdup graph`: a story's scenes as a picture, or as what draws one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.cli.errors import Refused
from game.cli.json_output import json_text
from game.cli.options import add_path
from game.cli.pages import page
from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from game.explore.graph import Graph
    from game.play.setup import Setup

FORMATS = ("svg", "mermaid", "markdown", "dot", "twee", "json")

_MERMAID_WAYS, _MERMAID_LETTERS = 500, 50_000
"""What Mermaid draws where nobody has set it up otherwise, as on pages of repositories."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup graph`."""
    add_path(command)
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="svg",
        metavar=tr("FORMAT"),
        help=tr("what to print: {formats} (default: svg)", formats=", ".join(FORMATS)),
    )
    command.add_argument("--opening", metavar="ID", help=tr("where history’s road begins"))
    command.add_argument(
        "--coverage", action="store_true", help=tr("tint each scene by the odds that a random run meets it")
    )
    page(
        command,
        tr(
            "Draw a map of a story: its scenes by episode and seat, which choice leads where and what must hold for "
            "it, its endings apart, and history’s road through it."
        ),
        ("holdup graph > story.svg", tr("a picture for a browser")),
        ("holdup graph ~/my-story --coverage > story.svg", tr("coloured by how likely a run meets each scene")),
        ("holdup graph ~/my-story --format markdown >> README.md", tr("a small story’s map, for a page in Markdown")),
        ("holdup graph ~/my-story --format twee > my-story.twee", tr("as Twee 3, which Twine imports")),
        ("holdup graph --format dot | dot -Tpdf > story.pdf", tr("drawn by Graphviz")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the graph.

    Returns:
        0.

    Raises:
        UsageError: There is no story at the path, no such opening, or numpy is missing where odds are asked for.
        Refused: The story is broken, or too large for its odds to be proved.
    """
    from game.cli import launch
    from game.cli.setups import need_numpy, setups
    from game.explore.graph import scene_graph

    story = launch.load(arguments.path, None)
    opening = arguments.opening or next(iter(story.openings))
    setup = setups(story, "both", None, opening)[0]
    odds = None
    if arguments.coverage:
        need_numpy()
        odds = _odds(setup)
        if odds is None:
            raise Refused(tr("This story has too many states for its odds to be proved."))
    drawn = scene_graph(story, opening, odds)
    if arguments.format == "json":
        print(json_text(drawn.data()))
        return 0
    if arguments.format == "twee":
        from game.story.twee import write_twee

        print("\n".join(write_twee(story)))
        return 0
    lines = "\n".join(_lines(drawn, arguments.format))
    if arguments.format == "markdown" and (len(drawn.edges) > _MERMAID_WAYS or len(lines) > _MERMAID_LETTERS):
        raise Refused(tr("This story is too large for a flowchart in Markdown: take --format svg."))
    print(lines)
    return 0


def _odds(setup: Setup) -> dict[str, float] | None:
    from game.cli.progress import ProgressBar
    from game.explore.search import Limits, explore

    bar = ProgressBar(1)
    explored = explore(setup, Limits(100_000_000), texts=False, decks=False, progress=bar.next(setup), keep=False)
    bar.clear()
    if explored.cut or not explored.odds_found:
        return None
    return {place: explored.odds(cell) for place, cell in explored.program.entry.items()}


def _lines(drawn: Graph, format: str) -> Iterator[str]:
    from game.explore.graph_formats import dot, markdown, mermaid
    from game.explore.svg import svg

    return {"mermaid": mermaid, "markdown": markdown, "dot": dot, "svg": svg}[format](drawn)
