"""What sides are called: a seat by its name, every seat at once by a word, a rival by how it decides."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.play.setup import Rival, rivals_by_rule
from game.story.model import Story


def every_seat(story: Story) -> str:
    """The words for holding every seat of a story: `both` is said of two alone."""
    return tr("Both") if len(story.seats) <= 2 else tr("All of them")


def seat_name(story: Story, seat: str) -> str:
    """What a seat is called, or the words for every seat where it is none of the story's (`both`)."""
    return story.seats[seat].name if seat in story.seats else every_seat(story)


def rival_name(story: Story | None, rival: Rival) -> str:
    """What a rival is called in a list of runs; empty where the story knows none, or no longer says what it did."""
    if story is not None and (len(story.seats) == 1 or not _known(story, rival)):
        return ""
    if rival.strength:
        return tr("Strategist {strength}", strength=rival.strength)
    return tr("History") if rival is Rival.HISTORY else tr("Realistic")


def facing(story: Story, rival: Rival) -> str:
    """Whom a seat was played against, in passing; empty as above."""
    if len(story.seats) == 1 or not _known(story, rival):
        return ""
    if rival.strength:
        return tr("facing a strategist of strength {strength}", strength=rival.strength)
    return tr("facing history") if rival is Rival.HISTORY else tr("facing a realistic rival")


def _known(story: Story, rival: Rival) -> bool:
    """Whether a story has a rival: some run may be of a version that still said what history did."""
    return rival is not Rival.HISTORY or rival in rivals_by_rule(story)
