"""Two runs side by side; one below the other where a window is narrow."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.tui.role_styles import pieces_of
from game.tui.screens.text_dialog import TextDialog
from game.tui.typeset import set_block, wrap
from game.tui.widgets.caret import Careted
from game.tui.widgets.prose import set_piece
from game.view.side_by_side import Pair, SideBySide

WIDE = 84
"""Cells from which on two columns have room."""
_GUTTER = 5


class SideBySideDialog(TextDialog):
    """Two runs, scene beside scene."""

    DEFAULT_CSS = """
    SideBySideDialog > Vertical { width: 120; }
    """

    def __init__(self, both: SideBySide) -> None:
        super().__init__()
        self._both = both

    def body(self) -> Widget:
        """Both runs."""
        return TwoColumns(self._both)


class TwoColumns(Careted):
    """What was decided in each, in a column of its own."""

    DEFAULT_CSS = """
    TwoColumns { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    def __init__(self, both: SideBySide) -> None:
        super().__init__()
        self._both = both

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self.lines(width))

    def render(self) -> Content:
        """All of it."""
        return Content("\n").join(self.lines(self.size.width))

    def lines(self, width: int) -> list[Content]:
        """Its lines in a window of some width."""
        if width < WIDE:
            pieces = pieces_of(self._both.items)
            return [line for n, piece in enumerate(pieces) for line in set_piece(piece, width, first=n == 0)]
        half = (width - _GUTTER) // 2
        left, right = (Content.assemble((name.upper(), "bold $accent")) for name in self._both.names)
        lines = [_across(left, Content(""), right, half)]
        for pair in self._both.pairs:
            lines += [Content(""), *_pair(pair, half, width)]
        return lines


def _pair(pair: Pair, half: int, width: int) -> list[Content]:
    title = pair.at.upper()
    lines = wrap(Content.assemble((title, "bold $quiet")), width)
    if pair.parts:
        lines.append(Content.assemble(("≠  ", "bold $accent"), (tr("Here they part."), "bold $ink")))
    columns = [[Content("·")] if one is None else set_block(one.words, half) for one in (pair.left, pair.right)]
    for row in range(max(map(len, columns))):
        cells = [column[row] if row < len(column) else Content("") for column in columns]
        sign = Content.assemble((" = " if pair.same and not row else "   ", "$accent"))
        lines.append(_across(cells[0], sign, cells[1], half))
    return lines


def _across(left: Content, sign: Content, right: Content, half: int) -> Content:
    """Two cells of a row, with what stands between them."""
    pad = " " * max(0, half - left.cell_length)
    between = Content.assemble(" ", sign, " ") if sign.cell_length else Content(" " * _GUTTER)
    return Content.assemble(left, pad, between, right)
