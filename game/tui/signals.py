"""Being told to leave by the system: the terminal is restored first."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from threading import Timer

_END = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGABRT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGXCPU")
"""What ends a process that does not listen. Ctrl+C is a key here: SIGINT comes from elsewhere, as the others do."""

_PATIENCE = 3.0
"""Seconds to leave in: a terminal that takes no more output would be waited for for ever."""


def listen(leave: Callable[[int], None], give_back: Callable[[], None]) -> None:
    """Have signals that would end the process told, by their numbers, to the running loop's app instead.

    `give_back` gives the terminal back without waiting for it, where leaving takes too long.
    """
    loop = asyncio.get_running_loop()
    try:
        for number in (getattr(signal, name) for name in _END if hasattr(signal, name)):
            loop.add_signal_handler(number, _leave, leave, give_back, number)
    except (AttributeError, NotImplementedError, RuntimeError):
        return  # no such signals here, or not in the main thread: nothing to restore either


def _leave(leave: Callable[[int], None], give_back: Callable[[], None], number: int) -> None:
    def at_once() -> None:
        give_back()
        os._exit(128 + number)

    last = Timer(_PATIENCE, at_once)
    last.daemon = True
    last.start()
    leave(number)
