"""The process that proves a story while its author writes on."""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from game.i18n.catalogue import current_language
from game.lsp.proof import Proof
from game.processes import command

_LONGEST_LINE = 1 << 28
"""Bytes of a proof: thousands of texts, each with a sentence on it."""


class Prover:
    """Proves a story in a process of its own, the newest save only."""

    def __init__(self, folder: Path, seconds: float, proved: Callable[[Proof], None]) -> None:
        """Nothing is begun yet; `seconds` bound a proof (0: never), and what is found is told as more is exact."""
        self._folder = folder
        self._seconds = seconds
        self._proved = proved
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._key = ""

    @property
    def proves(self) -> bool:
        """Whether it ever proves anything."""
        return bool(self._seconds) and find_spec("numpy") is not None

    def begin(self, key: str) -> None:
        """Prove what is on the disk now, in place of what was under way; where that is the same, it goes on.

        Args:
            key: What the proof hangs on: see `proof.key`.
        """
        if self.proves and not (key == self._key and self._task is not None):
            self.stop()
            self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Give up what is under way."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        if self._task is not None:
            self._task.cancel()
        self._process = self._task = None
        self._key = ""

    async def _run(self) -> None:
        started = command("game.lsp.prove", "--with-parent", str(self._folder), str(self._seconds))
        environment = {**os.environ, "HOLDUP_LANG": current_language()}
        process = await asyncio.create_subprocess_exec(
            *started, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, limit=_LONGEST_LINE
        )
        self._process = process  # its input stays open: an end of it would stop the process
        assert process.stdout is not None
        self._key = (await process.stdout.readline()).decode().strip()
        async for printed in process.stdout:
            self._proved(Proof.read(printed.decode()))
        if await process.wait():
            self._key = ""  # it came to nothing: the next save tries again
