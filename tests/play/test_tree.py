from __future__ import annotations

from random import Random

import pytest

from game.play.run import Decision, Run
from game.play.setup import Setup
from game.play.state import open_choices
from game.play.tree import Playthrough, Tree, TreeNode, choice_words, grow_tree
from game.play.tree_layout import MapPoint, TreeLayout
from game.story.model import Story
from tests.play.drafts import built, choice, document, ending, episode, random_document, scene, story

LEFT = frozenset(["left"])


def crossroads() -> Story:
    """Three scenes with a hidden choice, a locked one, and one that can be taken once."""
    shut = [">", ["var", "heat"], ["int", 9]]
    return story(
        scene(
            "a",
            choice("on", "b", history=True),
            choice("secret", "c", when=shut),
            choice("shut", "c", when=shut, locked="Too cold"),
            minute=0,
        ),
        scene("b", choice("again", "b", once=True), choice("on", "c", history=True), minute=60),
        scene("c", choice("stop", "end", history=True), choice("go", "end"), minute=120),
    )


def road(told: Story, run: int, *choices: str) -> Playthrough:
    walked = Run.replay(Setup(told, LEFT), [Decision("", taken) for taken in choices])
    return Playthrough(run, walked.decisions, walked.state.here.id)


def grown(told: Story, *roads: tuple[str, ...]) -> Tree:
    return grow_tree(Setup(told, LEFT), [road(told, number, *choices) for number, choices in enumerate(roads, 1)])


def at(tree: Tree, *choices: str) -> TreeNode:
    [place] = tree.roots
    for taken in choices:
        [place] = [child for (by, _), child in place.children.items() if by == taken]
    return place


def left(tree: Tree, *choices: str) -> list[str]:
    return [one.choice.id for one in tree.untaken(at(tree, *choices))]


def test_runs_share_their_road_up_to_where_they_part() -> None:
    tree = grown(crossroads(), ("on", "on", "stop"), ("on", "on", "go"), ("on",))
    assert [place.here.id for place in tree.places] == ["a", "b", "c", "end", "end"]
    assert [at(tree, *taken).runs for taken in ((), ("on",), ("on", "on"), ("on", "on", "go"))] == [3, 3, 2, 1]
    assert (at(tree, "on").run, at(tree, "on", "on").run) == (3, 2)
    assert tree.runs == 3


def test_what_was_seen_and_not_taken_is_left_and_what_was_hidden_is_not_told() -> None:
    tree = grown(crossroads(), ("on",))
    assert left(tree) == ["shut"]
    assert left(tree, "on") == ["again", "on"]


def test_a_choice_that_was_hidden_is_known_once_a_run_has_taken_it() -> None:
    told = crossroads()
    tree = Tree(told, [road(told, 1, "on"), Playthrough(2, (Decision("a", "secret"),), "c"), Playthrough(3, (), "a")])
    assert left(tree) == ["shut"]
    assert at(tree, "secret").here.id == "c"


def test_what_can_be_taken_once_is_not_left_after_it_was() -> None:
    tree = grown(crossroads(), ("on", "again"))
    assert left(tree, "on", "again") == ["on"]


def test_history_is_marked_along_its_road_and_not_beside_it() -> None:
    tree = grown(crossroads(), ("on", "again", "on", "stop"), ("on", "on", "stop"))
    marked = [at(tree, *("on", "on", "stop")[:n]).history for n in range(4)]
    assert marked == [True] * 4
    assert not at(tree, "on", "again").history
    assert not at(tree, "on", "again", "on", "stop").history


def test_history_is_not_told_where_nobody_has_decided_yet() -> None:
    told = crossroads()
    assert [one.history for one in grown(told, ("on", "on")).untaken(at(grown(told, ("on", "on")), "on", "on"))] == [
        False,
        False,
    ]
    tree = grown(told, ("on", "on", "go"))
    assert [(one.choice.id, one.history) for one in tree.untaken(at(tree, "on", "on"))] == [("stop", True)]


def test_one_choice_may_lead_to_two_places() -> None:
    told = crossroads()
    tree = Tree(told, [Playthrough(1, (Decision("a", "on"),), "b"), Playthrough(2, (Decision("a", "on"),), "c")])
    assert [child.here.id for child in tree.roots[0].children.values()] == ["b", "c"]


