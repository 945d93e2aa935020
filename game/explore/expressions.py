"""Syntax trees over many states at once, over ranges, and the names that they read."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from game.story.closures import BINARY, names_in
from game.story.compiled import Ast
from game.story.memory import QUESTIONS, answers

Column = Callable[[str], Any]
"""Gives the values of a variable: an array with one entry a state, or one integer where all agree."""

COMPARISONS = ("<", "<=", "==", "!=", ">=", ">")
FLIPPED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
"""Each comparison as it reads from the other side."""

_ARITHMETIC = ("+", "-", "*", "min", "max")


def branches_of(ast: Ast) -> list[Ast]:
    """The trees that a tree is made of, directly."""
    op = ast[0]
    if op in ("int", "bool", "var", *QUESTIONS):
        return []
    if op == "in":
        return [ast[1]]
    if op == "case":
        return [*(part for case in ast[1] for part in case), ast[2]]
    return ast[1:]


def constant(ast: Ast) -> bool:
    """Whether a tree reads nothing."""
    return next(names_in(ast), None) is None


_JOINS: dict[str, Callable[[Any, Any], Any]] = {
    "and": np.logical_and,
    "or": np.logical_or,
    "min": np.minimum,
    "max": np.maximum,
}


def evaluate(ast: Ast, column: Column) -> Any:
    """The value of a tree in many states: an array, or one value where all agree."""
    op = ast[0]
    if op in ("int", "bool"):
        return ast[1]
    if op == "var":
        return column(ast[1])
    if op == "not":
        return np.logical_not(evaluate(ast[1], column))
    if op in _JOINS:
        return reduce(_JOINS[op], [evaluate(part, column) for part in ast[1:]])
    if op == "in":
        value = evaluate(ast[1], column)
        among: Any = False
        for member in ast[2]:
            among = np.logical_or(among, value == member)
        return among
    if op == "case":
        value = evaluate(ast[2], column)
        for test, chosen in reversed(ast[1]):
            value = np.where(evaluate(test, column), evaluate(chosen, column), value)
        return value
    return BINARY[op](evaluate(ast[1], column), evaluate(ast[2], column))


def monotone(ast: Ast, name: str) -> bool:
    """Whether a tree only rises or only falls with a variable that it reads once, whatever the others are."""
    if ast[0] == "var":
        return True
    if ast[0] not in _ARITHMETIC:
        return name not in names_in(ast)
    return all(monotone(part, name) for part in ast[1:])


Ends = tuple[Any, Any]
"""The least and the greatest value: integers, or columns of them."""

Pick = Callable[[Any, Any], Any]
"""The lesser or the greater of two values: Python's own for integers, numpy's for columns."""


def _arithmetic(op: str, parts: list[Ends], least: Pick, most: Pick) -> Ends:
    """The ends of what an operation makes of values, given theirs."""
    (low, high), *others = parts
    for a, b in others:
        if op == "+":
            low, high = low + a, high + b
        elif op == "-":
            low, high = low - b, high - a
        elif op == "*":
            products = low * a, low * b, high * a, high * b
            low, high = reduce(least, products), reduce(most, products)
        else:
            pick = least if op == "min" else most
            low, high = pick(low, a), pick(high, b)
    return low, high


def spread(ast: Ast, span: Callable[[str], Ends]) -> Ends:
    """The least and the greatest value of a tree in many states, given those of each variable. May be too wide."""
    op = ast[0]
    if op in ("int", "bool"):
        return int(ast[1]), int(ast[1])
    if op == "var":
        return span(ast[1])
    if op in _ARITHMETIC:
        return _arithmetic(op, [spread(part, span) for part in ast[1:]], np.minimum, np.maximum)
    ends = [span(name) for name in dict.fromkeys(names_in(ast))]
    if all(low is high or np.array_equal(low, high) for low, high in ends):
        known = dict(zip(dict.fromkeys(names_in(ast)), (low for low, _ in ends), strict=True))
        value = np.asarray(evaluate(ast, known.__getitem__), dtype=np.int64)
        return value, value
    if op == "case":
        values = [spread(value, span) for value in (*(value for _, value in ast[1]), ast[2])]
        return reduce(np.minimum, (low for low, _ in values)), reduce(np.maximum, (high for _, high in values))
    return 0, 1


Range = tuple[int, int]
"""The least and the greatest value; truth is 0 and 1."""


def bounds(ast: Ast, column: Callable[[str], Range]) -> Range:
    """A range that holds every value of a tree, given one for each variable. May be wider than needed."""
    op = ast[0]
    if op in ("int", "bool"):
        return int(ast[1]), int(ast[1])
    if op == "var":
        return column(ast[1])
    if op in QUESTIONS:
        return 0, answers((op, ast[1]))[-1]
    if op == "not":
        low, high = _truth(bounds(ast[1], column))
        return 1 - high, 1 - low
    if op in ("and", "or"):
        parts = [_truth(bounds(part, column)) for part in ast[1:]]
        pick = min if op == "and" else max
        return pick(low for low, _ in parts), pick(high for _, high in parts)
    if op == "in":
        low, high = bounds(ast[1], column)
        inside = [member for member in set(ast[2]) if low <= member <= high]
        return int(len(inside) == high - low + 1), int(bool(inside))
    if op == "case":
        return _case_bounds(ast, column)
    if op in _ARITHMETIC:
        return _arithmetic(op, [bounds(part, column) for part in ast[1:]], min, max)
    return _comparison_bounds(op, bounds(ast[1], column), bounds(ast[2], column))


def _truth(value: Range) -> Range:
    low, high = value
    return int(low > 0 or high < 0), int(low != 0 or high != 0)


def _case_bounds(ast: Ast, column: Callable[[str], Range]) -> Range:
    possible = []
    for test, value in ast[1]:
        low, high = _truth(bounds(test, column))
        if high:
            possible.append(bounds(value, column))
        if low:
            break
    else:
        possible.append(bounds(ast[2], column))
    return min(low for low, _ in possible), max(high for _, high in possible)


def _comparison_bounds(op: str, a: Range, b: Range) -> Range:
    if op in (">", ">="):
        return _comparison_bounds(FLIPPED[op], b, a)
    if op == "<":
        return int(a[1] < b[0]), int(a[0] < b[1])
    if op == "<=":
        return int(a[1] <= b[0]), int(a[0] <= b[1])
    same = int(a == b and a[0] == a[1]), int(a[0] <= b[1] and b[0] <= a[1])
    return same if op == "==" else (1 - same[1], 1 - same[0])
