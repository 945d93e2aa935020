"""Words set as lines: spans become styled content, and lines break where a typographer would break them.

Textual breaks a line at any white space, no-break spaces included, which would leave a French question mark alone on a
line. Here a line breaks at plain spaces only. Nothing in this module reads markup: a bracket is a bracket.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from game.story.markup import Block, BlockKind, Style

MEASURE = 68
"""The longest line of text, in cells, unless the reader wants another."""

_STYLES = {Style.PLAIN: "", Style.EMPHASIS: "italic", Style.STRONG: "bold"}
_INDENTS = {
    BlockKind.PARAGRAPH: ("", ""),
    BlockKind.QUOTE: ("│ ", "│ "),
    BlockKind.ITEM: ("· ", "  "),
    BlockKind.LINES: ("", ""),
}


def content_of(block: Block) -> Content:
    """A block's words with their styles."""
    return Content.assemble(*((span.text, _STYLES[span.style]) for span in block.spans))


def set_block(block: Block, width: int) -> list[Content]:
    """A block as lines of at most `width` cells, quotations and items indented."""
    first, rest = _INDENTS[block.kind]
    lines = wrap(content_of(block), max(1, width - len(first)))
    return [Content.assemble((first if i == 0 else rest, "$quiet"), line) for i, line in enumerate(lines)]


def wrap(content: Content, width: int, hang: int = 0) -> list[Content]:
    """Break content into lines of at most `width` cells, at plain spaces; a word that is too long is cut.

    All lines but the first are indented by `hang` cells.
    """
    cuts: list[tuple[int, int]] = []
    for start, end in _paragraphs(content.plain):
        cuts.extend(_lines(content.plain, start, end, max(1, width), max(1, width - hang)))
    lines = [content[start:end] for start, end in cuts]
    return [lines[0], *(Content.assemble(" " * hang, line) for line in lines[1:])] if hang else lines


def beside(left: Content, right: Content, width: int) -> Content | None:
    """Two pieces on one line, the second at its right end; None when they do not fit with two cells between."""
    gap = width - left.cell_length - right.cell_length
    return Content.assemble(left, " " * gap, right) if gap >= 2 else None


def flush_right(content: Content, width: int) -> Content:
    """Content at the right end of a line."""
    return Content.assemble(" " * max(0, width - content.cell_length), content)


def centred(content: Content, width: int) -> Content:
    """Content in the middle of a line."""
    return Content.assemble(" " * (max(0, width - content.cell_length) // 2), content)


def clipped(text: str, width: int) -> str:
    """A text that fits in `width` cells, its end replaced by an ellipsis if need be."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…" if width > 0 else ""


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for piece in text.split("\n"):
        spans.append((start, start + len(piece)))
        start += len(piece) + 1
    return spans


def _lines(text: str, start: int, end: int, width: int, onwards: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    while True:
        stop, onward = _line_end(text, start, end, onwards if lines else width)
        lines.append((start, stop))
        if onward >= end:
            return lines
        start = onward


def _line_end(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Where the line that begins at `start` stops, and where the next one begins."""
    used, space = 0, -1
    for place in range(start, end):
        used += cell_len(text[place])
        if text[place] == " ":
            space = place
        if used > width:
            if text[place] == " ":
                return place, place + 1
            if space > start:
                return space, space + 1
            return max(place, start + 1), max(place, start + 1)
    return end, end
