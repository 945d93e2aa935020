"""The journal's runs: what each is called, who against whom, how far it went, in the words of its story."""

from __future__ import annotations

from game.journal import ActiveRun, Journal, RunEntry
from game.story.model import Story
from game.view.journal import RunLine, latest_run, run_line
from game.view.seats import every_seat
from tests.view.conftest import run_of


def entry(journal: Journal, baker: Story, *choices: str, seat: str = "baker") -> RunEntry:
    number = ActiveRun(journal, run_of(baker, *choices, seat=seat)).run_id
    assert number is not None
    return journal.entries([number])[number]


def line(baker: Story, *choices: str, seat: str = "baker") -> RunLine:
    return run_line(entry(Journal.in_memory(), baker, *choices, seat=seat), baker)


def test_a_run_under_way_says_its_episode_and_how_many_decisions_were_taken(baker: Story) -> None:
    run = line(baker, "clay")
    assert (run.ended, run.where, run.decisions, run.fidelity) == (False, "The market", "one decision", "fidelity 100%")
    assert line(baker).decisions == "0 decisions"
    assert line(baker).fidelity == ""


def test_a_run_that_has_ended_says_where(baker: Story) -> None:
    run = line(baker, "clay", "cut", "sell")
    assert (run.ended, run.where, run.decisions) == (True, "Full baskets", "3 decisions")
    assert "ended: Full baskets" in run.in_words


def test_nobody_sits_opposite_whoever_held_every_seat(baker: Story) -> None:
    assert line(baker).sides == "The baker against History"
    assert line(baker, seat="both").sides == every_seat(baker) == "Both"


def test_a_run_of_a_story_that_cannot_be_read_keeps_the_words_it_had(baker: Story) -> None:
    run = run_line(entry(Journal.in_memory(), baker, "clay"), None)
    assert (run.seat, run.story, run.hour) == ("baker", baker.title, None)


def test_the_latest_run_is_one_that_has_not_ended(baker: Story) -> None:
    journal = Journal.in_memory()
    assert latest_run(journal, baker) is None
    under_way = entry(journal, baker, "clay")
    entry(journal, baker, "clay", "cut", "sell")
    latest = latest_run(journal, baker)
    assert latest is not None
    assert latest.id == under_way.id
