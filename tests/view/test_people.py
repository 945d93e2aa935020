"""Who is who: only those whom a text read so far has named, each card as far as it may be read."""

from __future__ import annotations

import pytest

from game.play.page import Page, pages
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import State
from game.story.model import Story
from game.view.pages import page_items, place_of, premise_items
from game.view.people import card_at, people_met, who_is_who
from game.view.text import Refusal, Role
from tests.play.drafts import Doc, built, choice, document, episode, paragraph, scene
from tests.view.conftest import run_of

TOLD = ["var", "told"]


def card(id: str, *names: str, about: list[Doc] | None = None) -> Doc:
    return {
        "id": id,
        "name": names[0],
        "names": list(names),
        "apposition": f"who {id} is",
        "about": about or [],
        "facts": [],
    }


@pytest.fixture(scope="module")
def tale() -> Story:
    people = [
        card("ann", "Ann Reed", "Ann", about=[paragraph("She walks."), paragraph("She was told.", when=TOLD)]),
        card("bo", "Bo D'Arc"),
        card("cy", "Cy"),
    ]
    first = scene("a", choice("on", "b", put={"told": 1}), seat="left", text=[paragraph("Ann waits.")])
    then = scene(
        "b",
        choice("out", "end"),
        seat="right",
        text=[paragraph("Bo D’Arc comes, not Cyril."), paragraph("You see him.", seat="right")],
    )
    made = document(episode("one", first, then))
    made["seats"][0]["goal"] = "Stay."
    return built({**made, "people": people, "premise": "There is a house."})


def cards(run: Run) -> list[str]:
    told = who_is_who(run)
    assert not isinstance(told, Refusal)
    return [f"{item.words.plain} ({item.note})" if item.note else item.words.plain for item in told[1:]]


def test_those_are_met_whom_a_text_read_so_far_names(tale: Story) -> None:
    assert [person.id for person in people_met(run_of(tale, seat="both"))] == ["ann"]
    assert [person.id for person in people_met(run_of(tale, "on", seat="both"))] == ["ann", "bo"]


def test_a_card_grows_as_the_run_goes_on(tale: Story) -> None:
    assert cards(run_of(tale, seat="both")) == ["On this page", "Ann Reed (who ann is)", "She walks."]
    assert cards(run_of(tale, "on", seat="both"))[-3:] == ["Ann Reed (who ann is)", "She walks.", "She was told."]


def test_those_of_the_open_page_come_first(tale: Story) -> None:
    run = run_of(tale, "on", seat="both")
    assert cards(run)[:4] == ["On this page", "Bo D'Arc (who bo is)", "Met before", "Ann Reed (who ann is)"]
    first = who_is_who(run, 0)
    assert not isinstance(first, Refusal)
    assert [item.words.plain for item in first if item.role is Role.FACT] == ["Ann Reed"]


def test_whom_another_side_names_by_what_it_did_and_whom_a_closed_choice_names_are_on_the_page(tale: Story) -> None:
    theirs = scene("a", choice("on", "b", news="Ann Reed has left."), seat="left")
    shut = choice("no", "end", when=["int", 0], locked="Bo D'Arc forbids it.")
    people = [card("ann", "Ann Reed"), card("bo", "Bo D'Arc")]
    made = document(episode("one", theirs, scene("b", choice("out", "end"), shut, seat="right")))
    run = run_of(built({**made, "people": people}), seat="right")
    assert cards(run) == ["On this page", "Ann Reed (who ann is)", "Bo D'Arc (who bo is)"]


@pytest.mark.parametrize(("letter", "named"), [(0, "Bo D'Arc"), (5, "Bo D'Arc"), (9, None), (20, None)])
def test_a_name_in_the_text_opens_its_card(tale: Story, letter: int, named: str | None) -> None:
    run = run_of(tale, "on", seat="both")
    told = card_at(run, len(pages(run.setup, run.state)) - 1, "Bo D’Arc comes, not Cyril.", letter)
    assert (told[0].words.plain if told else None) == named


def test_pages_that_were_read_are_not_laid_again_at_each_call(tale: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    run, laid = run_of(tale, "on", seat="both"), list[State]()

    def counted(setup: Setup, state: State) -> tuple[Page, ...]:
        laid.append(state)
        return pages(setup, state)

    monkeypatch.setattr("game.view.people.pages", counted)
    for _ in range(5):
        who_is_who(run)
    assert sum(state is run.states[0] for state in laid) == 1


def test_what_only_the_other_side_reads_introduces_nobody(tale: Story) -> None:
    assert [person.id for person in people_met(run_of(tale, "on", seat="left"))] == ["ann"]


def test_a_story_without_cards_and_a_run_that_met_nobody_say_so(tale: Story) -> None:
    bare = built(document(episode("one", scene("a", choice("x", "end")))))
    assert who_is_who(run_of(bare)) == Refusal("This story does not say who is who.")
    stranger = built({**document(episode("one", scene("a", choice("x", "end")))), "people": [card("cy", "Cy")]})
    assert who_is_who(run_of(stranger)) == Refusal("You have met nobody yet.")


def test_before_the_first_page_the_premise_is_told_and_what_the_seats_held_are_after(tale: Story) -> None:
    def told(seat: str) -> list[str]:
        items = premise_items(Setup(tale, seats(tale, seat)))
        return [f"{item.about}: {item.words.plain}" if item.about else item.words.plain for item in items]

    assert told("left") == ["There is a house.", "Left: Stay."]
    assert told("right") == ["There is a house."]
    assert told("both") == ["There is a house.", "Left: Stay."]


def test_with_every_seat_held_each_page_and_each_word_for_one_seat_says_whose_it_is(tale: Story) -> None:
    run = run_of(tale, "on", seat="both")
    result, decision = pages(run.setup, run.state)
    assert [item.about for item in page_items(result, run, False) if item.role is Role.CHOSEN] == ["Left"]
    assert place_of(decision, run.setup) == "Right"
    assert [item.words.plain for item in page_items(decision, run, False)][1:] == ["Right: You see him."]


def test_with_one_seat_held_nothing_says_whose_it_is(tale: Story) -> None:
    run = run_of(tale, seat="right")
    (decision,) = pages(run.setup, run.state)[-1:]
    assert place_of(decision, run.setup) == ""
    assert [item.words.plain for item in page_items(decision, run, False)][1:] == ["You see him."]
