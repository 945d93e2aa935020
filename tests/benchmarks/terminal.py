"""A program in a pseudo-terminal, timed from outside: what a person at the screen waits for."""

from __future__ import annotations

import time
from collections.abc import Sequence

from tests.pseudo_terminal import PseudoTerminal

PATIENCE = 20.0
"""Seconds after which a screen that does not come is a failure."""

SURROUNDINGS = {"PYTHONDONTWRITEBYTECODE": ""}
"""Both programs may keep their bytecode, as they do for a player."""


class Terminal(PseudoTerminal):
    """A command running at the end of a pseudo-terminal of 80 x 24."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], columns: int = 80, rows: int = 24) -> None:
        self.started = time.perf_counter()
        super().__init__(command, {**SURROUNDINGS, **environment}, columns, rows)

    def wait_for(self, marker: str) -> float:
        """Seconds from the program's start until `marker` has been written.

        Raises:
            TimeoutError: It did not come; what was written is in the message.
        """
        self._read_up_to(marker)
        return time.perf_counter() - self.started

    def press_until(self, keys: str, marker: str) -> float:
        """Seconds from a key until `marker` has been written.

        Raises:
            TimeoutError: It did not come; what was written is in the message.
        """
        self.settle()
        since = time.perf_counter()
        self.write(keys)
        self._read_up_to(marker)
        return time.perf_counter() - since

    def press(self, keys: str) -> float:
        """Seconds from a key to the end of the first burst of output that it causes."""
        self.settle()
        since = time.perf_counter()
        self.write(keys)
        if not self.read(PATIENCE):
            raise TimeoutError(f"{keys!r} changed nothing on the screen")
        return time.perf_counter() - since

    def _read_up_to(self, marker: str) -> None:
        seen, wanted = b"", marker.encode()
        while wanted not in seen:
            written = self.read(PATIENCE)
            if not written:
                raise TimeoutError(f"{marker!r} never appeared; the end of what did: {seen[-300:]!r}")
            seen += written

    def settle(self, quiet: float = 0.15) -> None:
        """Read until nothing has been written for `quiet` seconds."""
        while self.read(quiet):
            pass
