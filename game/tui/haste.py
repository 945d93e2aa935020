"""Haste: a key that was on its way when something came on the screen meant something else."""

from __future__ import annotations

from math import inf
from time import monotonic

HASTE = 0.5
"""Seconds for which what has just come on the screen cannot be taken."""
HELD = 0.15
"""Seconds of quiet after a key that came too early; one that is held down repeats itself sooner."""


class Sight:
    """Since when something has been in sight, and whether it may be answered."""

    def __init__(self) -> None:
        """Nothing is in sight yet."""
        self._seen, self._refused = inf, -inf

    def shown(self) -> None:
        """Note that it is drawn."""
        self._seen = min(self._seen, monotonic())

    def replaced(self) -> None:
        """Note that something else stands there now."""
        self._seen = inf

    def answered(self) -> bool:
        """Whether a key that comes now is an answer: it was seen long enough, and no key is held down on it."""
        now = monotonic()
        if now - self._seen >= HASTE and now - self._refused >= HELD:
            return True
        self._refused = now
        return False
