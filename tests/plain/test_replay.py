"""A run told again by lines: forward, back, taken over, and at a pace."""

from __future__ import annotations

import pytest

from game.journal import Journal
from game.plain.evening import replay
from game.play.page import pages
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.model import Story
from tests.plain.conftest import talk_of
from tests.plain.test_game import unwrapped


def watched(
    journal: Journal, story: Story, *typed: str, taken: tuple[str, ...] = ("clay", "cut", "sell"), lost: int = 0
) -> str:
    run = Run.start(Setup(story, seats(story, "baker")))
    for choice in taken:
        run = run.decide(choice)
    talk, out = talk_of(story, journal, *typed, by_hand=True)
    assert replay(talk, run, lost, ()) == 0
    return out.getvalue()


def test_enter_goes_on_u_goes_back_and_enter_at_the_end_leaves(journal: Journal, baker: Story) -> None:
    said = watched(journal, baker, "u", "", "u", "", "", "", "", "1")
    assert "This is where the run begins." in said
    assert said.count("You: Clay and ash") == 2
    assert said.count("You: Sell the last batch.") == 1
    assert said.count("End of the replay, after 3 decisions.") == 1
    assert journal.runs() == ()


def test_what_can_be_asked_of_a_run_can_be_asked_of_one_that_is_watched(journal: Journal, baker: Story) -> None:
    said = unwrapped(watched(journal, baker, "", "h", "p", "w", "wire", "c", "?", "1", "q"))
    assert "You followed history here. History: Clay and ash, now, with bare hands." in said
    assert "At stake flour: " in said
    assert "holdup-" in said
    assert "t, take-over: take over" in said
    assert "Enter goes on. Nothing is kept, unless you take over." in said
    assert "“1” cannot be done here: ? for help." in said


def test_a_run_taken_over_goes_on_from_the_decision_that_was_open(journal: Journal, baker: Story) -> None:
    said = watched(journal, baker, "", "take-over", "1", "q")
    after = said.partition("From here on the run is yours.")[2]
    assert "There are more people than loaves." in after.partition("Your choice")[0]
    assert "You: Tell them the truth." in after
    [run] = journal.runs()
    assert run.count == 2


def test_an_ended_run_leaves_nothing_to_take_over_but_a_way_to_the_title(journal: Journal, baker: Story) -> None:
    said = watched(journal, baker, "", "", "", "t", "m", "4", "q")
    assert "there is nothing left to decide" in unwrapped(said)
    assert "1. New game" in said
    assert journal.runs() == ()
    assert journal.profile.endings(baker) == {}
    assert journal.profile.seen(baker.id) == frozenset()


@pytest.mark.parametrize(
    ("taken", "lost", "told"),
    [
        (("clay",), 0, "End of the replay, after one decision."),
        (("clay", "cut"), 1, "The replay stops after 2 decisions: the next no longer exists in this version"),
        (("clay",), 4, "The replay stops after one decision: the next 4 no longer exist in this version"),
    ],
)
def test_where_it_stops_is_said(journal: Journal, baker: Story, taken: tuple[str, ...], lost: int, told: str) -> None:
    assert told in unwrapped(watched(journal, baker, *[""] * 9, taken=taken, lost=lost))


def test_at_a_pace_each_page_has_its_time_and_nothing_is_asked(
    journal: Journal, baker: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    run = Run.start(Setup(baker, seats(baker, "baker"))).decide("clay").decide("cut")
    talk, out = talk_of(baker, journal, by_hand=True)
    assert replay(talk, run, 0, (), speed=30) == 0
    stretches = [run.upto(count).state for count in range(2)]
    assert waits == [2.0 * len(pages(run.setup, state)) for state in stretches]
    assert "Replay:" not in out.getvalue()
    assert "End of the replay, after 2 decisions." in out.getvalue()
