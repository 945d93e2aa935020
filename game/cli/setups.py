"""What the commands that look at a whole story need to know first: which setups of it, and with what."""

from __future__ import annotations

from importlib.util import find_spec

from game.cli.errors import UsageError, did_you_mean
from game.i18n.catalogue import tr
from game.play.setup import BY_RULE, Rival, Setup, rivals_by_rule, seats
from game.story.model import Story


def need_numpy() -> None:
    """Say how to get numpy where it is missing.

    Raises:
        UsageError: It is missing.
    """
    if find_spec("numpy") is None:
        raise UsageError(tr("Exploring needs the package numpy: pip install numpy"))


def need_rival(story: Story, rival: Rival, alone: bool) -> None:
    """Say what a rival needs where a story has not got it; `alone` says that nobody is left for it to decide for.

    Raises:
        UsageError: The story does not say what was really done, or what its endings are worth.
    """
    if rival is Rival.HISTORY and rival not in rivals_by_rule(story) and not alone and len(story.seats) > 1:
        raise UsageError(
            tr("This story does not say what was really done, so that nobody can do the same: leave --rival out.")
        )
    if rival.strength and not story.knows_worths:
        raise UsageError(
            tr("A strategist plays for what endings are worth, and this story does not say it of each for every seat.")
        )


def setups(story: Story, seat: str | None, rival: str | None, opening: str | None) -> list[Setup]:
    """What is meant by the options; all of what is not said. Who holds every seat has no rival.

    Raises:
        UsageError: The story has no such seat or opening, or nothing that a strategist could play for.
    """
    if rival:
        need_rival(story, Rival(rival), alone=seat == "both")
    known = [*story.seats, *(["both"] if len(story.seats) > 1 else [])] or ["both"]
    for word, among in ((seat, [*known, "both"]), (opening, list(story.openings))):
        if word and word not in among:
            raise UsageError(tr("“{word}” is not in this story.", word=word) + did_you_mean(word, among))
    by_rule, chosen = rivals_by_rule(story), list[Setup]()
    for start in [opening] if opening else story.openings:
        for held in [seat] if seat else known:
            mine = seats(story, held)
            alone = mine == frozenset(story.seats)
            tempers = [Rival(rival)] if rival else BY_RULE[:1] if alone else by_rule
            chosen.extend(Setup(story, mine, temper, 0, start) for temper in tempers)
    return chosen
