"""A few lines at the foot of the screen, beside the game and never in its way: what an author's last save did."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.tui.typeset import wrap

MOST_LINES = 9
"""Lines that the game can spare on a small screen."""


class Aside(Widget):
    """A title and some lines; those for which there is no room are counted."""

    DEFAULT_CSS = """
    Aside { dock: bottom; height: auto; width: 1fr; padding: 0 2; background: $panel; border-top: solid $accent; }
    """

    def __init__(self, title: str, lines: Sequence[Content]) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self.can_focus = False

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self._laid(width))

    def render(self) -> Content:
        """The title, and what fits under it."""
        return Content("\n").join(self._laid(self.content_size.width))

    def _laid(self, width: int) -> list[Content]:
        laid = [Content.assemble((self._title, "bold $accent"))]
        for shown, line in enumerate(self._lines):
            wrapped = wrap(line, max(width, 20), 2)
            if shown and len(laid) + len(wrapped) > MOST_LINES:
                more = tr("and {count} more", count=len(self._lines) - shown)
                return [*laid, Content.assemble((more, "$quiet"))]
            laid += wrapped
        return laid
