"""Runs of the journal as they play in the story of today: for what is made of them long after."""

from __future__ import annotations

from game.journal.database import JournalUnavailable
from game.journal.journal import Journal
from game.journal.resume import CannotResume, resume
from game.journal.shelf import Reached
from game.play.run import Run
from game.play.tree import Place
from game.story.model import Ending, Story


def recall(journal: Journal, story: Story, run_id: int) -> Run | None:
    """A run of the journal; None where it is gone, or the story no longer has what it was begun with."""
    try:
        return resume(story, journal.load(run_id)).run
    except (KeyError, CannotResume, JournalUnavailable):
        return None


def as_far_as(run: Run | None, place: Place) -> Run | None:
    """A run taken as far as a place of the tree; None where its decisions lead elsewhere now."""
    if run is None or len(run.decisions) < place.depth or run.states[place.depth].place.id != place.at.id:
        return None
    return run.upto(place.depth)


def first_to(journal: Journal, story: Story, ending: Ending, reached: Reached | None) -> Run | None:
    """The run that reached an ending first; None where it is gone, or leads elsewhere now."""
    run = None if reached is None else recall(journal, story, reached.run)
    return run if run is not None and run.ending is not None and run.ending.id == ending.id else None
