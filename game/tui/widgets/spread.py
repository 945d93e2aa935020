"""A page to read over the game: the record, the help, a notice."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Key, Resize
from textual.screen import ModalScreen
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.tui.keys import handed_on, put_away
from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.prose import Piece, Prose

_AROUND = 3
"""Lines that the frame and the hints take."""


class TextDialog(ModalScreen[None]):
    """Some text right over what is there; any of its closing keys puts it away. Its frame says when there is more."""

    DEFAULT_CSS = """
    TextDialog { align: center middle; background: $background 60%; }
    TextDialog > Vertical {
        width: 88; max-width: 100%; height: auto; max-height: 100%;
        background: $panel; border: round $faint; padding: 0 1;
        border-subtitle-color: $accent; border-subtitle-style: bold; border-subtitle-align: left;
    }
    TextDialog VerticalScroll { height: auto; scrollbar-size: 0 0; padding: 1 2 0 2; }
    """

    CLOSES: tuple[str, ...] = ("escape", "enter", "space", "h", "q", "question_mark", "f1", "p")

    def __init__(self, pieces: Sequence[Piece] = ()) -> None:
        super().__init__()
        self._pieces = pieces
        self._hints = Hints()
        self._frame, self._scroll = Vertical(), VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        """The text, and how to leave it."""
        with self._frame:
            with self._scroll:
                yield self.body()
            yield self._hints

    def on_mount(self) -> None:
        """Look at the page as it scrolls."""
        for part in ("scroll_y", "virtual_size"):
            self.watch(self._scroll, part, self._look, init=False)

    def on_resize(self, event: Resize) -> None:
        """Leave the frame its place, and the hints theirs."""
        self._scroll.styles.max_height = max(1, event.size.height - _AROUND)
        self.call_after_refresh(self._look)

    def body(self) -> Widget:
        """What is read."""
        return Prose(self._pieces)

    def offers(self) -> list[Hint]:
        """What else can be done here."""
        return []

    def on_key(self, event: Key) -> None:
        """Scroll, or go."""
        if handed_on(self, event):
            return
        scroll, page = self._scroll, max(1, self._scroll.size.height - 1)
        event.stop()
        if event.key in ("down", "j", "tab"):
            scroll.scroll_relative(y=1, animate=False)
        elif event.key in ("up", "k", "shift+tab"):
            scroll.scroll_relative(y=-1, animate=False)
        elif event.key == "pagedown" or (event.key == "space" and self._more):
            scroll.scroll_relative(y=page, animate=False)
        elif event.key == "pageup":
            scroll.scroll_relative(y=-page, animate=False)
        elif event.key == "home":
            scroll.scroll_home(animate=False)
        elif event.key == "end":
            scroll.scroll_end(animate=False)
        elif event.key in self.CLOSES:
            put_away(self, None)

    def on_hints_clicked(self, message: Hints.Clicked) -> None:
        """Do by pointer what a key does."""
        self.app.simulate_key(message.key)

    @property
    def _more(self) -> bool:
        return self._scroll.max_scroll_y > self._scroll.scroll_target_y

    def _look(self) -> None:
        """Say what is above and below, and which keys go there."""
        signs = [f"↓ {tr('more')}"] if self._more else []
        signs += [f"↑ {tr('PgUp')}"] if self._scroll.scroll_target_y > 0 else []
        self._frame.border_subtitle = "   ".join(signs)
        hints = [Hint("↑↓", tr("scroll"))] if self._scroll.max_scroll_y > 0 else []
        self._hints.show([*self.offers(), *hints, Hint(tr("Esc"), tr("close"), "escape", kept=True)])
