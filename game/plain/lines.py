"""Lines out, lines in: wrapped words, nothing that a terminal could obey unless colours were asked for."""

from __future__ import annotations

import os
import shutil
import textwrap
from enum import Enum
from typing import Protocol, TextIO

from game.story.unfit_characters import ANY_UNFIT
from game.view.commands import AZERTY_ROW

WIDTH = 72
"""Columns when nobody says how wide the reader's screen is."""

_DIGITS = str.maketrans(AZERTY_ROW, "1234567890")

NARROWEST, WIDEST = 10, 76


class Tone(Enum):
    """How a paragraph sounds where colours were asked for: a code of ECMA-48, never the only sign of anything."""

    PLAIN = ""
    STRONG = "1"
    QUIET = "2"


class LineSource(Protocol):
    """Where lines come from."""

    def isatty(self) -> bool:
        """Whether somebody types them."""

    def readline(self) -> str:
        """The next one, with its end; empty when there are no more."""


def read_line(source: LineSource) -> str:
    """The next line of an input; empty at its end, and where it cannot be read: then it has no more to say."""
    try:
        return source.readline()
    except (OSError, UnicodeError):  # open for writing only, or without the mark that its encoding begins with
        return ""


class Lines:
    """A conversation by lines.

    Attributes:
        interactive: Whether somebody types: then what was typed is already on the screen, and menus are worth asking.
    """

    def __init__(self, source: LineSource, out: TextIO, width: int | None = None, color: bool = False) -> None:
        """Open a conversation.

        Args:
            source: Where lines come from.
            out: Where they go.
            width: The longest line, in columns; 0 to wrap nothing, None for the terminal's width, within reason.
            color: Whether headings may be bold, and what is said in passing faint.
        """
        self.interactive = source.isatty()
        self._source = source
        self._out = out
        self._width = width
        self._color = color

    @property
    def width(self) -> int:
        """Columns to fill; 0 where nothing is wrapped."""
        if self._width is not None:
            return self._width
        if not self._out.isatty() and not os.environ.get("COLUMNS"):
            return WIDTH
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDTH + 1, 24)).columns - 1))

    def say(self, text: str = "", indent: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Print a paragraph, wrapped; its own line ends are kept, and what is wrapped begins with `indent`."""
        self._out.writelines(f"{self._toned(line, tone)}\n" for line in self._wrapped(text, indent))

    def ask(self, prompt: str) -> str:
        """What is typed after a prompt, without its blanks; numbers on a French keyboard need no shift.

        Raises:
            EOFError: There is no more input.
        """
        *above, last = self._wrapped(prompt)
        self._out.writelines(f"{self._toned(line, Tone.STRONG)}\n" for line in above)
        self._out.write(f"{self._toned(last, Tone.STRONG)} ")
        self._out.flush()
        line = read_line(self._source)
        typed = clean(line).strip()
        if not self.interactive or not line:
            self._out.write(f"{typed}\n")
        if not line:
            raise EOFError
        return unshifted(typed)

    def flush(self) -> None:
        """Let everything said so far be seen."""
        self._out.flush()

    def clear(self) -> None:
        """Push everything said so far off the screen, as far as lines can: somebody else sits down before it."""
        if self.interactive and self._out.isatty():
            self._out.write("\n" * shutil.get_terminal_size((WIDTH, 24)).lines)

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        width, paragraphs = self.width, clean(text).split("\n")
        if not width:
            return [line.rstrip() for line in paragraphs]
        # A word wider than the screen stays whole: a path that is broken cannot be copied.
        wrapper = textwrap.TextWrapper(width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
        return [line for paragraph in paragraphs for line in wrapper.wrap(paragraph) or [""]]

    def _toned(self, line: str, tone: Tone) -> str:
        return f"\x1b[{tone.value}m{line}\x1b[0m" if self._color and tone.value and line else line


def unshifted(typed: str) -> str:
    """What was typed; as a number, where it is all of the top row of a French keyboard that was not shifted."""
    return typed.translate(_DIGITS) if set(typed) <= set(AZERTY_ROW) else typed


def clean(text: str) -> str:
    """A text without what a terminal would obey, wherever it comes from."""
    return ANY_UNFIT.sub("", text)
