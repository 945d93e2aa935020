"""How near a run came to a challenge: parts that held, numbers that were off, ways there, seats that may try."""

from __future__ import annotations

from typing import Any

import pytest

from game.play.challenges import Attempt, attempt, seats_for
from game.play.run import Decision, Run
from game.play.setup import Setup, seats
from game.story.model import Story
from tests.play.drafts import built, choice, condition, document, ending, episode, gauge, scene

HEAT = ["var", "heat"]
WARM = ["and", ["<=", ["int", 4], HEAT], ["<=", HEAT, ["int", 6]]]
UP, DOWN = ["took", "s/up"], ["took", "s/down"]


def tale(ast: list[Any], *endings: str) -> Story:
    moves = choice("up", add={"heat": 4}, to="t"), choice("down", add={"heat": -4}, to="t")
    last = scene("t", choice("on", to="end"), choice("off", to="other"))
    ends = ending("end"), ending("other")
    made = document(episode("one", scene("s", *moves), last), variables=[gauge("heat", 5, 10)], endings=ends)
    one = {
        "id": "it",
        "name": "It",
        "about": "",
        "endings": [*endings] or ["end", "other"],
        "condition": condition(ast),
    }
    asked = [["took", "s/up"], ["took", "s/down"], ["holds", "left"], ["holds", "right"]]
    return built({**made, "challenges": [one], "memory": asked})


def tried(story: Story, *taken: str, seat: str = "left") -> Attempt | None:
    run = Run.replay(Setup(story, seats(story, seat)), [Decision("", id) for id in taken])
    return attempt(story.challenges["it"], run)


def counted(story: Story, *taken: str) -> tuple[int, int]:
    near = tried(story, *taken)
    assert near is not None
    return near.done, near.parts


def test_every_part_of_a_condition_counts_and_both_bounds_of_a_number_are_one() -> None:
    asked = tale(["and", UP, WARM, ["not", DOWN]])
    assert counted(asked, "up", "on") == (2, 3)
    assert counted(asked, "down", "on") == (0, 3)


def test_the_ending_is_a_part_where_not_every_one_will_do() -> None:
    asked = tale(UP, "end")
    assert counted(asked, "up", "on") == (2, 2)
    assert counted(asked, "up", "off") == (1, 2)
    assert counted(asked, "down", "on") == (1, 2)


def test_of_several_ways_the_one_counts_of_which_least_is_missing() -> None:
    asked = tale(["or", ["and", UP, WARM], DOWN])
    assert counted(asked, "down", "on") == (1, 1)
    assert counted(asked, "up", "on") == (1, 2)


def test_what_must_not_all_hold_is_taken_apart_too() -> None:
    asked = tale(["not", ["or", UP, ["and", DOWN, WARM]]])
    assert counted(asked, "up", "on") == (1, 2)
    assert counted(asked, "down", "on") == (2, 2)


def test_a_number_that_is_less_far_off_is_nearer() -> None:
    asked = tale([">=", HEAT, ["int", 10]])
    near, far = tried(asked, "up", "on"), tried(asked, "down", "on")
    assert near is not None
    assert far is not None
    assert near.nearness > far.nearness


@pytest.mark.parametrize(
    ("ast", "able"),
    [
        (UP, ["left", "right"]),
        (["and", ["holds", "left"], UP], ["left"]),
        (["not", ["holds", "left"]], ["right"]),
        (["or", ["and", ["holds", "left"], UP], ["and", ["holds", "right"], DOWN]], ["left", "right"]),
        (["and", ["holds", "left"], ["holds", "right"]], []),
        (["bool", False], []),
    ],
)
def test_seats_that_can_meet_it_are_read_off_what_it_asks(ast: list[Any], able: list[str]) -> None:
    asked = tale(ast)
    assert [*seats_for(asked, asked.challenges["it"])] == able


def test_a_run_under_way_or_from_a_seat_that_cannot_meet_it_came_nowhere_near() -> None:
    asked = tale(["and", ["holds", "left"], UP])
    assert tried(asked, "up") is None
    assert tried(asked, "up", "on") is not None
    assert tried(tale(["and", ["holds", "right"], UP]), "up", "on") is None
