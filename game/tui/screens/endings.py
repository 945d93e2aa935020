"""The shelf of endings as a page over the title."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from game.tui.role_styles import pieces_of
from game.tui.screens.text_dialog import TextDialog
from game.view.commands import Action, Need, Scope
from game.view.endings import Shelf


class EndingsShelf(TextDialog):
    """A card for each ending of the story; behind them, once all are known, the complete edition."""

    PLACE = Scope.ENDINGS

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(pieces_of(shelf.items))
        self._complete = shelf.complete

    @property
    def met(self) -> Collection[Need]:
        """The complete edition is open once all endings are known."""
        return {*super().met, Need.ALL_ENDINGS} if self._complete else super().met

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Open the complete edition; scroll, or go."""
        return {**super().actions(), Action.COMPLETE_EDITION: self.host.open_complete_edition}
