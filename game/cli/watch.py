"""`holdup watch`: play a story while it is being written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.cli import stage
from game.cli.play import asked_setup, replayed
from game.cli.stage import Refused
from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.journal import ActiveRun, Journal
from game.story import file_watch
from game.story.load import load_localised
from game.story.model import Story

_KEPT_SETTINGS = ("language", "theme", "motion", "reveal", "width")


def run(arguments: argparse.Namespace) -> int:
    """Play and watch. The runs of an author at work are not a player's: they go into a journal in memory.

    Returns:
        0, or 1 when the library is missing or a decision of `--replay` does not fit.

    Raises:
        Misused: There is no story at the path, or an option names what the story does not have.
    """
    folder, screen = Path(arguments.path), stage.has_screen() and not arguments.plain
    journal = _journal()
    journal.folder = str(folder.resolve())
    try:
        if not file_watch.available():
            raise Refused(tr("To watch a folder, Holdup needs the package watchfiles: pip install watchfiles"))
        language = stage.language(arguments, journal, asked=False)
        story = _first(folder, language)
        stage.understood(arguments.lang, story)
        catalogue.set_language(language or story.language)
        sitting = ActiveRun(journal, replayed(asked_setup(arguments, story, False, None), arguments.replay or ""))
        if arguments.replay:
            sitting.turn(len(sitting.pages) - 1)
        return _played(folder, journal, sitting, screen)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        journal.close()


def _played(folder: Path, journal: Journal, sitting: ActiveRun, screen: bool) -> int:
    def read() -> Story:
        return load_localised(folder, catalogue.current_language())  # the reader may have changed it meanwhile

    if screen:
        from game import tui

        return tui.watch(folder, read, journal, sitting)
    from game.plain import watching

    stage.lines()
    desk = watching.Desk(sys.stdin, file_watch.changes_from_a_thread(folder))
    return watching.watch(desk, sys.stdout, journal, sitting, read)


def _first(folder: Path, language: str | None) -> Story:
    """The story; where it has errors, they are told, and the next save is waited for."""
    waiting = file_watch.changes_from_a_thread(folder)
    while True:
        try:
            return stage.load(str(folder), language)
        except Refused as error:
            print(error, tr("Save a mended file, and the game begins. Ctrl-C leaves."), sep="\n", flush=True)
        next(waiting)


def _journal() -> Journal:
    """A journal in memory, with the player's taste."""
    journal, players = Journal.in_memory(), Journal.available()
    try:
        for key in _KEPT_SETTINGS:
            if (value := stage.setting(players, key)) is not None:
                journal.shelf.set(key, value)
    finally:
        players.close()
    return journal
