"""The shelf by lines: an ending by its number, statistics, two runs side by side."""

from __future__ import annotations

from game.journal import Journal
from game.story.model import Story
from tests.plain.conftest import Tell

OVEN = ("mason", "tell", "cut", "keep")


def test_an_ending_opens_by_its_number_with_its_runs(tell: Tell, baker: Story, journal: Journal) -> None:
    tell(baker, taken=OVEN)
    entry = journal.runs(baker.id)[0]
    number = [one.id for one in baker.final_endings].index(entry.ending or "") + 1
    said = tell(baker, f"f {number}")
    assert "The runs that ended here" in said
    assert f"“j {entry.id}” opens a run." in said
    assert baker.final_endings[number - 1].title in said


def test_one_that_is_not_there_or_was_not_reached_gets_a_sentence(tell: Tell, baker: Story) -> None:
    said = tell(baker, "f 99", "f 1")
    assert "There is no ending 99: they go from 1 to 3." in said
    assert "This ending has not been reached yet." in said


def test_statistics_are_a_word_and_a_letter(tell: Tell, baker: Story) -> None:
    tell(baker, taken=OVEN)
    for word in ("i", "statistics", "stats"):
        assert "Runs: " in tell(baker, word)


def test_two_runs_are_told_scene_by_scene(tell: Tell, baker: Story, journal: Journal) -> None:
    tell(baker, taken=OVEN)
    tell(baker, taken=("clay", "tell"))
    second, first = (run.id for run in journal.runs(baker.id)[:2])
    said = tell(baker, f"compare {first} {second}")
    assert f"Run {first} beside Run {second}" in said
    assert "Here they part." in said


def test_what_is_missing_is_asked_for(tell: Tell, baker: Story) -> None:
    assert "Add the numbers of two runs" in tell(baker, "k")
    assert "There is no run 98 here; j lists them." in tell(baker, "k 98 99")
