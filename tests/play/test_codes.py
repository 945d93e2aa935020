from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play import codes
from game.play.run import Decision, NotOpen, Run
from game.play.setup import Setup
from tests.play.drafts import choice, scene, story

ids = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
decisions = st.lists(st.builds(Decision, st.one_of(st.just(""), ids), ids)).map(tuple)


@given(decisions)
def test_what_is_written_is_read_again(taken: tuple[Decision, ...]) -> None:
    assert codes.read(codes.write(taken)) == taken


def test_commas_and_blanks_separate_alike() -> None:
    expected = (Decision("", "clay"), Decision("hearth", "wait"), Decision("", "go"))
    assert codes.read("clay, hearth:wait go") == codes.read(" clay\nhearth:wait,,go ") == expected


@pytest.mark.parametrize("word", ["a:b:c", "Clay", ":a", "a:", "1", "é", "a;b"])
def test_a_word_that_is_no_decision_is_named(word: str) -> None:
    with pytest.raises(codes.NotADecision) as refused:
        codes.read(f"fine,{word}")
    assert refused.value.word == word


def test_a_decision_without_a_scene_fits_wherever_the_run_is() -> None:
    told = story(scene("a", choice("x", "b")), scene("b", choice("x", "end")))
    setup = Setup(told, frozenset(["left"]))
    assert Run.replay(setup, codes.read("x x")) == Run.replay(setup, codes.read("a:x,b:x"))
    with pytest.raises(NotOpen):
        Run.replay(setup, codes.read("b:x"))
