"""What a strategist decides in every state at once is what it decides in each, to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.explore import strategy
from game.explore.run_curve import run_curve
from game.explore.search import LimitReached, Limits
from game.explore.solve import At, StateGraph
from game.explore.strategy import grow_thinking
from game.play.chance import roll
from game.play.run import Run
from game.play.setup import STRATEGISTS, Rival, Setup
from game.play.state import Decided, open_choices
from game.play.strategist import strategists
from game.story.closures import Values
from game.story.load import load
from game.story.scenes import Scene
from tests import switches
from tests.explore.stories import choice, scene, story
from tests.explore.test_aims import followed
from tests.play.bargain import bargain, with_tables

SCENES = Path(__file__).parents[2] / "scenes"
RIGHT = frozenset({"right"})


def test_every_state_of_a_strategists_gives_each_choice_the_share_that_it_has_in_play() -> None:
    for rival in STRATEGISTS:
        setup = Setup(with_tables(bargain()), RIGHT, rival)
        graph = thought_through(setup)
        assert compared(graph, setup, 40 * switches.THOROUGH) > 100


def test_without_tables_too() -> None:
    setup = Setup(bargain(), RIGHT, Rival.STRATEGIST_4)
    graph = thought_through(setup)
    assert compared(graph, setup, 40) > 20


@pytest.mark.skipif(switches.THOROUGH < 2, reason="takes minutes: HOLDUP_THOROUGH=2")
@pytest.mark.parametrize("seat", ["board", "altman"])
@pytest.mark.parametrize("opening", ["vendredi", "casus-belli"])
def test_of_the_shipped_story_too(seat: str, opening: str) -> None:
    setup = Setup(load(SCENES), frozenset({seat}), Rival.STRATEGIST_5, 0, opening)
    graph = thought_through(setup)
    assert compared(graph, setup, 60) > 500


def thought_through(setup: Setup) -> StateGraph:
    """Every state of a setup, with what its strategists decide."""
    grown = grow_thinking(setup, Limits(100_000_000))
    assert grown is not None
    graph, decide = grown
    for [index] in reversed(graph.parts):
        decide(graph.program.locations[index], graph.nodes[index], {})
    return graph


def compared(graph: StateGraph, setup: Setup, runs: int) -> int:
    """In how many states of some runs the odds of the graph were held beside those of the engine: all the same."""
    met = 0
    for number in range(runs):
        mine = Setup(setup.story, setup.seats, setup.rival, roll(number, 0, 77) >> 1, setup.opening)
        for scene_, values, at in met_by(graph, at_random(mine)):
            (seat,) = set(setup.story.seats) - setup.seats
            weighed = strategists(setup.story, setup.seats, setup.rival.strength)[seat].weigh(scene_, values)
            total = sum(each.share for each in weighed)
            transitions = graph.location(at).everything
            odds = {transitions[edge.number].id: edge.share_of(at[1]) for edge, _ in graph.leading(at)}
            assert odds == {each.choice.id: each.share / total for each in weighed}
            met += 1
    return met


def at_random(setup: Setup) -> Run:
    """A run in which the player draws lots."""
    run = Run.start(setup)
    while opened := open_choices(run.state):
        run = run.decide(opened[roll(setup.seed, run.state.step, 0xA11) % len(opened)].id)
    return run


def met_by(graph: StateGraph, run: Run) -> Iterator[tuple[Scene, Values, At]]:
    """Where the other side decided among several choices."""
    at = followed(graph, graph.start, ())
    for beat in run.beats():
        if isinstance(beat, Decided) and not beat.player and len(beat.scene.open(beat.before)) > 1:
            yield beat.scene, beat.before, at
        at = followed(graph, at, (beat,))


def test_a_choice_that_a_strategist_never_takes_leaves_no_ending_possible() -> None:
    setup = Setup(with_tables(bargain()), RIGHT, Rival.STRATEGIST_5, 3)
    curve = run_curve(at_random(setup))
    assert curve.thinks
    assert curve.runs == 0
    for step in curve.steps:
        assert step.after.odds == 0 or step.after.endings


def test_where_a_strategist_may_have_more_to_look_at_than_it_looks_at_it_counts_as_its_weights() -> None:
    setup = Setup(with_tables(bargain()), frozenset({"left"}), Rival.STRATEGIST_3)
    assert grow_thinking(setup, Limits()) is None
    assert not run_curve(at_random(setup)).thinks


def test_circles_are_not_thought_through() -> None:
    rooms = [scene("a", choice("round", "b"), choice("out", "x")), scene("b", choice("back", "a"))]
    tale = story([], rooms, endings=["x"])
    assert grow_thinking(Setup(tale, frozenset({"me"}), Rival.STRATEGIST_3), Limits()) is None


def test_a_story_that_is_too_large_is_not_thought_through(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LimitReached):
        grow_thinking(Setup(bargain(), RIGHT, Rival.STRATEGIST_3), Limits(100))
    monkeypatch.setattr(strategy, "MOST_LOOKS", 1)
    assert grow_thinking(Setup(bargain(), RIGHT, Rival.STRATEGIST_3), Limits()) is None
