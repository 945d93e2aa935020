"""Which paragraphs are documented, disputed or invented: editors colour them by that."""

from __future__ import annotations

import re

from game.lsp.text import Text

CLAIMS = ("documented", "disputed", "invented")
"""The types of the tokens; numbers in the protocol are places in this list."""

_CLAIM = re.compile(rf"(?P<before>\s*(?:- +)?\{{?\s*|.*[{{,] *)(?P<claim>{'|'.join(CLAIMS)}) *: *(?P<words>.*)")
_MARK = re.compile(rf"\s*(?:- +)?mark *: *(?P<claim>{'|'.join(CLAIMS)})\s*$")
_BRACED = re.compile(r'("(?:[^"\\]|\\.)*"|[^,}]*)')


def claims(text: Text) -> list[int]:
    """The tokens of a file, as the protocol packs them: five numbers each, the place of each from the one before."""
    tokens: list[int] = []
    line, start = 1, 0
    for number, column, length, claim in _tokens(text):
        token = text.range(number, column, length)
        begins, ends = token.start.character, token.end.character
        tokens += [number - line, begins - (start if number == line else 0), ends - begins, CLAIMS.index(claim), 0]
        line, start = number, begins
    return tokens


def _tokens(text: Text) -> list[tuple[int, int, int, str]]:
    """Line, column and length of each part of a claim on one line, and what is claimed."""
    tokens: list[tuple[int, int, int, str]] = []
    number = 1
    while number <= len(text.lines):
        line = text.line(number)
        match = _CLAIM.fullmatch(line)
        if match is None:
            if (mark := _MARK.fullmatch(line)) is not None:
                tokens.append((number, mark.start("claim") + 1, len(mark["claim"]), mark["claim"]))
            number += 1
            continue
        column = match.start("claim") + 1
        last = text.end_of_block(number, column)
        if "{" in match["before"]:
            braced = _BRACED.match(match["words"])
            length = match.start("words") - match.start("claim") + (len(braced[0].rstrip()) if braced else 0)
            tokens.append((number, column, length, match["claim"]))
            number += 1
            continue
        tokens.append((number, column, len(line.rstrip()) - column + 1, match["claim"]))
        for below in range(number + 1, last + 1):
            words = text.line(below)
            if words.strip():
                indented = text.indentation(below)
                tokens.append((below, indented + 1, len(words.strip()), match["claim"]))
        number = last + 1
    return tokens
