"""The shelf of endings as a page over the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from game.i18n.catalogue import tr
from game.tui.forms import pieces_of
from game.tui.widgets.hints import Hint
from game.tui.widgets.spread import TextDialog
from game.view.endings import Shelf

if TYPE_CHECKING:
    from game.tui.app import HoldupApp


class EndingsShelf(TextDialog):
    """A card for each ending of the story; behind them, once all are known, the complete edition."""

    app: HoldupApp

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(pieces_of(shelf.items))
        self._complete = shelf.complete

    def offers(self) -> list[Hint]:
        """The complete edition, where it is open."""
        return [Hint("e", tr("the complete edition"), "e")] if self._complete else []

    def on_key(self, event: Key) -> None:
        """Open the complete edition; scroll, or go."""
        if event.key == "e" and self._complete and self.is_active:
            event.prevent_default()
            event.stop()
            self.app.open_complete_edition()
