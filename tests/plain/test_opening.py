"""Before the first page: what is asked, and what is taken for an answer."""

from __future__ import annotations

import pytest

from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode, load_mode
from game.plain.opening import asked
from game.plain.title import Title
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.model import Story
from tests.plain.conftest import talk_of
from tests.play.drafts import built, choice, document, episode, scene


def ask(journal: Journal, story: Story, *typed: str, seed: str = "") -> tuple[ActiveRun | None, str]:
    talk, out = talk_of(story, journal, *typed)
    return asked(talk, seed), out.getvalue()


def reach_every_ending(journal: Journal, story: Story) -> None:
    for road in (
        ("clay", "feed", "wait", "done", "cut", "sell"),
        ("mason", "feed", "wait", "done", "share", "sell"),
        ("clay", "done", "cut", "keep"),
    ):
        run = Run.start(Setup(story, seats(story, "both"), seed=7))
        for taken in road:
            run = run.decide(taken)
        journal.begin(run)


def test_a_first_run_asks_for_the_seat_and_the_rival(journal: Journal, baker: Story) -> None:
    active, said = ask(journal, baker, "2", "2")
    assert active is not None
    assert active.run.setup.seats == {"apprentice"}
    assert active.run.setup.rival is Rival.WEIGHTED
    assert "2. The apprentice. Four months at this oven." in said
    assert said.count("Your choice (1 to ") == 2


def test_enter_takes_the_first_answer_each_time(journal: Journal, baker: Story) -> None:
    active, _ = ask(journal, baker, "", "")
    assert active is not None
    assert active.run.setup.seats == {"baker"}
    assert active.run.setup.rival is Rival.HISTORY


def test_who_takes_every_seat_has_no_rival_but_may_have_company(journal: Journal, baker: Story) -> None:
    alone, said = ask(journal, baker, "3", "")
    assert alone is not None
    assert alone.run.setup.seats == {"baker", "apprentice"}
    assert "other side?" not in said
    assert load_mode(journal, alone.run_id) == ReadingMode()
    together, _ = ask(journal, baker, "3", "2")
    assert together is not None
    assert load_mode(journal, together.run_id) == ReadingMode(two=True)


def test_bearings_are_asked_for_once_every_ending_is_known(journal: Journal, baker: Story) -> None:
    assert "With gauges?" not in ask(journal, baker, "1", "1")[1]
    reach_every_ending(journal, baker)
    assert len(journal.profile.endings(baker)) == len(baker.endings)
    active, said = ask(journal, baker, "1", "1", "1", "2")
    assert "With gauges?" in said
    assert active is not None
    assert load_mode(journal, active.run_id) == ReadingMode(bare=True)


def test_a_seed_is_drawn_and_told_or_taken_as_it_was_typed(journal: Journal, baker: Story) -> None:
    drawn, said = ask(journal, baker, "1", "1")
    assert drawn is not None
    assert f"Seed {drawn.run.setup.seed}. The same seed" in said
    given, _ = ask(journal, baker, "1", "1", seed=str(2**63 - 1))
    assert given is not None
    assert given.run.setup.seed == 2**63 - 1
    none, said = ask(journal, baker, "1", "1", seed=str(2**63))
    assert none is None
    assert "A seed is a whole number from 0 to 9223372036854775807." in said


@pytest.mark.parametrize("answer", ["0", "4", "x", "²", "9" * 40])
def test_a_wrong_answer_is_asked_again(journal: Journal, baker: Story, answer: str) -> None:
    active, said = ask(journal, baker, answer, "1", "1")
    assert active is not None
    assert "Type a number from 1 to 3, or q to go back." in said


@pytest.mark.parametrize("typed", [("q",), ("quit",), ("1", "back")])
def test_going_back_begins_nothing(journal: Journal, baker: Story, typed: tuple[str, ...]) -> None:
    active, said = ask(journal, baker, *typed)
    assert active is None
    assert said.endswith("Nothing was begun.\n")
    assert journal.runs() == ()


def test_an_input_that_ends_begins_nothing(journal: Journal, baker: Story) -> None:
    with pytest.raises(EOFError):
        ask(journal, baker, "1")
    assert journal.runs() == ()


def test_another_opening_is_offered_once_it_has_been_earned(journal: Journal) -> None:
    made = document(
        episode("one", scene("a", choice("x", "end"))), episode("two", scene("b", choice("x", "end")), number=2)
    )
    made["openings"].append({"id": "late", "name": "Late", "episode": "two", "after": 1})
    told = built(made)
    active, said = ask(journal, told, "1")
    assert "Late" not in said
    assert active is not None
    active.decide("x")
    late, said = ask(journal, told, "1", "2", "")
    assert "2. Late" in said
    assert late is not None
    assert late.run.state.here.id == "b"


def test_a_story_that_asks_nothing_is_not_begun(journal: Journal) -> None:
    endless = built(document(episode("one", scene("a", to="b"), scene("b", to="a"))))
    active, said = ask(journal, endless, "1", "1")
    assert active is None
    assert "goes round in circles without ever asking you anything" in said


def test_signs_and_the_journals_commands_are_explained_at_the_questions_too(journal: Journal, baker: Story) -> None:
    talk, out = talk_of(baker, journal, "1", "? signs", "? journal", "?", "q", "q")
    Title(talk).choose()
    said = out.getvalue()
    assert "documented: a fact of record" in said
    assert "at stake: what is left of it" in said
    assert "t, tree" in said
    assert said.count("Type a number from 1 to 3, or q to go back.") == 1
    assert "Nothing was begun." in said
