"""A run named on the command line: by its number in the journal, or by its code."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from game.cli import launch
from game.cli.errors import Refused
from game.i18n.catalogue import tr
from game.journal import CannotResume, Journal, JournalUnavailable, SavedRun
from game.journal.resume import resume
from game.play import share_code
from game.play.run import Run
from game.play.state import EndlessStory
from game.program import command_line
from game.story.model import Story
from game.view.codes import damaged_code, run_of_code
from game.view.pages import never_asks
from game.view.text import Refusal


@dataclass(frozen=True, slots=True)
class ResolvedRun:
    """A run as the story still tells it.

    Attributes:
        run: The run, up to the last decision that still exists.
        lost: How many decisions after it no longer do.
        notices: What an edited story changed, for a run of the journal.
    """

    run: Run
    lost: int
    notices: tuple[str, ...] = ()


def resolve_run(arguments: argparse.Namespace, journal: Journal, asked: bool) -> ResolvedRun:
    """The run that `arguments.run` names, in the story of `arguments.path` or in its own; speaks its language.

    Raises:
        UsageError: There is no story at the path.
        Refused: There is no such run, the code is damaged, or it belongs to another story.
    """
    word = "".join(arguments.run.split())
    saved = _saved(journal, int(word)) if word.isascii() and word.isdigit() and len(word) < 10 else None
    if saved is None and not share_code.is_intact(word):  # refused before any story is read
        raise Refused(damaged_code())
    path = arguments.path or (saved.path if saved is not None else "") or None
    story = launch.spoken_story(arguments, journal, path, asked)
    journal.folder = str(Path(path).resolve()) if path else ""
    try:
        return _by_code(story, word) if saved is None else _by_number(story, saved)
    except EndlessStory:
        raise Refused(never_asks()) from None


def _saved(journal: Journal, number: int) -> SavedRun:
    try:
        if number in journal.entries([number]):
            return journal.load(number)
    except JournalUnavailable as error:
        raise Refused(str(error)) from None
    raise Refused(tr("There is no run {number}; {command} lists them.", number=number, command=command_line("journal")))


def _by_number(story: Story, saved: SavedRun) -> ResolvedRun:
    if saved.story != story.id:
        raise Refused(tr("Run {number} belongs to another story: “{title}”.", number=saved.id, title=saved.title))
    try:
        resumed = resume(story, saved)
    except CannotResume as error:
        raise Refused(str(error)) from None
    return ResolvedRun(resumed.run, resumed.lost, resumed.notices)


def _by_code(story: Story, code: str) -> ResolvedRun:
    decoded = run_of_code(story, code)
    if isinstance(decoded, Refusal):
        raise Refused(decoded.why)
    return ResolvedRun(decoded.run, decoded.lost)
