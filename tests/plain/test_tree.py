"""The tree in words: every moment by its number, and a new run from any of them."""

from __future__ import annotations

from random import Random

from game.journal import Journal, reading_mode
from game.journal.reading_mode import ReadingMode
from game.plain.roads import MOST_LINES, tell_tree
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import open_choices
from game.story.model import Story
from tests.plain.conftest import Tell, talk_of
from tests.plain.test_game import unwrapped
from tests.plain.test_runs import kept


def test_the_tree_tells_every_road_taken_and_left_in_words(tell: Tell, journal: Journal, baker: Story) -> None:
    kept(journal, baker, "clay", "done", "cut")
    kept(journal, baker, "clay", "feed")
    kept(journal, baker, "mason", seat="baker")
    said = unwrapped(tell(baker, "t", seat="both"))
    for told in (
        "The tree of Both, runs: 3.",
        "1. The crack, Thursday 14 June, 04:20 [3 runs, you are here]",
        "- Wake the mason. [no run takes it]",
        "- Clay and ash, now, with bare hands. [taken, as in history, 2 runs]",
        "2. The hearth, Thursday 14 June, 05:10 [2 runs]",
        "- Another log. [taken, as in history, one run]",
        "Other road, from 2. The hearth: Call the baker. [taken, one run] 4. The queue",
        "Other seats were played; t and one of these words shows their tree: baker (The baker).",
    ):
        assert told in said, told
    assert "First the children." not in said


def test_each_moment_has_a_number_of_its_own(tell: Tell, journal: Journal, baker: Story) -> None:
    kept(journal, baker, "clay", "done", "cut")
    kept(journal, baker, "clay", "feed", "done")
    kept(journal, baker, "nothing")
    lines = tell(baker, "t", seat="both").partition("The tree of")[2].splitlines()
    numbers = [int(line.partition(".")[0]) for line in lines if line[:1].isdigit() and " run" in line]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 7


def test_another_seats_tree_is_told_by_its_word(tell: Tell, journal: Journal, baker: Story) -> None:
    kept(journal, baker, "mason", seat="baker")
    said = tell(baker, "t baker", "t BOTH", "t miller", seat="both")
    assert "The tree of The baker, runs: 1." in said
    assert "The tree of Both, runs: 1." in said
    assert "“t miller” is not a choice here" in said


def test_a_new_run_begins_at_any_moment_and_keeps_its_parent(tell: Tell, journal: Journal, baker: Story) -> None:
    old = kept(journal, baker, "clay", "feed", "done")
    said = tell(baker, "t", "g 2", "y", "2", "q", seat="both")
    assert "A new run starts from “The hearth, Thursday\u00a014\u00a0June,\u00a005:10”." in said
    assert "The apprentice: Wait, and knead." in said
    new = journal.runs()[0]
    assert (new.parent, new.count) == (old, 2)
    assert [passed.choice for passed in journal.load(new.id).decisions] == ["clay", "wait"]
    assert [passed.choice for passed in journal.load(old).decisions] == ["clay", "feed", "done"]


def test_a_new_run_from_a_moment_is_read_as_its_parent_is(tell: Tell, journal: Journal, baker: Story) -> None:
    old = kept(journal, baker, "clay", "feed")
    reading_mode.save_mode(journal, old, ReadingMode(two=True))
    tell(baker, "t", "g 2", "y", "q", seat="both")
    assert reading_mode.load_mode(journal, journal.runs()[0].id) == ReadingMode(two=True)


def test_nothing_is_begun_without_a_yes_and_a_number_that_was_told(tell: Tell, journal: Journal, baker: Story) -> None:
    kept(journal, baker, "clay")
    said = unwrapped(tell(baker, "g 1", "g", "t", "g 1", "", "g 1", "n", "g 99", "g 0", seat="both"))
    assert "There are no numbers yet: t shows the tree, moment by moment." in said
    assert "Add the number of a moment, as in “g 12”; t shows the tree." in said
    assert said.count("Nothing was begun.") == 2
    assert "The tree has no moment 99; t shows it." in said
    assert "The tree has no moment 0; t shows it." in said
    assert len(journal.runs()) == 2


def test_an_ending_in_the_tree_opens_the_run_that_ended_there(tell: Tell, journal: Journal, baker: Story) -> None:
    ended = kept(journal, baker, "clay", "cut", "sell", seat="baker")
    said = tell(baker, "t", "g 4", "u", seat="baker")
    assert "4. Ending: Full baskets [one run]" in said
    assert "The market closed with every basket full." in said.partition(": g 4")[2]
    latest, *_ = runs = journal.runs()
    assert len(runs) == 2, "the run that was begun first and left at its first page is none"
    assert (journal.entries([ended])[ended].count, latest.count) == (3, 2)


def test_a_run_deleted_since_its_tree_was_told_begins_nothing(tell: Tell, journal: Journal, baker: Story) -> None:
    kept(journal, baker, "clay", "done")
    talk, out = talk_of(baker, journal)
    tell_tree(talk, "both")
    journal._database.write(lambda connection: connection.execute("DELETE FROM runs"))
    from game.plain.roads import started

    assert started(talk, 2) is None
    assert "this road can no longer be taken" in out.getvalue()


def test_a_long_tree_is_cut_and_told_whole_on_request(journal: Journal, baker: Story) -> None:
    chance = Random(4)
    for _ in range(40):
        run = Run.start(Setup(baker, seats(baker, "both")))
        while opened := open_choices(run.state):
            run = run.decide(chance.choice(opened).id)
        journal.begin(run)

    def told(whole: bool) -> str:
        talk, out = talk_of(baker, journal)
        tell_tree(talk, "both", whole=whole)
        return out.getvalue()

    whole, cut = told(True), told(False)
    left = len(whole.splitlines()) - len(cut.splitlines())
    assert "“t all” shows them all." in unwrapped(cut)
    assert left > MOST_LINES / 2
    assert whole.startswith(cut[: cut.index("…")])
