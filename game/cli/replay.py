"""`holdup replay`: a run watched as it was played, on a screen or as lines of text."""

from __future__ import annotations

import argparse
import sys

from game.cli import stage
from game.cli.kept import Kept, kept
from game.cli.stage import ReaderLeft, Refused
from game.journal import Journal


def run(arguments: argparse.Namespace) -> int:
    """Replay a run.

    Returns:
        0, or 1 when there is no such run, its code is damaged, or the story is broken.

    Raises:
        Misused: There is no story at the path.
    """
    journal = Journal.available()
    try:
        screen = stage.on_screen(arguments)
        found = kept(arguments, journal, asked=screen)
        return _on_screen(arguments, journal, found) if screen else _as_lines(arguments, journal, found)
    except ReaderLeft:
        return 0
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        journal.close()


def _on_screen(arguments: argparse.Namespace, journal: Journal, found: Kept) -> int:
    from game import tui

    showing = tui.Showing(found.run, found.lost, found.notices, arguments.speed)
    return tui.run(found.run.setup.story, journal, showing)


def _as_lines(arguments: argparse.Namespace, journal: Journal, found: Kept) -> int:
    from game.plain.replay import replay
    from game.plain.talk import Talk

    talk = Talk(stage.lines(arguments), journal, found.run.setup.story)
    return replay(talk, found.run, found.lost, found.notices, arguments.speed)
