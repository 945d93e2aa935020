"""A saved run brought back into its story, which may have been edited since.

A save holds two witnesses: the decisions by id, and a snapshot of where they led. The decisions are always replayed
(a whole run takes less than a millisecond), and the result is compared with the snapshot whatever the hashes say:
hashes cover the scenes decided, a comparison covers everything. They agree: nothing is said. They do not:

* A decision no longer fits: the run stops at the last one that does, says which and where, and the rest stays in the
  journal. (`Journal.moved` compares before it writes: the first new decision makes a run of its own.)
* All decisions fit but lead elsewhere, or the same place offers something else, or the numbers differ: the run goes
  on in the replayed state, and the difference is named.

The replayed state wins over the snapshot because a run is its decisions: a state that they do not produce could not be
undone, shared as a code, drawn in the tree or tested, and the next edit would have nothing to compare it with.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.i18n.catalogue import tr
from game.journal.differences import differences, scene_name, stopped
from game.journal.renames import present_id
from game.journal.snapshot import SavedRun, Snapshot
from game.play.page import pages
from game.play.run import NotOpen, Run, recalling
from game.play.setup import Setup, seats
from game.play.state import EndlessStory
from game.story.former import OPENING, today
from game.story.model import Story


class CannotResume(Exception):
    """The story no longer has what the run was begun with; the message says what. The save is untouched."""


@dataclass(frozen=True, slots=True)
class ResumedRun:
    """A run as it goes on.

    Attributes:
        run: The run, in the story as it is today.
        page: Which of `pages(run.setup, run.state)` was being read.
        notices: What changed, in plain words; empty when nothing did.
        lost: How many of the saved decisions no longer fit. They stay in the journal.
    """

    run: Run
    page: int
    notices: tuple[str, ...]
    lost: int = 0


def resume(story: Story, saved: SavedRun) -> ResumedRun:
    """Bring a saved run back.

    Raises:
        CannotResume: Its seat is gone, or the story no longer asks the player anything.
    """
    setup, missed = _setup(story, saved)
    replies = () if saved.snapshot is None else saved.snapshot.replies
    try:
        run = Run.start(setup, recalling(setup, replies, 0))
    except EndlessStory as error:
        raise CannotResume(tr("The story now runs on without ever asking you anything.")) from error
    for index, passed in enumerate(saved.decisions):
        try:
            run = run.decide(passed.choice, scene=passed.scene, recall=recalling(setup, replies, index + 1))
        except (NotOpen, EndlessStory):
            lost = len(saved.decisions) - index
            last = len(pages(setup, run.state)) - 1
            return ResumedRun(run, last, (*missed, *stopped(run, passed, lost)), lost)
    page, notices = _compared(run, saved)
    return ResumedRun(run, page, (*missed, *notices))


def _setup(story: Story, saved: SavedRun) -> tuple[Setup, tuple[str, ...]]:
    """What the run was begun with, as far as the story still has it; and what it no longer has."""
    try:
        held = seats(story, saved.seat)
    except KeyError:
        raise CannotResume(tr("The story no longer has the seat “{seat}”.", seat=saved.seat)) from None
    opening = today(story.was, saved.opening, OPENING)
    setup = Setup.begun(story, held, saved.rival, saved.seed, opening if opening in story.openings else "")
    if setup.opening == opening or not opening:
        return setup, ()
    first = story.openings[setup.opening].name
    return setup, (tr("The story no longer begins where this run began; it is told from “{opening}”.", opening=first),)


def _compared(run: Run, saved: SavedRun) -> tuple[int, tuple[str, ...]]:
    """The whole replay beside the snapshot: the page to read on from, and what differs."""
    if saved.snapshot is None:
        return 0, (tr("This save was damaged: it has been made again from the decisions that it holds."),)
    story, here = run.setup.story, run.state.here.id
    notices = differences(run.setup, saved.snapshot, Snapshot.of(run))
    if present_id(story, saved.snapshot.scene) != here:
        moved = tr("The story has changed: your decisions now lead to “{place}”.", place=scene_name(story, here))
        return 0, (moved, *notices)
    return max(0, min(saved.page, len(pages(run.setup, run.state)) - 1)), notices
