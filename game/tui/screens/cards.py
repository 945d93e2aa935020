"""A page of cards over the game, some of which can be opened: the caret stands on one of those."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget

from game.tui.screens.text_dialog import TextDialog
from game.tui.widgets.prose import Piece, Prose
from game.view.commands import Action

_LEAD = 2


class ListedCard(Prose):
    """Some paragraphs that belong together, and what opens them, if anything does."""

    DEFAULT_CSS = """
    ListedCard { margin: 0 0 1 0; }
    """

    class CardOpened(Message):
        """A card that can be opened was clicked."""

        def __init__(self, card: ListedCard) -> None:
            super().__init__()
            self.card = card

    def __init__(self, pieces: Sequence[Piece], opens: Callable[[], object] | None = None) -> None:
        super().__init__(pieces)
        self.opens = opens
        self.pointed = False

    @property
    def caret_cell(self) -> Offset | None:
        """Its first letter, while the caret is on it."""
        return Offset(_LEAD, 0) if self.pointed else None

    def point(self, here: bool) -> None:
        """Put the caret here, or take it away."""
        self.pointed = here
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines, which leave room for the caret."""
        return self.natural_height(width - _LEAD)

    def render(self) -> Content:
        """Its lines, the caret before the first where it is on this card."""
        lines = [line for paragraph in self._lines(self.size.width - _LEAD) for line in paragraph]
        leads = ["▸ " if self.pointed else "  ", *["  "] * len(lines)]
        return Content("\n").join(
            Content.assemble((lead, "bold $accent"), line) for lead, line in zip(leads, lines, strict=False)
        )

    def on_click(self, event: Click) -> None:
        """Open it, if it can be."""
        if self.opens is not None:
            event.stop()
            self.post_message(self.CardOpened(self))


class CardDialog(TextDialog):
    """Cards right over what is there. The caret goes from one that opens to the next; between them, one scrolls."""

    def __init__(self, cards: Sequence[ListedCard]) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._openable = [card for card in cards if card.opens is not None]
        self._at = -1

    def body(self) -> Widget:
        """The cards, one under the other."""
        column = Vertical(*self._cards)
        column.styles.height = "auto"
        return column

    def on_mount(self) -> None:
        """Begin at the top: the caret is on the first card, if that opens."""
        super().on_mount()
        if self._cards and self._cards[0].opens is not None:
            self._point(0)

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Move, open, scroll, or go."""
        return {
            **super().actions(),
            Action.DOWN: partial(self._move, 1),
            Action.UP: partial(self._move, -1),
            Action.FIRST: partial(self._to, False),
            Action.LAST: partial(self._to, True),
            Action.OPEN: self._open,
        }

    def on_listed_card_card_opened(self, message: ListedCard.CardOpened) -> None:
        """Open a card by pointer."""
        self._point(self._openable.index(message.card))
        self._open()

    def _open(self) -> None:
        card = self._openable[self._at] if self._at >= 0 else None
        if card is not None and card.opens is not None:
            card.opens()
        elif not self._openable:
            self.close()

    def _move(self, step: int) -> None:
        """Move the caret to the next card that opens, where it is near; else scroll towards it."""
        at = self._at + step
        if 0 <= at < len(self._openable) and self._near(self._openable[at]):
            self._point(at)
        else:
            self._scroll.scroll_relative(y=step, animate=False)

    def _to(self, last: bool) -> None:
        """Move to the first card or the last, and to the page's very end where text stands beyond it."""
        if last:
            self._scroll.scroll_end(animate=False)
        else:
            self._scroll.scroll_home(animate=False)
        if self._openable:
            self._point(len(self._openable) - 1 if last else 0, show=False)

    def _near(self, card: ListedCard) -> bool:
        """Whether a card can be shown whole by less than half a page of scrolling."""
        window, region = self._scroll.size.height, card.virtual_region
        top = self._scroll.scroll_target_y
        beyond = max(region.bottom - (top + window), top - region.y, 0)
        return beyond <= window // 2

    def _point(self, at: int, show: bool = True) -> None:
        if self._at >= 0:
            self._openable[self._at].point(False)
        self._at = at
        self._openable[at].point(True)
        if show:
            self._scroll.scroll_to_widget(self._openable[at], animate=False)
