"""The run that a command line asks for: a new one, one that takes a list of decisions first, or the latest."""

from __future__ import annotations

import argparse

from game.cli.errors import Refused, UsageError, did_you_mean
from game.cli.options import begins_a_run
from game.cli.setups import need_rival
from game.i18n.catalogue import tr
from game.journal import ActiveRun, CannotResume, Journal, JournalUnavailable
from game.play import decision_list
from game.play.chance import draw_seed
from game.play.run import NotOpen, Run
from game.play.setup import BY_RULE, Rival, Setup, rivals_by_rule, seats
from game.play.state import EndlessStory, open_choices
from game.story.model import Story
from game.view.pages import never_asks


def requested_run(arguments: argparse.Namespace, story: Story, journal: Journal, attended: bool) -> ActiveRun:
    """The run that `holdup play` is asked for.

    Raises:
        UsageError: Its options contradict each other, or name what the story does not have.
        Refused: There is no run to go on with, the opening is not open yet, or a decision cannot be taken.
    """
    if arguments.resume:
        if begins_a_run(arguments):
            raise UsageError(
                tr("--continue goes on with a run as it is: it takes none of the other options of a new one.")
            )
        return _resumed(story, journal)
    asked = setup(arguments, story, attended, len(_endings(journal, story)))
    return ActiveRun(journal, replayed(asked, arguments.replay or ""))


def _resumed(story: Story, journal: Journal) -> ActiveRun:
    try:
        latest = journal.latest(story.id)
        if latest is None:
            raise Refused(tr("There is no run to go on with."))
        return ActiveRun.resumed(journal, story, latest.id)
    except (CannotResume, JournalUnavailable) as error:
        raise Refused(str(error)) from None


def setup(arguments: argparse.Namespace, story: Story, attended: bool, endings: int | None) -> Setup:
    """How a new run begins.

    Args:
        arguments: The command line.
        story: The story.
        attended: Whether somebody is at the keyboard: then each new run has a seed of its own.
        endings: How many endings have been reached; None where every opening is open.

    Raises:
        UsageError: It names what the story does not have.
        Refused: The opening is not open yet.
    """
    seat = arguments.seat or next(iter(story.seats))
    if seat != "both" and seat not in story.seats:
        raise UsageError(_unknown(tr("“{word}” is not a seat of this story.", word=seat), seat, [*story.seats, "both"]))
    opening = arguments.opening or ""
    if opening and opening not in story.openings:
        raise UsageError(
            _unknown(tr("“{word}” is not an opening of this story.", word=opening), opening, list(story.openings))
        )
    if opening and endings is not None and endings < story.openings[opening].after:
        raise Refused(
            tr(
                "“{name}” opens once you have seen enough endings: {after}.",
                name=story.openings[opening].name,
                after=story.openings[opening].after,
            )
        )
    held = seats(story, seat)
    rival = arguments.rival or (BY_RULE if held == frozenset(story.seats) else rivals_by_rule(story))[0].value
    need_rival(story, Rival(rival), alone=seat == "both")
    # Through a pipe, the same words give the same run.
    seed = arguments.seed if arguments.seed is not None else draw_seed() if attended else 0
    return Setup.begun(story, held, rival, seed, opening)


def replayed(setup: Setup, text: str) -> Run:
    """The run that a list of decisions makes.

    Raises:
        UsageError: It is no such list.
        Refused: One of the decisions cannot be taken.
    """
    try:
        decisions = decision_list.parse_decisions(text)
        return Run.replay(setup, decisions)
    except decision_list.InvalidDecision as error:
        raise UsageError(
            tr("“{word}” is not a decision: write “choice” or “scene:choice”, separated by commas.", word=error.word)
        ) from None
    except NotOpen as error:
        raise Refused(_does_not_fit(Run.replay(setup, decisions[: error.index]), error)) from None
    except EndlessStory:
        raise Refused(never_asks()) from None


def _does_not_fit(run: Run, error: NotOpen) -> str:
    """Why a decision of the list cannot be taken, at the end of the run that those before it make."""
    wanted = decision_list.format_decisions([error.decision])
    refusal = tr("Decision {n} of the list, “{wanted}”, cannot be taken there.", n=error.index + 1, wanted=wanted)
    if run.ending is not None:
        return f"{refusal} {tr('The run has ended by then: “{title}”.', title=run.ending.title)}"
    open_ids = [choice.id for choice in open_choices(run.state)]
    instead = tr(
        "The run stands at “{scene}”, where these can: {choices}.", scene=error.scene, choices=", ".join(open_ids)
    )
    return f"{refusal} {instead}{did_you_mean(error.decision.choice, open_ids)}"


def _unknown(refusal: str, word: str, known: list[str]) -> str:
    """A refusal of a word that is not one of those known, with a guess, or with all of them."""
    return refusal + (did_you_mean(word, known) or f" {tr('Choose from: {words}.', words=', '.join(known))}")


def _endings(journal: Journal, story: Story) -> dict[str, int]:
    try:
        return journal.profile.endings(story)
    except JournalUnavailable:
        return {}
