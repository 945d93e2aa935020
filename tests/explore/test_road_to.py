"""The road to a place that an author names: the engine takes it, and comes there."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.setups import setups
from game.explore.encounters import Reader
from game.explore.road_to import NoRoad, Place, Road, UnknownPlace, place_named, road_to
from game.play.page import pages
from game.story.load import load
from game.story.model import Story

pytest.importorskip("numpy")

STORIES = Path(__file__).parents[1] / "stories"


@pytest.fixture(scope="module")
def baker() -> Story:
    return load(STORIES / "baker")


def found(story: Story, word: str, **given: int) -> tuple[Road, Place]:
    place = place_named(story, word)
    road = road_to(setups(story, None, None, None), place, given, 60)
    assert isinstance(road, Road), road
    return road, place


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("the-crack", "the-crack"),
        ("the-fissure", "the-crack"),
        ("queue", "queue"),
        ("the-crack/clay", "the-crack/clay"),
        ("the-crack/mason#2", "the-crack/mason"),
        ("queue#1", "queue"),
        ("cat", "cat"),
        ("cat#1", "cat"),
        ("cold-oven", "cold-oven"),
        ("cold-oven#1", "cold-oven"),
        ("01-before-dawn", "cold-door"),
    ],
)
def test_a_run_comes_to_every_kind_of_place_on_the_page_that_tells_of_it(baker: Story, word: str, key: str) -> None:
    road, place = found(baker, word)
    met = {thing for state in road.run.states for thing in Reader(road.run.setup).encounters(state)}
    assert place.element in met
    assert pages(road.run.setup, road.run.state)[road.page(place)].key == key


def test_a_road_leads_to_a_state_that_is_asked_for_where_one_does(baker: Story) -> None:
    road, place = found(baker, "queue", patched=1, heat=2)
    values = road.standing(place)
    assert (values[baker.variable("patched").index], values[baker.variable("heat").index]) == (1, 2)
    assert road.run.setup.story is baker


def test_a_choice_is_taken_in_the_state_that_is_asked_for(baker: Story) -> None:
    road, place = found(baker, "the-crack/mason", flour=4)
    assert road.run.decisions[-1].choice == "mason"
    assert road.standing(place)[baker.variable("flour").index] == 4


def test_where_nothing_leads_the_clause_is_named(baker: Story) -> None:
    place = place_named(baker, "hearth")
    road = road_to(setups(baker, None, None, None), place, {"heat": 6, "flour": 0}, 60)
    assert isinstance(road, NoRoad)
    assert road.proved
    assert "never hold" in str(road.reason) or "needs" in str(road.reason)


def test_a_search_that_has_no_time_claims_nothing(baker: Story) -> None:
    road = road_to(setups(baker, None, None, None), place_named(baker, "cold-oven"), {}, 0.0)
    assert isinstance(road, NoRoad)
    assert not road.proved


@pytest.mark.parametrize(("word", "near"), [("the-crak", "the-crack"), ("queue#9", None), ("queue/", None), ("", None)])
def test_a_word_that_names_nothing_is_told_with_the_nearest(baker: Story, word: str, near: str | None) -> None:
    with pytest.raises(UnknownPlace) as told:
        place_named(baker, word)
    assert near is None or told.value.nearest == near
