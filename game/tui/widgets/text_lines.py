"""What several widgets are: lines of text, as many as their width makes of what they show."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class TextLines(Widget):
    """A widget as high as its lines; each says in `_lines` which these are."""

    def _lines(self, width: int) -> list[Content]:
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """All of them."""
        return Content("\n").join(self._lines(self.size.width))
