"""The run and history on one line of time: two columns where there is room, one that alternates where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.i18n.dates import short_date, short_weekday_and_time
from game.play.timeline import TimelineRow, Whose
from game.tui.typeset import centred, wrap
from game.tui.widgets.caret import Careted
from game.view.debrief import beside, sides

WIDE = 92
"""From so many cells on, there are two columns."""
_DATE, _SPINE, _SIGN, _LABEL = 12, 9, 3, 16
_WEEK = 6 * 24 * 60
"""Minutes in which no weekday comes twice."""
_WORDS = 20
"""Where fewer cells are left beside the names of the sides, the words stand under them."""
_SIGNS = {Whose.MINE: "●", Whose.THEIRS: "○", Whose.HISTORY: "·"}


class Timeline(Careted):
    """Rows under each other, a caret on one of them."""

    DEFAULT_CSS = """
    Timeline { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    @dataclass
    class Opened(Message):
        """A row was clicked, by its place in the list."""

        index: int

    def __init__(self, rows: Sequence[TimelineRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._cache: tuple[int, int, list[tuple[int, Content]]] | None = None
        self.caret = 0
        """The row it is on; -1 above the first."""

    @property
    def pointed(self) -> TimelineRow | None:
        """The row that the caret is on."""
        return self._rows[self.caret] if self._rows and self.caret >= 0 else None

    @property
    def caret_cell(self) -> Offset | None:
        """The first line of the row that the caret is on."""
        rows = (y for y, (owner, _) in enumerate(self.lines(self.size.width)) if owner == self.caret >= 0)
        return next((Offset(0, y) for y in rows), None)

    @property
    def first(self) -> int:
        """The line that the first row begins at."""
        return next((y for y, (owner, _) in enumerate(self.lines(self.size.width)) if owner == 0), 0)

    def leave(self) -> None:
        """Put the caret above the first row."""
        self.caret = -1
        self.refresh()

    def move(self, step: int) -> None:
        """Move the caret, and let the page follow."""
        self.point(max(0, min(len(self._rows) - 1, self.caret + step)))

    def point(self, index: int) -> None:
        """Put the caret on a row."""
        if not self._rows:
            return
        self.caret = index
        self.refresh()
        rows = [y for y, (owner, _) in enumerate(self.lines(self.size.width)) if owner == index]
        parent = self.parent
        if isinstance(parent, Widget):
            region = Region(0, max(0, rows[0] - 1), self.size.width, len(rows) + 2)
            parent.scroll_to_region(region.translate(self.virtual_region.offset), animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Every row."""
        return Content("\n").join([line for _, line in self.lines(self.size.width)])

    def on_click(self, event: Click) -> None:
        """Open the row under the pointer."""
        lines = self.lines(self.size.width)
        index = lines[event.y][0] if 0 <= event.y < len(lines) else -1
        if index >= 0:
            self.point(index)
            self.post_message(self.Opened(index))

    def _when(self, row: TimelineRow) -> str:
        """A row's weekday and hour; its day and month where that weekday may have come again since."""
        last = max((other.minute for other in self._rows if other.minute is not None), default=0)
        long_ago = row.minute is not None and last - row.minute >= _WEEK
        return short_date(row.at) if long_ago else short_weekday_and_time(row.at)

    def lines(self, width: int) -> list[tuple[int, Content]]:
        """Every line in a window of some width, with the row it belongs to: -1 for those between."""
        if self._cache is None or self._cache[:2] != (width, self.caret):
            wide = width >= WIDE
            lines = [(-1, line) for line in (_columns(width) if wide else [])]
            date, names = "", max((cell_len(side.about) for row in self._rows for side in sides(row)), default=0)
            label = max(_LABEL, _SIGN + names + 1)
            for index, row in enumerate(self._rows):
                fresh = self._when(row)
                shown, date = ("" if fresh == date else fresh), fresh
                here = index == self.caret
                laid = _pair(row, shown, here, width) if wide else _alternate(row, shown, here, width, label)
                lines += [(index, line) for line in laid]
                lines.append((-1, _between(width) if wide else Content("")))
            self._cache = (width, self.caret, lines[:-1])
        return self._cache[2]


def _columns(width: int) -> list[Content]:
    side = _side(width)
    left, right = tr("YOU"), tr("HISTORY")
    return [
        Content.assemble(
            " " * (_DATE + side - cell_len(left)), (left, "bold $accent"), " " * _SPINE, (right, "bold $quiet")
        ),
        _between(width),
    ]


def _between(width: int) -> Content:
    return Content.assemble(" " * (_DATE + _side(width) + _SPINE // 2), ("│", "$faint"))


def _side(width: int) -> int:
    return (width - _DATE - _SPINE) // 2


def _pair(row: TimelineRow, date: str, here: bool, width: int) -> list[Content]:
    """A row in two columns: one line of words where they are joined, two sides where they part."""
    side = _side(width)
    if row.joined or row.as_supposed:
        words = (f"{_SIGNS[row.whose]} ", _hand(row)), (row.mine or "", _ink(row, here))
        supposed = (f"  ? {beside(row)}", "$quiet") if row.as_supposed else ("", "")
        joined = wrap(Content.assemble(*words, supposed), min(side + 8, 60))
        body = [centred(line, 2 * side + _SPINE) for line in joined]
    else:
        left = wrap(Content.assemble((row.mine or "", _ink(row, here))), side)
        right = wrap(Content.assemble((beside(row), "bold $quiet" if here else "$quiet")), side)
        body = [_across(row, left, right, y, side) for y in range(max(len(left), len(right)))]
    return [Content.assemble(_gutter(date if y == 0 else "", here and y == 0), line) for y, line in enumerate(body)]


def _across(row: TimelineRow, left: list[Content], right: list[Content], y: int, side: int) -> Content:
    words = left[y] if y < len(left) else Content("")
    other = right[y] if y < len(right) else Content("")
    hand = ("   ", "") if row.mine is None else (f" {_SIGNS[row.whose]}─", _hand(row))
    theirs = ("   ", "") if row.theirs is None else ("─? ", "$quiet") if row.supposed else ("─◇ ", "$quiet")
    fork = (hand, ("╮ ╭", "$faint"), theirs) if y == 0 else (("    ", ""), ("│", "$faint"), ("    ", ""))
    if y == 0 and row.mine is None:
        fork = (("    ", ""), ("├─", "$faint"), theirs)
    if y == 0 and row.theirs is None:
        fork = (hand, ("─┤", "$faint"), ("", ""))
    return Content.assemble(" " * (side - words.cell_length), words, *fork, other)


def _alternate(row: TimelineRow, date: str, here: bool, width: int, label: int) -> list[Content]:
    """A row in one column: the two sides under each other, each with its name, which takes `label` cells."""
    lines: list[Content] = []
    follows = "═" if row.joined else "?" if row.as_supposed else " "
    under = width - _DATE - label < _WORDS
    for number, side in enumerate(sides(row)):
        history = row.whose is Whose.HISTORY or number == 1
        sign = ("? " if row.supposed else "◇ ") if history else f"{_SIGNS[row.whose]}{follows}"
        words, ink = side.words.plain, "$quiet" if history else _ink(row, here)
        name = Content.assemble((f"{sign} ", "$quiet" if history else _hand(row)), (side.about, "$quiet"))
        indent = _SIGN if under else label
        set_words = wrap(Content.assemble((words, ink)), max(10, width - _DATE - indent))
        first = name if under else Content.assemble(name, " " * (label - name.cell_length), set_words.pop(0))
        lines += (first, *(Content.assemble(" " * indent, line) for line in set_words))
    return [Content.assemble(_gutter("" if y else date, here and not y), line) for y, line in enumerate(lines)]


def _gutter(date: str, here: bool) -> Content:
    return Content.assemble(("▸" if here else " ", "bold $accent"), (f"{date:<{_DATE - 1}}", "$quiet"))


def _ink(row: TimelineRow, here: bool) -> str:
    return ("bold " if here else "") + ("$ink" if row.whose is Whose.MINE else "$quiet")


def _hand(row: TimelineRow) -> str:
    return "$accent" if row.whose is Whose.MINE else "$quiet"
