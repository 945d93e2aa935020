"""What can be written after `holdup`, and what it means."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from importlib import import_module

from game import __version__, words
from game.words import tr

DEFAULT_LANGUAGE = "fr"
"""What the interface speaks until a setting or a story says otherwise: the shipped story's language."""

COMMANDS = ("play", "check", "journal")

SEEDS = 2**63
"""Seeds go from 0 to one below this."""


class Misused(Exception):
    """The command makes no sense; the message says why."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line; its `command` is the function to call with it.

    Exits, as argparse does, for `--help`, `--version` and what it does not understand.

    Raises:
        Misused: The first word is neither a command nor a folder.
    """
    words.use(os.environ.get("HOLDUP_LANG") or DEFAULT_LANGUAGE)
    return _parser().parse_args(_with_command(list(argv)))


def _with_command(argv: list[str]) -> list[str]:
    """The command line with `play` in its place where no command is written."""
    if not argv:
        return ["play"]
    first = argv[0]
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        return argv
    if not first.startswith("-") and os.sep not in first and not os.path.exists(first):
        from game.story.problems import nearest

        near = nearest(first, COMMANDS)
        guess = " " + tr("Did you mean “{word}”?", word=near) if near else ""
        raise Misused(tr("“{word}” is neither a command nor a folder.", word=first) + guess)
    return ["play", *argv]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="holdup")
    _page(
        parser,
        tr("Interactive stories for the terminal. Without a command, the shipped story is played."),
        ("holdup", tr("play: a title, a seat, and go")),
        ("holdup --plain", tr("the same as lines of text, for screen readers and pipes")),
        ("holdup --seat both --seed 7", tr("begin at once")),
        ("holdup play ~/my-story", tr("play a folder that holds a story.yaml")),
        ("holdup check ~/my-story", tr("say everything that is wrong with it")),
    )
    parser.add_argument("--version", action="version", version=f"holdup {__version__}")
    commands = parser.add_subparsers(metavar=tr("COMMAND"), required=True)
    _add_play(commands.add_parser("play", help=tr("play a story")))
    _add_check(commands.add_parser("check", help=tr("say everything that is wrong with a story")))
    journal = commands.add_parser("journal", help=tr("list the runs that are kept"))
    journal.set_defaults(command=_later("journal"))
    return parser


def _add_play(play: argparse.ArgumentParser) -> None:
    play.add_argument(
        "path", nargs="?", metavar=tr("PATH"), help=tr("a folder with a story.yaml (default: the shipped story)")
    )
    play.add_argument("--plain", action="store_true", help=tr("lines of text instead of a screen"))
    play.add_argument("--continue", dest="resume", action="store_true", help=tr("go on with the run played last"))
    play.add_argument("--seat", metavar=tr("SEAT"), help=tr("the seat that you take, or “both” (default: the first)"))
    play.add_argument(
        "--rival", choices=("histoire", "realiste"), help=tr("how the others decide: as in history, or by chance")
    )
    play.add_argument("--seed", type=_seed, metavar="N", help=tr("the number that all chance of the run comes from"))
    play.add_argument("--opening", metavar="ID", help=tr("where the run begins"))
    play.add_argument(
        "--replay",
        metavar=tr("LIST"),
        help=tr("decisions to take first: “choice” or “scene:choice”, separated by commas or blanks"),
    )
    _page(
        play,
        tr("Play a story. Each decision is saved before its result is shown: leave whenever you like."),
        ("holdup play --continue", tr("go on with the last run")),
        ("holdup play --rival realiste --seed 7", tr("the same draws each time")),
        ("holdup play --replay accept,wait", tr("take these decisions, then go on from there")),
        ("printf '1\\n2\\n' | holdup play --seat both", tr("a run by a pipe")),
    )
    play.set_defaults(command=_later("play"))


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "paths", nargs="*", metavar=tr("PATH"), help=tr("folders with a story.yaml (default: the shipped story)")
    )
    check.add_argument("--strict", action="store_true", help=tr("warnings count as errors"))
    check.add_argument("--explain", metavar="CODE", help=tr("explain the code of a problem"))
    _page(
        check,
        tr("Say everything that is wrong with a story, each problem with its file, line and column."),
        ("holdup check scenes", tr("check the story of a folder")),
        ("holdup check --explain unknown-name", tr("what a code means, with an example")),
    )
    check.set_defaults(command=_later("check"))


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is imported when it is called."""

    def command(arguments: argparse.Namespace) -> int:
        run: Callable[[argparse.Namespace], int] = import_module(f"game.cli.{name}").run
        return run(arguments)

    return command


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) < SEEDS):
        raise argparse.ArgumentTypeError(tr("a seed is a whole number from 0 to {most}", most=SEEDS - 1))
    return int(text)


def _page(parser: argparse.ArgumentParser, description: str, *examples: tuple[str, str]) -> None:
    """Give a command its page: a sentence, and examples aligned under its options."""
    width = max(len(command) for command, _ in examples) + 3
    parser.description = description
    parser.epilog = "\n".join([tr("Examples:"), *(f"  {command:{width}}{told}" for command, told in examples)])
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
