"""The commands that look at a whole story: explore, playtest, test, graph, words."""

from __future__ import annotations

import argparse

from game.cli import playing
from game.cli.arguments import later, page
from game.cli.playing import RIVALS, seed
from game.i18n.catalogue import tr

GRAPHS = ("mermaid", "dot", "svg", "json")


def define_explore(explore: argparse.ArgumentParser) -> None:
    """`holdup explore`."""
    _add_setup(explore, tr("default: all"), tr("default: both"))
    explore.add_argument(
        "--max-states", type=_count, default=100_000_000, metavar="N", help=tr("stop after N states of an exploration")
    )
    explore.add_argument(
        "--max-seconds", type=_count, default=0, metavar="N", help=tr("stop an exploration after N seconds")
    )
    explore.add_argument(
        "--balance", type=_percent, metavar=tr("PERCENT"), help=tr("name the thresholds that would give these odds")
    )
    explore.add_argument(
        "--save-odds",
        action="store_true",
        help=tr("only prove the odds of the endings, and keep them beside the story"),
    )
    _add_json(explore)
    page(
        explore,
        tr(
            "Prove a story: find every state that a run can be in, and give a verdict on each ending, scene, choice "
            "and paragraph: reached, with its shortest road, or proved unreachable, with the clause to blame. "
            "Fails when something is unreachable."
        ),
        ("holdup explore ~/my-story", tr("all seats, rivals and openings")),
        ("holdup explore --seat board --rival weighted", tr("one seat, one rival")),
        ("holdup explore --balance 50", tr("thresholds that half of the runs would pass")),
    )
    explore.set_defaults(command=later("explore"))


def define_playtest(playtest: argparse.ArgumentParser) -> None:
    """`holdup playtest`."""
    _add_setup(playtest, tr("default: the first"), tr("default: weighted"))
    playtest.add_argument("--runs", type=_count, default=1000, metavar="N", help=tr("how many runs (default: 1000)"))
    playtest.add_argument("--seed", type=seed, default=0, metavar="N", help=tr("where their chance comes from"))
    playtest.add_argument(
        "--processes",
        type=_count,
        default=0,
        metavar="N",
        help=tr("how many share the work (default: one a processor)"),
    )
    _add_json(playtest)
    page(
        playtest,
        tr("Play a story at random, many times: what is met, where runs end, how long they are."),
        ("holdup playtest --runs 10000 --seed 7", tr("the same figures each time")),
    )
    playtest.set_defaults(command=later("playtest"))


def define_test(test: argparse.ArgumentParser) -> None:
    """`holdup test`."""
    _add_path(test)
    test.add_argument("--bless", action="store_true", help=tr("accept what the runs read now"))
    test.add_argument("names", nargs="*", metavar=tr("NAME"), help=tr("walkthroughs to take (default: all)"))
    page(
        test,
        tr("Take a story's walkthroughs: named decisions, what they must reach, what must hold on the way."),
        ("holdup test ~/my-story", tr("all that walkthroughs.yaml names")),
        ("holdup test ~/my-story --bless", tr("keep what they read; later runs show the difference")),
    )
    test.set_defaults(command=later("test"))


def define_graph(graph: argparse.ArgumentParser) -> None:
    """`holdup graph`."""
    _add_path(graph)
    graph.add_argument("--format", choices=GRAPHS, default="svg", help=tr("what to print (default: svg)"))
    graph.add_argument("--opening", metavar="ID", help=tr("where history's road begins"))
    graph.add_argument(
        "--coverage", action="store_true", help=tr("tint each scene by the odds that a random run meets it")
    )
    page(
        graph,
        tr("Draw a story's scenes, by episode and seat, with history's road through them."),
        ("holdup graph > story.svg", tr("a picture for a browser")),
        ("holdup graph --format dot | dot -Tpdf > story.pdf", tr("drawn by Graphviz")),
    )
    graph.set_defaults(command=later("graph"))


def define_words(words: argparse.ArgumentParser) -> None:
    """`holdup words`."""
    _add_path(words)
    _add_json(words)
    page(
        words,
        tr("Count a story's words, by episode and seat, and tell how long a run takes to read."),
        ("holdup words ~/my-story", tr("with its longest and shortest scenes")),
    )
    words.set_defaults(command=later("words"))


def _add_path(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "path", nargs="?", metavar=tr("PATH"), help=tr("a folder with a story.yaml (default: the shipped story)")
    )


def _add_setup(command: argparse.ArgumentParser, default: str, rival: str) -> None:
    _add_path(command)
    command.add_argument("--seat", metavar=tr("SEAT"), help=f"{tr('a seat, or “both”')} ({default})")
    command.add_argument("--rival", type=playing.rival, choices=RIVALS, help=f"{tr('how the others decide')} ({rival})")
    command.add_argument("--opening", metavar="ID", help=f"{tr('where the run begins')} ({default})")


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=tr("print everything as JSON, for programs"))


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 13):
        raise argparse.ArgumentTypeError(tr("“{word}” is no whole number", word=text))
    return int(text)


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= 100):
        raise argparse.ArgumentTypeError(tr("“{word}” is no percentage: write a whole number from 0 to 100", word=text))
    return int(text)
