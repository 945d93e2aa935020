"""A screen's name, and where the caret is in its list."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class ListHeading(Widget):
    """The name, then `2 / 5`: so one knows of what is out of sight."""

    DEFAULT_CSS = "ListHeading { height: 2; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._count = self._besides = ""

    def count(self, at: int, of: int) -> None:
        """Say that the caret is on one, counted from 0, of so many; of none, say nothing."""
        self._count = f"   {at + 1} / {of}" if of else ""
        self.refresh()

    def tell(self, besides: str) -> None:
        """Say something more behind the count."""
        self._besides = f"   {besides}" if besides else ""
        self.refresh()

    def render(self) -> Content:
        """Name and count, and what is said besides where it has room."""
        name, count = Content.assemble((f"   {self._text}", "bold $accent")), (self._count, "$quiet")
        all_of_it = Content.assemble(name, count, (self._besides, "$quiet"))
        return all_of_it if all_of_it.cell_length <= self.size.width else Content.assemble(name, count)
