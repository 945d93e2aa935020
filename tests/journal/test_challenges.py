"""Challenges are asked of the runs themselves: those that were deleted, and those played before one was written."""

from __future__ import annotations

from game.journal import ActiveRun, Journal
from game.journal.challenges import challenges_won, nearest_attempts
from game.play.run import Run
from game.play.setup import Setup
from game.story.model import Story
from tests.play.drafts import Doc, built, choice, condition, document, episode, scene


def tale(*challenges: Doc) -> Story:
    moves = choice("up", add={"heat": 2}, to="end"), choice("down", add={"heat": -2}, to="end")
    made = document(episode("one", scene("s", *moves)))
    return built({**made, "challenges": [*challenges]})


def hot(id: str = "hot", *endings: str) -> Doc:
    test = [">", ["var", "heat"], ["int", 4]]
    return {"id": id, "name": id.title(), "about": "", "endings": [*endings] or ["end"], "condition": condition(test)}


def played(journal: Journal, story: Story, *choices: str) -> int:
    active = ActiveRun(journal, Run.start(Setup(story, frozenset(["left"]))))
    for taken in choices:
        active.decide(taken)
    assert active.run_id is not None
    return active.run_id


def test_the_first_run_that_met_it_is_named(journal: Journal) -> None:
    story = tale(hot())
    played(journal, story, "down")
    first = played(journal, story, "up")
    played(journal, story, "up")
    assert challenges_won(journal, story) == {"hot": first}


def test_a_run_under_way_has_met_nothing(journal: Journal) -> None:
    story = tale(hot())
    played(journal, story)
    assert challenges_won(journal, story) == {}


def test_what_a_deleted_run_met_stays_met(journal: Journal) -> None:
    story = tale(hot())
    gone = played(journal, story, "up")
    journal.delete(gone)
    assert challenges_won(journal, story) == {"hot": gone}


def test_a_run_played_before_the_challenge_was_written_may_have_met_it(journal: Journal) -> None:
    run = played(journal, tale(), "up")
    assert challenges_won(journal, tale(hot())) == {"hot": run}


def test_an_ending_elsewhere_does_not_count(journal: Journal) -> None:
    story = tale(hot("far", "elsewhere"))
    played(journal, story, "up")
    assert challenges_won(journal, story) == {}


def test_of_two_runs_as_near_the_last_is_named_and_a_nearer_one_before_both(journal: Journal) -> None:
    story = tale({**hot(), "condition": condition([">", ["var", "heat"], ["int", 9]])})
    far, near = played(journal, story, "down"), played(journal, story, "up")
    assert {id: run for id, (run, _) in nearest_attempts(journal, story, ()).items()} == {"hot": near}
    played(journal, story, "down")
    again = played(journal, story, "up")
    run, tried = nearest_attempts(journal, story, ())["hot"]
    assert far < near < again == run
    assert (tried.done, tried.parts) == (0, 1)


def test_how_near_a_deleted_run_came_is_told_no_more_and_nothing_of_what_is_met(journal: Journal) -> None:
    story = tale(hot())
    journal.delete(played(journal, story, "down"))
    assert nearest_attempts(journal, story, ()) == {}
    played(journal, story, "down")
    assert nearest_attempts(journal, story, {"hot"}) == {}
