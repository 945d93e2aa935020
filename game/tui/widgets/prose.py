"""The reading column: paragraphs set line by line, each with what it claims to be in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from game.story.markup import Block
from game.tui.blockfont import large
from game.tui.typeset import MEASURE, beside, centred, flush_right, set_block, wrap
from game.tui.widgets.caret import Careted
from game.view.text import Claim

NEW = "✶"
"""Stands beside a paragraph that is new on a page that was read before."""
MARGIN = 14
"""The margin for marks, in cells, where there is room for one."""
_SPARED = 10
"""Cells that the text gives up for that margin, at most."""


@dataclass(frozen=True)
class Piece:
    """A paragraph to set: a story's block or the screen's own content.

    `gap` is how many blank lines come before it, `hang` how far its lines after the first are indented. One that is
    `large` is set in the largest letters that fit; one that is `fresh` is new on a page that was read before.
    """

    text: Block | Content
    claim: Claim | None = None
    gap: int = 1
    hang: int = 0
    centre: bool = False
    large: bool = False
    fresh: bool = False


class Prose(Careted):
    """A page of text. It can appear paragraph by paragraph; `complete` shows the rest at once."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    class Completed(Message):
        """The last paragraph has appeared."""

    def __init__(self, pieces: Sequence[Piece] = (), margin: bool = False) -> None:
        """Begin with some pieces; `margin` keeps room for marks even on pages that have none."""
        super().__init__()
        self._margin = margin
        self._measure = MEASURE
        self._pieces = tuple(pieces)
        self._shown = len(self._pieces)
        self._set: tuple[int, list[list[Content]]] | None = None
        self._read = 0
        self._timer: Timer | None = None

    @property
    def caret_cell(self) -> Offset | None:
        """The first line that is seen."""
        return Offset(0, round(self.parent.scroll_y)) if isinstance(self.parent, Widget) else None

    @property
    def revealing(self) -> bool:
        """Whether paragraphs are still to appear."""
        return self._shown < len(self._pieces)

    def set_measure(self, cells: int) -> None:
        """Let lines be so long, at most."""
        self._measure, self._set = cells, None
        self.refresh(layout=True)

    def show(self, pieces: Sequence[Piece], pace: float = 0.0) -> None:
        """Show another page, at once or with so many seconds between two paragraphs."""
        self._stop()
        self._pieces, self._set, self._read = tuple(pieces), None, 0
        self._shown = min(1, len(self._pieces)) if pace else len(self._pieces)
        if self.revealing:
            self._timer = self.set_interval(pace, self._more)
        self.refresh(layout=True)

    def complete(self) -> None:
        """Show everything now."""
        self._shown = len(self._pieces)
        self._arrive()

    def set_back(self, line: int) -> None:
        """Draw what stands above a line as read already; all of it as new again with 0."""
        if line != self._read:
            self._read = line
            self.refresh()

    def middle_of(self, width: int) -> int:
        """The width in whose middle the page is set; 0 where not all of it stands in the middle."""
        printed = [piece for piece in self._pieces if piece.text.plain.strip()]
        text_width, _ = measure(width, self._margin, self._measure)
        return text_width if printed and all(piece.centre for piece in printed) else 0

    def natural_height(self, width: int) -> int:
        """How many lines the whole page takes at a width."""
        return sum(map(len, self._lines(width)))

    def paragraph_at(self, line: int, width: int) -> int:
        """The paragraph that a line of the page belongs to, at a width."""
        ends = accumulate(map(len, self._lines(width)))
        return next((index for index, end in enumerate(ends) if end > line), 0)

    def line_of(self, paragraph: int, width: int) -> int:
        """The line of the page at which a paragraph begins, at a width."""
        return sum(map(len, self._lines(width)[:paragraph]))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return self.natural_height(width)

    def letter_at(self, x: int, y: int) -> tuple[str, int] | None:
        """The paragraph whose words stand at a cell, as one text, and the letter's place in it; None for no word."""
        lines = [(n, line.plain) for n, paragraph in enumerate(self._lines(self.size.width)) for line in paragraph]
        if not 0 <= y < len(lines) or not 0 <= x < len(lines[y][1]) or lines[y][1][x].isspace():
            return None
        paragraph = lines[y][0]
        above = [text for n, text in lines[:y] if n == paragraph]
        text = " ".join(text for n, text in lines if n == paragraph)
        return text, sum(len(text) + 1 for text in above) + x

    def render(self) -> Content:
        """The paragraphs that have appeared; the others keep their place."""
        paragraphs = self._lines(self.size.width)
        lines = [line for paragraph in paragraphs[: self._shown] for line in paragraph]
        return Content("\n").join([*(line.stylize("$quiet") for line in lines[: self._read]), *lines[self._read :]])

    def _lines(self, width: int) -> list[list[Content]]:
        if self._set is None or self._set[0] != width:
            self._set = (width, self._all_set(width))
        return self._set[1]

    def _all_set(self, width: int) -> list[list[Content]]:
        marked = self._margin or any(piece.claim is not None for piece in self._pieces)
        text_width, margin = measure(width, marked, self._measure)
        return [set_piece(piece, text_width, margin, first=i == 0) for i, piece in enumerate(self._pieces)]

    def _more(self) -> None:
        """Let another paragraph appear; those out of sight come along with the last that is seen."""
        self._shown += 1
        seen = self.parent.size.height if isinstance(self.parent, Widget) else 0
        if self.line_of(self._shown, self.size.width) >= seen:
            self._shown = len(self._pieces)
        self._arrive()

    def _arrive(self) -> None:
        if not self.revealing and self._timer is not None:
            self._stop()
            self.post_message(self.Completed())
        self.refresh()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def measure(width: int, marked: bool, longest: int) -> tuple[int, bool]:
    """How wide text is set in a column, and whether its marks, if there are any, stand in a margin of their own."""
    if marked and width - MARGIN >= longest - _SPARED:
        return min(longest, width - MARGIN), True
    return min(longest, width), False


def set_piece(piece: Piece, text_width: int, margin: bool = False, first: bool = False) -> list[Content]:
    """A paragraph as lines of at most `text_width` cells, the blank ones before it included unless it is the first."""
    if piece.large:
        lines = [Content.assemble((row, "bold $accent")) for row in large(piece.text.plain, text_width)]
    elif isinstance(piece.text, Block):
        lines = set_block(piece.text, text_width)
    else:
        lines = wrap(piece.text, text_width, piece.hang)
    if piece.centre:
        lines = [centred(line, text_width) for line in lines]
    if piece.claim is not None or piece.fresh:
        lines = _marked(lines, piece, text_width, margin)
    return [*(Content("") for _ in range(0 if first else piece.gap)), *lines]


def _marked(lines: list[Content], piece: Piece, width: int, margin: bool) -> list[Content]:
    claim = piece.claim
    style = "$ink" if claim is Claim.DOCUMENTED else "$accent" if claim is Claim.DISPUTED else "$quiet"
    mark = [(f"{claim.sign} {claim.word}", style)] if claim is not None else []
    word = Content.assemble(*mark, (" " if mark and piece.fresh else "", ""), (NEW if piece.fresh else "", "$accent"))
    if margin:
        pad = " " * (width + 2 - lines[-1].cell_length)
        return [*lines[:-1], Content.assemble(lines[-1], pad, word)]
    joined = beside(lines[-1], word, width)
    return [*lines[:-1], joined] if joined is not None else [*lines, flush_right(word, width)]
