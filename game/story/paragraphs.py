"""What a story says: lines and paragraphs, with the numbers and conditions that they depend on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from game.story.closures import Values
from game.story.markup import Block, fill, parse_block, strip_markup

if TYPE_CHECKING:
    from game.story.compiled import Ast


class Mark(Enum):
    """What a paragraph claims to be."""

    DOCUMENTED = "documented"
    DISPUTED = "disputed"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Number:
    """An expression that gives an integer, as a tree and as a function of the values."""

    ast: Ast
    of: Callable[[Values], int]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Condition:
    """An expression that is true or false, as its author wrote it, as a tree, and as a function of the values."""

    source: str
    ast: Ast
    holds: Callable[[Values], bool]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Line:
    """A line of text with the numbers that its `{names}` stand for.

    `words` are those of the names that are labels: the number is the place of the one to print.
    """

    source: str
    numbers: Mapping[str, Number] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def filled(self, values: Values) -> str:
        """The text, still marked up, with its numbers in place."""
        if not self.numbers:
            return self.source
        return fill(
            self.source, {name: self._printed(name, number.of(values)) for name, number in self.numbers.items()}
        )

    def _printed(self, name: str, value: int) -> str:
        words = self.words.get(name)
        return str(value) if words is None else words[value]

    def block(self, values: Values) -> Block:
        """The text as spans, with its numbers in place."""
        return parse_block(self.filled(values))

    def blocks(self, values: Values) -> list[Block]:
        """The text as blocks, one a line: a paragraph may hold a dialogue."""
        return [parse_block(part) for part in self.filled(values).split("\n") if part.strip()]

    def plain(self, values: Values) -> str:
        """The words alone, with their numbers in place."""
        return strip_markup(self.filled(values))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Paragraph:
    """A paragraph with its mark, its condition, and the seat it is for (None: everyone)."""

    line: Line
    mark: Mark | None
    condition: Condition | None
    seat: str | None
    facts: tuple[str, ...]
