"""The time that exploring may take: whatever is slow asks how much of it is left."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from math import inf
from typing import TypeVar

T = TypeVar("T")


class OutOfTime(Exception):
    """The time is up."""


class Deadline:
    """A moment at which work ends, done or not; by default there is none."""

    def __init__(self, seconds: float = inf) -> None:
        """So many seconds from now."""
        self._end = time.perf_counter() + seconds

    @property
    def left(self) -> float:
        """How many seconds are left, at least 0."""
        return max(0.0, self._end - time.perf_counter())

    def check(self) -> None:
        """Go on only while time is left.

        Raises:
            OutOfTime: It is up.
        """
        if not self.left:
            raise OutOfTime

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """Some items, each only while time is left.

        Raises:
            OutOfTime: It is up.
        """
        for item in items:
            self.check()
            yield item

    def while_left(self, items: Iterable[T]) -> Iterator[T]:
        """Some items, as long as time is left."""
        for item in items:
            if not self.left:
                return
            yield item
