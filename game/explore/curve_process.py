"""A run's curve, worked out in a process of its own: it takes seconds and much memory, and the reader reads on.

The process ends with the one that started it, whichever way that ends. Needs no numpy; the process does.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

from game.play.run import Run
from game.play.share_code import encode
from game.processes import command


def can_solve() -> bool:
    """Whether there is what curves are worked out with."""
    return find_spec("numpy") is not None


class CurveProcess:
    """The process, and what it has printed."""

    def __init__(self, run: Run, folder: Path) -> None:
        """Begin.

        Args:
            run: A run that has come to an ending.
            folder: Where its story lives.
        """
        started = command("game.explore.run_curve", "--with-parent", str(folder), encode(run))
        self._printed: str | None = None
        self._process = subprocess.Popen(
            started, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        printed = self._process.stdout.read()  # its input stays open until then: an end of it would stop the process
        self._process.stdin.close()
        self._printed = printed.decode("utf-8", "replace") if self._process.wait() == 0 else ""

    def result(self, seconds: float = 0.0) -> str | None:
        """What it has printed; empty where it failed, None where it is still under way.

        Args:
            seconds: How long to wait for it.
        """
        self._reader.join(seconds)
        return self._printed

    def stop(self) -> None:
        """End it, if it has not ended."""
        self._process.kill()
        self._reader.join(1.0)
