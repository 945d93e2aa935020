"""What the journal keeps, and how it is found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal
from game.journal.journal import RunUnavailable
from game.journal.localise import localise
from game.journal.reading_mode import ReadingMode, load_mode, save_mode
from game.play.page import pages
from game.play.run import Decision, Run
from game.play.setup import Rival, Setup
from game.story.model import Story
from tests.journal.conftest import LEFT
from tests.play.drafts import built, choice, document, ending, episode, scene


def played(journal: Journal, setup: Setup, *choices: str) -> ActiveRun:
    active = ActiveRun(journal, Run.start(setup))
    for taken in choices:
        active.decide(taken)
    return active


def test_a_run_comes_back_as_it_was(journal: Journal, file: Path, setup: Setup) -> None:
    active = played(journal, setup, "c0", "c1", "c2")
    assert active.run_id is not None
    again = ActiveRun.resumed(Journal.open(file), setup.story, active.run_id)
    assert again.run == active.run
    assert again.notices() == ()


def test_a_decision_is_on_disk_when_decide_returns(journal: Journal, file: Path, setup: Setup) -> None:
    active = played(journal, setup)
    assert active.run_id is not None
    for count, taken in enumerate(("c0", "c1", "c2"), 1):
        active.decide(taken)
        assert len(Journal.open(file).load(active.run_id).decisions) == count


def test_undo_is_kept_too(journal: Journal, file: Path, setup: Setup) -> None:
    active = played(journal, setup, "c0", "c1")
    first = active.run_id
    assert first is not None
    assert active.undo()
    assert len(Journal.open(file).load(first).decisions) == 1
    active.decide("c2")
    assert active.run_id == first
    kept = Journal.open(file).load(first)
    assert [passed.decision for passed in kept.decisions] == [Decision("s0", "c0"), Decision("s1", "c2")]
    assert [passed.words for passed in kept.decisions] == ["Say c0", "Say c2"]


def test_there_is_nothing_to_undo_at_the_start(journal: Journal, setup: Setup) -> None:
    assert not played(journal, setup).undo()


def test_the_page_that_was_being_read_is_remembered(journal: Journal, setup: Setup) -> None:
    active = played(journal, setup, "c0")
    assert len(active.pages) == 2
    active.turn(1)
    assert active.run_id is not None
    assert ActiveRun.resumed(journal, setup.story, active.run_id).page == 1
    active.turn(99)
    assert active.page == 1
    active.decide("c0")
    assert ActiveRun.resumed(journal, setup.story, active.run_id).page == 0


def test_everything_that_a_run_depends_on_is_kept(journal: Journal, long_story: Story) -> None:
    setup = Setup(long_story, frozenset(["left", "right"]), Rival.WEIGHTED, 2**63 - 1, "first")
    active = played(journal, setup, "c0")
    assert active.run_id is not None
    assert ActiveRun.resumed(journal, long_story, active.run_id).run.setup == setup


def test_runs_are_listed_newest_first_with_how_far_they_went(journal: Journal, setup: Setup) -> None:
    first = played(journal, setup, "c0", "c1")
    second = played(journal, setup)
    assert [run.id for run in journal.runs()] == [second.run_id, first.run_id]
    first.decide("c0")
    newest = journal.runs()[0]
    assert (newest.id, newest.count, newest.followed, newest.asked) == (first.run_id, 3, 2, 3)
    assert (newest.seat, newest.rival, newest.seed, newest.episode, newest.minute) == (
        "left",
        "history",
        12,
        "One",
        30,
    )
    assert newest.ending is None


def test_a_run_is_named_deleted_and_restored(journal: Journal, setup: Setup) -> None:
    run_id = played(journal, setup, "c0").run_id
    assert run_id is not None
    journal.rename(run_id, "The long night")
    journal.delete(run_id)
    assert journal.runs() == ()
    assert journal.latest("draft") is None
    assert [run.name for run in journal.runs(deleted=True)] == ["The long night"]
    journal.restore(run_id)
    assert [run.id for run in journal.runs()] == [run_id]
    assert len(journal.load(run_id).decisions) == 1


def test_runs_of_other_stories_are_apart(journal: Journal, setup: Setup) -> None:
    played(journal, setup)
    other = document(episode("e", scene("a", choice("x", "end"))))
    other["id"] = "other"
    played(journal, Setup(built(other), LEFT))
    assert [run.story for run in journal.runs("other")] == ["other"]
    assert [run.story for run in journal.runs()] == ["other", "draft"]


def test_the_latest_run_is_the_last_that_has_not_ended(journal: Journal, setup: Setup) -> None:
    going = played(journal, setup, "c0")
    done = played(journal, setup, *["c0"] * 20)
    assert done.run.ending is not None
    latest = journal.latest("draft")
    assert latest is not None
    assert latest.id == going.run_id


def test_there_is_no_run_by_any_other_number(journal: Journal) -> None:
    for asked in (journal.load, journal.delete, journal.restore, lambda run: journal.rename(run, "x")):
        with pytest.raises(RunUnavailable, match="no longer in the journal"):
            asked(1)


def gallery(was: dict[str, str], *endings: str) -> Story:
    made = document(
        episode("e", scene("a", *(choice(f"to-{id}", id) for id in endings))),
        endings=[ending(id, unfinished=id == "more") for id in endings],
    )
    made["was"] = was
    return built(made)


def test_endings_are_counted_by_run_and_stay_after_an_undo(journal: Journal) -> None:
    told = gallery({}, "end", "out", "more")
    setup = Setup(told, LEFT)
    for _ in range(2):
        played(journal, setup, "to-end")
    active = played(journal, setup, "to-out")
    active.undo()
    assert journal.profile.endings(told) == {"end": 2, "out": 1}
    active.decide("to-out")  # the run that ended there is kept: this is another
    assert journal.profile.endings(told) == {"end": 2, "out": 2}


def test_an_unfinished_ending_is_none(journal: Journal) -> None:
    told = gallery({}, "end", "more")
    played(journal, Setup(told, LEFT), "to-more")
    assert journal.profile.endings(told) == {}


def test_an_ending_renamed_keeps_its_place_on_the_shelf(journal: Journal) -> None:
    played(journal, Setup(gallery({}, "end", "out"), LEFT), "to-end")
    assert journal.profile.endings(gallery({"end": "finis"}, "finis", "out")) == {"finis": 1}
    assert journal.profile.endings(gallery({}, "out")) == {}


def test_settings_and_pages_read_are_kept(journal: Journal, file: Path) -> None:
    assert journal.profile.setting("theme") is None
    journal.profile.set("theme", "dark")
    journal.profile.set("theme", "light")
    journal.profile.see("draft", ["a", "b"])
    journal.profile.see("draft", ["b", "c"])
    again = Journal.open(file)
    assert again.profile.setting("theme") == "light"
    assert again.profile.seen("draft") == {"a", "b", "c"}
    assert again.profile.seen("other") == frozenset()


def test_a_run_of_a_folder_remembers_it(journal: Journal, setup: Setup) -> None:
    journal.folder = "/stories/draft"
    active = played(journal, setup)
    journal.folder = ""
    assert active.run_id is not None
    assert journal.load(active.run_id).path == "/stories/draft"


def test_a_journal_in_memory_plays_the_same_and_says_that_nothing_is_saved(setup: Setup) -> None:
    active = played(Journal.in_memory(), setup, "c0")
    assert not active.saved
    assert [page.key for page in active.pages] == [page.key for page in pages(setup, active.run.state)]


def test_a_run_is_named_as_its_story_is_told_now_and_by_the_words_it_was_played_in_where_that_is_not_known(
    journal: Journal, setup: Setup
) -> None:
    played(journal, setup, "c0")
    played(journal, setup, *(["c0"] * 20))
    ended, going = journal.entries([2])[2], journal.entries([1])[1]
    story = setup.story
    told = replace(
        story,
        title="Le four",
        episodes={id: replace(each, title="Le jour") for id, each in story.episodes.items()},
        endings={id: replace(each, title="La fin") for id, each in story.endings.items()},
    )
    assert (localise(going, told).title, localise(going, told).episode) == ("Le four", "Le jour")
    assert localise(ended, told).ending_title == "La fin"
    assert localise(going, told).ending_title is None
    assert localise(ended, None) == ended
    assert localise(ended, replace(told, id="another")) == ended
    assert localise(replace(going, scene="gone"), told).episode == going.episode


def test_a_plain_mode_and_a_run_that_is_not_kept_leave_no_setting(journal: Journal) -> None:
    save_mode(journal, 5, ReadingMode())
    save_mode(journal, None, ReadingMode(bare=True))
    save_mode(journal, 6, ReadingMode(two=True))
    assert [journal.profile.setting(f"manner/{run}") for run in (5, None, 6)] == [None, None, "two"]
    assert load_mode(journal, 6) == ReadingMode(two=True)


def test_a_page_asks_for_what_thousands_of_scenes_told_once(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    passages = [scene(f"s{number}", to=f"s{number + 1}") for number in range(3000)]
    told = built(
        document(episode("one", scene("a", choice("go", "s0")), *passages, scene("s3000", choice("stop", "end"))))
    )
    active = ActiveRun(journal, Run.start(Setup(told, frozenset(["left"]))))
    active.decide("go")
    assert len(active.pages) == 3002
    assert active.pages is active.pages
    assert active.run.diverged() is None
    monkeypatch.setattr(Run, "taken", None)
    assert active.run.diverged() is None
