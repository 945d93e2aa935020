"""What can be written after `holdup play`, and after other commands that play."""

from __future__ import annotations

import argparse

from game.cli.arguments import later, page
from game.i18n.catalogue import tr

SEEDS = 2**63
"""Seeds go from 0 to one below this."""

WIDTHS = (10, 1000)
"""The narrowest and the widest that lines of text may be asked to be, in columns."""

RIVALS = ("history", "weighted")
"""How the seats that nobody holds may decide: the values of `Rival`."""

USUAL_WIDTH = 76
"""The widest that they are when nobody asks, in columns: what `game.plain.lines` holds to."""


def define_play(play: argparse.ArgumentParser) -> None:
    """`holdup play`."""
    play.add_argument(
        "path", nargs="?", metavar=tr("PATH"), help=tr("a folder with a story.yaml (default: the shipped story)")
    )
    add_plain(play)
    play.add_argument("--continue", dest="resume", action="store_true", help=tr("go on with the run played last"))
    play.add_argument("--seat", metavar=tr("SEAT"), help=tr("the seat that you take, or “both” (default: the first)"))
    play.add_argument(
        "--rival", type=rival, choices=RIVALS, help=tr("how the others decide: as in history, or by chance")
    )
    play.add_argument("--seed", type=seed, metavar="N", help=tr("the number that all chance of the run comes from"))
    play.add_argument("--opening", metavar="ID", help=tr("where the run begins"))
    play.add_argument(
        "--replay",
        metavar=tr("LIST"),
        help=tr("decisions to take first: “choice” or “scene:choice”, separated by commas or blanks"),
    )
    page(
        play,
        tr("Play a story. Each decision is saved before its result is shown: leave whenever you like."),
        ("holdup play --continue", tr("go on with the last run")),
        ("holdup play --rival weighted --seed 7", tr("the same draws each time")),
        ("holdup play --replay accept,wait", tr("take these decisions, then go on from there")),
        ("holdup play --lang en", tr("in English, interface and story")),
        ("holdup play --plain --width 0", tr("lines that nothing wraps, for a screen reader or a program")),
        ("printf '1\\n2\\n' | holdup play --seat both", tr("a run by a pipe")),
    )
    play.set_defaults(command=later("play"))


def add_plain(command: argparse.ArgumentParser) -> None:
    """What asks for lines of text instead of a screen, and says how they look."""
    command.add_argument("--plain", action="store_true", help=tr("lines of text instead of a screen"))
    command.add_argument(
        "--width",
        type=_width,
        metavar="N",
        help=tr(
            "lines of text: the longest line, 0 to wrap nothing (default: the terminal's width, {most} at most)",
            most=USUAL_WIDTH,
        ),
    )
    command.add_argument(
        "--color",
        "--colour",
        action="store_true",
        help=tr("lines of text: headings bold, the rest faint (default: no colours)"),
    )


def seed(text: str) -> int:
    """A seed, as typed."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) < SEEDS):
        raise argparse.ArgumentTypeError(tr("a seed is a whole number from 0 to {most}", most=SEEDS - 1))
    return int(text)


def rival(word: str) -> str:
    """A rival, as typed; the words of version 0.1 are understood, any other is for argparse to refuse."""
    from game.play.setup import rival_word

    return rival_word(word)


def _width(text: str) -> int:
    """A width, as typed."""
    narrow, wide = WIDTHS
    if not (text.isascii() and text.isdigit() and len(text) < 5 and (int(text) == 0 or narrow <= int(text) <= wide)):
        raise argparse.ArgumentTypeError(
            tr("a width is a number of columns from {narrow} to {wide}, or 0 to wrap nothing", narrow=narrow, wide=wide)
        )
    return int(text)
