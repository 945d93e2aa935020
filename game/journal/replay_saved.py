"""Runs of the journal as they play in the story of today: for what is made of them long after."""

from __future__ import annotations

from game.journal.database import JournalUnavailable
from game.journal.journal import Journal
from game.journal.profile import EndingReached
from game.journal.resume import CannotResume, resume
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.tree import Tree, TreeNode, grow_tree
from game.story.model import Story
from game.story.scenes import Ending


def replay_saved(journal: Journal, story: Story, run_id: int) -> Run | None:
    """A run of the journal; None where it is gone, or the story no longer has what it was begun with."""
    try:
        return resume(story, journal.load(run_id)).run
    except (CannotResume, JournalUnavailable):
        return None


def tree_of(journal: Journal, story: Story, seat: str) -> Tree:
    """The tree of the runs of a seat, or of `both`, in the story as it is today, each place at its hour.

    Raises:
        JournalUnavailable: The journal cannot be read.
    """
    tree = grow_tree(Setup(story, seats(story, seat)), journal.roads(story.id, seat))
    if story.time is not None:
        tree.tell_hours(lambda run_id: replay_saved(journal, story, run_id))
    return tree


def run_up_to(run: Run | None, place: TreeNode) -> Run | None:
    """A run taken as far as a place of the tree; None where its decisions lead elsewhere now."""
    if run is None or len(run.decisions) < place.depth or run.states[place.depth].here.id != place.here.id:
        return None
    return run.upto(place.depth)


def first_run_to(journal: Journal, story: Story, ending: Ending, reached: EndingReached | None) -> Run | None:
    """The run that reached an ending first; None where it is gone, or leads elsewhere now."""
    run = None if reached is None else replay_saved(journal, story, reached.run)
    return run if run is not None and run.ending is not None and run.ending.id == ending.id else None
