"""`holdup watch`: play a story while it is being written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game import words
from game.cli import stage
from game.cli.play import asked_setup, replayed
from game.cli.stage import Refused
from game.journal import Journal, Sitting
from game.story import saves
from game.story.load import translated
from game.story.model import Story
from game.words import tr

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
        if not saves.available():
            raise Refused(tr("To watch a folder, Holdup needs the package watchfiles: pip install watchfiles"))
        language = stage.language(arguments, journal, asked=False)
        story = _first(folder, language)
        stage.understood(arguments.lang, story)
        words.use(language or story.language)
        sitting = Sitting(journal, replayed(asked_setup(arguments, story, False, None), arguments.replay or ""))
        if arguments.replay:
            sitting.turn(len(sitting.pages) - 1)
        return _played(folder, journal, sitting, screen)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        journal.close()


def _played(folder: Path, journal: Journal, sitting: Sitting, screen: bool) -> int:
    def read() -> Story:
        return translated(folder, words.spoken())  # the reader may have changed it meanwhile

    if screen:
        from game import tui

        return tui.watch(folder, read, journal, sitting)
    from game.plain import watching

    stage.lines()
    desk = watching.Desk(sys.stdin, saves.saves_from_a_thread(folder))
    return watching.watch(desk, sys.stdout, journal, sitting, read)


def _first(folder: Path, language: str | None) -> Story:
    """The story; where it has errors, they are told, and the next save is waited for."""
    waiting = saves.saves_from_a_thread(folder)
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
