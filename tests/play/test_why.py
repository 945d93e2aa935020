"""Why a run ended so: the fork that sent it there, the clauses that held at it, who made them true, what lay near."""

from __future__ import annotations

from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.run import Decision, Run
from game.play.setup import Setup
from game.play.state import Decided, Drawn, open_choices
from game.play.why import NearestEnding, Neighbourhood, Reasons, neighbourhood, reasons
from game.story.model import Story
from game.story.scenes import Ending
from tests import switches
from tests.play.drafts import built, choice, document, ending, episode, gauge, random_document, scene, storylet

HOT, TOLD = [">=", ["var", "heat"], ["int", 5]], ["var", "told"]
LEFT = frozenset({"left"})


def ways(*exits: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"to": to} | ({} if ast is None else {"condition": {"source": "", "ast": ast}}) for to, ast in exits]


def tale(fork: list[dict[str, Any]], deck: Any = ()) -> Story:
    scenes = [
        scene("a", choice("tell", put={"told": 1}), choice("hush"), to="b", seat="left"),
        scene("b", choice("heat", add={"heat": 2}), to="c", seat="right"),
        scene("c", draw=1) | {"exits": fork},
        scene("closing", choice("close", "end"), choice("open", "out"), seat="left"),
    ]
    endings = [ending("end"), ending("out"), ending("cold")]
    return built(document(episode("one", *scenes, deck=deck), endings=endings))


def played(story: Story, *choices: str, seed: int = 0) -> Run:
    run = Run.start(Setup(story, LEFT, seed=seed))
    for taken in choices:
        run = run.decide(taken)
    assert run.ending is not None
    return run


def reached(run: Run) -> Ending:
    assert run.ending is not None
    return run.ending


def told(why: Reasons) -> list[tuple[Any, bool, str]]:
    causes = ((cause.clause.ast, cause.clause.wanted, cause.beat) for cause in why.causes)
    return [(ast, wanted, _who(beat)) for ast, wanted, beat in causes]


def _who(beat: object) -> str:
    if isinstance(beat, Decided):
        return f"{beat.scene.id}:{beat.choice.id}"
    return beat.storylet.id if isinstance(beat, Drawn) else "" if beat is None else "passed"


def test_each_clause_that_held_is_told_with_the_decision_that_made_it_true_whoever_took_it() -> None:
    why = reasons(played(tale(ways(("end", ["and", HOT, TOLD]), ("cold", None))), "tell"))
    assert told(why) == [(TOLD, True, "a:tell"), (HOT, True, "b:heat")]


def test_luck_may_have_made_it_true_or_the_beginning() -> None:
    warm = [">=", ["var", "heat"], ["int", 7]]
    lucky = tale(ways(("end", ["and", warm, ["not", TOLD]]), ("cold", None)), deck=[storylet("sun", {"heat": 2})])
    assert told(reasons(played(lucky, "hush"))) == [(warm, False, "")]
    easy = tale(ways(("end", ["and", [">=", ["var", "heat"], ["int", 6]], ["not", TOLD]]), ("cold", None)),
                deck=[storylet("sun", {"heat": 1})])  # fmt: skip
    assert told(reasons(played(easy, "hush"))) == [
        (TOLD, False, ""),
        ([">=", ["var", "heat"], ["int", 6]], True, "sun"),
    ]


def test_of_an_or_only_what_held_is_told_and_of_an_and_that_failed_only_what_did_not() -> None:
    either = tale(ways(("end", ["or", HOT, TOLD]), ("cold", None)))
    assert told(reasons(played(either, "hush"))) == [(HOT, True, "b:heat")]
    neither = tale(ways(("end", ["and", HOT, TOLD]), ("cold", None)))
    assert told(reasons(played(neither, "hush"))) == [(TOLD, False, "")]


def test_behind_the_last_decision_stands_the_fork_that_led_to_it() -> None:
    why = reasons(played(tale(ways(("closing", HOT), ("cold", None))), "tell", "close"))
    assert why.decision is not None
    assert (why.decision.scene.id, why.decision.choice.id) == ("closing", "close")
    assert told(why) == [(HOT, True, "b:heat")]


