"""Where a widget's caret is: the terminal's own cursor follows it, and Braille displays and magnifiers follow that."""

from __future__ import annotations

from typing import Any

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget


class Careted(Widget):
    """A widget with something in it that one looks at."""

    @property
    def caret_cell(self) -> Offset | None:
        """The cell of its content at which that begins; None where there is nothing of the kind at present."""
        return None


def cursor_over(root: Screen[Any]) -> Offset | None:
    """The cell at which the caret of the last widget that has one begins; None where none has, or somebody types."""
    offset: Offset | None = None
    if root.focused is not None:
        return None
    for widget in root.walk_children(Careted):
        cell = widget.caret_cell if widget.display and widget.visible and widget.size else None
        if cell is not None:
            offset = widget.content_region.offset + cell
    return offset
