"""A program at the end of a pseudo-terminal, as a person at the screen has it: keys go in, what it writes comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress

_COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


class PseudoTerminal:
    """A command that runs in a terminal of so many columns and rows, with all colours."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], columns: int, rows: int) -> None:
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(command[0], list(command), {**os.environ, **_COLOURS, **environment})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def write(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def read(self, seconds: float) -> bytes:
        """What the program writes next; nothing if it stays silent for so long."""
        return os.read(self._fd, 65536) if select.select([self._fd], [], [], seconds)[0] else b""

    def close(self) -> None:
        """End the program, however it feels about it."""
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self._pid, 0)
        os.close(self._fd)
