"""The smallest Textual apps to measure against: `python -m tests.benchmarks.minimal line|menu`."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static


class Line(App[None]):
    """Shows one line of text."""

    def compose(self) -> ComposeResult:
        yield Static("One line of text.")


class Menu(App[None]):
    """Shows four options, chosen by arrows."""

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"{number}  A line that somebody could say." for number in "1234"))


if __name__ == "__main__":
    (Line if sys.argv[1:] == ["line"] else Menu)().run()
