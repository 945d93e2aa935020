"""The line above everything: which story, which episode, when, and how much of the clock is gone."""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.i18n.dates import short_date_and_time, short_weekday_and_time
from game.tui.typeset import clipped
from game.view.pages import Where


class Header(Widget):
    """One line; what does not fit is left out, the least needed first."""

    DEFAULT_CSS = """
    Header { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._where: Where | None = None

    def show(self, where: Where) -> None:
        """Say where the reader is, and when."""
        self._where = where
        self.refresh()

    def render(self) -> Content:
        """The story at the left, the date in the middle, the clock at the right."""
        if self._where is None:
            return Content("")
        width, heading = self.size.width, self._where
        story = heading.story.upper()
        episode = "".join(f" · {part}" for part in (heading.seat, heading.episode) if part)
        long, brief = tr("off history"), tr("history")
        clocks = [_clock(heading, *shown) for shown in ((16, long), (8, long), (0, long), (0, brief), (0, ""))]
        bare = _clock(replace(heading, hours=0), 0)
        dates = (short_date_and_time(heading.at), short_weekday_and_time(heading.at))
        named = cell_len(story) + cell_len(episode)
        date, right = next(
            (
                (date, clock)
                for date in dates
                for clock in (*clocks, bare)
                if named + cell_len(date) + 6 + clock.cell_length <= width
            ),
            (dates[-1], bare),
        )
        room = width - right.cell_length - cell_len(date) - 4
        if room < 12:
            episode = episode if named + 2 + right.cell_length <= width else ""
            story = clipped(story, max(0, width - right.cell_length - 1))
            left = Content.assemble((story, "bold $accent"), (episode, "$ink"))
            gap = width - right.cell_length - left.cell_length
            return Content.assemble(left, " " * max(1, gap), right)
        story = clipped(story, room)
        episode = clipped(episode, room - cell_len(story)) if room - cell_len(story) > 6 else ""
        left = Content.assemble((story, "bold $accent"), (episode, "$ink"))
        space = width - left.cell_length - right.cell_length - cell_len(date)
        before = max(2, min(space - 2, (width - cell_len(date)) // 2 - left.cell_length))
        return Content.assemble(left, " " * before, (date, "$ink"), " " * (space - before), right)


def _clock(heading: Where, cells: int, words: str = "") -> Content:
    """The sign of another road with some words, the hours, and a bar of some cells."""
    parts: list[tuple[str, str]] = []
    if heading.off_history:
        parts.append((f"≠ {words}" if words else "≠", "bold $accent"))
    if heading.hours and heading.in_time:
        parts += [("   " if words else "  ", "")] if parts else []
        parts.append((f"{heading.hour:02} h / {heading.hours}", "$quiet"))
        done = min(cells, round(cells * heading.hour / heading.hours))
        if cells:
            parts += [("  ", ""), ("━" * done, "$needle"), ("─" * (cells - done), "$faint")]
    return Content.assemble(*parts)
