"""The run's clock: it moves on by what takes time, never back, and no road reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.explore.survey import survey
from game.journal import ActiveRun, Journal
from game.journal.replay_saved import tree_of
from game.play.clock import hours_elapsed
from game.play.page import PageKind, pages, wire
from game.play.run import Run
from game.play.setup import Setup
from game.play.timeline import timeline
from game.story.model import Story
from tests.play.drafts import built, choice, document, ending, episode, scene, story

LEFT = frozenset({"left"})


@pytest.fixture(scope="module")
def hub() -> Story:
    """A hub at 01:00, a room that takes 20 minutes, a choice that takes 5, and a door with an hour of its own."""
    return story(
        scene(
            "hub",
            choice("room", "room", news="To the room", history=True),
            choice("wait", "hub", news="Waiting", takes=5),
            choice("door", "door"),
            seat="left",
            minute=60,
        ),
        scene("room", to="hub", takes=20, news="In the room"),
        scene("door", choice("out", "end"), seat="left", minute=100),
    )


def played(story: Story, *choices: str) -> Run:
    run = Run.start(Setup(story, LEFT))
    for id in choices:
        run = run.decide(id)
    return run


def minutes(run: Run) -> Iterator[int | None]:
    return (page.minute for state in run.states for page in pages(run.setup, state))


def test_a_hub_that_one_comes_back_to_has_the_hour_of_the_run(hub: Story) -> None:
    run = played(hub, "room", "wait", "room")
    shown = [page.minute for state in run.states for page in pages(run.setup, state) if page.kind is PageKind.DECISION]
    assert shown == [60, 80, 85, 105]
    (last,) = [page for page in pages(run.setup, run.state) if page.kind is PageKind.DECISION]
    assert last.at == "2001-01-01 01:45"


def test_an_hour_that_is_still_to_come_is_waited_for_and_one_that_is_past_is_not_gone_back_to(hub: Story) -> None:
    assert pages(Setup(hub, LEFT), played(hub, "door").state)[-1].minute == 100
    late = played(hub, "room", "room", "room", "door")
    assert pages(late.setup, late.state)[-1].minute == 120


def test_the_clock_never_runs_back(hub: Story) -> None:
    known = [minute for minute in minutes(played(hub, "wait", "room", "wait", "room", "door", "out")) if minute]
    assert known == sorted(known)


def test_the_wire_and_the_reckoning_tell_the_same_hours(hub: Story) -> None:
    run = played(hub, "room", "wait")
    assert [(bulletin.minute, bulletin.text) for bulletin in wire(run)] == [
        (60, "To the room"),
        (60, "In the room"),
        (80, "Waiting"),
    ]
    assert [row.minute for row in timeline(run)] == [60, 80]


def test_a_list_of_runs_and_the_tree_know_the_hour(hub: Story) -> None:
    journal = Journal.in_memory()
    active = ActiveRun(journal, Run.start(Setup(hub, LEFT)))
    for id in ("room", "wait"):
        active.decide(id)
    assert [entry.minute for entry in journal.runs(hub.id)] == [85]
    assert [node.hour.minute for node in tree_of(journal, hub, "left").places] == [60, 80, 85]


def test_a_story_in_which_nothing_takes_time_has_the_hours_that_it_says() -> None:
    told = story(
        scene("now", choice("on", "then"), seat="left", minute=60),
        scene("then", choice("back", "now"), seat="left", minute=10),
    )
    run = played(told, "on", "back")
    shown = [page.minute for state in run.states for page in pages(run.setup, state) if page.kind is PageKind.DECISION]
    assert (shown, told.time) == ([60, 10, 60], None)


def test_where_no_scene_has_an_hour_a_run_begins_with_the_clock() -> None:
    told = story(scene("a", choice("on", "b", takes=30), seat="left"), scene("b", choice("out", "end"), seat="left"))
    assert [page.at for page in pages(Setup(told, LEFT), played(told, "on").state)] == [
        "2001-01-01 00:00",
        "2001-01-01 00:30",
    ]


def test_time_multiplies_no_states() -> None:
    def made(takes: int) -> Story:
        return built(
            document(
                episode(
                    "one",
                    scene(
                        "hub",
                        choice("wait", "hub", add={"heat": 1}, takes=takes),
                        choice("room", "room"),
                        choice("out", "end"),
                        seat="left",
                        minute=60,
                    ),
                    scene("room", to="hub", takes=takes),
                ),
                endings=[ending("end")],
            )
        )

    timed, untimed = (survey(Setup(made(takes), LEFT)) for takes in (7, 0))
    assert timed.states == untimed.states


def test_the_clock_stays_within_its_hours() -> None:
    assert [hours_elapsed(minute, 106) for minute in (None, -900, 0, 59, 60, 99999)] == [0, 0, 0, 0, 1, 106]
