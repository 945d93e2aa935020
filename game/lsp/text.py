"""The text of a file, and its places as an editor counts them: from 0, in the units that the editor asked for."""

from __future__ import annotations

import re

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

_WORD = re.compile(r"[\w/-]+|[^\w\s]+|\s")


class Text:
    """A file's lines, from places as the checker counts them (from 1, in characters) to an editor's, and back."""

    def __init__(self, words: str, codec: PositionCodec) -> None:
        self.words = words
        self.lines = words.split("\n")
        self._codec = codec

    def line(self, number: int) -> str:
        """A line, counted from 1; nothing where there is none."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def position(self, line: int, column: int) -> Position:
        """A place as the editor counts it."""
        line = min(max(line, 1), len(self.lines))
        before = self.line(line)[: max(column, 1) - 1]
        return Position(line - 1, self._codec.client_num_units(before))

    def place(self, position: Position) -> tuple[int, int]:
        """A place of the editor's as a line and a column from 1."""
        units, column = 0, 1
        for character in self.line(position.line + 1):
            units += self._codec.client_num_units(character)
            if units > position.character:
                break
            column += 1
        return position.line + 1, column

    def range(self, line: int, column: int, length: int) -> Range:
        """So many characters from a place on."""
        return Range(self.position(line, column), self.position(line, column + length))

    def word_at(self, line: int, column: int) -> str:
        """The word, or the signs, that begin at a place; empty at the end of a line."""
        match = _WORD.match(self.line(line), column - 1)
        return match[0] if match else ""

    def indentation(self, number: int) -> int:
        """How many spaces a line begins with."""
        line = self.line(number)
        return len(line) - len(line.lstrip(" "))

    def end_of_block(self, number: int, column: int) -> int:
        """The last line of what stands under a key: all that follows is empty or stands further right."""
        end = number
        for below in range(number + 1, len(self.lines) + 1):
            line = self.line(below)
            if not line.strip():
                continue
            if self.indentation(below) < column:
                break
            end = below
        return end
