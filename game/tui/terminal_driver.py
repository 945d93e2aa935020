"""Textual's driver of a Unix terminal, with the faults mended that leave the terminal unusable."""

from __future__ import annotations

import termios
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from textual._parser import ParseEOF, ParseTimeout, Peek1, Read1
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import AppBlur, AppFocus, Key, Resize
from textual.message import Message

from game.tui import signals
from game.tui.input_units import tell_apart

MOST_CELLS = 500_000
"""More than any window has: a screen of 8K holds 200 000."""


class TerminalDriver(LinuxDriver):
    """Goes on where Textual's stops.

    A process that is continued without having been asked to stop begins its modes anew: they must be ended first,
    or what is restored at the end is what the first beginning had set. A byte that is not UTF-8, from a terminal of
    another encoding, is a sign that means nothing, and no reason to end. A window that is reported among the keys, and
    larger than any there is or none at all, cannot be painted. That the window is no longer
    the one that is typed into changes nothing here: it would only be painted anew each time.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        setattr(linux_driver, "getincrementaldecoder", _forgiving)  # noqa: B010  # mypy refuses "="
        setattr(linux_driver, "XTermParser", InputParser)  # noqa: B010  # mypy refuses "="
        super().__init__(*arguments, **options)
        self._begun = False

    def start_application_mode(self) -> None:
        """Begin, once."""
        if self._begun:
            self.stop_application_mode()
            self.close()
        else:  # before the terminal is touched: whoever is ended while the first screen is made must give it back
            signals.listen(self._leave, self.give_back, self.resume_application_mode)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's is not annotated
        self._begun = True

    def stop_application_mode(self) -> None:
        """End: the terminal is as it was."""
        self._begun = False
        super().stop_application_mode()

    def process_message(self, message: Message) -> None:
        """Pass on what was typed or reported."""
        impossible = isinstance(message, Resize) and not 0 < message.size.area <= MOST_CELLS
        if not (impossible or isinstance(message, AppBlur | AppFocus)):
            super().process_message(message)

    def _leave(self, number: int) -> None:
        self._app.exit(return_code=128 + number)

    def give_back(self) -> None:
        """Give the terminal its line modes back without writing to it: it may take no output."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)


class InputParser(XTermParser):
    """Textual's parser, given one whole unit at a time: what it does not understand, it does not remember.

    It would press the characters of a report as keys, and stay in the middle of one that never ends.
    """

    def parse(self, token_callback: Callable[[Message], None]) -> Generator[Read1 | Peek1, str, None]:
        """Understand what is typed and reported."""
        understanding = self._begin(token_callback)

        def hear(unit: str) -> None:
            nonlocal understanding
            try:
                if not all(understanding.send(character).timeout is not None for character in unit):
                    return
                if len(unit) <= len("\x1b["):  # Escape, or a letter with Alt
                    understanding.throw(ParseTimeout())
                    return
            except (ArithmeticError, ValueError):
                pass  # a number that is none, or is too large
            understanding = self._begin(token_callback)

        units = tell_apart(hear, ESCAPE_DELAY)
        patience = next(units)
        while True:
            try:
                character = yield self.read1(patience)
            except ParseTimeout:
                character = ""
            except ParseEOF:
                return
            patience = units.send(character)

    def _begin(self, token_callback: Callable[[Message], None]) -> Generator[Read1 | Peek1, str, None]:
        understanding = super().parse(token_callback)
        next(understanding)
        return understanding

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        keys = super()._sequence_to_key_events(sequence, alt)
        return [key for key in keys if not ("\ud800" <= (key.character or "") <= "\udfff")]


def _forgiving(name: str) -> partial[IncrementalDecoder]:
    return partial(getincrementaldecoder(name), errors="replace")
