"""Syntax trees as their author would write them."""

from __future__ import annotations

from game.story.compiled import Ast
from game.story.memory import QUESTIONS

_STRENGTH = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6}
_COMPARED = 4
_ATOM = 9


def unparse(ast: Ast) -> str:
    """A tree as an expression."""
    return _spell(ast)[0]


def _spell(ast: Ast) -> tuple[str, int]:
    op = ast[0]
    if op == "int":
        return str(ast[-1]), _ATOM  # a label's word, where the number stands for one
    if op == "bool":
        return str(ast[1]).lower(), _ATOM
    if op == "var":
        return str(ast[1]), _ATOM
    if op in QUESTIONS:
        return f"{op}({ast[1]})", _ATOM
    if op == "case":
        cases = "; ".join(f"{unparse(value)} if {unparse(test)}" for test, value in ast[1])
        return f"({cases}; else {unparse(ast[2])})", _ATOM
    if op == "in":
        return f"{_inside(ast[1], _COMPARED + 1)} in ({', '.join(map(str, ast[2]))})", _COMPARED
    if op in ("min", "max"):
        return f"{op}({', '.join(unparse(part) for part in ast[1:])})", _ATOM
    strength = _STRENGTH.get(op, _COMPARED)
    if op == "not":
        return f"not {_inside(ast[1], strength)}", strength
    first, *rest = ast[1:]
    parts = [_inside(first, strength), *(_inside(part, strength + 1) for part in rest)]
    return f" {op} ".join(parts), strength


def _inside(ast: Ast, least: int) -> str:
    text, strength = _spell(ast)
    return text if strength >= least else f"({text})"
