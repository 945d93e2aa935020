"""The line above everything: which story, which episode, when, and how much of the clock is gone."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from game.tui.typeset import clipped
from game.words import tr


@dataclass(frozen=True)
class Heading:
    """What the line says. `elapsed` of `hours` are gone; `hours` is 0 for a story without a clock."""

    story: str
    episode: str
    date: str
    elapsed: int
    hours: int
    diverged: bool


class Header(Widget):
    """One line; what does not fit is left out, the least needed first."""

    DEFAULT_CSS = """
    Header { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._heading: Heading | None = None

    def show(self, heading: Heading) -> None:
        """Say something else."""
        self._heading = heading
        self.refresh()

    def render(self) -> Content:
        """The story at the left, the date in the middle, the clock at the right."""
        if self._heading is None:
            return Content("")
        width, heading = self.size.width, self._heading
        right = _clock(heading, width)
        room = width - right.cell_length - cell_len(heading.date) - 4
        story = heading.story.upper()
        episode = clipped(f" · {heading.episode}", room - cell_len(story)) if heading.episode else ""
        left = Content.assemble((clipped(story, max(0, room)), "bold $accent"), (episode, "$ink"))
        space = width - left.cell_length - right.cell_length - cell_len(heading.date)
        if space < 2:
            return Content.assemble(left, " " * max(1, width - left.cell_length - right.cell_length), right)
        before = max(1, min(space - 1, (width - cell_len(heading.date)) // 2 - left.cell_length))
        return Content.assemble(left, " " * before, (heading.date, "$ink"), " " * (space - before), right)


def _clock(heading: Heading, width: int) -> Content:
    """The sign of another road, the hours, and a bar where there is room for one."""
    parts: list[tuple[str, str]] = []
    if heading.diverged:
        parts.append((f"≠ {tr('off the record')}   " if width >= 76 else "≠ ", "bold $accent"))
    if heading.hours:
        parts.append((f"{heading.elapsed:02} h / {heading.hours}", "$quiet"))
        cells = 16 if width >= 110 else 8 if width >= 76 else 0
        done = min(cells, round(cells * heading.elapsed / heading.hours))
        if cells:
            parts += [("  ", ""), ("━" * done, "$accent"), ("─" * (cells - done), "$faint")]
    return Content.assemble(*parts)
