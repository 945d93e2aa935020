"""What has been read: the run so far, what went before, and whatever says some words; never what was not read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode, save_mode
from game.play.page import pages
from game.story.model import Story
from game.view.log import found_in_runs, previously, run_log
from game.view.text import Refusal, Role
from tests.play.drafts import choice, scene
from tests.play.drafts import story as drafted
from tests.view.conftest import Play, run_of

ONE, TWO = ReadingMode(), ReadingMode(two=True)


@pytest.fixture
def journal(own_home: Path) -> Journal:
    return Journal.in_memory()


def test_the_log_is_the_run_from_its_first_page_to_the_open_one(play: Play) -> None:
    run = play("clay")
    told = run_log(run, 0, ONE, None)
    assert not isinstance(told, Refusal)
    said = [item.words.plain for item in told]
    first = [passage.block.plain for passage in pages(run.setup, run.states[0])[0].passages]
    assert [words for words in first if words not in said] == []
    assert "Clay and ash, now, with bare hands." in said
    unread = [passage.block.plain for passage in pages(run.setup, run.state)[-1].passages]
    assert [words for words in unread if words in said] == []


def test_before_the_first_page_there_is_nothing(play: Play) -> None:
    assert run_log(play(), 0, ONE, None) == Refusal("Nothing comes before this page.")


def test_two_readers_find_only_their_own_pages_in_the_log(play: Play) -> None:
    run = play("clay", seat="both")
    chosen = "Clay and ash, now, with bare hands."
    for holder, there in (("baker", True), ("apprentice", False)):
        told = run_log(run, 0, TWO, holder)
        assert not isinstance(told, Refusal)
        assert (chosen in [item.words.plain for item in told]) is there


def test_who_comes_back_is_told_who_they_are_what_happened_last_by_the_hour_and_what_is_asked(play: Play) -> None:
    run = play("clay", "tell", seat="baker")
    told = previously(run, len(pages(run.setup, run.state)) - 1)
    assert told[0].role is Role.HEADING
    assert told[1].words.plain.startswith("Your seat: The baker. ")
    rows = [item for item in told if item.role is Role.SPEECH]
    assert ("You", "Clay and ash, now, with bare hands.") in [(item.about, item.words.plain) for item in rows]
    assert all(item.note for item in rows)
    assert told[-1].words.plain.startswith("Now: ")
    assert told[-1].words.plain.endswith("It is for you to decide.")
    assert previously(play(), 0) == ()


def test_who_comes_back_is_told_nothing_of_pages_that_are_still_to_be_read() -> None:
    first = scene("a", choice("x", "b"), seat="left", minute=60)
    others = scene("b", choice("y", "c", news="They did."), seat="right", minute=120)
    last = scene("c", choice("z", "end"), seat="left", minute=180)
    run = run_of(drafted(first, others, last), "x", seat="left")
    count = len(pages(run.setup, run.state))
    heard = ["They did." in [item.words.plain for item in previously(run, at)] for at in range(count)]
    assert heard == [False, True]


def test_an_old_line_of_the_wire_stands_before_what_came_later_or_not_at_all() -> None:
    first = scene("a", choice("x", "b"), seat="left", minute=60, news="Old.")
    told = drafted(
        scene("w", to="a", news="Older than all.", minute=30),
        first,
        scene("b", choice("y", "v"), seat="left", minute=120),
        scene("v", to="c", news="Late.", minute=180),
        scene("c", choice("z", "end"), seat="left", minute=240),
    )
    run = run_of(told, "x", "y", seat="left")
    rows = previously(run, len(pages(run.setup, run.state)) - 1)
    assert [item.words.plain for item in rows if item.role is Role.SPEECH] == ["Say x", "Say y", "Late."]


def test_who_comes_back_is_told_nothing_twice(play: Play) -> None:
    words = [item.words.plain for item in previously(play("clay", seat="baker"), 0)]
    assert [said for said in words if sum(said in other for other in words) > 1] == []


def test_a_search_finds_what_was_read_in_any_run_whatever_the_order_and_accents_of_its_words(
    journal: Journal, play: Play, baker: Story
) -> None:
    ActiveRun(journal, play("clay")).turn(9)
    told = found_in_runs(journal, baker, "VAULT door")
    assert not isinstance(told, Refusal)
    assert [item.words.plain for item in told if item.role is Role.STORY] == [
        "A line runs from the door to the vault, two fingers wide."
    ]
    assert told[0].note == "one passage"


def test_a_search_gives_words_that_begin_so_and_others_only_where_none_does(
    journal: Journal, play: Play, baker: Story
) -> None:
    ActiveRun(journal, play("nothing", "cut"))
    for wanted, begins in (("oven", True), ("ault", False)):
        told = found_in_runs(journal, baker, wanted)
        assert not isinstance(told, Refusal)
        said = [one.words.plain for one in told if one.role is Role.STORY]
        assert said
        assert all((f" {wanted}" in f" {words.lower()}") == begins for words in said)
        places = [one.words.plain for one in told if one.role is Role.SECTION]
        assert all(place.count("The bakehouse") < 2 for place in places)


def test_a_search_names_a_place_once_for_all_that_it_finds_there(journal: Journal, play: Play, baker: Story) -> None:
    ActiveRun(journal, play("clay")).turn(9)
    told = found_in_runs(journal, baker, "the")
    assert not isinstance(told, Refusal)
    places = [one.words.plain for one in told if one.role is Role.SECTION]
    assert len(places) < sum(one.role is Role.STORY for one in told)
    assert all(one != following for one, following in pairwise(places))


def test_a_search_finds_nothing_that_was_not_read(journal: Journal, play: Play, baker: Story) -> None:
    unread = pages(play().setup, play("clay").state)[-1].passages[0].block.plain
    ActiveRun(journal, play("clay"))  # its first page since the decision is open, and no other was turned to
    assert found_in_runs(journal, baker, unread) == Refusal(f"Nothing that you have read says “{unread[:40]}”.")
    assert found_in_runs(journal, baker, "  ") == Refusal("Type the words to look for.")
    assert isinstance(found_in_runs(journal, baker, "xyzzy"), Refusal)


def test_a_run_that_two_are_reading_is_searched_by_neither(journal: Journal, play: Play, baker: Story) -> None:
    active = ActiveRun(journal, play("clay", seat="both"))
    save_mode(journal, active.run_id, TWO)
    assert isinstance(found_in_runs(journal, baker, "vault"), Refusal)
