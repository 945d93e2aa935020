"""A page to read over the game: the record, the help, a notice."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen

from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.prose import Piece, Prose
from game.words import tr


class Spread(ModalScreen[None]):
    """Some text right over what is there; any of its closing keys puts it away."""

    DEFAULT_CSS = """
    Spread { align: center middle; background: $background 60%; }
    Spread > Vertical {
        width: 88; max-width: 100%; height: auto; max-height: 100%;
        background: $panel; border: round $faint; padding: 0 1;
    }
    Spread VerticalScroll { height: auto; max-height: 100%; scrollbar-size: 0 0; padding: 1 2 0 2; }
    Spread Hints { dock: bottom; }
    """

    CLOSES: tuple[str, ...] = ("escape", "enter", "space", "h", "q", "question_mark", "f1", "p")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self._pieces = pieces

    def compose(self) -> ComposeResult:
        """The text, and how to leave it."""
        with Vertical():
            with VerticalScroll(can_focus=False):
                yield Prose(self._pieces)
            yield Hints((Hint("↑↓", tr("scroll")), Hint(tr("Esc"), tr("close"), "escape")))

    def on_key(self, event: Key) -> None:
        """Scroll, or go."""
        scroll = self.query_one(VerticalScroll)
        event.stop()
        if event.key in ("down", "j"):
            scroll.scroll_relative(y=1, animate=False)
        elif event.key in ("up", "k"):
            scroll.scroll_relative(y=-1, animate=False)
        elif event.key in ("space", "pagedown") and scroll.max_scroll_y > scroll.scroll_target_y:
            scroll.scroll_relative(y=max(1, scroll.size.height - 1), animate=False)
        elif event.key == "pageup":
            scroll.scroll_relative(y=-max(1, scroll.size.height - 1), animate=False)
        elif event.key in self.CLOSES:
            self.dismiss(None)

    def on_hints_clicked(self, message: Hints.Clicked) -> None:
        """Close by pointer."""
        self.dismiss(None)
