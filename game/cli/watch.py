"""`holdup watch`: play a story while it is being written."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError
from game.cli.options import add_plain, add_run_options
from game.cli.pages import page
from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from game.journal import ActiveRun, Journal
    from game.plain.watching import Desk
    from game.story.model import Story

_SETTINGS = ("language", "theme", "motion", "reveal", "width")
"""Settings of the player's that hold while a story is watched too."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup watch`."""
    command.add_argument("path", metavar=tr("PATH"), help=tr("a folder with a story.yaml"))
    add_plain(command)
    add_run_options(command)
    command.add_argument(
        "--map",
        metavar=tr("FILE"),
        type=Path,
        help=tr("keep a picture of all scenes in this SVG file, with where you are; a browser shows it"),
    )
    command.add_argument(
        "--at",
        metavar=tr("PLACE"),
        help=tr("begin there, by the shortest road: a scene, scene/choice, scene#paragraph or an ending"),
    )
    command.add_argument(
        "--with",
        dest="given",
        metavar=tr("VALUES"),
        help=tr("with --at: in this state, as in letter,mason=2; where no road leads to it, it is marked as your own"),
    )
    page(
        command,
        tr(
            "Play a story while you write it. Save a file in your editor, and the page shows the new text, at the same "
            "decision; a mistake is told with its place, over the story as it was. Nothing goes into the journal."
        ),
        ("holdup watch ~/my-story", tr("the editor beside it")),
        ("holdup watch ~/my-story --map map.svg", tr("with a map of it, open in a browser")),
        ("holdup watch ~/my-story --at doorstep", tr("begin at the scene being written")),
        ("holdup watch ~/my-story --at doorstep/wait --with 'letter,mason=2'", tr("after a choice, in such a state")),
        ("holdup watch ~/my-story --plain", tr("print each page anew")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Play and watch. The runs of an author at work are not a player's: they go into a journal in memory.

    Returns:
        The exit code of the screen, else 0.

    Raises:
        UsageError: There is no story at the path, or an option names what the story does not have.
        Refused: A library is missing, a decision of `--replay` does not fit, nothing leads to the place of `--at`, or
            the input ended while the story was broken.
    """
    from game.cli import launch
    from game.story import file_watch

    folder, screen = Path(arguments.path), launch.has_screen() and not arguments.plain
    journal = _journal(arguments.map)
    journal.folder = str(folder.resolve())
    try:
        if journal.folder != journal.folder.encode("utf-8", "replace").decode():
            raise Refused(tr("{path}: the name of this folder is no text: it is played, and not watched.", path=folder))
        if not file_watch.available():
            raise Refused(tr("To watch a folder, Holdup needs the package watchfiles: pip install watchfiles"))
        language = launch.language(arguments, journal, asked=False)
        desk = None if screen else cache(lambda: _desk(folder))
        story = _first(folder, language, _next_save(folder) if desk is None else lambda: desk().next_save())
        launch.check_language(arguments.lang, story)
        active = _begun(arguments, story, journal)
        return _played(folder, journal, active, desk and desk())
    finally:
        journal.close()


def _begun(arguments: argparse.Namespace, story: Story, journal: Journal) -> ActiveRun:
    """The run to begin with: at a place, after some decisions, or at the story's beginning."""
    from game.cli import new_run
    from game.journal import ActiveRun

    if arguments.at is not None:
        from game.cli.watch_at import run_at

        return run_at(arguments, story, journal)
    if arguments.given is not None:
        raise UsageError(tr("--with says how things stand at a place: write --at as well."))
    setup = new_run.setup(arguments, story, attended=False, endings=None)
    active = ActiveRun(journal, new_run.replayed(setup, arguments.replay or ""))
    if arguments.replay:
        active.turn(len(active.pages) - 1)
    return active


def _played(folder: Path, journal: Journal, active: ActiveRun, desk: Desk | None) -> int:
    from game.i18n import catalogue
    from game.story.load import load_localised
    from game.story.own_start import PlaceGone, begun
    from game.story.problems import StoryNotFound

    def read() -> Story:
        story = load_localised(folder, catalogue.current_language())  # the reader may have changed it meanwhile
        own = active.run.setup.story.own_start
        try:
            return story if own is None else begun(story, own)
        except PlaceGone as gone:
            raise StoryNotFound(
                tr("“{place}”, where this run begins, is no longer in the story.", place=gone)
            ) from None

    if desk is None:
        from game import tui

        return tui.watch(folder, read, journal, active)
    from game.cli import launch
    from game.plain import watching

    launch.replace_unfit_characters()
    return watching.watch(desk, sys.stdout, journal, active, read)


def _desk(folder: Path) -> Desk:
    """What is typed and saved, from now on."""
    from game.plain.watching import Desk
    from game.story import file_watch

    return Desk(sys.stdin, file_watch.changes_from_a_thread(folder))


def _next_save(folder: Path) -> Callable[[], bool]:
    """What waits for a save where the keyboard is the screen's."""
    from game.story import file_watch

    saves = file_watch.changes_from_a_thread(folder)
    return lambda: next(saves, None) is None


def _first(folder: Path, language: str | None, next_save: Callable[[], bool]) -> Story:
    """The story; where it has errors, they are told, and the next save is waited for as long as the input lasts."""
    from game.cli import launch

    while True:
        try:
            return launch.load(str(folder), language)
        except Refused as error:
            print(error, tr("Save a corrected file, and the game begins. Ctrl-C leaves."), sep="\n", flush=True)
        if not next_save():
            raise Refused(tr("The input has ended, and the story has mistakes yet: there is nothing to play."))


def _journal(map: Path | None) -> Journal:
    """A journal in memory, with the player's taste; it keeps a map where one is asked for."""
    from game.cli import launch
    from game.journal import Journal

    journal, players = _in_memory(map), Journal.available()
    try:
        for key in _SETTINGS:
            if (value := launch.setting(players, key)) is not None:
                journal.profile.set(key, value)
    finally:
        players.close()
    return journal


def _in_memory(map: Path | None) -> Journal:
    from game.journal import Journal

    if map is None:
        return Journal.in_memory()
    from game.cli.watch_map import MappedJournal

    if map.suffix != ".svg" or os.path.isdir(map) or not os.path.isdir(map.absolute().parent):
        raise UsageError(tr("{path}: the map is a file that ends in .svg, in a folder that is there.", path=map))
    journal = MappedJournal.in_memory()
    journal.file = map
    return journal
