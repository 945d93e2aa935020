"""The YAML parser's complaints, in words that help the person who typed the line."""

from __future__ import annotations

import re
from typing import Any

from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.story.slips import Slip, cause, dashed_name, quote_it

MOST_DEPTH = 20
"""How many lists and groups may stand in one another."""

_KEY = re.compile(r"\s*(?:- +)*[^\s:#'\"]+: +(?=\S)")

_GROUP = re.compile(r"\s*(effects|set): +([a-z]\w*: +[\w+-]+)\s*$")
"""An effect on the line of its key, which only braces can hold there."""

_WRITTEN = re.compile(r"\s*[^\s#]")
"""A line with more than a comment."""


def too_deep() -> LazyMessage:
    """What is said of a file nested too deep."""
    return tr_lazy("nested more than {deepest} deep", deepest=MOST_DEPTH)


def explain_parse_error(error: Any, text: str) -> Slip:
    """Say what a parse error most likely means.

    Args:
        error: A `yaml.YAMLError`.
        text: The whole text that was parsed.

    Returns:
        The place, the code and the sentence.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Slip(1, 1, "yaml-syntax", tr_lazy("this file cannot be read as YAML"))
    lines = text.split("\n")
    begun = error.context_mark
    among_items = begun is not None and "expected '-' indicator" in (error.problem or "")
    slip = dashed_name(lines, begun.line, mark.line) if among_items else None
    slip = slip or cause(lines, mark.line)
    if slip is not None:
        return slip
    line = lines[mark.line] if mark.line < len(lines) else ""
    complaint = f"{error.context or ''}: {error.problem}"
    for words, tell in _TELLERS:
        if words in complaint:
            slip = tell(error, mark, line)
            return slip._replace(hint=_uneven(lines, mark.line)) if slip.code == "bad-indentation" else slip
    return _plain(error, mark, line)


def _colon(error: Any, mark: Any, line: str) -> Slip:
    key = _KEY.match(line)
    if key and key.end() <= mark.column:
        message = tr_lazy("a colon followed by a space starts a key, here in the middle of a text")
        hint = quote_it()
        if of_group := _GROUP.match(line):
            hint = tr_lazy("write `{written}: {words}`", written=of_group[1], words=f"{{{of_group[2]}}}")
        return _slip(mark, "unquoted-colon", message, hint)
    return _indentation(error, mark, line)


def _indentation(error: Any, mark: Any, line: str) -> Slip:
    column = len(line) - len(line.lstrip()) + 1
    message = tr_lazy(
        "this line does not fit under the ones above: its indentation is off, or the line before lacks its colon"
    )
    return Slip(mark.line + 1, column, "bad-indentation", message)


def _uneven(lines: list[str], number: int) -> LazyMessage:
    """A hint at the two lines above between which a line (from 0) stands; empty where it is not between any."""
    depth = {i: len(line) - len(line.lstrip()) for i, line in enumerate(lines[: number + 1]) if _WRITTEN.match(line)}
    outer = next((i for i in reversed(depth) if depth[i] < depth.get(number, 0)), number)
    inner = next((i for i in depth if i > outer), number)
    if inner == number or any(depth[i] == depth[number] for i in depth if inner <= i < number):
        return NOTHING
    return tr_lazy(
        "line {inner} stands further right, line {outer} further left: one of the three is off",
        inner=inner + 1,
        outer=outer + 1,
    )


def _special(error: Any, mark: Any, line: str) -> Slip:
    place = error.context_mark or mark
    sign = line[place.column : place.column + 1] if place.line == mark.line else "*"
    return _unquoted(place, sign)


def _quote(error: Any, mark: Any, line: str) -> Slip:
    return _slip(error.context_mark or mark, "unclosed-quote", tr_lazy("this quotation mark is never closed"))


def _bracket(error: Any, mark: Any, line: str) -> Slip:
    sign = "[" if "sequence" in error.context else "{"
    message = tr_lazy("this `{sign}` is not closed, or a comma is missing between its items", sign=sign)
    return _slip(error.context_mark or mark, "unclosed-bracket", message)


def _missing_colon(error: Any, mark: Any, line: str) -> Slip:
    return _slip(error.context_mark or mark, "missing-colon", tr_lazy("this line is no key: it lacks its colon"))


def _expected_key(error: Any, mark: Any, line: str) -> Slip:
    before = line[: mark.column].rstrip()
    if before.endswith(("'", '"')):
        return _slip(mark, "text-after-quote", tr_lazy("the quoted text ends here, but the line goes on"))
    alias = re.search(r"[:-] +([*&])", before)
    if alias:
        message = tr_lazy("a text cannot start with `{written}` unless it is quoted", written=alias[1])
        return Slip(mark.line + 1, alias.start(1) + 1, "special-start", message, quote_it())
    if before.endswith(("}", "]")) and re.match(r", *(?:#|$)", line[mark.column :]):
        message = tr_lazy("a comma stands after this `{sign}`, where the line ends", sign=before[-1])
        return _slip(mark, "yaml-syntax", message, tr_lazy("delete the comma"))
    return _indentation(error, mark, line) if not before.strip() else _plain(error, mark, line)


def _escape(error: Any, mark: Any, line: str) -> Slip:
    return _slip(mark, "bad-escape", tr_lazy("a backslash here starts no escape that YAML knows"))


def _dash(error: Any, mark: Any, line: str) -> Slip:
    return _slip(mark, "misplaced-dash", tr_lazy("`- ` starts an item of a list, and cannot stand here"))


def _content(error: Any, mark: Any, line: str) -> Slip:
    sign = line[mark.column : mark.column + 1]
    if sign and sign in ",]}":
        return _unquoted(mark, sign)
    if not sign and "flow" in error.context:
        message = tr_lazy("the file ends before a `[` or `{written}` is closed", written="{")
        return _slip(mark, "unclosed-bracket", message, tr_lazy("close it where it ends"))
    return _plain(error, mark, line)


def _depth(error: Any, mark: Any, line: str) -> Slip:
    return _slip(mark, "too-deep", too_deep())


def _plain(error: Any, mark: Any, line: str) -> Slip:
    return _slip(mark, "yaml-syntax", tr_lazy("this cannot be read as YAML"))


def _unquoted(mark: Any, sign: str) -> Slip:
    return _slip(
        mark, "special-start", tr_lazy("a text cannot start with `{sign}` unless it is quoted", sign=sign), quote_it()
    )


def _slip(mark: Any, code: str, message: LazyMessage, hint: LazyMessage = NOTHING) -> Slip:
    return Slip(mark.line + 1, mark.column + 1, code, message, hint)


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
