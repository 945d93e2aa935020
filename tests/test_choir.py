"""A story about something else: three seats, a vote of eleven, an opening after two endings, no hour and no record."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.explore.encounters import Element
from game.explore.search import Exploration, explore
from game.explore.soft_locks import find_soft_locks
from game.explore.walkthroughs import walk, walkthroughs
from game.gazette.paper import paper
from game.journal import ActiveRun, Journal
from game.plain.opening import asked
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.story.load import inspect, load
from game.story.model import Story
from game.view.new_game import NewGame, Topic
from tests.plain.conftest import talk_of

CHOIR = Path(__file__).parent / "stories" / "choir"
SEATS = ("conductor", "bass", "newcomer", "both")
UP_THE_HILL = ("aloud", "higher", "boots", "count", "refrain")


@pytest.fixture(scope="module")
def story() -> Story:
    return load(CHOIR)


def run_of(story: Story, *choices: str, seat: str = "both", opening: str = "rehearsal") -> Run:
    run = Run.start(Setup(story, seats(story, seat), Rival.WEIGHTED, 0, opening))
    for choice in choices:
        run = run.decide(choice)
    return run


def searched(story: Story, seat: str) -> list[Exploration]:
    return [
        explore(Setup(story, seats(story, seat), rival, opening=opening))
        for rival in Rival
        for opening in story.openings
    ]


def test_nothing_is_wrong_with_it() -> None:
    assert inspect(CHOIR).problems == ()


def test_its_walkthroughs_lead_where_they_say(story: Story) -> None:
    found = [walk(story, each) for each in walkthroughs(story, CHOIR)]
    assert [outcome.failures for outcome in found] == [(), ()]


@pytest.mark.parametrize("seat", SEATS)
def test_from_every_seat_a_run_ends_and_its_odds_are_whole(story: Story, seat: str) -> None:
    for explored in searched(story, seat):
        endings = [i for i, cell in enumerate(explored.program.locations) if cell.scene in story.endings]
        assert sum(map(explored.odds, endings)) == pytest.approx(1.0, abs=1e-12)
        assert find_soft_locks(explored).traps == []


def test_whoever_holds_every_seat_can_read_every_word_take_every_choice_and_reach_every_ending(story: Story) -> None:
    seen, remembered = set[Element](), set[str]()
    for explored in searched(story, "both"):
        seen |= {thing for thing, sight in explored.observer.seen.items() if sight.row >= 0}
        remembered |= set(explored.memory.met if explored.memory else ())
    assert {thing.id for thing in seen if thing.kind == "ending"} == set(story.endings)
    assert {thing.id for thing in seen if thing.kind == "choice"} == {
        f"{scene.id}/{choice.id}" for scene in story.scenes.values() for choice in scene.choices
    }
    for scene in story.scenes.values():
        for number in range(1, len(scene.text) + 1):
            assert Element("paragraph", f"{scene.id}#{number}") in seen or f"{scene.id}#{number}" in remembered


def test_all_eleven_hands_can_go_up(story: Story) -> None:
    [rehearsal, *_] = searched(story, "both")
    hands = story.variable("hands")
    assert (hands.min, hands.max) == (0, 11)
    assert story.scenes["vote"].text[0].line.source.startswith("All eleven.")
    assert Element("paragraph", "vote#1") in rehearsal.observer.seen


def test_an_opening_waits_for_two_endings_and_one_to_be_continued_counts_for_none(story: Story) -> None:
    journal = Journal.in_memory()
    offered = []
    for choices in (
        (*UP_THE_HILL, "sing"),
        ("pocket", "hum", "radio", "count"),
    ):
        offered.append([opening.id for opening in NewGame.of(story, journal.profile.endings(story)).openings])
        journal.begin(run_of(story, *choices))
    offered.append([opening.id for opening in NewGame.of(story, journal.profile.endings(story)).openings])
    assert offered == [["rehearsal"], ["rehearsal"], ["rehearsal", "hill"]]
    assert [ending.id for ending in story.final_endings] == ["twelve", "soup", "basket-on-the-step", "ninety-seconds"]


def test_three_seats_are_asked_about_as_three(story: Story) -> None:
    new = NewGame.of(story, {})
    asked_about = {question.topic: question for question in new.questions}
    assert [answer.name for answer in asked_about[Topic.SEAT].answers] == [
        "The conductor", "The bass", "The newcomer", "All of them",
    ]  # fmt: skip
    assert asked_about[Topic.RIVAL].asks == "Who holds the other seats?"
    assert asked_about[Topic.READERS].answers[1].in_words == (
        "3 readers. One keyboard, 3 seats: it changes hands before what only one may read."
    )
    assert new.answer(Topic.READERS, 1).holds_all


def test_lines_of_text_ask_the_same_and_begin_with_every_seat(story: Story) -> None:
    talk, out = talk_of(story, Journal.in_memory(), "4", "2")
    active = asked(talk, "")
    assert isinstance(active, ActiveRun)
    assert active.run.setup.seats == {"conductor", "bass", "newcomer"}
    assert "4. All of them." in out.getvalue()
    assert "2. 3 readers." in out.getvalue()


def test_a_newspaper_of_three_sides_is_not_one_of_both(story: Story) -> None:
    assert paper(run_of(story, *UP_THE_HILL, "sing")).edition == "The edition of all sides"
