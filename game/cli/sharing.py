"""What can be written after `holdup replay` and `holdup export`."""

from __future__ import annotations

import argparse

from game.cli.arguments import later, page
from game.cli.playing import add_plain
from game.i18n.catalogue import tr

FASTEST = 600
"""Pages a minute; more would be a flicker."""

FORMATS = ("md", "html")


def define_replay(replay: argparse.ArgumentParser) -> None:
    """`holdup replay`."""
    _add_run(replay)
    replay.add_argument(
        "--speed", type=_speed, metavar="N", help=tr("so many pages a minute, by themselves (default: by any key)")
    )
    add_plain(replay)
    page(
        replay,
        tr("Watch a run, page by page. At any decision, t takes over: a new run goes on from there."),
        ("holdup replay 3", tr("run 3 of the journal")),
        ("holdup replay holdup-AdCx7Q", tr("a run that somebody sent")),
        ("holdup replay 3 --speed 20", tr("by itself, twenty pages a minute")),
        ("holdup replay 3 --plain | less", tr("as lines of text")),
    )
    replay.set_defaults(command=later("replay"))


def define_export(export: argparse.ArgumentParser) -> None:
    """`holdup export`."""
    _add_run(export)
    export.add_argument(
        "--format", choices=FORMATS, help=tr("Markdown, or a page for a browser (default: by the file)")
    )
    export.add_argument(
        "-o", "--output", metavar=tr("FILE"), help=tr("the file to write (default: print it); - prints too")
    )
    page(
        export,
        tr("Make a newspaper of a run: the front page, your decisions, what history did, and the sources."),
        ("holdup export 3 -o gazette.html", tr("a single file for a browser, to read, send or print")),
        ("holdup export 3 -o gazette.md", tr("the same in Markdown")),
        ("holdup export holdup-AdCx7Q --format md", tr("a run that somebody sent, printed here")),
    )
    export.set_defaults(command=later("export"))


def _add_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("run", metavar=tr("RUN"), help=tr("a run's number in the journal, or its code"))
    command.add_argument(
        "path",
        nargs="?",
        metavar=tr("PATH"),
        help=tr("the folder of its story (default: where it was played, or the shipped story)"),
    )


def _speed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= FASTEST):
        raise argparse.ArgumentTypeError(
            tr("a speed is a whole number of pages a minute, from 1 to {most}", most=FASTEST)
        )
    return int(text)
