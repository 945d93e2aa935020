"""Textual's driver of a Unix terminal, with the faults mended that leave the terminal unusable."""

from __future__ import annotations

import os
import signal
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
from textual.geometry import Size
from textual.message import Message

from game.tui import signals
from game.tui.input_units import tell_apart

MOST_CELLS = 500_000
"""More than any window has: a screen of 8K holds 200 000."""

_USUAL_SIZE = (80, 24)

_UNDO = (
    b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u"
    b"\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""All that `LinuxDriver` sets, undone."""


class TerminalDriver(LinuxDriver):
    """Goes on where Textual's stops.

    A process that is continued without having been asked to stop begins its modes anew: they must be ended first,
    or what is restored at the end is what the first beginning had set. A byte that is not UTF-8, from a terminal of
    another encoding, is a sign that means nothing, and no reason to end. A window that is larger than any there is, or
    none at all, cannot be painted. That the window is no longer the one that is typed into changes nothing here: it
    would only be painted anew each time. Once leaving has begun, nothing begins the modes anew: nobody would end them.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        setattr(linux_driver, "getincrementaldecoder", _forgiving)  # noqa: B010  # mypy refuses "="
        setattr(linux_driver, "XTermParser", InputParser)  # noqa: B010  # mypy refuses "="
        self._begun = False
        self._told_to_stop = False
        self._last_size = _USUAL_SIZE
        super().__init__(*arguments, **options)
        self._size = self._size or self._get_terminal_size()

    def start_application_mode(self) -> None:
        """Begin, once."""
        if self._begun:
            self.stop_application_mode()
        else:  # before the terminal is touched: whoever is ended while the first screen is made must give it back
            signals.listen(self._leave, self.give_back)
        writer_before = self._writer_thread
        self._begun = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's is not annotated
        self._begun = self._writer_thread is not writer_before  # in the background, nothing may begin

    def resume_application_mode(self) -> None:
        """Begin anew, unless the app is leaving."""
        if self._app.is_running and not self._app._exit:
            super().resume_application_mode()

    def stop_application_mode(self) -> None:
        """End: the terminal is as it was, and everything is written."""
        if self._begun:
            super().stop_application_mode()
            self.close()
            self._begun = False

    def process_message(self, message: Message) -> None:
        """Pass on what was typed or reported."""
        impossible = isinstance(message, Resize) and not _possible(message.size)
        if not (impossible or isinstance(message, AppBlur | AppFocus)):
            super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        size = super()._get_terminal_size()
        if _possible(Size(*size)):
            self._last_size = size
        return self._last_size

    def _sigtstp_application(self, *_: object) -> None:
        if self._begun:  # a signal can come while something is being written, which would wait for itself
            self._told_to_stop = True
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        self._told_to_stop = False
        if self._auto_restart and self._app.is_running:
            self._loop.call_soon_threadsafe(self.resume_application_mode)

    def _stop(self) -> None:
        if self._told_to_stop:
            self._must_signal_resume = True
            self.suspend_application_mode()
        if self._told_to_stop:  # who was told to go on meanwhile, and stopped, would wait for it for ever
            self._told_to_stop = False
            os.kill(os.getpid(), signal.SIGSTOP)

    def _leave(self, number: int) -> None:
        self._app.exit(return_code=128 + number)

    def give_back(self) -> None:
        """Give the terminal back without waiting for it: it may take no output."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._begun:
            with suppress(OSError):  # opened once more: whoever shares the file that is open must still be waited for
                os.write(os.open(os.ttyname(self.fileno), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK), _UNDO)


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


def _possible(window: Size) -> bool:
    return 0 < window.area <= MOST_CELLS


def _forgiving(name: str) -> partial[IncrementalDecoder]:
    return partial(getincrementaldecoder(name), errors="replace")
