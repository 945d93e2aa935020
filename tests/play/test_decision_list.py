from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play import decision_list
from game.play.run import Decision, NotOpen, Run
from game.play.setup import Setup
from tests.play.drafts import choice, scene, story

ids = st.tuples(st.sampled_from("abyz"), st.text("az09-", max_size=8)).map("".join)
decisions = st.lists(st.builds(Decision, st.one_of(st.just(""), ids), ids)).map(tuple)


@given(decisions)
def test_what_is_written_is_read_again(taken: tuple[Decision, ...]) -> None:
    assert decision_list.parse_decisions(decision_list.format_decisions(taken)) == taken


def test_commas_and_blanks_separate_alike() -> None:
    expected = (Decision("", "clay"), Decision("hearth", "wait"), Decision("", "go"))
    assert (
        decision_list.parse_decisions("clay, hearth:wait go")
        == decision_list.parse_decisions(" clay\nhearth:wait,,go ")
        == expected
    )


@pytest.mark.parametrize("word", ["a:b:c", "Clay", ":a", "a:", "1", "é", "a;b"])
def test_a_word_that_is_no_decision_is_named(word: str) -> None:
    with pytest.raises(decision_list.InvalidDecision) as refused:
        decision_list.parse_decisions(f"fine,{word}")
    assert refused.value.word == word


def test_a_decision_without_a_scene_fits_wherever_the_run_is() -> None:
    told = story(scene("a", choice("x", "b")), scene("b", choice("x", "end")))
    setup = Setup(told, frozenset(["left"]))
    assert Run.replay(setup, decision_list.parse_decisions("x x")) == Run.replay(
        setup, decision_list.parse_decisions("a:x,b:x")
    )
    with pytest.raises(NotOpen):
        Run.replay(setup, decision_list.parse_decisions("b:x"))
