"""Being told to leave by the system: the terminal is restored first."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable


def listen(told: Callable[[int], None]) -> None:
    """Have SIGTERM and SIGHUP told, by their numbers, to the running loop's app instead of ending the process."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        try:
            loop.add_signal_handler(number, told, number)
        except (NotImplementedError, RuntimeError):
            break  # no such signals here, or not in the main thread: nothing to restore either
