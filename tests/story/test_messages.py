"""What is said of a file that cannot be read as its author meant it: in the author's language, to the last word."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import game.story
from game.i18n import catalogue
from game.i18n.languages import SOURCE
from game.story.foreign_markup import leftover
from game.story.slips import comment_in_text

STORY = Path(game.story.__file__).parent
TRANSLATED = ("foreign_markup", "slips", "unfit_characters", "yaml_errors", "yaml_tree")
SAYING = {"Slip": 3, "Leftover": 1, "error": 2, "warn": 2}
"""What makes a problem, and from which argument on its words stand."""


@pytest.mark.parametrize("module", TRANSLATED)
def test_no_problem_is_given_words_that_cannot_be_translated(module: str) -> None:
    tree = ast.parse((STORY / f"{module}.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [(ast.unparse(call.func).rpartition(".")[2], call) for call in calls]
    words = [argument for name, call in named if name in SAYING for argument in call.args[SAYING[name] :]]
    untranslated = [ast.unparse(node) for node in words if isinstance(node, ast.Constant | ast.JoinedStr)]
    assert untranslated == []


def test_a_slip_is_told_in_the_language_in_use() -> None:
    catalogue.set_language("fr")
    try:
        slip, markup = comment_in_text(1, 1, "#4"), leftover("un ${nom}")
    finally:
        catalogue.set_language(SOURCE)
    assert str(slip.message) == "`#4` commence ici un commentaire, et le reste de la ligne est perdu"
    assert markup is not None
    assert str(markup.hint) == "une valeur s’écrit `{name}`"
