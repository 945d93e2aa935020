"""`holdup play`: a story on the screen, or as lines of text where there is no screen."""

from __future__ import annotations

import argparse
import io
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from game import words
from game.cli.arguments import Misused
from game.journal import CannotResume, Journal, JournalUnavailable, Sitting
from game.play import codes
from game.play.run import NotOpen, Run
from game.play.setup import Rival, Setup, seats
from game.play.state import EndlessStory, open_choices
from game.story.load import shipped, translated
from game.story.model import Story
from game.story.problems import BrokenStory, StoryNotFound, nearest
from game.words import tr

_BEGINS = ("seat", "rival", "seed", "opening", "replay")


class Refused(Exception):
    """The game cannot begin; the message says why."""


def run(arguments: argparse.Namespace) -> int:
    """Play.

    Returns:
        0, or 1 when the story is broken or a decision of `--replay` does not fit.

    Raises:
        Misused: There is no story at the path, or an option names what the story does not have.
    """
    journal = Journal.available()
    screen = _has_screen() and not arguments.plain
    try:
        language = _language(arguments, journal, asked=screen or _typed())
        story = _load(arguments.path, language)
        _understood(arguments.lang, story)
        words.use(language or story.language)
        journal.folder = str(Path(arguments.path).resolve()) if arguments.path else ""
        sitting = _sitting(arguments, story, journal, typed=screen or _typed())
        if screen:
            from game import tui

            return int(tui.run(story, journal, sitting))
        return _plain(arguments, story, journal, sitting)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        journal.close()


def _language(arguments: argparse.Namespace, journal: Journal, asked: bool) -> str | None:
    """The language to speak; where nothing says and somebody can answer, they are asked, once."""
    language = words.wanted(arguments.lang, _setting(journal, "language"), os.environ)
    if language is None and asked:
        from game.plain.lines import Lines
        from game.plain.opening import asked_language

        language = asked_language(Lines(sys.stdin, sys.stdout))
        if language is not None:
            with suppress(JournalUnavailable):
                journal.shelf.set("language", language)
    if language is not None:
        words.use(language)
    return language


def _understood(lang: str | None, story: Story) -> None:
    """Refuse a language that neither the game nor the story speaks, when it was asked for by name."""
    known = sorted({story.language, *words.languages()})
    if lang is not None and words.closest(lang, known) is None:
        said = tr("Neither the game nor this story speaks “{code}”.", code=lang)
        raise Misused(f"{said} {tr('There are: {words}.', words=', '.join(known))}")


def _load(path: str | None, language: str | None) -> Story:
    place = Path(path) if path else shipped()
    try:
        return translated(place, language)
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    except BrokenStory as error:
        said = [f"{place / problem.file}{str(problem)[len(problem.file) :]}" for problem in error.problems]
        mend = tr("This story cannot be played. Mend it, and see with: holdup check {path}", path=place)
        raise Refused("\n".join([*said, mend])) from None


def _sitting(arguments: argparse.Namespace, story: Story, journal: Journal, typed: bool) -> Sitting | None:
    """The run that the command line asks for; None where the player is to be asked."""
    begins = any(getattr(arguments, option) is not None for option in _BEGINS)
    if arguments.resume:
        if begins:
            raise Misused(
                tr("--continue goes on with a run as it is: it takes none of the other options of a new one.")
            )
        return _resumed(story, journal)
    if not begins and typed:
        return None
    setup = _setup(arguments, story, journal, typed)
    return Sitting(journal, _replayed(setup, arguments.replay or ""))


def _resumed(story: Story, journal: Journal) -> Sitting:
    try:
        latest = journal.latest(story.id)
        if latest is None:
            raise Refused(tr("There is no run to go on with."))
        return Sitting.resumed(journal, story, latest.id)
    except (CannotResume, JournalUnavailable) as error:
        raise Refused(str(error)) from None


def _setup(arguments: argparse.Namespace, story: Story, journal: Journal, typed: bool) -> Setup:
    seat = arguments.seat or next(iter(story.seats))
    if seat != "both" and seat not in story.seats:
        raise Misused(_unknown(tr("“{word}” is no seat of this story.", word=seat), seat, [*story.seats, "both"]))
    opening = arguments.opening or ""
    if opening and opening not in story.openings:
        raise Misused(
            _unknown(tr("“{word}” is no opening of this story.", word=opening), opening, list(story.openings))
        )
    if opening and len(_reached(journal, story)) < story.openings[opening].after:
        raise Refused(
            tr(
                "“{name}” opens once you have seen enough endings: {after}.",
                name=story.openings[opening].name,
                after=story.openings[opening].after,
            )
        )
    # By hand, each new run has its own chance; by a pipe, the same words give the same run.
    seed = arguments.seed if arguments.seed is not None else secrets.randbits(32) if typed else 0
    return Setup(story, seats(story, seat), Rival(arguments.rival or Rival.HISTORY), seed, opening)


def _replayed(setup: Setup, text: str) -> Run:
    try:
        decisions = codes.read(text)
        return Run.replay(setup, decisions)
    except codes.NotADecision as error:
        raise Misused(
            tr("“{word}” is no decision: write “choice” or “scene:choice”, separated by commas.", word=error.word)
        ) from None
    except NotOpen as error:
        raise Refused(_does_not_fit(Run.replay(setup, decisions[: error.index]), error)) from None
    except EndlessStory:
        raise Refused(tr("The story turns in circles without asking anything.")) from None


def _does_not_fit(run: Run, error: NotOpen) -> str:
    wanted = codes.write([error.decision])
    said = tr("Decision {n} of the list, “{wanted}”, cannot be taken there.", n=error.index + 1, wanted=wanted)
    if run.ending is not None:
        return f"{said} {tr('The run has ended by then: “{title}”.', title=run.ending.title)}"
    opened = [choice.id for choice in open_choices(run.state)]
    listed = tr(
        "The run stands at “{scene}”, where these can: {choices}.", scene=error.scene, choices=", ".join(opened)
    )
    return _unknown(f"{said} {listed}", error.decision.choice, opened, listed=True)


def _unknown(said: str, word: str, candidates: list[str], listed: bool = False) -> str:
    near = nearest(word, candidates)
    if near and near != word:
        return f"{said} {tr('Did you mean “{word}”?', word=near)}"
    return said if listed else f"{said} {tr('There are: {words}.', words=', '.join(candidates))}"


def _plain(arguments: argparse.Namespace, story: Story, journal: Journal, sitting: Sitting | None) -> int:
    from game.plain.game import Game
    from game.plain.lines import Lines
    from game.plain.opening import opened

    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    lines = Lines(sys.stdin or io.StringIO(), sys.stdout)
    if sitting is None:
        try:
            sitting = opened(lines, journal, story)
        except EndlessStory:
            raise Refused(tr("The story turns in circles without asking anything.")) from None
        return 0 if sitting is None else Game(lines, journal, sitting).play()
    told = len(sitting.run.decisions) if arguments.replay else None
    return Game(lines, journal, sitting).play(told)


def _has_screen() -> bool:
    """Whether there is a terminal that a screen can be drawn on, and nobody asked for lines of text."""
    terminals = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    return terminals and os.environ.get("TERM", "") not in ("", "dumb") and not accessible


def _typed() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _reached(journal: Journal, story: Story) -> dict[str, int]:
    try:
        return journal.shelf.endings(story)
    except JournalUnavailable:
        return {}


def _setting(journal: Journal, key: str) -> str | None:
    try:
        return journal.shelf.setting(key)
    except JournalUnavailable:
        return None
