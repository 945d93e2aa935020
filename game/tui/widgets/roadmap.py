"""The map of all roads: a road is a row, hours run from left to right, what is not on the screen is not drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from game.play.tree_layout import MapPoint, TreeLayout
from game.story.scenes import Ending
from game.tui.widgets.caret import Careted

STEP = 4
"""How many cells a column of the chart takes."""
TAKEN, ENDED, SEEN, FOG = "●", "◆", "○", "·"
_KINDS = ("taken", "seen", "fog", "history", "line", "cursor", "hour")


class Pen:
    """One row of cells, each with what it stands for; what falls outside is not drawn."""

    def __init__(self, first: int, width: int) -> None:
        self._origin = first * STEP
        self.cells: list[tuple[str, str]] = [(" ", "")] * width
        self.drawn = 0

    def put(self, x: int, text: str, kind: str) -> None:
        """Put some characters, from a cell counted from the chart's left."""
        for place, character in enumerate(text, x - self._origin):
            if 0 <= place < len(self.cells):
                self.cells[place] = (character, kind)
                self.drawn += 1

    def line(self, start: int, end: int, history: bool) -> None:
        """Draw a road from a cell to the one before `end`."""
        start = max(start, self._origin)
        end = min(end, self._origin + len(self.cells))
        self.put(start, ("═" if history else "─") * (end - start), "history" if history else "line")


def draw(chart: TreeLayout, row: int, first: int, width: int, cursor: MapPoint | None = None) -> Pen:
    """One row of the map, from the first column that is seen, with the cursor's spot."""
    pen, last = Pen(first, width), first + width // STEP + 1
    for place in chart.hangs(row, first - 1, last):
        pen.put(chart.column(place) * STEP + 1, "│", "line")
    if row == chart.lane(row).row:
        _draw_road(pen, chart, row, first, last, cursor)
    else:
        _draw_left(pen, chart, row, first, last, cursor)
    return pen


def _draw_road(pen: Pen, chart: TreeLayout, row: int, first: int, last: int, cursor: MapPoint | None) -> None:
    band = chart.lane(row)
    seen = band.within(first, last)
    if band.fork is not None:
        x = chart.column(band.fork) * STEP + 1
        pen.line(x, band.columns[0] * STEP, history=False)
        pen.put(x, "├" if chart.lowest(band.fork) > row else "└", "line")
    for i in range(max(0, seen.start - 1), seen.stop):
        place, x = band.nodes[i], band.columns[i] * STEP
        on = band.nodes[i + 1] if i + 1 < len(band.nodes) else None
        hanging = chart.untaken(place) or chart.lowest(place) > row
        if on is not None:
            pen.line(x + 1, band.columns[i + 1] * STEP, on.history and not on.supposed)
        if hanging:
            corner = "┐" if on is None else "╤" if on.history and not on.supposed else "┬"
            pen.put(x + 1, corner, "history" if on is not None and on.history else "line")
        glyph = ENDED if isinstance(place.here, Ending) else TAKEN
        if cursor == MapPoint(place):
            pen.put(x, "◈" if glyph == ENDED else "◉", "cursor")
        else:
            pen.put(x, glyph, "history" if place.history else "taken")


def _draw_left(pen: Pen, chart: TreeLayout, row: int, first: int, last: int, cursor: MapPoint | None) -> None:
    for spot in chart.points(row, first - 1, last):
        place, left = spot
        assert left is not None
        more = left is not chart.untaken(place)[-1] or chart.lowest(place) > row
        x = chart.column(place) * STEP
        corner = ("╞" if more else "╘") if left.real else ("├" if more else "└")
        pen.put(x + 1, corner, "history" if left.history else "line")
        pen.put(x + 2, "◎" if spot == cursor else SEEN, "cursor" if spot == cursor else "seen")
        pen.put(x + 3, FOG, "fog")


