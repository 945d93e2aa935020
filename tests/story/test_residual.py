"""What is left of a condition as things happen."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from game.story.compiled import Ast
from game.story.expression_types import resolve
from game.story.memory import MOST_TIMES, Question, answered, questions
from game.story.residual import Residual, asks_too_much

A, B, C = (["took", f"s{n}/a"] for n in range(3))
GATE: Ast = [">", ["var", "oil"], ["int", 3]]
COUNT: Ast = ["times", "s0"]


def happened(*asked: Ast) -> list[Question]:
    return [(op, about) for op, about in asked]


def conditions() -> st.SearchStrategy[Ast]:
    leaf = st.sampled_from([A, B, C, ["seen", "s1"], GATE, [">=", COUNT, ["int", 2]], ["==", COUNT, ["int", 1]]])
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(lambda one: ["not", one]),
            st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3)).map(
                lambda both: [both[0], *both[1]]
            ),
        ),
        max_leaves=6,
    )


def test_what_has_happened_is_known_and_the_rest_stays_open() -> None:
    asked = Residual(["and", A, ["not", B], GATE])
    assert asked.after(happened(A)).ast == ["and", ["not", B], GATE]
    assert asked.after(happened(A)).now() == GATE
    assert asked.after(happened(B)).ast == asked.after(happened(A, B)).ast == ["bool", False]
    assert asked.now() == ["bool", False]


def test_a_count_is_told_until_it_counts_no_further() -> None:
    asked = Residual(["==", COUNT, ["int", 2]])
    counts = [asked]
    for _ in range(5):
        counts.append(counts[-1].after(happened(COUNT)))
    assert [left.now()[1] for left in counts] == [False, False, True, False, False, False]
    assert [left.asks for left in counts] == [{("times", "s0")}] * MOST_TIMES + [frozenset()] * 3
    assert len({left.key for left in counts}) == MOST_TIMES + 1


@given(conditions(), st.lists(st.sampled_from([A, B, C, ["seen", "s1"], COUNT]), max_size=5))
def test_what_is_left_comes_to_what_the_condition_comes_to_with_all_that_has_happened(
    ast: Ast, events: list[Ast]
) -> None:
    left = Residual(ast)
    for event in events:
        left = left.after(happened(event))
    known = {
        (op, about): min(events.count([op, about]), MOST_TIMES if op == "times" else 1) for op, about in questions(ast)
    }
    assert left.now() == resolve(answered(ast, known), None)


@given(conditions(), st.permutations(happened(A, B, COUNT, COUNT)))
def test_the_order_in_which_things_happen_changes_nothing(ast: Ast, events: list[Question]) -> None:
    lefts = set()
    for order in list(permutations(events))[:6]:
        left = Residual(ast)
        for event in order:
            left = left.after([event])
        lefts.add(str(left.now()))
    assert len(lefts) == 1


def test_a_dozen_questions_that_rule_one_another_out_are_not_too_many_and_a_dozen_counts_are() -> None:
    many = [["took", f"s{n}/a"] for n in range(40)]
    first_of = ["and", many[0], *(["not", one] for one in many[1:])]
    assert asks_too_much(first_of) is None
    assert asks_too_much(["and", *many[:12]]) is None
    assert asks_too_much(["and", *many[:13]]) is not None
    counts: Ast = ["times", "s0"]
    for n in range(1, 7):
        counts = ["+", counts, ["times", f"s{n}"]]
    too_much = asks_too_much([">", counts, ["int", 6]])
    assert str(too_much) == "this asks too much at once: 16384 combinations of answers, and 4096 are the most"
