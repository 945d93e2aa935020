"""Two at one keyboard: nothing but a name, until the other reader sits down."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key

from game.i18n.catalogue import tr
from game.tui.haste import Sight
from game.tui.keys import put_away
from game.tui.screens.base import CommandScreen
from game.tui.widgets.hints import Hints
from game.tui.widgets.prose import Piece, Prose
from game.view.commands import Scope


class HandOverScreen(CommandScreen[None]):
    """Covers everything; any key says that the right reader is there."""

    PLACE = Scope.HAND_OVER
    DEFAULT_CSS = """
    HandOverScreen { align: center middle; }
    HandOverScreen Vertical { width: 60; max-width: 100%; height: auto; }
    HandOverScreen Hints { dock: bottom; }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._reader = name
        self._sight = Sight()

    def compose(self) -> ComposeResult:
        """Whose turn it is."""
        with Vertical():
            yield Prose(
                (
                    Piece(Content.assemble((tr("Pass the keyboard to"), "$quiet")), centre=True),
                    Piece(Content.assemble((self._reader, "bold $accent")), centre=True),
                    Piece(Content.assemble(("━━━", "$faint")), centre=True),
                    Piece(Content.assemble((tr("any key to go on"), "$quiet")), centre=True),
                )
            )
        yield Hints()

    def on_mount(self) -> None:
        """Note from when on the name can be read."""
        self.call_after_refresh(self._sight.shown)

    def typed(self, event: Key) -> None:
        """Go on, whatever the key: one that the reader before pressed in haste uncovers nothing."""
        event.stop()
        self._go_on()

    def on_click(self, event: Click) -> None:
        """Go on by pointer."""
        if not isinstance(event.widget, Hints):
            self._go_on()

    def _go_on(self) -> None:
        if self._sight.answered():
            put_away(self, None)
