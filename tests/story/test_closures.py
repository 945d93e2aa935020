"""Closures over the values: each operation, and nothing that a tree does not name."""

from __future__ import annotations

import pytest

from game.story.closures import compile_ast

INDEX = {"a": 0, "b": 1, "lit": 2}


@pytest.mark.parametrize(
    ("ast", "values", "result"),
    [
        (["int", 3], (0, 0, 0), 3),
        (["bool", True], (0, 0, 0), True),
        (["var", "b"], (0, 7, 0), 7),
        (["not", ["var", "lit"]], (0, 0, 1), False),
        (["and", ["var", "lit"], [">", ["var", "a"], ["int", 1]]], (2, 0, 1), True),
        (["or", ["var", "lit"], [">", ["var", "a"], ["int", 1]]], (1, 0, 0), False),
        (["and", ["var", "lit"], ["var", "a"], ["var", "b"]], (1, 1, 1), True),
        (["or", ["bool", False], ["bool", False], ["var", "b"]], (0, 0, 0), False),
        (["in", ["var", "a"], [1, 2]], (2, 0, 0), True),
        (["<", ["var", "a"], ["var", "b"]], (1, 2, 0), True),
        (["<=", ["var", "a"], ["int", 1]], (1, 2, 0), True),
        (["==", ["var", "a"], ["int", 1]], (2, 2, 0), False),
        (["!=", ["var", "a"], ["int", 1]], (2, 2, 0), True),
        ([">=", ["int", 1], ["var", "a"]], (2, 2, 0), False),
        (["+", ["var", "a"], ["*", ["var", "b"], ["int", 3]]], (1, 2, 0), 7),
        (["-", ["var", "a"], ["var", "b"]], (1, 2, 0), -1),
        (["case", [[["var", "lit"], ["int", 1]], [["var", "a"], ["int", 2]]], ["int", 3]], (1, 0, 0), 2),
        (["case", [[["var", "lit"], ["int", 1]]], ["var", "b"]], (0, 9, 0), 9),
    ],
)
def test_each_operation(ast: list[object], values: tuple[int, ...], result: object) -> None:
    assert compile_ast(ast, INDEX)(values) == result


def test_what_does_not_exist_is_refused_when_compiled() -> None:
    with pytest.raises(KeyError):
        compile_ast(["var", "nobody"], INDEX)
    with pytest.raises(ValueError, match="call"):
        compile_ast(["call", "exit"], INDEX)