def test_a_number_that_went_up_and_down_was_made_so_by_the_last_that_crossed() -> None:
    scenes = [
        scene("a", choice("up", "b", add={"heat": 2})),
        scene("b", choice("down", "c", add={"heat": -2})),
        scene("c", choice("up-again", add={"heat": 2}), to="d"),
        scene("d", add={"heat": 1}) | {"exits": ways(("end", HOT), ("out", None))},
    ]
    story = built(document(episode("one", *scenes), endings=[ending("end"), ending("out")]))
    assert told(reasons(played(story, "up", "down", "up-again"))) == [(HOT, True, "c:up-again")]


def test_the_nearest_other_ending_takes_the_fewest_decisions_otherwise() -> None:
    run = played(tale(ways(("closing", TOLD), ("cold", None))), "tell", "close")
    near = neighbourhood(run.setup, run.decisions, reached(run)).nearest
    assert near is not None
    assert (near.ending.id, near.changed, near.beyond) == ("out", ((1, Decision("closing", "open")),), 0)


def test_a_decision_in_a_scene_never_met_counts_less_than_one_changed() -> None:
    run = played(tale(ways(("closing", TOLD), ("cold", None))), "hush")
    near = neighbourhood(run.setup, run.decisions, reached(run)).nearest
    assert near is not None
    assert near.changed == ((0, Decision("a", "tell")),)
    assert near.beyond == 1


def test_that_there_is_no_other_ending_is_known_only_where_every_road_was_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = built(
        document(episode("one", scene("a", choice("x", "b"), choice("y", "b")), scene("b", choice("z", "end"))))
    )
    for most, whole in ((4000, True), (1, False)):
        monkeypatch.setattr("game.play.why._MOST_STATES", most)
        run = played(story, "x", "z", seed=most)
        assert neighbourhood(run.setup, run.decisions, reached(run)) == Neighbourhood(None, whole)


def test_an_ending_that_lies_far_beyond_what_is_looked_at_nearest_first_is_found_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moves = [choice(f"c{n}", add={"heat": n - 1}) for n in range(3)]
    corridor = [scene(f"s{n}", *moves, to=f"s{n + 1}" if n < 11 else "far") for n in range(12)]
    first = scene("a", choice("here", "end"), choice("away", "s0"))
    ends = ending("end"), ending("far")
    many = document(episode("one", first, *corridor), variables=[gauge("heat", 20, 40)], endings=ends)
    monkeypatch.setattr("game.play.why._MOST_STATES", 30)
    run = played(built(many), "here")
    assert neighbourhood(run.setup, run.decisions, reached(run)).nearest == NearestEnding(
        run.setup.story.endings["far"], ((0, Decision("a", "away")),), 12
    )


@settings(max_examples=15 * switches.THOROUGH)
@given(st.integers(0, 2**32), st.sampled_from((1, 3, 9)), st.data())
def test_however_few_states_are_looked_at_no_more_decisions_are_changed_than_have_to_be(
    seed: int, most: int, data: Any
) -> None:
    run = Run.start(Setup(built(random_document(seed)), LEFT, seed=seed))
    while opened := open_choices(run.state):
        run = run.decide(data.draw(st.sampled_from(opened)).id)
    if run.ending is None:
        return
    search = partial(neighbourhood.__wrapped__, run.setup, run.decisions, run.ending)
    whole = search().nearest
    with patch("game.play.why._MOST_STATES", most):
        some = search().nearest
    assert some is None or (whole is not None and len(some.changed) == len(whole.changed))


@settings(max_examples=30 * switches.THOROUGH)
@given(st.integers(0, 2**32), st.data())
def test_in_any_story_what_is_told_did_hold_and_the_nearest_ending_is_reached_as_told(seed: int, data: Any) -> None:
    story = built(random_document(seed))
    run = Run.start(Setup(story, LEFT, seed=seed))
    while opened := open_choices(run.state):
        run = run.decide(data.draw(st.sampled_from(opened)).id)
    if run.ending is None:
        return
    for cause in reasons(run).causes:
        if cause.beat is not None:
            assert cause.clause.holds(cause.beat.after)
            assert not cause.clause.holds(cause.beat.before)
    near = neighbourhood(run.setup, run.decisions, run.ending).nearest
    if near is not None and near.changed:
        at, other = near.changed[0]
        assert run.decisions[at].scene == other.scene
        assert run.decisions[at].choice != other.choice
        assert other.choice in {c.id for c in open_choices(run.states[at])}