class Roadmap(Careted):
    """The part of a chart that fits, under a line of hours; the cursor is always in it."""

    DEFAULT_CSS = """
    Roadmap { width: 1fr; height: 1fr; }
    Roadmap > .roadmap--taken { color: $ink; text-style: bold; }
    Roadmap > .roadmap--history { color: $ink; text-style: bold; }
    Roadmap > .roadmap--line { color: $quiet; }
    Roadmap > .roadmap--seen { color: $quiet; }
    Roadmap > .roadmap--fog { color: $faint; }
    Roadmap > .roadmap--hour { color: $quiet; }
    Roadmap > .roadmap--cursor { color: $accent; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"roadmap--{kind}" for kind in _KINDS}

    @dataclass
    class CursorMoved(Message):
        """The cursor is on another spot."""

        spot: MapPoint

    @dataclass
    class Entered(Message):
        """The spot under the cursor was clicked."""

        spot: MapPoint

    def __init__(self, hour: Callable[[int], str]) -> None:
        """Begin empty; `hour` writes a minute of the story's clock, its day before its time."""
        super().__init__()
        self._hour = hour
        self._chart: TreeLayout | None = None
        self._spot: MapPoint | None = None
        self._styles: dict[str, Style] = {}
        self._goal = 0
        self._top = self._first = 0

    @property
    def spot(self) -> MapPoint | None:
        """Where the cursor is; None on an empty map."""
        return self._spot

    @property
    def caret_cell(self) -> Offset | None:
        """The spot under the cursor."""
        if self._chart is None or self._spot is None:
            return None
        x = (self._chart.column(self._spot.node) - self._first) * STEP
        left = 0 if self._spot.untaken is None else 2
        return Offset(x + left, self._chart.row(self._spot) - self._top + 1)

    def show(self, chart: TreeLayout | None, spot: MapPoint | None) -> None:
        """Show a chart, the cursor on a spot of it."""
        self._chart, self._spot = chart, spot
        self._top = self._first = 0
        self._goal = chart.column(spot.node) if chart is not None and spot is not None else 0
        self._follow()
        self.refresh()

    def across(self, step: int) -> None:
        """Move along the road: to the place before, or to the one after."""
        chart, spot = self._chart, self._spot
        if chart is None or spot is None:
            return
        place = spot.node
        if step < 0:
            to = (
                MapPoint(place)
                if spot.untaken is not None
                else MapPoint(place.parent)
                if place.parent is not None
                else spot
            )
        elif spot.untaken is not None:
            to = spot
        elif place.first is not None:
            to = MapPoint(place.first)
        else:
            to = MapPoint(place, next(iter(chart.untaken(place)), None))
        self._goal = chart.column(to.node)
        self._go(to)

    def down(self, rows: int) -> None:
        """Move so many rows down, or up, to what is nearest there."""
        if self._chart is not None and self._spot is not None:
            row = max(0, min(self._chart.row(self._spot) + rows, self._chart.rows - 1))
            self._go(self._chart.nearest(row, self._goal))

    def page(self, pages: int) -> None:
        """Move so many screens down, or up."""
        self.down(pages * max(1, self.size.height - 2))

    def along(self, end: bool) -> None:
        """Move to the beginning or the end of the road."""
        if self._chart is not None and self._spot is not None:
            places = self._chart.lane_of(self._spot.node).nodes
            self._goal = self._chart.column(places[-1 if end else 0])
            self._go(MapPoint(places[-1 if end else 0]))

    def render_line(self, y: int) -> Strip:
        """The hours, or a row of the map."""
        width = self.size.width
        if self._chart is None:
            return Strip.blank(width, self.rich_style)
        if y == 0 or not self._styles:
            self._styles = {kind: self.get_component_rich_style(f"roadmap--{kind}") for kind in _KINDS}
        if y == 0:
            return self._inked(self._hours(self._chart, width))
        row = self._top + y - 1
        if row >= self._chart.rows:
            return Strip.blank(width, self.rich_style)
        whole = width - width % STEP  # half a column would look like the end of a road
        return self._inked(draw(self._chart, row, self._first, whole, self._spot)).adjust_cell_length(
            width, self.rich_style
        )

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._follow()
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Go to what was clicked; a second click enters it."""
        chart, row = self._chart, self._top + event.y - 1
        if chart is None or event.y < 1 or row >= chart.rows:
            return
        column = self._first + event.x // STEP
        spots = chart.points(row, column, column)
        if not spots:
            return
        if spots[0] == self._spot:
            self.post_message(self.Entered(spots[0]))
        else:
            self._goal = column
            self._go(spots[0])

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move on with the wheel."""
        event.stop()
        self.down(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move back with the wheel."""
        event.stop()
        self.down(-3)

    def _go(self, spot: MapPoint) -> None:
        if spot != self._spot:
            self._spot = spot
            self._follow()
            self.refresh()
            self.post_message(self.CursorMoved(spot))

    def _follow(self) -> None:
        """Scroll no further than the cursor needs, with some room around it."""
        if self._chart is None or self._spot is None or not self.size:
            return
        rows, columns = max(1, self.size.height - 1), max(1, self.size.width // STEP)
        self._top = _scrolled(self._top, self._chart.row(self._spot), rows, self._chart.rows)
        self._first = _scrolled(self._first, self._chart.column(self._spot.node), columns, self._chart.columns)

    def _hours(self, chart: TreeLayout, width: int) -> Pen:
        """The hour of each column where there is room for it, with its day where that is another one."""
        pen, free, today, before = Pen(self._first, width), self._first * STEP, "", None
        beyond = self._beyond(chart)
        end = self._first * STEP + width - len(beyond)
        pen.put(end, beyond, "cursor")
        for column in range(self._first, min(chart.columns, self._first + width // STEP)):
            minute = chart.hours[column]
            if minute is None or minute == before or column * STEP < free:
                continue
            day, _, time = self._hour(minute).rpartition(" ")
            says = time if day == today else f"{day} {time}"
            if column * STEP + len(says) >= end:
                break
            pen.put(column * STEP, says, "hour")
            free, today, before = column * STEP + len(says) + 1, day, minute
        return pen

    def _beyond(self, chart: TreeLayout) -> str:
        """Arrows to where there is more of the map than is seen."""
        columns, rows = self.size.width // STEP, self.size.height - 1
        more = {
            "←": self._first > 0,
            "↑": self._top > 0,
            "↓": self._top + rows < chart.rows,
            "→": self._first + columns < chart.columns,
        }
        return " ".join(arrow for arrow, there in more.items() if there)

    def _inked(self, pen: Pen) -> Strip:
        styles, plain = self._styles, self.rich_style
        runs = groupby(pen.cells, key=lambda cell: cell[1])
        return Strip(
            [Segment("".join(character for character, _ in cells), styles.get(kind, plain)) for kind, cells in runs],
            len(pen.cells),
        )


def _scrolled(start: int, at: int, room: int, length: int) -> int:
    """Where a window of `room` begins so that `at` is in it, with a quarter of it around where that is possible."""
    margin = room // 4
    start = min(max(start, at - room + 1 + margin), at - margin)
    return max(0, min(start, length - room))
