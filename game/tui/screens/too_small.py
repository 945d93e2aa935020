"""What is shown instead of everything when the window is too small to read in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.tui.screens.base import CommandDialog
from game.tui.typeset import wrap
from game.view.commands import Scope


class TooSmallScreen(CommandDialog[None]):
    """One sentence, until the window is larger."""

    PLACE = Scope.TOO_SMALL
    DEFAULT_CSS = "TooSmallScreen { background: $background; }"

    def __init__(self, width: int, height: int) -> None:
        super().__init__(id="too-small")
        self._smallest = width, height

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Sentence(*self._smallest)


class Sentence(Widget):
    """Says how large the window must be."""

    DEFAULT_CSS = "Sentence { width: 1fr; height: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }"

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._smallest = width, height

    def render(self) -> Content:
        """The sentence, as much of it as fits."""
        width, height = self._smallest
        says = tr("Enlarge the window: the story needs {width} columns and {height} lines.", width=width, height=height)
        return Content("\n").join(wrap(Content(says), max(1, self.size.width))[: max(1, self.size.height)])
