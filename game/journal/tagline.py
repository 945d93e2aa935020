"""The line under the title: where the reader is, how much is left, or how it all begins."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.journal.journal import RunEntry
from game.story.model import Story


def tagline(story: Story, latest: RunEntry | None, seen: int, when: str) -> str:
    """What changes with the journal.

    Args:
        story: What is played.
        latest: The run that would be gone on with.
        seen: How many endings were reached.
        when: When the story's clock starts, as one would say it.

    Returns:
        A sentence; empty where there is nothing to say.
    """
    if latest is not None:
        return _reached(latest)
    total = sum(not ending.unfinished for ending in story.endings.values())
    if seen == total and seen:
        return tr("Every ending is yours.")
    if seen == 1:
        return tr("One ending out of {total}. The others are waiting.", total=total)
    if seen:
        return tr("{seen} endings out of {total}. The others are waiting.", seen=seen, total=total)
    if not when or not story.clock_hours:
        return ""
    said = tr("{when}. You have {hours} hours.", when=when, hours=story.clock_hours)
    return said[:1].upper() + said[1:]


def _reached(latest: RunEntry) -> str:
    episode, count = latest.episode, latest.count
    if not count:
        return tr("You had just begun “{episode}”.", episode=episode)
    if count == 1:
        return tr("You had got to “{episode}”: one decision behind you.", episode=episode)
    return tr("You had got to “{episode}”: {count} decisions behind you.", episode=episode, count=count)
