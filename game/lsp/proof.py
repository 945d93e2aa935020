"""What was proved of a story when it was last saved, and the process that proves it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from game.i18n.catalogue import current_language


class Told(NamedTuple):
    """Odds, whether they are exact (else counted in random runs), and from which opening on they are."""

    odds: float
    exact: bool
    opening: str


@dataclass(slots=True)
class Proof:
    """What is known of a story. Things are named by kind and id, as in `scene porche` or `paragraph porche#2`.

    Attributes:
        fingerprint: Of the story of which it is known: see `game.story.fingerprint`.
        met: How likely a run meets a scene or an ending.
        holds: How likely a condition holds where a run comes to it: of a paragraph or of a choice.
        never: What no run meets, and why.
        pairs: Of choices that make no difference, or are never the better one: which, and beside which other.
        ranges: The least and the greatest value of each variable.
        exact: Whether the ends of the ranges are met, and not only never passed.
        paragraphs: How many paragraphs each text has.
    """

    fingerprint: str
    met: dict[str, Told] = field(default_factory=dict)
    holds: dict[str, Told] = field(default_factory=dict)
    never: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, tuple[str, str]] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    exact: bool = True
    paragraphs: dict[str, int] = field(default_factory=dict)

    def write(self) -> str:
        """As JSON."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> Proof:
        """From JSON as `write` makes it."""
        data = json.loads(written)
        for name in ("met", "holds"):
            data[name] = {key: Told(*told) for key, told in data[name].items()}
        for name in ("pairs", "ranges"):
            data[name] = {key: tuple(pair) for key, pair in data[name].items()}
        return cls(**data)


class Prover:
    """Proves a story in a process of its own, the newest save only."""

    def __init__(self, folder: Path, seconds: float, proved: Callable[[Proof], None]) -> None:
        """Nothing is begun yet.

        Args:
            folder: Where the story is.
            seconds: How long it may take; 0 for never.
            proved: Called with what was found.
        """
        self._folder = folder
        self._seconds = seconds
        self._proved = proved
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def proves(self) -> bool:
        """Whether it ever proves anything."""
        return bool(self._seconds) and find_spec("numpy") is not None

    def begin(self) -> None:
        """Prove what is on the disk now; what was under way is given up."""
        self.stop()
        if self.proves:
            self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Give up what is under way."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        if self._task is not None:
            self._task.cancel()
        self._process = self._task = None

    async def _run(self) -> None:
        command = (sys.executable, "-m", "game.lsp.prove", "--with-parent", str(self._folder), str(self._seconds))
        environment = {**os.environ, "HOLDUP_LANG": current_language()}
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment
        )
        self._process = process
        assert process.stdout is not None
        printed = await process.stdout.read()  # its input stays open until then: an end of it would stop the process
        if await process.wait() == 0:
            self._proved(Proof.read(printed.decode()))
