"""No history is claimed where none is marked: in the tree, the graph and the reckoning."""

from __future__ import annotations

import pytest

from game.explore.graph import scene_graph
from game.play.debrief import debrief
from game.play.measures import history_run, told_decisions
from game.play.run import Decision, Run
from game.play.setup import Setup
from game.play.tree import Playthrough, grow_tree
from game.story.model import Story
from tests.play.drafts import choice, scene, story

LEFT = frozenset({"left"})


def made(first: str = "", second: str = "", third: str = "") -> Story:
    """Three decisions of two choices each; of each, the choice that history took, if any is named."""

    def decision(id: str, to: str, history: str) -> dict[str, object]:
        return scene(id, *(choice(c, to, {"heat": 1}, history=c == history) for c in ("x", "y")), seat="left")

    return story(decision("a", "b", first), decision("b", "c", second), decision("c", "end", third))


def grown(told: Story, *choices: str) -> list[tuple[bool, str | None, bool]]:
    """The places of one run's tree: history's road, how it goes on, and whether it was left."""
    ids = ["a", "b", "c", "end"]
    decisions = tuple(Decision(id, choice) for id, choice in zip(ids, choices, strict=False))
    tree = grow_tree(Setup(told, LEFT), [Playthrough(1, decisions, ids[len(choices)])])
    return [(place.history, place.onward, place.left_history) for place in tree.places]


@pytest.mark.parametrize("taken", ["xxx", "yyx"])
def test_a_story_without_history_has_neither_its_road_nor_a_way_off_it(taken: str) -> None:
    assert grown(made(), *taken) == [(False, None, False)] * 4


def test_historys_road_is_drawn_up_to_the_first_decision_of_which_nothing_is_told() -> None:
    told = made(first="y")
    assert told_decisions(history_run(Setup(told, LEFT))) == (Decision("a", "y"),)
    assert grown(told, "y", "x") == [(True, "y", False), (False, None, False), (False, None, False)]


def test_history_is_left_only_where_a_marked_decision_was_taken_otherwise() -> None:
    assert grown(made(first="y", second="x"), "y", "y", "x")[2:] == [(False, None, True), (False, None, True)]


def test_a_story_told_whole_is_drawn_whole() -> None:
    assert grown(made("x", "x", "x"), "x", "x", "x") == [
        (True, "x", False),
        (True, "x", False),
        (True, "x", False),
        (True, None, False),
    ]


def test_a_graph_of_a_story_without_history_has_no_road_of_history() -> None:
    drawn = scene_graph(made())
    assert not any(node.history for node in drawn.nodes)
    assert not any(edge.history for edge in drawn.edges)


def test_a_graph_draws_historys_road_as_far_as_it_is_told() -> None:
    drawn = scene_graph(made(first="y"))
    assert [node.id for node in drawn.nodes if node.history] == ["a", "b"]
    assert [(edge.source, edge.target) for edge in drawn.edges if edge.history] == [("a", "b")]


def test_a_reckoning_draws_historys_trace_as_far_as_it_is_told() -> None:
    run = Run.replay(Setup(made(first="y"), LEFT), [Decision("", "x")] * 3)
    assert len(debrief(run).theirs) == 1
    assert debrief(Run.replay(Setup(made(), LEFT), [Decision("", "x")] * 3)).theirs == ()
