"""`holdup replay`: a run watched as it was played, on a screen or as lines of text."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli.options import add_lines_of_text, add_run, whole_number
from game.cli.pages import page
from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from game.cli.resolve_run import ResolvedRun
    from game.journal import Journal

FASTEST = 600
"""Pages a minute; more would be a flicker."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup replay`."""
    add_run(command)
    command.add_argument(
        "--speed",
        type=whole_number(1, FASTEST),
        metavar="N",
        help=tr("turn this many pages a minute (default: wait for a key)"),
    )
    add_lines_of_text(command)
    page(
        command,
        tr("Watch a run, page by page. At any decision, t takes over: a new run goes on from there."),
        ("holdup replay 3", tr("run 3 of the journal")),
        ("holdup replay holdup-AdCx7Q", tr("a run that somebody sent")),
        ("holdup replay 3 --speed 20", tr("by itself, twenty pages a minute")),
        ("holdup replay 3 --plain | less", tr("as lines of text")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Replay a run.

    Returns:
        The exit code of the screen, else 0.

    Raises:
        UsageError: There is no story at the path.
        Refused: There is no such run, its code is damaged, or the story is broken.
        ReaderLeft: The player left at the first question.
    """
    from game.cli import launch
    from game.cli.resolve_run import resolve_run

    with launch.players_journal() as journal:
        screen = launch.on_screen(arguments)
        resolved = resolve_run(arguments, journal, asked=screen)
        return (_on_screen if screen else _as_lines)(arguments, journal, resolved)


def _on_screen(arguments: argparse.Namespace, journal: Journal, resolved: ResolvedRun) -> int:
    from game import tui

    showing = tui.ReplayFrame(resolved.run, resolved.lost, resolved.notices, arguments.speed)
    return tui.run(resolved.run.setup.story, journal, showing)


def _as_lines(arguments: argparse.Namespace, journal: Journal, resolved: ResolvedRun) -> int:
    from game.cli import launch
    from game.plain.evening import replay
    from game.plain.talk import Talk

    talk = Talk(launch.lines(arguments), journal, resolved.run.setup.story)
    return replay(talk, resolved.run, resolved.lost, resolved.notices, arguments.speed)
