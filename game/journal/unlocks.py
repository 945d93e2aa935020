"""What the endings that were reached have opened: other openings, and the complete edition."""

from __future__ import annotations

from collections.abc import Container

from game.i18n.catalogue import tr
from game.journal.database import JournalUnavailable
from game.journal.journal import Journal
from game.story.model import Story
from game.story.scenes import Ending


def newly_unlocked(journal: Journal, story: Story, ending: Ending) -> tuple[str, ...]:
    """What an ending, reached for the first time, has just opened, in a sentence each."""
    try:
        seen = journal.profile.endings(story)
    except JournalUnavailable:
        return ()
    if seen.get(ending.id) != 1 or ending.unfinished:
        return ()
    sentences = [
        tr("Unlocked: a new run can begin with “{opening}”.", opening=opening.name)
        for opening in story.openings.values()
        if opening.after == len(seen)
    ]
    if len(seen) == 1:
        sentences.append(tr("Unlocked: a new run can be played without bearings, no gauges, only what is said."))
    if all_endings_seen(story, seen):
        sentences.append(tr("Every ending is yours. Now open: the complete edition, on the shelf of endings."))
    return tuple(sentences)


def all_endings_seen(story: Story, seen: Container[str]) -> bool:
    """Whether every ending of the shelf has been seen."""
    return all(ending in seen for ending in story.final)
