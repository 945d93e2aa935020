"""What sides are called: a seat by its name, every seat at once by a word, a rival by how it decides."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.play.setup import Rival
from game.story.model import Story


def every_seat(story: Story) -> str:
    """The words for holding every seat of a story: `both` is said of two alone."""
    return tr("Both") if len(story.seats) <= 2 else tr("All of them")


def seat_name(story: Story, seat: str) -> str:
    """What a seat is called, or the words for every seat where it is none of the story's (`both`)."""
    return story.seats[seat].name if seat in story.seats else every_seat(story)


def rival_name(rival: Rival) -> str:
    """What a rival is called in a list of runs."""
    if rival.strength:
        return tr("Strategist {strength}", strength=rival.strength)
    return tr("History") if rival is Rival.HISTORY else tr("Realistic")


def facing(rival: Rival) -> str:
    """Whom a seat was played against, in passing."""
    if rival.strength:
        return tr("facing a strategist of strength {strength}", strength=rival.strength)
    return tr("facing history") if rival is Rival.HISTORY else tr("facing a realistic rival")
