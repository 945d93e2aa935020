"""A program in a pseudo-terminal, timed from outside: what a person at the screen waits for."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress

PATIENCE = 20.0
"""Seconds after which a screen that does not come is a failure."""

SURROUNDINGS = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONDONTWRITEBYTECODE": ""}
"""Both programs see the same terminal, and both may keep their bytecode, as they do for a player."""


class Terminal:
    """A command running at the end of a pseudo-terminal of 80 x 24."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], columns: int = 80, rows: int = 24) -> None:
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(command[0], list(command), {**os.environ, **SURROUNDINGS, **environment})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

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
        os.write(self._fd, keys.encode())
        self._read_up_to(marker)
        return time.perf_counter() - since

    def press(self, keys: str) -> float:
        """Seconds from a key to the end of the first burst of output that it causes."""
        self.settle()
        since = time.perf_counter()
        os.write(self._fd, keys.encode())
        if not select.select([self._fd], [], [], PATIENCE)[0]:
            raise TimeoutError(f"{keys!r} changed nothing on the screen")
        os.read(self._fd, 65536)
        return time.perf_counter() - since

    def _read_up_to(self, marker: str) -> None:
        seen, wanted = b"", marker.encode()
        while wanted not in seen:
            if not select.select([self._fd], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{marker!r} never appeared; the end of what did: {seen[-300:]!r}")
            seen += os.read(self._fd, 65536)

    def settle(self, quiet: float = 0.15) -> None:
        """Read until nothing has been written for `quiet` seconds."""
        while select.select([self._fd], [], [], quiet)[0]:
            os.read(self._fd, 65536)

    def close(self) -> None:
        """End the program, however it feels about it."""
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self._pid, 0)
        os.close(self._fd)
