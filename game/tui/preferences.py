"""What the player likes, kept in the journal: colours, motion, pace, the width of the column, the language."""

from __future__ import annotations

from contextlib import suppress

from game.journal import Journal, JournalUnavailable
from game.tui.typeset import MEASURE

PACES = {"slow": 0.6, "normal": 0.09, "instant": 0.0}
"""Seconds between two paragraphs of a page that appears; 0 for a page that is there at once."""

WIDTHS = (60, 68, 76)
"""How wide the reading column may be set, in cells."""

_FORMER = {"full": "normal", "none": "instant"}
"""What the pace was called when there were two."""


_FORMER_THEMES = {"nuit": "night", "papier": "paper", "contraste": "contrast"}
"""What version 0.1 called its themes."""


class Preferences:
    """The settings of the screens. A word that is none of theirs means the usual; so does a journal that is shut."""

    def __init__(self, journal: Journal) -> None:
        self._profile = journal.profile

    @property
    def theme(self) -> str:
        """The theme's name."""
        name = self._kept("theme") or "night"
        return _FORMER_THEMES.get(name, name)

    @property
    def still(self) -> bool:
        """Whether nothing may move."""
        return self._kept("motion") == "none"

    @property
    def reveal(self) -> str:
        """How a page appears: one of `PACES`."""
        pace = self._kept("reveal") or ""
        pace = _FORMER.get(pace, pace)
        return pace if pace in PACES else "normal"

    @property
    def width(self) -> int:
        """How wide the column is: one of `WIDTHS`."""
        return next((width for width in WIDTHS if str(width) == self._kept("width")), MEASURE)

    def keep(self, key: str, value: str) -> None:
        """Keep a setting.

        Raises:
            JournalUnavailable: It holds for this time only.
        """
        self._profile.set(key, value)

    def _kept(self, key: str) -> str | None:
        with suppress(JournalUnavailable):
            return self._profile.setting(key)
        return None
