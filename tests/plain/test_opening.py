"""Before the first page: what is asked, and what is taken for an answer."""

from __future__ import annotations

import io

import pytest

from game.journal import Journal, Sitting
from game.plain.lines import Lines
from game.plain.opening import opened
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.model import Story
from tests.play.drafts import built, choice, document, episode, scene


def ask(journal: Journal, story: Story, *typed: str) -> tuple[Sitting | None, str]:
    out = io.StringIO()
    return opened(Lines(io.StringIO("".join(f"{line}\n" for line in typed)), out), journal, story), out.getvalue()


def test_a_first_run_asks_for_the_seat_and_the_rival(journal: Journal, baker: Story) -> None:
    sitting, said = ask(journal, baker, "2", "2")
    assert sitting is not None
    assert sitting.run.setup.seats == {"apprentice"}
    assert sitting.run.setup.rival is Rival.REALISTIC
    assert "2. The apprentice. Four months at this oven." in said
    assert "Go on" not in said


def test_who_takes_every_seat_has_no_rival(journal: Journal, baker: Story) -> None:
    sitting, said = ask(journal, baker, "3")
    assert sitting is not None
    assert sitting.run.setup.seats == {"baker", "apprentice"}
    assert "other side" not in said


def test_a_run_under_way_can_be_gone_on_with(journal: Journal, baker: Story) -> None:
    before = Sitting(journal, Run.start(Setup(baker, seats(baker, "baker"))))
    before.decide("clay")
    sitting, said = ask(journal, baker, "1")
    assert "1. Go on: The baker, The market" in said
    assert sitting is not None
    assert sitting.run == before.run
    again, _ = ask(journal, baker, "2", "1", "1")
    assert again is not None
    assert again.run_id != before.run_id


@pytest.mark.parametrize("answer", ["0", "4", "x", "", "²", "9" * 40])
def test_a_wrong_answer_is_asked_again(journal: Journal, baker: Story, answer: str) -> None:
    sitting, said = ask(journal, baker, answer, "1", "1")
    assert sitting is not None
    assert "Type a number from 1 to 3, or q to leave." in said


@pytest.mark.parametrize("typed", [(), ("q",), ("1",), ("1", "q")])
def test_leaving_early_begins_nothing(journal: Journal, baker: Story, typed: tuple[str, ...]) -> None:
    assert ask(journal, baker, *typed)[0] is None
    assert journal.runs() == ()


def test_another_opening_is_offered_once_it_has_been_earned(journal: Journal) -> None:
    made = document(
        episode("one", scene("a", choice("x", "end"))), episode("two", scene("b", choice("x", "end")), number=2)
    )
    made["openings"].append({"id": "late", "name": "Late", "episode": "two", "after": 1})
    told = built(made)
    sitting, said = ask(journal, told, "1", "1")
    assert "Late" not in said
    assert sitting is not None
    sitting.decide("x")
    late, said = ask(journal, told, "1", "1", "2")
    assert "2. Late" in said
    assert late is not None
    assert late.run.state.place.id == "b"
