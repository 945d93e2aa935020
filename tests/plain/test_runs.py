from __future__ import annotations

import io
from random import Random

from game.journal import Journal, Sitting
from game.plain.lines import Lines
from game.plain.runs import MOST_LINES, Runs
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import open_choices
from game.story.model import Story
from tests.plain.conftest import Tell
from tests.plain.test_game import unwrapped


def kept(journal: Journal, story: Story, *taken: str, seat: str = "both") -> int:
    run = Run.start(Setup(story, seats(story, seat)))
    for choice in taken:
        run = run.decide(choice)
    return journal.begin(run)


def test_a_run_is_renamed_in_its_own_letters(tell: Tell, journal: Journal, baker: Story) -> None:
    number = kept(journal, baker, "clay")
    said = tell(baker, f"r {number} La Longue Nuit", "j", f"r {number}", "j", seat="both")
    assert f"Run {number} is now called “La Longue Nuit”." in said
    assert unwrapped(said).count(f"{number}. La Longue Nuit, ") == 1
    assert f"Run {number} no longer has a name." in said


def test_a_deletion_is_asked_about_and_can_be_taken_back(tell: Tell, journal: Journal, baker: Story) -> None:
    number = kept(journal, baker, "clay")
    said = tell(baker, f"d {number}", "n", f"d {number}", "y", "j", f"d {number}", f"b {number}", "j", seat="both")
    assert "Nothing was deleted." in said
    assert f"Run {number} is deleted; “b {number}” brings it back." in said
    assert f"Run {number} is deleted already" in unwrapped(said)
    listed = f"\n{number}. The Oven"
    assert listed not in said.split("is deleted already")[0]
    assert listed in said.split("is in the list")[1]


def test_what_is_no_run_is_said(tell: Tell, journal: Journal, baker: Story) -> None:
    said = tell(baker, "d 99", "r", "d x", "t 3", seat="both")
    assert "There is no run 99 here; j lists them." in said
    assert "It takes the number of a run, as in “r 3”; j lists them." in said
    assert "“d x” is no choice here" in said
    assert "“t 3” is no choice here" in said


def test_the_tree_tells_every_road_taken_and_left_in_words(tell: Tell, journal: Journal, baker: Story) -> None:
    kept(journal, baker, "clay", "done", "cut")
    kept(journal, baker, "clay", "feed")
    kept(journal, baker, "mason", seat="baker")
    said = unwrapped(tell(baker, "t", seat="both"))
    for told in (
        "The tree of every seat, runs: 3.",
        "1. The crack, Thursday 14 June, 04:20 [3 runs]",
        "- Wake the mason. [never taken from here]",
        "- Clay and ash, now, with bare hands. [taken, as in history, 2 runs]",
        "- Another log. [taken, as in history, one run]",
        "Other road, from 2. The hearth: Call the baker. [taken, one run]",
    ):
        assert told in said, told
    assert "First the children." not in said


def test_a_long_tree_is_cut_and_told_whole_on_request(journal: Journal, baker: Story) -> None:
    chance = Random(4)
    for _ in range(40):
        run = Run.start(Setup(baker, seats(baker, "both")))
        while opened := open_choices(run.state):
            run = run.decide(chance.choice(opened).id)
        journal.begin(run)

    def told(typed: str) -> str:
        out = io.StringIO()
        assert Runs(Lines(io.StringIO(), out), journal).answer(typed, Setup(baker, seats(baker, "both")))
        return out.getvalue()

    whole, cut = told("t all"), told("t")
    left = len(whole.splitlines()) - len(cut.splitlines())
    assert "more lines: “t all” tells them all." in unwrapped(cut)
    assert left > MOST_LINES / 2
    assert whole.startswith(cut[: cut.index("…")])


def test_a_renamed_run_goes_on_under_its_name(journal: Journal, baker: Story) -> None:
    number = kept(journal, baker, "clay")
    sitting = Sitting.resumed(journal, baker, number)
    journal.rename(number, "Mine")
    sitting.decide("done")
    assert journal.entries([number])[number].name == "Mine"
