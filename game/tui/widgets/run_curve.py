"""Where a run turned, drawn: what the seat could expect, the odds of the ending under it, history's line beside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textual.content import Content

from game.explore.turning_points import Curve, Taker
from game.i18n.catalogue import tr
from game.play.run import Run
from game.tui.role_styles import pieces_of
from game.tui.trace import braille
from game.tui.widgets.prose import set_piece
from game.tui.widgets.text_lines import TextLines
from game.view.curves import Curves, Plot, plot, turning_items, under_way, what_it_shows
from game.view.text import Item, Refusal, Role, item

_NAME = 15
_SIGNS = {Taker.CHANCE: "∗", Taker.OTHERS: "○", Taker.PLAYER: "●"}
"""The sign of each step, and which is seen where several fall on one cell: the later one here."""

_POLL = 0.25


class CurveFigure(TextLines):
    """The curve of a run that has ended, and what it says; first that it is being worked out."""

    DEFAULT_CSS = """
    CurveFigure { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; margin: 0 0 1 0; }
    """

    def __init__(self, run: Run, curves: Curves) -> None:
        super().__init__()
        self._run = run
        self._curves = curves
        self._curve: Curve | None = None
        self._items: tuple[Item, ...] = (under_way(),)
        self._plot: Plot | None = None

    def on_mount(self) -> None:
        """Ask for the curve, and go on asking until it is there."""
        self._curves.begin(self._run)
        self._ask()
        if self._plot is None:
            self.set_interval(_POLL, self._ask)

    def _ask(self) -> None:
        known = None if self._plot is not None else self._curves.of(self._run)
        if isinstance(known, Refusal):
            self._items = (item(Role.NOTE, known.why),)
        elif known is not None:
            self._curve, self._plot = known, plot(self._run, known)
            self._items = turning_items(self._run, known)
            self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        head, *rest = pieces_of(self._items)
        lines += set_piece(head, min(width, 76), first=True)
        if self._curve is not None and self._plot is not None and self._plot.marks:
            lines += self._figure(self._curve, self._plot, width)
        for piece in rest:
            lines += set_piece(piece, min(width, 76))
        return lines

    def _figure(self, curve: Curve, drawn: Plot, width: int) -> list[Content]:
        rows = 3 if self.screen.size.height >= 30 else 2
        room = max(2, width - _NAME)
        lines = [Content(""), Content.assemble((what_it_shows(curve), "$quiet"))]
        lines += _trace(tr("you"), drawn.scale, drawn.main, "$needle", room, rows)
        lines.append(_marks(drawn, room))
        if drawn.history:
            lines += _trace(tr("history"), drawn.scale, drawn.history, "$quiet", room, rows)
        if drawn.odds:
            lines += [Content.assemble((tr("the odds of this ending, in per cent"), "$quiet"))]
            lines += _trace(tr("you"), (0, 100), drawn.odds, "$ink", room, rows)
        return [*lines, Content("")]


def _trace(
    name: str, scale: tuple[int, int], line: Sequence[tuple[float, float]], ink: str, room: int, rows: int
) -> list[Content]:
    drawn = braille([2 * height - 1 for height in sampled(line, 2 * room)], rows)
    head = [f"{name:<{_NAME}}"[:_NAME], *[" " * _NAME] * (rows - 1)]
    for row, figure in ((0, scale[1]), (rows - 1, scale[0])):
        head[row] = f"{head[row][: _NAME - 4].rstrip():<{_NAME - 4}}{figure:>3} "
    return [Content.assemble((left, "$quiet"), (cells, ink)) for left, cells in zip(head, drawn, strict=True)]


def sampled(line: Sequence[tuple[float, float]], width: int) -> list[float]:
    """A line that holds each height until its next place, and ends at its last: so many places from left to right."""
    heights: list[float] = []
    last = max(2, round(line[-1][0] * (width - 1)) + 1) if line else 0
    for (_, height), (until, _) in pairwise((*line, (2.0, 0.0))):
        while len(heights) < last and len(heights) / max(1, width - 1) < until:
            heights.append(height)
    if line and heights:
        heights[-1] = line[-1][1]
    return heights + heights[-1:] * (len(heights) % 2)


def _marks(drawn: Plot, room: int) -> Content:
    """A row under the curve: who took each step, and where the run turned."""
    order = list(_SIGNS)
    cells = [" "] * room
    taken = dict[int, tuple[bool, int]]()
    for x, taker, turned in drawn.marks:
        at = round(x * (room - 1))
        rank = turned, order.index(taker)
        if rank > taken.get(at, (False, -1)):
            taken[at] = rank
            cells[at] = "▲" if turned else _SIGNS[taker]
    signs = [(sign, "bold $accent" if sign == "▲" else "$quiet") for sign in cells]
    return Content.assemble((" " * _NAME, ""), *signs)
