"""A page to read over the game: the record, the help, a notice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.tui.haste import Sight
from game.tui.keys import put_away
from game.tui.screens.base import CommandDialog
from game.tui.widgets.hints import Hints
from game.tui.widgets.prose import Piece, Prose
from game.view.commands import Action, Need, Scope

_FRAME = 2
"""Lines that the frame takes."""


class TextDialog(CommandDialog[None]):
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

    PLACE = Scope.TEXT

    def __init__(self, pieces: Sequence[Piece] = (), at_end: bool = False, unasked: bool = False) -> None:
        """Show some pieces, from the first on or `at_end`; no key on its way puts away what came `unasked`."""
        super().__init__()
        self._pieces, self._at_end = pieces, at_end
        self._sight = Sight() if unasked else None
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
        if self._at_end:
            self.call_after_refresh(self._scroll.scroll_end, animate=False)
        if self._sight is not None:
            self.call_after_refresh(self._sight.shown)

    def on_resize(self, event: Resize) -> None:
        """Leave the frame its place, and the hints theirs."""
        self._fit(event.size.height)

    def on_hints_grown(self) -> None:
        """Leave a long notice its place too."""
        self._fit(self.size.height)

    def body(self) -> Widget:
        """What is read."""
        return Prose(self._pieces)

    @property
    def met(self) -> Collection[Need]:
        """There may be more text than fits."""
        return {Need.OVERFLOW} if self._scroll.max_scroll_y > 0 else ()

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Scroll, or go."""
        scroll, page = partial(self._scroll.scroll_relative, animate=False), max(1, self._scroll.size.height - 1)
        return {
            Action.DOWN: partial(scroll, y=1),
            Action.UP: partial(scroll, y=-1),
            Action.PAGE_DOWN: partial(scroll, y=page),
            Action.PAGE_UP: partial(scroll, y=-page),
            Action.FIRST: partial(self._scroll.scroll_home, animate=False),
            Action.LAST: partial(self._scroll.scroll_end, animate=False),
            Action.GO_ON: partial(self._go_on, page),
            Action.CLOSE: self.close,
        }

    def close(self) -> None:
        """Put the page away."""
        if self._sight is None or self._sight.answered():
            put_away(self, None)

    def _go_on(self, page: int) -> None:
        if self._sight is not None and not self._sight.answered():
            return
        if self._more:
            self._scroll.scroll_relative(y=page, animate=False)
        else:
            self.close()

    @property
    def _more(self) -> bool:
        return self._scroll.max_scroll_y > self._scroll.scroll_target_y

    def _fit(self, height: int) -> None:
        """Let the text take what the frame and the hints leave of a height."""
        self._scroll.styles.max_height = max(1, height - _FRAME - max(1, self._hints.size.height))
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Say what is above and below, and which keys go there."""
        signs = [f"↓ {tr('more')}"] if self._more else []
        signs += [f"↑ {tr('PgUp')}"] if self._scroll.scroll_target_y > 0 else []
        self._frame.border_subtitle = "   ".join(signs)
        self.hint()
