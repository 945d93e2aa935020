"""The side panel as a page over the text, for narrow screens."""

from __future__ import annotations

from textual.widget import Widget

from game.tui.screens.text_dialog import TextDialog
from game.tui.widgets.panel import Panel, Standing


class StandingScreen(TextDialog):
    """What stands where, and the whole wire."""

    DEFAULT_CSS = """
    StandingScreen { align: right top; }
    StandingScreen > Vertical { width: 44; height: 100%; padding: 0; }
    StandingScreen VerticalScroll { height: 1fr; padding: 1 0 0 0; }
    StandingScreen Panel { width: 1fr; height: auto; }
    """

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self._standing = standing

    def body(self) -> Widget:
        """The panel, as long as it is."""
        return Panel(self._standing, whole=True)
