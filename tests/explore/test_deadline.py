"""Time that is up: each stage of an exploration ends at once, however large the story."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import pytest

from game.explore import probes
from game.explore.automaton import Program, build
from game.explore.deadline import Deadline, OutOfTime
from game.explore.discern import alike, discern
from game.explore.events import ahead_of, as_far_as_possible, events
from game.explore.intervals import boxes
from game.explore.layout import Layouts
from game.explore.memory_marks import MemoryMarks
from game.explore.quantise import quantise
from game.explore.road_to import NoRoad, place_named, road_to
from game.explore.search import LimitReached, Limits, explore
from game.explore.solve import grow
from game.explore.survey import survey
from game.play.setup import Setup
from game.story.model import Story
from tests.explore.stories import choice, number, paragraph, scene, story

ME = frozenset({"me"})

STAGES: dict[str, Callable[[Program], object]] = {
    "boxes": boxes,
    "bands": discern,
    "bands everywhere": alike,
    "thresholds": quantise,
    "layouts": lambda program: Layouts(program, [None] * len(program.locations), [{}] * len(program.locations)),
    "what lies ahead": ahead_of,
    "events": events,
    "what is possible": as_far_as_possible,
    "memory": MemoryMarks,
}


def asking() -> Story:
    """Each scene asks for six choices of scenes before it."""
    rooms = []
    for n in range(40):
        six = [["took", f"r{m}/on"] for m in range(max(0, n - 6), n)]
        text = [paragraph("p", ["and", [">", ["var", "n"], ["int", 3]], *six])] if six else []
        rooms.append(scene(f"r{n}", choice("on", f"r{n + 1}"), choice("by", f"r{n + 1}"), text=text))
    return story([number("n", 0, 9, 5)], [*rooms, scene("r40", to=["x"])], endings=["x"])


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_ends_where_the_time_is_up(stage: str) -> None:
    program = build(Setup(asking(), ME))
    assert STAGES[stage](program) is not None
    program.deadline = Deadline(0.0)
    with pytest.raises(OutOfTime):
        STAGES[stage](program)


def test_a_machine_is_not_built_where_the_time_is_up() -> None:
    setup = Setup(asking(), ME)
    for begin in (
        lambda: build(setup, deadline=Deadline(0.0)),
        lambda: probes.probed(setup, {}, deadline=Deadline(0.0)),
        lambda: explore(setup, deadline=Deadline(0.0)),
        lambda: survey(setup, preparing=Deadline(0.0)),
    ):
        with pytest.raises(OutOfTime):
            begin()


def test_a_pass_back_over_all_states_says_which_limit_it_reached() -> None:
    with pytest.raises(LimitReached, match="1e-09 s"):
        grow(Setup(asking(), ME), Limits(seconds=1e-9))


def test_a_road_that_there_is_no_time_to_look_for_is_not_called_impossible() -> None:
    tale = asking()
    road = road_to([Setup(tale, ME)], place_named(tale, "r9#1"), {}, 0.0)
    assert isinstance(road, NoRoad)
    assert not road.proved


def test_items_are_handed_out_while_time_is_left() -> None:
    assert list(Deadline(inf).through([1, 2])) == [1, 2]
    with pytest.raises(OutOfTime):
        list(Deadline(0.0).through([1, 2]))
