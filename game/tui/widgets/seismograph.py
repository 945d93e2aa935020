"""The game's emblem: the ground under the story, drawn by a needle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from math import sin
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from game.tui.trace import LIVE, SPACING, braille, line, shock_at

if TYPE_CHECKING:
    from game.play.change import Shock

_HANDS = ("mine", "theirs")
_IDLE, _DRAWING = 1 / 4, 1 / 30
_RESTLESS = (2, 0, 1, 7, 3, 0, 1, 0, 5, 2, 9, 4, 1, 0, 0, 2, 6, 1, 0, 3, 1, 0, 8, 2)


class Seismograph(Widget):
    """The trace of a run: the player's shocks in one stroke of the needle, the others' in dots and in ink."""

    DEFAULT_CSS = """
    Seismograph { height: 2; width: 1fr; color: $quiet; }
    Seismograph > .seismograph--mine { color: $needle; }
    Seismograph > .seismograph--theirs { color: $ink; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"seismograph--{hand}" for hand in _HANDS}

    def __init__(self) -> None:
        super().__init__()
        self._shocks: Sequence[Shock] = ()
        self._tick = 0
        self._drawn: list[str] = []
        self._back = 0
        self._needle: Timer | None = None

    def on_mount(self) -> None:
        """Let the ground breathe."""
        self.set_interval(_IDLE, self._breathe)

    def show(self, shocks: Sequence[Shock], moving: bool) -> None:
        """Show a run's shocks; the new ones are drawn by the needle if things may move."""
        fresh = len(shocks) - len(self._shocks)
        self._shocks = shocks
        self._back = min(fresh, 3) * SPACING if moving and fresh > 0 else 0
        if self._back and self._needle is None:
            self._needle = self.set_interval(_DRAWING, self._draw)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A row of the newest part of the trace, as wide as the widget."""
        width, rows = self.size
        if y == 0 or len(self._drawn) != rows:
            magnitudes = [shock.magnitude for shock in self._shocks]
            loose = [hand == "theirs" for hand in self._hands(width * 2, 1)]
            self._drawn = braille(line(magnitudes, width * 2, self._tick, self._back), rows, loose)
        return self._inked(self._drawn[y])

    def _inked(self, row: str) -> Strip:
        """A row of braille in its colours."""
        styles = {hand: self.get_component_rich_style(f"seismograph--{hand}") for hand in _HANDS}
        runs = groupby(zip(self._hands(len(row) * 2, 2), row, strict=True), key=lambda cell: cell[0])
        return Strip(
            [Segment("".join(c for _, c in cells), styles.get(hand, self.rich_style)) for hand, cells in runs], len(row)
        )

    def _hands(self, width: int, step: int) -> list[str]:
        """Whose each `step`th of so many samples is: one of `_HANDS`, or nobody's."""
        count, end = len(self._shocks), len(self._shocks) * SPACING - self._back
        struck = (shock_at(x, end, width, count) for x in range(0, width, step))
        return ["" if index is None else _HANDS[not self._shocks[index].player] for index in struck]

    def _breathe(self) -> None:
        if self.app.animation_level != "none" and self.screen.is_active:
            self._tick += 1
            width, rows = self.size
            self.refresh(Region(max(0, width - LIVE // 2), 0, LIVE // 2, rows))

    def rest(self) -> None:
        """Draw the whole trace now."""
        self._draw(self._back)

    def _draw(self, samples: int = 2) -> None:
        self._back = max(0, self._back - samples)
        if not self._back and self._needle is not None:
            self._needle.stop()
            self._needle = None
        self.refresh()


@cache
def _paper(place: int) -> float:
    """The height of the title's strip at a sample; remembered, because the strip comes round again."""
    return line(_RESTLESS, 1, 0, len(_RESTLESS) * SPACING - 1 - place)[0]


class Swell(Widget):
    """The seismograph of the title: an endless strip of paper that runs under the needle and breathes."""

    DEFAULT_CSS = """
    Swell { height: 6; width: 1fr; color: $needle; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._tick = 0
        self._drawn: list[str] = []

    def on_mount(self) -> None:
        """Start the paper."""
        self.set_interval(1 / 8, self._run_on)

    def render_line(self, y: int) -> Strip:
        """A row of the strip, as wide as the widget."""
        if y == 0 or len(self._drawn) != self.size.height:
            self._drawn = self._draw()
        return Strip([Segment(self._drawn[y], self.rich_style)], self.size.width)

    def _draw(self) -> list[str]:
        width, rows = self.size
        start, length = self._tick * 2, len(_RESTLESS) * SPACING
        breath = 0.72 + 0.28 * sin(self._tick / 9)
        return braille([breath * _paper((start + x) % length) for x in range(width * 2)], rows)

    def _run_on(self) -> None:
        if self.app.animation_level != "none" and self.screen.is_active:
            self._tick += 1
            self.refresh()
