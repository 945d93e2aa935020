"""What a story says: lines and paragraphs, with the numbers and conditions that they depend on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from game.story.closures import Values
from game.story.markup import Block, fill, parse_block, strip_markup, verbatim

if TYPE_CHECKING:
    from game.story.compiled import Ast
    from game.story.memory import Bits


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

    `words` are those of the names that are labels: the number is the place of the one to print. `verbatim` says that it
    stays as it stands; of `instead`, the first line whose condition holds is said in its place.
    """

    source: str
    numbers: Mapping[str, Number] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    verbatim: bool = False
    instead: tuple[tuple[Condition, Line], ...] = ()

    def filled(self, values: Values) -> str:
        """The text, still marked up, with its numbers in place."""
        for condition, line in self.instead:
            if condition.holds(values):
                return line.filled(values)
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
        """The text as blocks, one a line: a paragraph may hold a dialogue. Lines that stay as they stand are one."""
        if self.verbatim:
            return [verbatim(self.filled(values))]
        return [parse_block(part) for part in self.filled(values).split("\n") if part.strip()]

    def plain(self, values: Values) -> str:
        """The words alone, with their numbers in place."""
        return strip_markup(self.filled(values))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Paragraph:
    """A paragraph with its mark, its condition, and the seat it is for (None: everyone).

    Where one of several is read each time, `variants` says which, and `line` and `mark` are those of the first. In a
    `first_of`, the last `earlier` clauses of the condition say that none of those before it is read. `within` is where
    it is written among the paragraphs of its text, as in `3` or `3/first_of/1`.
    """

    line: Line
    mark: Mark | None
    condition: Condition | None
    seat: str | None
    facts: tuple[str, ...]
    variants: Variants | None = None
    earlier: int = 0
    within: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that may be read here."""
        return (self.line,) if self.variants is None else tuple(line for line, _ in self.variants.among)


class Pick(Enum):
    """Which of several paragraphs is read."""

    IN_ORDER = "in-order"
    """One after the other; the last for good."""
    IN_TURN = "in-turn"
    """Round and round."""
    BY_CHANCE = "by-chance"
    """Drawn, by the run's seed and step."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Variants:
    """Several paragraphs of which one is read, each with its mark.

    `counted` is where the values hold how often the run was here before; `steps` how many decisions have been taken by
    anyone. `salt` is the paragraph's part in the run's chance, which counts through them in the order of their words;
    `former_salt` was version 0.1's, which counted through them as they are written.
    """

    among: tuple[tuple[Line, Mark | None], ...]
    pick: Pick
    counted: Bits
    steps: Bits
    salt: int
    former_salt: int
    drawn: tuple[tuple[Line, Mark | None], ...]
