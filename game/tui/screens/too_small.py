"""What is shown instead of everything when the window is too small to read in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widget import Widget

from game.tui.typeset import wrap
from game.words import tr

WIDTH, HEIGHT = 40, 15
"""The smallest window that the game can be read in, in cells."""


class TooSmallScreen(ModalScreen[None]):
    """One sentence, until the window is larger."""

    DEFAULT_CSS = "TooSmallScreen { background: $background; }"

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Sentence()

    def on_key(self, event: Key) -> None:
        """Only leaving is possible."""
        if event.key not in ("q", "ctrl+q"):
            event.stop()


class Sentence(Widget):
    """Says how large the window must be."""

    DEFAULT_CSS = "Sentence { width: 1fr; height: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }"

    def render(self) -> Content:
        """The sentence, as much of it as fits."""
        says = tr("Enlarge the window: the story needs {width} columns and {height} lines.", width=WIDTH, height=HEIGHT)
        return Content("\n").join(wrap(Content(says), max(1, self.size.width))[: max(1, self.size.height)])
