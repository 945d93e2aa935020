"""Textual's driver of a Unix terminal, with two faults mended that leave the terminal unusable."""

from __future__ import annotations

import termios
from codecs import IncrementalDecoder, getincrementaldecoder
from contextlib import suppress
from functools import partial
from typing import Any

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver


class TerminalDriver(LinuxDriver):
    """Goes on where Textual's stops.

    A process that is continued without having been asked to stop begins its modes anew: they must be ended first, or
    what is restored at the end is what the first beginning had set. A byte that is not UTF-8, from a terminal of
    another encoding, is a sign that means nothing, and no reason to end.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        setattr(linux_driver, "getincrementaldecoder", _forgiving)  # noqa: B010  # mypy refuses "="
        super().__init__(*arguments, **options)
        self._begun = False

    def start_application_mode(self) -> None:
        """Begin, once."""
        if self._begun:
            self.stop_application_mode()
            self.close()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's is not annotated
        self._begun = True

    def stop_application_mode(self) -> None:
        """End: the terminal is as it was."""
        self._begun = False
        super().stop_application_mode()

    def give_back(self) -> None:
        """Give the terminal its line modes back without writing to it: it may take no output."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)


def _forgiving(name: str) -> partial[IncrementalDecoder]:
    return partial(getincrementaldecoder(name), errors="replace")
