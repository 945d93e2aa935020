"""Lines out, lines in: wrapped words, nothing that a terminal could obey."""

from __future__ import annotations

import shutil
import textwrap
from typing import Protocol, TextIO

WIDTH = 72
"""Columns when nobody says how wide the reader's screen is."""

NARROWEST, WIDEST = 20, 76

_CONTROLS = {code: None for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if code != 0x0A}


class Source(Protocol):
    """Where lines come from."""

    def isatty(self) -> bool:
        """Whether somebody types them."""

    def readline(self) -> str:
        """The next one, with its end; empty when there are no more."""


class Lines:
    """A conversation by lines.

    Attributes:
        interactive: Whether somebody types: then what was typed is already on the screen, and menus are worth asking.
    """

    def __init__(self, source: Source, out: TextIO) -> None:
        self.interactive = source.isatty()
        self._source = source
        self._out = out

    @property
    def width(self) -> int:
        """Columns to fill: the terminal's, within reason."""
        if not self._out.isatty():
            return WIDTH
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDTH, 24)).columns - 1))

    def say(self, text: str = "", indent: str = "") -> None:
        """Print a paragraph, wrapped; its own line ends are kept, and what is wrapped begins with `indent`."""
        for line in clean(text).split("\n"):
            # A word wider than the screen stays whole: a path that is broken cannot be copied.
            wrapped = textwrap.wrap(
                line, self.width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
            )
            self._out.write("\n".join(wrapped) + "\n")

    def ask(self, prompt: str) -> str | None:
        """What is typed after a prompt, without its blanks; None at the end of the input."""
        self._out.write(clean(prompt) + " ")
        self._out.flush()
        line = self._source.readline()
        typed = clean(line).strip()
        if not self.interactive or not line:
            self._out.write(typed + "\n")
        return typed if line else None


def clean(text: str) -> str:
    """A text without control characters: they are commands to a terminal, wherever they come from."""
    return text.translate(_CONTROLS)
