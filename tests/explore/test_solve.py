"""What is to be expected of every state: against the plainest interpreter, and against the odds found forwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from game.explore import solve as solving
from game.explore.automaton import Location
from game.explore.search import LimitReached, Limits
from game.explore.solve import At, StateGraph, StateNode, Values, grow, solve
from game.explore.state_set import StateIndex
from game.play.setup import BY_RULE, Rival, Setup
from game.story.link import link
from game.story.load import load
from game.story.variables import VariableKind
from tests import switches
from tests.explore.brute import Brute, State
from tests.explore.invented import invented
from tests.explore.stories import choice, scene, story

SCENES = Path(__file__).parents[2] / "scenes"
ME = frozenset({"me"})
SEATS = st.sampled_from([ME, frozenset({"you"}), frozenset({"me", "you"})])
WORTH = {"x": (1.0, 0.0, 7.0), "y": (0.0, 1.0, 2.0)}
"""The odds of either ending, and a worth."""


class Everywhere:
    """All locations."""

    def __contains__(self, location: object) -> bool:
        return True


@settings(max_examples=60 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40), SEATS, st.sampled_from(list(BY_RULE)), st.sampled_from([1, 3, 1 << 17]))
@example(11754, frozenset({"me", "you"}), Rival.WEIGHTED, 1 << 17)
def test_every_state_is_worth_what_the_plainest_interpreter_says(
    seed: int, seats: frozenset[str], rival: Rival, block: int
) -> None:
    document = invented(seed)
    setup = Setup(link(document), seats, rival)
    with patch.object(solving, "BLOCK", block):
        graph = grow(setup, keep=Everywhere())
    brute = Brute(document, set(seats), rival.value)
    expected = {ending: brute.chances(ending) for ending in ("x", "y")}
    rows = {state: row_of(graph, state) for state in brute.next}
    found = solve(graph, WORTH, set(rows.values()))
    for state, at in rows.items():
        x, y = expected["x"][state], expected["y"][state]
        assert found.values[at] == pytest.approx((x, y, 7 * x + 2 * y), abs=1e-9)
        assert found.open[at] == {ending for ending, odds in (("x", x), ("y", y)) if odds > 0}


def row_of(graph: StateGraph, state: State) -> At:
    """Where a state of the plain interpreter is found: the solver must have come to it."""
    setup, values = graph.program.setup, dict(state[1])
    place, _, drawn = state[0].partition("@")
    index = graph.program.entry[place]
    scene = setup.scenes.get(place)
    deck = setup.story.episodes[scene.episode].deck if scene is not None else ()
    for variable in setup.story.variables:
        if variable.kind is VariableKind.ONCE:
            values[variable.name] = values.get(f"once {variable.name}", 0)
        elif variable.kind is VariableKind.RETURN:
            scene_drawn, _, turn = drawn.partition("@")
            values[variable.name] = setup.story.draws.index((scene_drawn, int(turn))) + 1 if drawn else 0
    values |= {storylet.drawn.name: values.get(f"drawn {storylet.id}", 0) for storylet in deck}
    words = graph.nodes[index].words
    assert words is not None
    packed = graph.stepper.layouts.of[index].pack([values.get(v.name, 0) for v in setup.story.variables])
    (at,), (there,) = StateIndex(words).of(packed)
    assert there
    return index, int(at)


def test_the_odds_of_the_endings_add_up_to_one_in_every_state() -> None:
    graph, states = grow(shipped("board")), 0

    def look(location: Location, node: StateNode, ahead: Mapping[int, Values]) -> None:
        nonlocal states
        for index in {edge.location for edge in node.edges}:
            assert np.abs(ahead[index] - 1).max() < 1e-9
        states += node.size

    solve(graph, dict.fromkeys(graph.program.setup.story.endings, (1.0,)), (), look)
    assert states > 0.99 * graph.states


@pytest.mark.parametrize("seat", ["board", "altman"])
@pytest.mark.parametrize("rival", list(BY_RULE) if switches.THOROUGH > 1 else [Rival.HISTORY])
def test_at_the_start_they_are_the_odds_that_are_kept_beside_the_story(seat: str, rival: Rival) -> None:
    setup = shipped(seat, rival)
    endings = list(setup.story.endings)
    odds = {id: [float(id == other) for other in endings] for id in endings}
    graph = grow(setup, Limits(100_000_000))
    (found,) = solve(graph, odds, [graph.start]).values.values()
    kept = json.loads((SCENES / "odds.json").read_text("utf-8"))["odds"][setup.opening][seat][rival.value]
    assert dict(zip(endings, found, strict=True)) == pytest.approx({id: kept.get(id, 0.0) for id in endings}, abs=1e-9)


def test_who_decides_otherwise_is_asked_before_the_values_are_worked_out() -> None:
    tale = story([], [scene("a", choice("left", "x"), choice("right", "y"))], endings=["x", "y"])
    graph = grow(Setup(tale, ME))

    def always_right(location: Location, node: StateNode, ahead: Mapping[int, Values]) -> None:
        for edge in node.edges:
            edge.share = float(location.transitions[edge.number].id == "right")

    solution = solve(graph, {"x": (1.0, 3.0), "y": (0.0, 8.0)}, [graph.start], always_right)
    assert solution.values[graph.start] == (0.0, 8.0)


def test_a_run_that_never_ends_counts_for_no_ending() -> None:
    rooms = [
        scene("a", choice("out", "x"), choice("down", "b")),
        scene("b", choice("round", "c"), choice("back", "c")),
        scene("c", choice("on", "b")),
    ]
    graph = grow(Setup(story([], rooms, endings=["x"]), ME))
    solution = solve(graph, {"x": (1.0,)}, [(index, 0) for index in graph.nodes])
    scenes = {graph.program.locations[index].scene: value for (index, _), (value,) in solution.values.items()}
    assert scenes == {"a": 0.5, "b": 0.0, "c": 0.0, "x": 1.0}


def test_a_story_that_is_too_large_is_not_solved() -> None:
    with pytest.raises(LimitReached, match="1000 states"):
        grow(shipped("board"), Limits(1000))


def shipped(seat: str, rival: Rival = Rival.HISTORY) -> Setup:
    tale = load(SCENES)
    return Setup(tale, frozenset((seat,)), rival)
