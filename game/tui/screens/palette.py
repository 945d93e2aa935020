"""The palette of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.widgets import Input

from game.words import tr

if TYPE_CHECKING:
    from game.tui.app import HoldupApp


class Palette(CommandPalette):
    """Textual's, whose cursor stands still where nothing may move."""

    app: HoldupApp

    def __init__(self) -> None:
        super().__init__(placeholder=tr("Search the commands…"), id="--command-palette")

    def on_mount(self) -> None:
        """Let the cursor blink, or not."""
        self.query_one(Input).cursor_blink = self.app.moving
