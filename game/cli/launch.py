"""What every command needs that shows a story: its language, the story itself, a screen or lines of text."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import ReaderLeft, Refused, UsageError
from game.cli.inert_streams import raw_stream
from game.cli.options import story_folder
from game.i18n import catalogue, languages
from game.i18n.catalogue import tr
from game.journal import Journal, JournalUnavailable
from game.program import command_line
from game.story.load import load_localised
from game.story.model import Story
from game.story.problems import BrokenStory, Problem, StoryNotFound
from game.terminal import has_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from game.plain.lines import Lines
    from game.story.whole_story import WholeStory


@contextmanager
def players_journal(plays: bool = True) -> Iterator[Journal]:
    """The player's journal. What is to be said of the file is said even by a command that finds no run in it."""
    journal = Journal.available(plays=plays)
    try:
        yield journal
    finally:
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        journal.close()


def spoken_story(arguments: argparse.Namespace, journal: Journal, path: str | None, asked: bool) -> Story:
    """A story in the player's language, which the interface speaks from then on; `asked`: whether they can be asked.

    Raises:
        UsageError: There is no story there, or nobody speaks the language.
        Refused: The story has errors.
        ReaderLeft: They left instead of answering.
    """
    wanted = language(arguments, journal, asked)
    story = load(path, wanted)
    gc.freeze()  # it is kept to the end: looking through it for garbage is a tenth of the wait for the first screen
    check_language(arguments.lang, story)
    return story


def language(arguments: argparse.Namespace, journal: Journal, asked: bool) -> str:
    """The language to speak; where nothing says, the player is asked, once, or spoken to in English.

    Raises:
        ReaderLeft: They left instead of answering.
    """
    code = languages.choose_language(arguments.lang, setting(journal, "language"), os.environ)
    if code is None and asked:
        from game.plain.opening import asked_language

        code = asked_language(lines(arguments))
        if code is None:
            raise ReaderLeft
        with suppress(JournalUnavailable):
            journal.profile.set("language", code)
    code = code or languages.SOURCE
    catalogue.set_language(code)
    return code


def check_language(lang: str | None, story: Story) -> None:
    """Refuse a language that nobody speaks, when it was asked for by name.

    Raises:
        UsageError: `--lang` names one that neither the game nor the story speaks.
    """
    known = sorted({story.language, *languages.interface_languages()})
    if lang is not None and languages.best_match(lang, known) is None:
        refusal = tr("Neither the game nor this story speaks “{code}”.", code=lang)
        raise UsageError(f"{refusal} {tr('Choose from: {words}.', words=', '.join(known))}")


def load(path: str | None, language: str | None) -> Story:
    """The story in a folder, or the shipped one.

    Raises:
        UsageError: There is none there.
        Refused: It has errors.
    """
    place = story_folder(path)
    with _told(place):
        return load_localised(place, language)


def reading(folder: Path) -> WholeStory:
    """The story in a folder with all that is written of it, for commands about more than playing it.

    Raises:
        UsageError: There is none there.
        Refused: It has errors.
    """
    from game.story.whole_story import read

    with _told(folder):
        return read(folder)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Say what is wrong with the story in a folder in a command's words."""
    try:
        yield
    except StoryNotFound as error:
        raise UsageError(str(error)) from None
    except BrokenStory as error:
        raise broken(place, error) from None


def broken(place: Path, error: BrokenStory) -> Refused:
    """What is said of a story with errors: each with its place, and how to see all that is wrong."""
    remedy = tr(
        "This story cannot be played. To see what is wrong with it: {command}", command=command_line("check", place)
    )
    return Refused(f"{placed(place, error.problems)}\n{remedy}")


def placed(folder: Path, problems: Iterable[Problem]) -> str:
    """Problems, a line each, whose files are named as from the current folder."""
    return "\n".join(str(replace(problem, file=str(folder / problem.file))) for problem in problems)


def lines(arguments: argparse.Namespace) -> Lines:
    """The conversation by lines that the standard streams make; what they cannot read or write is replaced.

    Args:
        arguments: The command line, which says how wide the lines are, and whether they have colours.
    """
    from game.plain.lines import Lines

    replace_unfit_characters()
    return Lines(sys.stdin or io.StringIO(), raw_stream(sys.stdout), arguments.width, arguments.color)


def replace_unfit_characters() -> None:
    """Let the standard streams replace what they cannot read or write, instead of failing."""
    for stream in (sys.stdin, raw_stream(sys.stdout)):
        if isinstance(stream, io.TextIOWrapper) and stream.errors not in ("replace", "nearest"):
            stream.reconfigure(errors="replace")


def on_screen(arguments: argparse.Namespace) -> bool:
    """Whether the command line and the terminal together mean a screen, and not lines of text.

    Raises:
        UsageError: It says how lines are to look where there will be none.
    """
    screen = has_screen() and not arguments.plain
    if screen and (arguments.width is not None or arguments.color):
        raise UsageError(tr("--width and --color are for lines of text: write --plain as well."))
    return screen


def has_screen() -> bool:
    """Whether there is a terminal that a screen can be drawn on, and nobody asked for lines of text."""
    return has_terminal() and os.environ.get("ACCESSIBLE", "") in ("", "0")


def typed() -> bool:
    """Whether somebody types."""
    return sys.stdin is not None and sys.stdin.isatty()


def setting(journal: Journal, key: str) -> str | None:
    """A setting of the journal, None also where it cannot be read."""
    try:
        return journal.profile.setting(key)
    except JournalUnavailable:
        return None
