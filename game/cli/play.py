"""`holdup play`: a story on the screen, or as lines of text where there is no screen."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from game.cli import stage
from game.cli.arguments import Misused
from game.cli.stage import ReaderLeft, Refused
from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.journal import ActiveRun, CannotResume, Journal, JournalUnavailable
from game.play import decision_list
from game.play.run import NotOpen, Run
from game.play.setup import Rival, Setup, seats
from game.play.state import EndlessStory, open_choices
from game.story.model import Story
from game.story.problems import nearest

_BEGINS = ("seat", "rival", "seed", "opening", "replay")


def run(arguments: argparse.Namespace) -> int:
    """Play.

    Returns:
        0, or 1 when the story is broken or a decision of `--replay` does not fit.

    Raises:
        Misused: There is no story at the path, or an option names what the story does not have.
    """
    journal = Journal.available()
    try:
        screen = stage.on_screen(arguments)
        language = stage.language(arguments, journal, asked=screen or stage.typed())
        story = stage.load(arguments.path, language)
        stage.understood(arguments.lang, story)
        catalogue.set_language(language or story.language)
        journal.folder = str(Path(arguments.path).resolve()) if arguments.path else ""
        sitting = _sitting(arguments, story, journal, typed=screen or stage.typed())
        if screen:
            if sitting is not None and arguments.replay:
                sitting.turn(len(sitting.pages) - 1)  # what was replayed has been decided: on to what has not
            from game import tui

            return int(tui.run(story, journal, sitting))
        return _plain(arguments, story, journal, sitting)
    except ReaderLeft:
        return 0
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        journal.close()


def _sitting(arguments: argparse.Namespace, story: Story, journal: Journal, typed: bool) -> ActiveRun | None:
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
    setup = asked_setup(arguments, story, typed, len(_reached(journal, story)))
    return ActiveRun(journal, replayed(setup, arguments.replay or ""))


def _resumed(story: Story, journal: Journal) -> ActiveRun:
    try:
        latest = journal.latest(story.id)
        if latest is None:
            raise Refused(tr("There is no run to go on with."))
        return ActiveRun.resumed(journal, story, latest.id)
    except (CannotResume, JournalUnavailable) as error:
        raise Refused(str(error)) from None


def asked_setup(arguments: argparse.Namespace, story: Story, typed: bool, reached: int | None) -> Setup:
    """What the command line asks for.

    Args:
        arguments: The command line.
        story: The story.
        typed: Whether somebody types: then a new run has its own chance.
        reached: How many endings have been seen; None where every opening is open.

    Raises:
        Misused: It names what the story does not have.
        Refused: The opening is not open yet.
    """
    seat = arguments.seat or next(iter(story.seats))
    if seat != "both" and seat not in story.seats:
        raise Misused(_unknown(tr("“{word}” is no seat of this story.", word=seat), seat, [*story.seats, "both"]))
    opening = arguments.opening or ""
    if opening and opening not in story.openings:
        raise Misused(
            _unknown(tr("“{word}” is no opening of this story.", word=opening), opening, list(story.openings))
        )
    if opening and reached is not None and reached < story.openings[opening].after:
        raise Refused(
            tr(
                "“{name}” opens once you have seen enough endings: {after}.",
                name=story.openings[opening].name,
                after=story.openings[opening].after,
            )
        )
    # By hand, each new run has its own chance; by a pipe, the same words give the same run.
    seed = arguments.seed if arguments.seed is not None else int.from_bytes(os.urandom(4)) if typed else 0
    return Setup(story, seats(story, seat), Rival(arguments.rival or Rival.HISTORY), seed, opening)


def replayed(setup: Setup, text: str) -> Run:
    """The run that a list of decisions makes.

    Raises:
        Misused: It is no such list.
        Refused: One of the decisions cannot be taken.
    """
    try:
        decisions = decision_list.parse_decisions(text)
        return Run.replay(setup, decisions)
    except decision_list.InvalidDecision as error:
        raise Misused(
            tr("“{word}” is no decision: write “choice” or “scene:choice”, separated by commas.", word=error.word)
        ) from None
    except NotOpen as error:
        raise Refused(_does_not_fit(Run.replay(setup, decisions[: error.index]), error)) from None
    except EndlessStory:
        raise Refused(tr("The story turns in circles without asking anything.")) from None


def _does_not_fit(run: Run, error: NotOpen) -> str:
    wanted = decision_list.format_decisions([error.decision])
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


def _plain(arguments: argparse.Namespace, story: Story, journal: Journal, sitting: ActiveRun | None) -> int:
    from game.plain import evening
    from game.plain.talk import Talk

    talk = Talk(stage.lines(arguments), journal, story)
    return evening.play(talk, sitting, len(sitting.run.decisions) if sitting and arguments.replay else None)


def _reached(journal: Journal, story: Story) -> dict[str, int]:
    try:
        return journal.shelf.endings(story)
    except JournalUnavailable:
        return {}
