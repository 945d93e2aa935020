"""How far a long computation has come, drawn on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from game.cli.inert_streams import raw_stream
from game.i18n.catalogue import trn
from game.i18n.numbers import figure
from game.play.setup import Setup, opposite, seat_word

_WIDTH = 24
"""The bar, in characters."""

_TICK = 0.1
"""Seconds between two drawings."""


class ProgressBar:
    """A progress bar on standard error, where that is a terminal."""

    def __init__(self, count: int = 0) -> None:
        """Of `count` explorations; 0 where nobody knows how many there will be."""
        self._count = count
        self._number = 0
        self._drawn = 0.0
        self._terminal = raw_stream(sys.stderr)
        self._shown = self._terminal.isatty()

    def next(self, setup: Setup) -> Callable[[float, int], None]:
        """Go on to the next exploration; what it is to call with the share done and the states found."""
        self._number += 1
        number = f"{self._number}/{self._count}" if self._count else str(self._number)
        head = " ".join(part for part in (number, seat_word(setup), opposite(setup)) if part)
        return lambda share, states: self.draw(
            share, head, trn("{shown} state", "{shown} states", states, shown=figure(states))
        )

    def draw(self, share: float, head: str, note: str = "") -> None:
        """Show how far it has come: the share done, of what, and what else there is to say."""
        if not self._shown or time.monotonic() - self._drawn < _TICK:
            return
        self._drawn = time.monotonic()
        full = "#" * round(share * _WIDTH)
        self._terminal.write(f"\r{head} [{full:.<{_WIDTH}}] {note} ")
        self._terminal.flush()

    def clear(self) -> None:
        """Leave no trace."""
        if self._shown:
            self._terminal.write("\r\x1b[K")
            self._terminal.flush()
