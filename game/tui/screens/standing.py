"""The side panel as a page over the text, for narrow screens."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen

from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.panel import Panel, Standing
from game.words import tr


class StandingScreen(ModalScreen[None]):
    """What stands where."""

    DEFAULT_CSS = """
    StandingScreen { align: right top; background: $background 60%; }
    StandingScreen > Vertical {
        width: 44; max-width: 100%; height: 100%; background: $panel; border: round $faint; padding: 1 0 0 0;
    }
    StandingScreen Panel { width: 1fr; }
    """

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self._standing = standing

    def compose(self) -> ComposeResult:
        """The panel, and how to leave it."""
        with Vertical():
            yield Panel(self._standing)
            yield Hints((Hint("p", tr("close"), "p"),))

    def on_key(self, event: Key) -> None:
        """Close."""
        if event.key in ("p", "escape", "enter", "space", "q"):
            event.stop()
            self.dismiss(None)

    def on_hints_clicked(self, message: Hints.Clicked) -> None:
        """Close by pointer."""
        self.dismiss(None)
