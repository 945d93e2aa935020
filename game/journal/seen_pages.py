"""What the reader has read before, in any run: kept page by page."""

from __future__ import annotations

from contextlib import suppress

from game.journal.database import JournalUnavailable
from game.journal.journal import Journal


class SeenPages:
    """The pages read of one story.

    Attributes:
        before: The keys of the pages read; the result of a decision is `scene/choice`.
    """

    def __init__(self, journal: Journal, story: str) -> None:
        self._profile, self._story = journal.profile, story
        try:
            self.before = set(self._profile.seen(story))
        except JournalUnavailable:
            self.before = set()

    def read(self, key: str) -> bool:
        """Mark a page as read. Returns whether it was already."""
        if key in self.before:
            return True
        self.before.add(key)
        with suppress(JournalUnavailable):  # what is not marked is read again, no more
            self._profile.see(self._story, (key,))
        return False
