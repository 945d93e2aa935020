"""The palette of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets import Input
from textual.widgets.option_list import Option

from game.i18n.catalogue import tr

if TYPE_CHECKING:
    from game.tui.app import HoldupApp


class Palette(CommandPalette):
    """Textual's, in the interface's language; its cursor stands still where nothing may move."""

    app: HoldupApp

    def __init__(self) -> None:
        super().__init__(placeholder=tr("Search the commands…"), id="--command-palette")

    def on_mount(self) -> None:
        """Let the cursor blink, or not."""
        self.query_one(Input).cursor_blink = self.app.moving

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Go, if it has not gone already: Textual would put away what lies beneath at a second Enter."""
        return super().dismiss(None) if self.is_active else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Textual would page through a list that has not been laid out yet, and fall."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Textual says it in English only, and offers no other place to say it otherwise."""
        self._stop_no_matches_countdown()
        if search_value:
            self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, self._no_match)

    def _no_match(self) -> None:
        says = Content(tr("There is no such command."))
        self.query_one(CommandList).add_option(Option(says, disabled=True, id=self._NO_MATCHES))
        self._list_visible = True
