"""Expressions: whatever is written, a tree or one clear problem; and a tree means what Python would say."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.story.closures import compile_ast
from game.story.expression import ExpressionError, parse
from game.story.expression_types import ExpressionScope, TypedExpression, resolve
from game.story.problems import Report

RANGES = {"oil": (0, 9), "crew": (-5, 5), "luck": (1, 100)}
FLAGS = ("lit", "dry")
INDEX = {name: i for i, name in enumerate([*RANGES, *FLAGS, "sea", "tide"])}


def names() -> ExpressionScope:
    numbers = {name: TypedExpression(["var", name], False, low, high) for name, (low, high) in RANGES.items()}
    flags = {name: TypedExpression(["var", name], True, 0, 1) for name in FLAGS}
    sea = TypedExpression(["var", "sea"], False, 0, 2, words=("calm", "rough", "storm"))
    return ExpressionScope({**numbers, **flags, "sea": sea, "tide": sea._replace(ast=["var", "tide"])}, Report().guess)


def error(source: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        names().meaning(source)
    return caught.value


def trouble(source: str) -> ExpressionError | None:
    """What is wrong with an expression, if anything."""
    try:
        names().meaning(source)
    except ExpressionError as found:
        return found
    return None


INTEGERS = st.recursive(
    st.one_of(st.integers(0, 12).map(str), st.sampled_from([*RANGES])),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(" ".join),
        inner.map("({})".format),
        inner.map("(-({}))".format),
        inner.map("(+({}))".format),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner, inner).map("{0[0]}({0[1]}, {0[2]}, {0[3]})".format),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map("{0[0]}({0[1]}, {0[2]})".format),
    ),
    max_leaves=5,
)
CONDITIONS = st.recursive(
    st.one_of(
        st.sampled_from([*FLAGS, "true", "false"]),
        st.tuples(INTEGERS, st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]), INTEGERS).map(" ".join),
        st.tuples(st.sampled_from([*RANGES]), st.sampled_from(["in", "not in"]), st.just("(1, 2, 5)")).map(" ".join),
        st.sampled_from(["1 < oil <= 7", "0 <= crew < oil < 8", "lit == dry", "lit != true"]),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
        inner.map("not ({})".format),
        inner.map("({})".format),
    ),
    max_leaves=6,
)
VALUES = st.tuples(*(st.integers(low, high) for low, high in RANGES.values()), *(st.integers(0, 1) for _ in FLAGS))


def as_python(source: str, values: tuple[int, ...]) -> object:
    """What Python makes of the same words."""
    known: dict[str, object] = {name: values[INDEX[name]] for name in RANGES}
    known |= {name: bool(values[INDEX[name]]) for name in FLAGS}
    return eval(
        source.replace("true", "True").replace("false", "False"), {"__builtins__": {"min": min, "max": max}}, known
    )


@given(st.one_of(INTEGERS, CONDITIONS), VALUES)
def test_an_expression_means_what_python_says(source: str, values: tuple[int, ...]) -> None:
    found = trouble(source)
    assert found is None or found.code in ("always-true", "never-true")
    assume(found is None)
    meaning, expected = names().meaning(source), as_python(source, values)
    assert compile_ast(meaning.ast, INDEX)(values) == expected
    assert compile_ast(resolve(meaning.ast, None), INDEX)(values) == expected
    assert meaning.truth == isinstance(expected, bool)
    assert meaning.low <= int(expected) <= meaning.high  # type: ignore[call-overload]


@given(INTEGERS, VALUES)
def test_a_comparison_that_is_always_or_never_true_is_so_for_python(source: str, values: tuple[int, ...]) -> None:
    comparison = f"({source}) < 3"
    found = trouble(comparison)
    assume(found is not None)
    assert found is not None
    assert found.code in ("always-true", "never-true")
    assert as_python(comparison, values) is (found.code == "always-true")


@given(st.text())
def test_no_text_crashes_the_parser(source: str) -> None:
    found = trouble(source)
    assert found is None or (0 <= found.at <= len(source) and str(found.message))


@given(
    st.lists(st.sampled_from(["oil", "lit", "3", "(", ")", "and", "or", "not", "in", "<", "==", "-", "*", ",", "="]))
)
def test_no_heap_of_words_crashes_the_parser(words: list[str]) -> None:
    found = trouble(" ".join(words))
    assert found is None or 0 <= found.at <= len(" ".join(words))


@pytest.mark.parametrize(
    ("source", "ast"),
    [
        ("oil", ["var", "oil"]),
        ("oil + 2 * crew", ["+", ["var", "oil"], ["*", ["int", 2], ["var", "crew"]]]),
        ("oil - 1 - 2", ["-", ["-", ["var", "oil"], ["int", 1]], ["int", 2]]),
        ("not lit and dry", ["and", ["not", ["var", "lit"]], ["var", "dry"]]),
        ("lit or dry and lit", ["or", ["var", "lit"], ["and", ["var", "dry"], ["var", "lit"]]]),
        ("3 <= oil <= 7", ["and", ["<=", ["int", 3], ["var", "oil"]], ["<=", ["var", "oil"], ["int", 7]]]),
        ("oil in (1, 2,)", ["in", ["var", "oil"], [1, 2]]),
        ("oil not in (3)", ["not", ["in", ["var", "oil"], [3]]]),
        ("crew in (-1, 1)", ["in", ["var", "crew"], [-1, 1]]),
        ("crew > -2", [">", ["var", "crew"], ["int", -2]]),
        ("not lit == dry", ["not", ["==", ["var", "lit"], ["var", "dry"]]]),
    ],
)
def test_what_binds_tighter(source: str, ast: object) -> None:
    assert names().meaning(source).ast == ast


@pytest.mark.parametrize(
    ("source", "code", "at"),
    [
        ("", "expression-syntax", 0),
        ("oil >=", "expression-syntax", 6),
        ("oil >= 3 lit", "expression-syntax", 9),
        ("(oil >= 3", "expression-syntax", 9),
        ("oil >= 03", "expression-syntax", 7),
        ("oil.real > 3", "expression-syntax", 3),
        ("oil[0] > 3", "expression-syntax", 3),
        ("abs(oil) > 2", "expression-syntax", 0),
        ("max(oil) > 2", "expression-syntax", 7),
        ("max(oil, lit) > 2", "mixed-types", 0),
        ("min(oil, 3", "expression-syntax", 10),
        ("lit && dry", "expression-syntax", 4),
        ("oil in 3", "expression-syntax", 7),
        ("oil in (crew)", "mixed-types", 4),
        ("sea == 1", "unknown-value", 7),
        ("sea == calmer", "unknown-value", 7),
        ("rough != sea + 1", "unknown-name", 0),
        ("sea + 1 > 2", "mixed-types", 4),
        ("sea < rough", "mixed-types", 4),
        ("sea in (1, 2)", "unknown-value", 4),
        ("sea and lit", "mixed-types", 0),
        ("'a' == lit", "expression-syntax", 0),
        ("oil = 3", "single-equals", 4),
        ("= 3", "single-equals", 0),
        ("oli >= 3", "unknown-name", 0),
        ("lit and Oil >= 3", "unknown-name", 8),
        ("oil and lit", "mixed-types", 0),
        ("not oil", "mixed-types", 4),
        ("lit + 1", "mixed-types", 4),
        ("lit < dry", "mixed-types", 4),
        ("lit == 1", "mixed-types", 4),
        ("lit in (0, 1)", "mixed-types", 4),
        ("oil > 9", "never-true", 4),
        ("oil >= 0", "always-true", 4),
        ("oil + crew > 14", "never-true", 11),
        ("oil != 12", "always-true", 4),
        ("oil == 12", "never-true", 4),
        ("oil in (3, 12)", "never-true", 4),
        ("2 < 3", "always-true", 2),
        ("oil > 1234567890", "number-too-large", 6),
        ("luck * 99999999 > 3", "number-too-large", 5),
        ("(" * 40 + "lit" + ")" * 40, "expression-too-long", 31),
        ("lit or " * 100 + "lit", "expression-too-long", 0),
    ],
)  # fmt: skip
def test_a_mistake_has_a_code_and_a_place(source: str, code: str, at: int) -> None:
    found = error(source)
    assert (found.code, found.at) == (code, at)


def test_every_unknown_name_of_an_expression_is_told_once() -> None:
    found = error("oli >= 3 and lit and (Lit or oli > craw)")
    assert [(mistake.at, str(mistake.hint)) for mistake in (found, *found.also)] == [
        (0, "did you mean `oil`?"),
        (22, "did you mean `lit`?"),
        (35, "did you mean `crew`?"),
    ]
    assert [mistake.also for mistake in found.also] == [(), ()]


def test_the_nearest_name_is_offered() -> None:
    assert str(error("oli >= 3").hint) == "did you mean `oil`?"
    assert str(error("Lit").hint) == "did you mean `lit`?"
    assert str(error("zzz").hint) == ""


def test_comparisons_with_the_hour_are_not_judged_by_range() -> None:
    meaning = names().meaning("hour < 3 and oil >= 2")
    assert meaning.timed
    assert resolve(meaning.ast, 2) == [">=", ["var", "oil"], ["int", 2]]
    assert resolve(meaning.ast, 3) == ["bool", False]
    assert resolve(names().meaning("hour >= 3 or lit").ast, 5) == ["bool", True]
    assert resolve(names().meaning("hour in (3, 5)").ast, 5) == ["bool", True]


def test_the_longest_chain_is_read_without_trouble() -> None:
    assert parse("+".join(["1"] * 250)).op == "+"


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("sea == rough", True),
        ("storm != sea", True),
        ("sea == tide", False),
        ("sea in (calm, storm)", False),
        ("sea not in (calm,)", True),
        ("not sea == rough or tide == storm", True),
    ],
)
def test_a_label_is_compared_with_its_words(source: str, holds: bool) -> None:
    assert bool(compile_ast(names().meaning(source).ast, INDEX)((5, 0, 1, 0, 0, 1, 2))) == holds
