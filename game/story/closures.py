"""Syntax trees to closures: an expression is compiled once and then only called.

A closure takes the values of all variables (a tuple of integers, flags as 0 and 1) and returns an integer, or a
truth value that Python's `if` understands. It costs about a twentieth of evaluating text, and can run nothing that
the tree does not name.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from game.story.memory import QUESTIONS, Bits, Question

if TYPE_CHECKING:
    from game.story.compiled import Ast


Values = tuple[int, ...]
"""The values of all variables, in the story's order; flags are 0 or 1.

What a run remembers for its texts is one of them, an integer of as many bits as they ask for.
"""

Closure = Callable[[Values], Any]


def names_in(ast: Ast | None) -> Iterator[str]:
    """The variables that a tree reads, from left to right; some may come twice."""
    if not ast:
        return
    if ast[0] == "var":
        yield ast[1]
        return
    for part in ast:
        if isinstance(part, list):
            yield from names_in(part)


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
"""What each operation of two sides means; on arrays, Python's operators mean the same."""

_AGAINST_CONSTANT: dict[str, Callable[[int, int], Closure]] = {
    "<": lambda i, k: lambda v: v[i] < k,
    "<=": lambda i, k: lambda v: v[i] <= k,
    "==": lambda i, k: lambda v: v[i] == k,
    "!=": lambda i, k: lambda v: v[i] != k,
    ">=": lambda i, k: lambda v: v[i] >= k,
    ">": lambda i, k: lambda v: v[i] > k,
}


_NOTHING: Mapping[Question, Bits] = {}


def compile_ast(ast: Ast, index: Mapping[str, int], memory: Mapping[Question, Bits] = _NOTHING) -> Closure:
    """Turn a checked syntax tree, as described in `game.story.compiled`, into a closure.

    `index` is the position of each variable in the values; `memory` where they hold the answer to each question.

    Raises:
        KeyError: The tree names a variable that is not in `index`, or asks a question that is not in `memory`.
        ValueError: The tree holds an operation that does not exist.
    """
    op = ast[0]
    if op in ("int", "bool"):
        constant = ast[1]
        return lambda v: constant
    if op == "var":
        return operator.itemgetter(index[ast[1]])
    if op in QUESTIONS:
        position, shift, mask = memory[ast[0], ast[1]]
        return lambda v: v[position] >> shift & mask
    if op == "not":
        inner = compile_ast(ast[1], index, memory)
        return lambda v: not inner(v)
    if op in ("and", "or"):
        return _junction(op, [compile_ast(part, index, memory) for part in ast[1:]])
    if op == "in":
        inner, among = compile_ast(ast[1], index, memory), frozenset(ast[2])
        return lambda v: inner(v) in among
    if op == "case":
        return _case(ast, index, memory)
    if op in ("min", "max"):
        return _extreme(op, [compile_ast(part, index, memory) for part in ast[1:]])
    if op in BINARY:
        return _binary(op, ast[1], ast[2], index, memory)
    raise ValueError(f"unknown operation {op!r}")


def _binary(op: str, left: Ast, right: Ast, index: Mapping[str, int], memory: Mapping[Question, Bits]) -> Closure:
    if op in _AGAINST_CONSTANT and left[0] == "var" and right[0] == "int":
        return _AGAINST_CONSTANT[op](index[left[1]], right[1])
    apply, a, b = BINARY[op], compile_ast(left, index, memory), compile_ast(right, index, memory)
    return lambda v: apply(a(v), b(v))


def _junction(op: str, parts: list[Closure]) -> Closure:
    if len(parts) == 2:
        a, b = parts
        return (lambda v: a(v) and b(v)) if op == "and" else (lambda v: a(v) or b(v))
    gather = all if op == "and" else any
    return lambda v: gather(part(v) for part in parts)


def _extreme(op: str, parts: list[Closure]) -> Closure:
    pick: Callable[..., int] = min if op == "min" else max
    if len(parts) == 2:
        a, b = parts
        return lambda v: pick(a(v), b(v))
    return lambda v: pick(part(v) for part in parts)


def _case(ast: Ast, index: Mapping[str, int], memory: Mapping[Question, Bits]) -> Closure:
    cases = [(compile_ast(test, index, memory), compile_ast(value, index, memory)) for test, value in ast[1]]
    default = compile_ast(ast[2], index, memory)

    def choose(v: Values) -> Any:
        for test, value in cases:
            if test(v):
                return value(v)
        return default(v)

    return choose
