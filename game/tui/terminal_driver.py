"""Textual's driver of a Unix terminal, with four faults mended that leave the terminal unusable."""

from __future__ import annotations

import termios
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Resize
from textual.message import Message

MOST_CELLS = 500_000
"""More than any window has: a screen of 8K holds 200 000."""


class TerminalDriver(LinuxDriver):
    """Goes on where Textual's stops.

    A process that is continued without having been asked to stop begins its modes anew: they must be ended first,
    or what is restored at the end is what the first beginning had set. A byte that is not UTF-8, from a terminal of
    another encoding, is a sign that means nothing, and no reason to end; so is a key that no keyboard has. A window
    that is reported among the keys, and larger than any there is, would take all memory to be painted.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        setattr(linux_driver, "getincrementaldecoder", _forgiving)  # noqa: B010  # mypy refuses "="
        setattr(linux_driver, "XTermParser", _KeyParser)  # noqa: B010  # mypy refuses "="
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

    def process_message(self, message: Message) -> None:
        """Pass on what was typed or reported."""
        if not (isinstance(message, Resize) and message.size.area > MOST_CELLS):
            super().process_message(message)

    def give_back(self) -> None:
        """Give the terminal its line modes back without writing to it: it may take no output."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)


class _KeyParser(XTermParser):
    """Reads past keys whose number is none, or no letter: the terminal may speak more of the protocol than Textual."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        try:
            keys = list(super()._sequence_to_key_events(sequence, alt))
        except ValueError:
            return ()
        return [key for key in keys if not ("\ud800" <= (key.character or "") <= "\udfff")]


def _forgiving(name: str) -> partial[IncrementalDecoder]:
    return partial(getincrementaldecoder(name), errors="replace")
