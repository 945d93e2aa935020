"""The journal by number: runs named, deleted, brought back, looked at; and longer lists cut."""

from __future__ import annotations

import stat

from game import paths
from game.journal import ActiveRun, Journal
from game.plain.runs import MOST_RUNS
from game.play import share_code
from game.play.run import Run
from game.play.setup import Setup, seats
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
    said = tell(baker, f"r {number} La Longue Nuit", "j", f"rename {number}", "j", seat="both")
    assert f"Run {number} is now called “La Longue Nuit”." in said
    assert unwrapped(said).count(f"{number}. La Longue Nuit, ") == 1
    assert f"Run {number} no longer has a name." in said


def test_a_deletion_is_asked_about_and_can_be_taken_back(tell: Tell, journal: Journal, baker: Story) -> None:
    number = kept(journal, baker, "clay")
    said = tell(baker, f"d {number}", "n", f"d{number}", "y", "j", f"d {number}", f"b {number}", "j", seat="both")
    assert "Nothing was deleted." in said
    assert f"Run {number} is deleted; “b {number}” brings it back." in said
    assert f"Run {number} is deleted already" in unwrapped(said)
    listed = f"\n{number}. The Oven"
    assert listed not in said.split("is deleted already")[0]
    assert listed in said.split("is in the list")[1]


def test_what_is_no_run_is_said(tell: Tell, journal: Journal, baker: Story) -> None:
    said = unwrapped(tell(baker, "d 99", "r", "d x", "t 77", "c 5", "j 0", seat="both"))
    assert "There is no run 99 here; j lists them." in said
    assert "Add the number of a run, as in “r 3”; j lists them." in said
    assert (
        "“d x” is not a choice here: type a number from 1 to 3, or ? for help. d, delete N: take a run out of the list."
        in said
    )
    assert all(f"There is no run {number} here" in said for number in (77, 5, 0))


def test_a_run_of_another_story_is_none_of_this_ones(tell: Tell, journal: Journal, baker: Story) -> None:
    from tests.play.drafts import choice, scene, story

    journal.begin(Run.start(Setup(story(scene("a", choice("x", "end"))), frozenset({"left"}))))
    said = tell(baker, "j 1", "c 1", "d 1", seat="baker")
    assert said.count("There is no run 1 here") == 3


def test_any_runs_code_reckoning_and_tree_are_had_by_its_number(tell: Tell, journal: Journal, baker: Story) -> None:
    number = kept(journal, baker, "mason", seat="baker")
    said = tell(baker, f"c {number}", f"l {number}", f"t {number}", seat="apprentice")
    assert share_code.encode(Run.start(Setup(baker, seats(baker, "baker"))).decide("mason")) in said
    assert "You: Wake the mason." in unwrapped(said.partition("The reckoning\n")[2])
    assert "The tree of The baker, runs: 1." in said


def test_a_gazette_is_written_where_it_says(tell: Tell, journal: Journal, baker: Story) -> None:
    number = kept(journal, baker, "clay", seat="baker")
    for typed in ("e", f"e {number}"):
        said = tell(baker, typed, seat="baker", taken=("clay", "cut", "sell"))
        [file] = [line for line in said.splitlines() if line.endswith(".html")]
        page = (paths.data_dir() / "gazettes" / file.rpartition("/")[2]).read_text("utf-8")
        assert page.startswith("<!doctype html>")
        assert "Clay and ash" in page


def test_a_gazette_that_cannot_be_written_says_why(tell: Tell, baker: Story) -> None:
    folder = paths.data_dir() / "gazettes"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file in the way")
    said = unwrapped(tell(baker, "e", seat="baker"))
    assert "cannot be written: " in said
    assert str(folder) in said
    assert stat.S_ISREG(folder.stat().st_mode)


def test_a_long_journal_is_cut_and_told_whole_on_request(tell: Tell, journal: Journal, baker: Story) -> None:
    for _ in range(MOST_RUNS + 4):
        kept(journal, baker, "clay")
    said = unwrapped(tell(baker, "j", seat="both"))
    assert "… and as many more: 5. “j all” lists them all." in said
    assert said.count("The Oven on Market Day, Both") == MOST_RUNS
    assert unwrapped(tell(baker, "j all", seat="both")).count("The Oven on Market Day, Both") == MOST_RUNS + 5


def test_a_renamed_run_goes_on_under_its_name(journal: Journal, baker: Story) -> None:
    number = kept(journal, baker, "clay")
    active = ActiveRun.resumed(journal, baker, number)
    journal.rename(number, "Mine")
    active.decide("done")
    assert journal.entries([number])[number].name == "Mine"


def test_a_run_is_watched_again_by_its_number_or_its_code_and_what_is_neither_says_so(
    tell: Tell, baker: Story, journal: Journal
) -> None:
    run = Run.start(Setup(baker, seats(baker, "baker"))).decide("clay")
    number = kept(journal, baker, "clay", seat="baker")
    said = unwrapped(tell(baker, f"watch {number}", "", "m"))
    assert "You: Clay and ash, now, with bare hands." in said
    assert "You: Clay and ash, now, with bare hands." in unwrapped(
        tell(baker, f"watch {share_code.encode(run)}", "", "m")
    )
    assert "This is not a run code, or it is damaged" in unwrapped(tell(baker, "watch nonsense"))
    assert journal.entries((number,))[number].count == 1


def test_whoever_has_watched_a_run_to_its_end_is_at_the_title(tell: Tell, baker: Story, journal: Journal) -> None:
    number = kept(journal, baker, "clay", seat="baker")
    seen = tell(baker, f"watch {number}", "", "", "q").partition("End of the replay")[2]
    assert "New game" in seen
