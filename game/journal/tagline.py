"""The line under the title: where the reader is, how much is left, or how it all begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.i18n.catalogue import tr, trn
from game.journal.run_entry import RunEntry
from game.story.model import Story

if TYPE_CHECKING:
    from game.story.scenes import Ending


def tagline(story: Story, latest: RunEntry | None, seen: int, when: str, last: Ending | None = None) -> str:
    """A sentence that changes with the journal, or nothing where there is nothing to say.

    It is of the run that would be gone on with, the endings reached, the one that the run played last came to, or else
    of when the story's clock starts.
    """
    if latest is not None:
        return _reached(latest)
    if seen:
        remembered = [last.epitaph] if last is not None and last.epitaph else []
        return " ".join((*remembered, _shelved(seen, len(story.final))))
    if not when or not story.clock_hours:
        return ""
    line = trn("{when}. You have one hour.", "{when}. You have {count} hours.", story.clock_hours, when=when)
    return line[:1].upper() + line[1:]


def _shelved(seen: int, total: int) -> str:
    if seen == total:
        return tr("Every ending is yours.")
    return trn(
        "One ending out of {total}. The others are waiting.",
        "{count} endings out of {total}. The others are waiting.",
        seen,
        total=total,
    )


def _reached(latest: RunEntry) -> str:
    episode, count = latest.episode, latest.count
    if not count:
        return tr("You had just begun “{episode}”.", episode=episode)
    return trn(
        "You had got to “{episode}”: one decision behind you.",
        "You had got to “{episode}”: {count} decisions behind you.",
        count,
        episode=episode,
    )
