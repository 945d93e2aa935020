"""Clauses that decide nothing beside another one of their condition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.i18n.catalogue import NOTHING
from game.story.closures import compile_ast
from game.story.expression_types import ExpressionScope, TypedExpression
from game.story.idle_clauses import check_clauses
from game.story.memory import answers
from game.story.problems import Report
from game.story.tautologies import Trials
from game.story.yaml_tree import Node

OIL = range(7)
CREW = range(3)
DOMAINS = {"oil": OIL, "crew": CREW, "took(stairs/run)": range(answers(("took", "stairs/run"))[-1] + 1)}
INDEX = {"oil": 0, "crew": 1}


def _scope() -> ExpressionScope:
    names = {
        name: TypedExpression(["var", name], False, span[0], span[-1]) for name, span in (("oil", OIL), ("crew", CREW))
    }
    scope = ExpressionScope(names, lambda word, known: NOTHING)
    scope.check_question = lambda op, about, at: None
    return scope


def _told(condition: str) -> list[str]:
    report = Report()
    check_clauses([(Node(condition, "night.yaml", 1, 1), _scope().meaning(condition).ast)], Trials(DOMAINS), report)
    assert {problem.code for problem in report.problems} <= {"idle-clause"}
    return [str(problem.message) for problem in report.problems]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("oil >= 2 and oil >= 4", ["`oil >= 2` decides nothing beside `oil >= 4`"]),
        ("oil >= 2 or oil >= 4", ["`oil >= 4` decides nothing beside `oil >= 2`"]),
        ("crew < 1 and (oil == 3 or oil in (3, 4))", ["`oil == 3` decides nothing beside `oil in (3, 4)`"]),
        ("took(stairs/run) and not (took(stairs/run) and took(stairs/run))", ["`took(stairs/run)` stands here twice"]),
        ("oil >= 2 and oil <= 4", []),
        ("oil >= 2 and crew >= 1", []),
        ("oil + crew > 3 and oil > 3", []),
        ("oil >= 2 and (oil >= 4 or crew > 1)", []),
    ],
)
def test_a_clause_is_told_where_another_says_as_much(condition: str, told: list[str]) -> None:
    assert _told(condition) == told


COMPARISONS = st.tuples(st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]), st.integers(1, 5)).map(
    lambda pair: f"oil {pair[0]} {pair[1]}"
)


@given(COMPARISONS, st.sampled_from(["and", "or"]), COMPARISONS)
def test_a_clause_is_told_exactly_where_the_condition_means_the_same_without_it(left: str, op: str, right: str) -> None:
    def holds(condition: str) -> list[bool]:
        closure = compile_ast(_scope().meaning(condition).ast, INDEX)
        return [bool(closure((oil, 0))) for oil in OIL]

    assert bool(_told(f"{left} {op} {right}")) == (holds(f"{left} {op} {right}") in (holds(left), holds(right)))
