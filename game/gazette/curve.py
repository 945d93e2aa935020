"""Where a run turned, as one drawing (SVG): what the seat could expect, the odds of its ending, history beside.

Each step is a dot, filled where it was the player's; where the run turned stands a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.explore.turning_points import Taker
from game.i18n.catalogue import tr
from game.view.curves import Plot

WIDTH, HEIGHT, GAP = 1000, 150, 26


def drawing(plot: Plot, shown: str) -> str:
    """The drawing as an `<svg>` element, with a title for those who do not see it.

    Args:
        plot: What is drawn.
        shown: What its first line shows.
    """
    lines = [(plot.main, "mine", shown, plot.scale)]
    if plot.odds:
        lines.append((plot.odds, "odds", tr("the odds of this ending, in per cent"), (0, 100)))
    height = len(lines) * (HEIGHT + GAP)
    parts = [f'<svg viewBox="0 0 {WIDTH + 30} {height + 8}" role="img" aria-label="{escape(tr("Where it turned"))}">']
    for number, (line, name, words, (low, high)) in enumerate(lines):
        top = number * (HEIGHT + GAP) + GAP
        parts.append(f'<line class="hour" x1="0" x2="{WIDTH}" y1="{top + HEIGHT}" y2="{top + HEIGHT}"/>')
        if not number and plot.history:
            parts.append(f'<path class="needle theirs" d="{_path(plot.history, top)}"/>')
        parts.append(f'<path class="needle {name}" d="{_path(line, top)}"/>')
        parts.append(f'<text class="whose" x="0" y="{top - 8}">{escape(words)}</text>')
        parts += (
            f'<text class="hour" x="{WIDTH + 6}" y="{y + 4}">{figure}</text>'
            for y, figure in ((top, high), (top + HEIGHT, low))
        )
        if not number:
            parts += _marks(plot, line, top)
    if plot.history:
        parts.append(f'<text class="whose" x="{WIDTH}" y="{GAP - 8}" text-anchor="end">{escape(tr("history"))}</text>')
    return "\n".join((*parts, "</svg>"))


def _path(line: Sequence[tuple[float, float]], top: int) -> str:
    """A line that holds each height until the next place."""
    if not line:
        return ""
    (first, height), *rest = line
    drawn = [f"M{first * WIDTH:.1f} {_y(height, top):.1f}"]
    drawn += (f"H{x * WIDTH:.1f}V{_y(value, top):.1f}" for x, value in rest)
    return "".join(drawn)


def _marks(plot: Plot, line: Sequence[tuple[float, float]], top: int) -> list[str]:
    marks: list[str] = []
    for (x, taker, turned), (_, height) in zip(plot.marks, line[1:], strict=True):
        name = "turned" if turned else "mine" if taker is Taker.PLAYER else "theirs"
        at = f'cx="{x * WIDTH:.1f}" cy="{_y(height, top):.1f}" r="{6 if turned else 2.5}"'
        marks.append(f'<circle class="step {name}" {at}/>')
    return marks


def _y(height: float, top: int) -> float:
    return top + HEIGHT * (1 - height)
