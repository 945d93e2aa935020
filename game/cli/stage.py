"""What every command needs that shows a story: its language, the story itself, a screen or lines to show it on."""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.arguments import Misused
from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.journal import Journal, JournalUnavailable
from game.story.load import load_localised, shipped_folder
from game.story.model import Story
from game.story.problems import BrokenStory, StoryNotFound

if TYPE_CHECKING:
    from game.plain.lines import Lines


class Refused(Exception):
    """The game cannot begin; the message says why."""


class ReaderLeft(Exception):
    """The reader left before it began."""


def language(arguments: argparse.Namespace, journal: Journal, asked: bool) -> str | None:
    """The language to speak; where nothing says and somebody can answer, they are asked, once.

    Raises:
        ReaderLeft: They left instead of answering.
    """
    spoken = catalogue.choose_language(arguments.lang, setting(journal, "language"), os.environ)
    if spoken is None and asked:
        from game.plain.opening import asked_language

        spoken = asked_language(lines(arguments))
        if spoken is None:
            raise ReaderLeft
        with suppress(JournalUnavailable):
            journal.shelf.set("language", spoken)
    if spoken is not None:
        catalogue.set_language(spoken)
    return spoken


def understood(lang: str | None, story: Story) -> None:
    """Refuse a language that neither the game nor the story speaks, when it was asked for by name."""
    known = sorted({story.language, *catalogue.languages()})
    if lang is not None and catalogue.best_match(lang, known) is None:
        said = tr("Neither the game nor this story speaks “{code}”.", code=lang)
        raise Misused(f"{said} {tr('There are: {words}.', words=', '.join(known))}")


def load(path: str | None, language: str | None) -> Story:
    """The story in a folder, or the shipped one.

    Raises:
        Misused: There is none there.
        Refused: It has errors.
    """
    place = Path(path) if path else shipped_folder()
    try:
        return load_localised(place, language)
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    except BrokenStory as error:
        said = [f"{place / problem.file}{str(problem)[len(problem.file) :]}" for problem in error.problems]
        mend = tr("This story cannot be played. Mend it, and see with: holdup check {path}", path=place)
        raise Refused("\n".join([*said, mend])) from None


def lines(arguments: argparse.Namespace | None = None) -> Lines:
    """The conversation by lines that the standard streams make; what they cannot write is replaced.

    Args:
        arguments: The command line, which may say how wide the lines are, and whether they have colours.
    """
    from game.plain.lines import Lines

    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper) and stream.errors not in ("replace", "nearest"):
            stream.reconfigure(errors="replace")
    width, color = getattr(arguments, "width", None), getattr(arguments, "color", False)
    return Lines(sys.stdin or io.StringIO(), sys.stdout, width, color)


def on_screen(arguments: argparse.Namespace) -> bool:
    """Whether the command line and the terminal together mean a screen, and not lines of text.

    Raises:
        Misused: It says how lines are to look where there will be none.
    """
    screen = has_screen() and not arguments.plain
    if screen and (arguments.width is not None or arguments.color):
        raise Misused(tr("--width and --color are for lines of text: write --plain as well."))
    return screen


def has_screen() -> bool:
    """Whether there is a terminal that a screen can be drawn on, and nobody asked for lines of text."""
    terminals = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    return terminals and os.environ.get("TERM", "") not in ("", "dumb") and not accessible


def typed() -> bool:
    """Whether somebody types."""
    return sys.stdin is not None and sys.stdin.isatty()


def setting(journal: Journal, key: str) -> str | None:
    """A setting of the journal, None also where it cannot be read."""
    try:
        return journal.shelf.setting(key)
    except JournalUnavailable:
        return None