def test_an_edited_story_keeps_every_decision_that_still_exists() -> None:
    before = crossroads()
    edited = document(
        episode("e", scene("alpha", choice("on", "b")), scene("b", choice("new", "end"), choice("on", "end"))),
        endings=[ending("end")],
    )
    edited["was"] = {"a": "alpha"}
    after = built(edited)
    tree = grow_tree(Setup(after, LEFT), [road(before, 1, "on", "on", "stop")])
    assert [place.here.id for place in tree.places] == ["alpha", "b"]
    assert tree.lost == 1
    assert left(tree, "on") == ["new", "on"]


def test_a_run_is_found_on_the_tree() -> None:
    told = crossroads()
    tree = grown(told, ("on", "on", "stop"))
    run = Run.replay(Setup(told, LEFT), [Decision("", "on"), Decision("", "on")])
    assert tree.find(run) is at(tree, "on", "on")
    assert tree.find(run.decide("go")) is at(tree, "on", "on")


def test_numbers_in_a_choice_are_left_open() -> None:
    told = crossroads()
    assert choice_words(told.scenes["a"].choices[0]) == "Say on"


def walked(told: Story, runs: int, rnd: Random, seats: frozenset[str]) -> Tree:
    roads = []
    for number in range(runs):
        run = Run.start(Setup(told, seats, seed=number))
        while (opened := open_choices(run.state)) and len(run.decisions) < rnd.randrange(1, 12):
            run = run.decide(rnd.choice(opened).id)
        roads.append(Playthrough(number, run.decisions, run.state.here.id))
    return grow_tree(Setup(told, seats), roads)


@pytest.mark.parametrize("seed", range(25))
def test_on_any_map_nothing_stands_on_anything_else_and_time_runs_to_the_right(seed: int) -> None:
    rnd = Random(seed)
    told = built(random_document(seed))
    tree = walked(told, rnd.randrange(1, 30), rnd, frozenset(told.seats))
    chart = TreeLayout(tree)
    spots = [spot for row in range(chart.rows) for spot in chart.points(row, 0, chart.columns)]
    places = [spot.node for spot in spots if spot.untaken is None]
    assert sorted(place.index for place in places) == [place.index for place in tree.places]
    assert sum(spot.untaken is not None for spot in spots) == sum(len(tree.untaken(place)) for place in tree.places)
    assert len({(chart.row(spot), chart.column(spot.node)) for spot in spots}) == len(spots)
    for place in places:
        if place.parent is not None:
            assert chart.column(place) > chart.column(place.parent)
            assert chart.row(MapPoint(place)) >= chart.row(MapPoint(place.parent))
        for row in range(chart.row(MapPoint(place)) + 1, chart.lowest(place)):
            assert all(
                spot.node is place or spot.untaken is not None or chart.column(spot.node) != chart.column(place)
                for spot in chart.points(row, 0, chart.columns)
            )
            assert place in chart.hangs(row, 0, chart.columns)


def test_places_of_one_hour_share_a_column() -> None:
    tree = grown(crossroads(), ("on", "again", "on", "stop"), ("on", "on", "stop"))
    chart = TreeLayout(tree)
    assert chart.column(at(tree, "on", "on")) == chart.column(at(tree, "on", "again", "on"))
    assert chart.hours[chart.column(at(tree, "on", "on"))] == 120


def test_the_first_row_is_historys_road_however_many_runs_left_it() -> None:
    tree = grown(crossroads(), ("on", "again", "on"), ("on", "again", "on", "go"), ("on", "on", "stop"))
    straight = TreeLayout(tree).points(0, 0, 99)
    assert [spot.node.here.id for spot in straight] == ["a", "b", "c", "end"]


@pytest.mark.parametrize("seed", range(10))
def test_what_is_left_is_counted_as_it_is_told(seed: int) -> None:
    told = built(random_document(seed))
    tree = walked(told, 20, Random(seed), frozenset(told.seats))
    assert [tree.count_untaken(place) for place in tree.places] == [len(tree.untaken(place)) for place in tree.places]
