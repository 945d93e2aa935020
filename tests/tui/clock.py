"""A clock that does not wait: where everything waits for a moment, it is that moment, however busy the machine is."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

import pytest

T = TypeVar("T")
Args = TypeVarTuple("Args")

MOMENT = 0.02
"""Seconds that pass when a test lets the screen settle: a frame is drawn at least, and nothing has faded yet."""


class SkippingSelector(selectors.DefaultSelector):
    """Skips the time until something is due, unless a thread is at work, which needs real time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.threads = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready; nothing, and it is later, where nothing is."""
        skipping = bool(timeout) and not self.threads
        ready = super().select(0 if skipping else timeout)
        if timeout and not ready:
            self.now += timeout
        return ready


class SkippingLoop(asyncio.SelectorEventLoop):
    """An event loop that skips the time in which nothing happens."""

    def __init__(self) -> None:
        self._skipping = SkippingSelector()
        super().__init__(self._skipping)

    def time(self) -> float:
        """The seconds that have been waited for; what is done between them takes none."""
        return self._skipping.now

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Args], T], *args: *Args) -> asyncio.Future[T]:
        """Run something in a thread, for as long as it takes."""
        future = super().run_in_executor(executor, func, *args)
        self._skipping.threads += 1
        future.add_done_callback(self._returned)
        return future

    def _returned(self, _: asyncio.Future[Any]) -> None:
        self._skipping.threads -= 1


def go_by_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual's timers, animations and pilots go by the clock of the loop that they run in."""

    def now() -> float:
        return asyncio.get_running_loop().time()

    async def settled(*_: float) -> None:
        await asyncio.sleep(MOMENT)

    monkeypatch.setattr("textual._time.get_time", now)
    monkeypatch.setattr("textual.widget.monotonic", now)
    monkeypatch.setattr("textual.app.wait_for_idle", settled)
    monkeypatch.setattr("textual.pilot.wait_for_idle", settled)
