"""Values told in words, as “minus one” or “very high”, where a figure, a condition or `true` is due."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import pairwise
from typing import NamedTuple

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.story.expression import EXTREMES, KEYWORDS, OPERATORS, ExpressionError
from game.story.memory import QUESTIONS
from game.story.slips import cases
from game.story.words_meant import FALSE, NUMBERS, TRUE, bare


class Due(NamedTuple):
    """What is due at a place: how it is called, and how an author is told to write it."""

    what: LazyMessage
    write: LazyMessage
    figure: bool = True
    """Whether it is a number, so that numbers in words are understood."""
    named: bool = False
    """Whether it is mostly made of names, so that one beside a strange word is perhaps half an expression."""


NUMBER = Due(tr_lazy("a number"), tr_lazy("write a figure, like `{written}`", written="3"))
AMOUNT = Due(tr_lazy("how much to add"), tr_lazy("write a figure, like `1` or `-1`"))
WEIGHT = Due(tr_lazy("a number"), tr_lazy("write a figure, like `{written}`", written="2"))
CHANCE = Due(tr_lazy("a number"), tr_lazy("a chance is in per cent: write `50` for one in two"))
VALUE = Due(
    tr_lazy("a number or a condition"),
    tr_lazy("write it with figures and with names of story.yaml"),
    figure=False,
    named=True,
)

_WORD = re.compile(r"[^\W\d_]\w*")
_NO_EXPRESSION = re.compile(r"[^\w\s'’.,-]|_")
_COUNTED = re.compile(r"([+-]?[0-9]+) [^\W\d_]+")
"""A figure with the word for what it counts."""

_BEFORE = {"minus": -1, "moins": -1, "plus": 1, "-": -1, "+": 1}


def flag(name: str) -> Due:
    """What is due where a flag becomes true or false."""
    written = tr_lazy("write `{name}: true` or `{name}: false`", name=name)
    return Due(tr_lazy("`true` or `false`"), written, figure=False)


def condition(example: str) -> Due:
    """What is due under `if`, with an example of names that the story has."""
    return Due(
        tr_lazy("a condition"),
        tr_lazy("write it with names of story.yaml, like `{example}`", example=example),
        figure=False,
        named=True,
    )


def _number_in_words(source: str) -> int | None:
    """The number that words say; None where they say none."""
    counted = _COUNTED.fullmatch(source.strip())
    if counted is not None:
        return int(counted[1])
    words = bare(source).strip("\"'“”«» ").split()
    sign = _BEFORE.get(words[0], 0) if words else 0
    rest = words[1:] if sign else words
    number = NUMBERS.get(rest[0]) if len(rest) == 1 else None
    return None if number is None else (sign or 1) * number


def in_words(source: str, error: ExpressionError, due: Due, names: Container[str]) -> ExpressionError:
    """What is wrong with an expression: that it is told in words, or else what its reading has found.

    Args:
        source: The expression as its author wrote it.
        error: What its reading has found.
        due: What should stand there.
        names: The names that an expression may use.
    """
    if error.code not in ("expression-syntax", "unknown-name") or error.hint == cases():
        return error
    number = _number_in_words(source) if due.figure and error.code == "expression-syntax" else None
    if number is not None:
        return _told(source, due, tr_lazy("write `{written}`", written=number))
    words = _WORD.findall(source)
    if _NO_EXPRESSION.search(source.strip().lstrip("+-")) or not words or words[0] in QUESTIONS:
        return error
    if error.code == "unknown-name":
        # a single word may be spelt otherwise, or still to be declared
        alone = len(words) == 1 and due.figure and (not error.hint or bare(words[0]) in TRUE | FALSE)
        hint = tr_lazy("{write}, or a name that stands there", write=due.write)
        return ExpressionError(error.at, error.code, error.message, hint) if alone else error
    means = [word in names or _means_something(word) for word in words]
    beside = any(not first and not second for first, second in pairwise(means))
    foreign = means.count(False)
    known = any(word in names for word in words)
    return _told(source, due, due.write) if beside or (foreign and not (due.named and known)) else error


def example_of(variables: Iterable[tuple[str, str, int]]) -> str:
    """A condition that means something in a story, of the names, kinds and first values of its variables."""
    for name, kind, start in variables:
        if kind != "label":
            return name if kind == "flag" else f"{name} >= {start}"
    return "took(scene/choice)"


def _means_something(word: str) -> bool:
    return word.lower() in OPERATORS or word.lower() in (*KEYWORDS, *EXTREMES, *QUESTIONS)


def _told(source: str, due: Due, hint: LazyMessage) -> ExpressionError:
    at = len(source) - len(source.lstrip())
    message = tr_lazy("`{written}` is told in words, and {what} is due", written=source.strip()[:40], what=due.what)
    return ExpressionError(at, "expression-syntax", message, hint)
