"""Light Markdown to blocks and spans; the only markup that a story has.

A paragraph that starts with `> ` is a quotation, one that starts with `- ` an item of a list. Inside, `*emphasis*`
and `**strong**`; a backslash makes the next character plain. There is nothing else: no link, no style, no command
can be written, and a screen receives spans, never a string that it would parse again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class BlockKind(Enum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    LINES = "lines"
    """Lines that stay as they stand: verse, a letter, a picture of characters."""


class Style(Enum):
    """How a span is read."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a quotation or an item."""

    kind: BlockKind
    spans: tuple[Span, ...]

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


PLACEHOLDER = re.compile(r"\\.|\{([a-z][a-z0-9_]*)\}")
"""A `{name}` (group 1), or an escaped character, which is skipped."""

_TOKEN = re.compile(r"\\(.)|(\*\*|\*)", re.DOTALL)
_LETTER = re.compile(r"\w")
_PREFIX = {"> ": BlockKind.QUOTE, "- ": BlockKind.ITEM}


def placeholders(source: str) -> list[str]:
    """The names between braces in a text, in order, once each."""
    return list(dict.fromkeys(m[1] for m in PLACEHOLDER.finditer(source) if m[1]))


def fill(source: str, printed: Mapping[str, str]) -> str:
    """Put what they stand for in the place of `{names}`; a name that is not given stays as written."""
    return PLACEHOLDER.sub(lambda m: printed[m[1]] if m[1] in printed else m[0], source)


@lru_cache(maxsize=2048)
def parse_block(source: str) -> Block:
    """Read one paragraph of light Markdown. A star without its twin is a star."""
    kind = _PREFIX.get(source[:2], BlockKind.PARAGRAPH)
    body = source[2:] if kind is not BlockKind.PARAGRAPH else source
    return Block(kind, _spans(body.strip()))


def verbatim(source: str) -> Block:
    """Lines as they stand, blank ones at both ends aside; only a brace may be escaped in them."""
    lines = [line.rstrip() for line in re.sub(r"\\([{}])", r"\1", source).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    return Block(BlockKind.LINES, (Span("\n".join(lines).rstrip("\n")),))


def strip_markup(source: str) -> str:
    """The words of a line, its markup read and dropped."""
    return parse_block(source).plain


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether a text says one of some names, as words of their own, in these very letters."""
    return any(True for _ in _mentioned(text, names))


def mentions_at(text: str, names: Iterable[str], place: int) -> bool:
    """Whether one of some names stands at a place of a text."""
    return any(start <= place < end for start, end in _mentioned(text, names))


def _mentioned(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """From where to where a text says one of some names."""
    words = _straight(text)
    for name in map(_straight, names):
        start = words.find(name)
        while start >= 0:
            end = start + len(name)
            if not (start and _LETTER.match(words, start - 1)) and not _LETTER.match(words, end):
                yield start, end
            start = words.find(name, start + 1)


def _straight(text: str) -> str:
    """A text whose apostrophes are those of a typewriter: an author may type either."""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def count_words(text: str) -> int:
    """How many words a text has: runs of characters between blanks that hold a letter or a digit."""
    return sum(any(map(str.isalnum, run)) for run in text.split())


def _spans(body: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    position, style = 0, Style.PLAIN
    pending = ""
    for token in _TOKEN.finditer(body):
        pending += body[position : token.start()]
        position = token.end()
        if token[1] is not None:
            pending += token[1]
            continue
        wanted = Style.STRONG if token[2] == "**" else Style.EMPHASIS
        closes = style is wanted
        opens = style is Style.PLAIN and token[2] in body[position:]
        if not closes and not opens:
            pending += token[2]
            continue
        if pending:
            spans.append(Span(pending, style))
        pending, style = "", Style.PLAIN if closes else wanted
    pending += body[position:]
    if pending:
        spans.append(Span(pending, style))
    return tuple(spans)
