"""What the screens have in common: keys typed ahead reach the screen that they were meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.events import Key
from textual.screen import Screen

from game.tui.keys import handed_on
from game.tui.widgets.choices import Choices
from game.tui.widgets.hints import Hint, Hints

if TYPE_CHECKING:
    from game.tui.app import HoldupApp


class AttentiveScreen(Screen[None]):
    """A screen that takes keys while it is on top, and hands on those that arrive when another one has come."""

    app: HoldupApp

    def pressed(self, event: Key) -> None:
        """Do what a key is for; stop the event, or leave it to the app."""

    def chosen(self, index: int) -> None:
        """Do what an option of the screen's list is for."""

    def keys(self) -> tuple[Hint, ...]:
        """What the keys do here and nowhere else."""
        return tuple(hint for hints in self.query(Hints) for hint in hints.all)

    def signs(self) -> tuple[tuple[str, str], ...]:
        """The signs that are drawn here and nowhere else, with what each means."""
        return ()

    def rest(self) -> None:
        """Bring what moves to its end: from now on nothing does."""

    def on_key(self, event: Key) -> None:
        """Take the key, or hand it on."""
        if not handed_on(self, event):
            for hints in self.query(Hints):
                hints.hush()
            self.pressed(event)

    @on(Choices.OptionClicked)
    def _chosen_by_pointer(self, message: Choices.OptionClicked) -> None:
        message.stop()
        if self.is_active:
            self.chosen(message.index)

    @on(Hints.Clicked)
    def _hint_clicked(self, message: Hints.Clicked) -> None:
        self.app.simulate_key(message.key)
