"""The YAML parser's complaints, in words that help the person who typed the line."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from game.story.slips import QUOTE_IT, cause

MOST_DEPTH = 20
"""How many lists and groups may stand in one another."""

TOO_DEEP = f"nested more than {MOST_DEPTH} deep"

_KEY = re.compile(r"\s*(?:- +)*[^\s:#'\"]+: +(?=\S)")


class ParseError(NamedTuple):
    """A parse error in words for the author; line and column count from 1."""

    line: int
    column: int
    code: str
    message: str
    hint: str = ""


def explain_parse_error(error: Any, text: str) -> ParseError:
    """Say what a parse error most likely means.

    Args:
        error: A `yaml.YAMLError`.
        text: The whole text that was parsed.

    Returns:
        The place, the code and the sentence.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return ParseError(1, 1, "yaml-syntax", "this file cannot be read as YAML")
    lines = text.split("\n")
    slip = cause(lines, mark.line)
    if slip is not None:
        return ParseError(*slip)
    line = lines[mark.line] if mark.line < len(lines) else ""
    complaint = f"{error.context or ''}: {error.problem}"
    for words, tell in _TELLERS:
        if words in complaint:
            return tell(error, mark, line)
    return ParseError(mark.line + 1, mark.column + 1, "yaml-syntax", f"this cannot be read as YAML: {error.problem}")


def _colon(error: Any, mark: Any, line: str) -> ParseError:
    key = _KEY.match(line)
    if key and key.end() <= mark.column:
        message = "a colon followed by a space starts a key, here in the middle of a text"
        return ParseError(mark.line + 1, mark.column + 1, "unquoted-colon", message, QUOTE_IT)
    return _indentation(error, mark, line)


def _indentation(error: Any, mark: Any, line: str) -> ParseError:
    column = len(line) - len(line.lstrip()) + 1
    message = "this line does not fit under the ones above: its indentation is off, or the line before lacks its colon"
    return ParseError(mark.line + 1, column, "bad-indentation", message)


def _special(error: Any, mark: Any, line: str) -> ParseError:
    place = error.context_mark or mark
    sign = line[place.column : place.column + 1] if place.line == mark.line else "*"
    message = f"a text cannot start with `{sign}` unless it is quoted"
    return ParseError(place.line + 1, place.column + 1, "special-start", message, QUOTE_IT)


def _quote(error: Any, mark: Any, line: str) -> ParseError:
    place = error.context_mark or mark
    return ParseError(place.line + 1, place.column + 1, "unclosed-quote", "this quotation mark is never closed")


def _bracket(error: Any, mark: Any, line: str) -> ParseError:
    place = error.context_mark or mark
    sign = "[" if "sequence" in error.context else "{"
    message = f"this `{sign}` is not closed, or a comma is missing between its items"
    hint = "quote a text that holds `,` `[` `]` `{` or `}`"
    return ParseError(place.line + 1, place.column + 1, "unclosed-bracket", message, hint)


def _missing_colon(error: Any, mark: Any, line: str) -> ParseError:
    place = error.context_mark or mark
    return ParseError(place.line + 1, place.column + 1, "missing-colon", "this line is no key: it lacks its colon")


def _expected_key(error: Any, mark: Any, line: str) -> ParseError:
    before = line[: mark.column].rstrip()
    if before.endswith(("'", '"')):
        message = "the quoted text ends here, but the line goes on"
        return ParseError(
            mark.line + 1, mark.column + 1, "text-after-quote", message, "quote the whole text, or none of it"
        )
    alias = re.search(r"[:-] +([*&])", before)
    if alias:
        message = f"a text cannot start with `{alias[1]}` unless it is quoted"
        return ParseError(mark.line + 1, alias.start(1) + 1, "special-start", message, QUOTE_IT)
    return _indentation(error, mark, line) if not before.strip() else _plain(error, mark, line)


def _escape(error: Any, mark: Any, line: str) -> ParseError:
    return ParseError(
        mark.line + 1,
        mark.column + 1,
        "bad-escape",
        "a backslash here starts no escape that YAML knows",
        "write `\\\\` for a backslash, or use single quotes",
    )


def _dash(error: Any, mark: Any, line: str) -> ParseError:
    message = "`- ` starts an item of a list, and cannot stand here"
    hint = "put the list under its key, or quote a text that starts with a dash"
    return ParseError(mark.line + 1, mark.column + 1, "misplaced-dash", message, hint)


def _content(error: Any, mark: Any, line: str) -> ParseError:
    sign = line[mark.column : mark.column + 1]
    if sign and sign in ",]}":
        return ParseError(
            mark.line + 1,
            mark.column + 1,
            "special-start",
            f"a text cannot start with `{sign}` unless it is quoted",
            QUOTE_IT,
        )
    if not sign and "flow" in error.context:
        return ParseError(
            mark.line + 1, mark.column + 1, "unclosed-bracket", "the file ends before a `[` or `{` is closed"
        )
    return _plain(error, mark, line)


def _depth(error: Any, mark: Any, line: str) -> ParseError:
    return ParseError(mark.line + 1, mark.column + 1, "too-deep", TOO_DEEP)


def _plain(error: Any, mark: Any, line: str) -> ParseError:
    return ParseError(mark.line + 1, mark.column + 1, "yaml-syntax", f"this cannot be read as YAML: {error.problem}")


_TELLERS = (
    ("maximum nesting depth", _depth),  # libyaml has a limit of its own since 0.2.6, and meets it before we do
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _special),
    ("scanning a quoted scalar", _quote),
    ("scanning a block scalar", _special),
    ("scanning an alias", _special),
    ("scanning an anchor", _special),
    ("expected ',' or", _bracket),
    ("could not find expected ':'", _missing_colon),
    ("expected '-' indicator", _indentation),
    ("sequence entries are not allowed", _dash),
    ("parsing a quoted scalar", _escape),
    ("did not find expected key", _expected_key),
    ("did not find expected node content", _content),
)
