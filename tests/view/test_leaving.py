"""The last lines, for who leaves a run: the clock of the story, or its last word; and that it is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.view.leaving import parting_words
from tests.play.drafts import built, choice, document, ending, episode, scene
from tests.view.conftest import Play, run_of

Told = Callable[[Run], list[str]]
KEPT = "Your run is saved."


@pytest.fixture
def words() -> Told:
    """What is said to who leaves a run."""
    return lambda run: list(parting_words(ActiveRun(Journal.open(), run)))


def test_who_leaves_a_run_under_way_is_told_when_it_is_and_how_many_hours_are_left(words: Told, play: Play) -> None:
    assert words(play()) == ["Thursday\u00a014\u00a0June,\u00a004:00. You have 8 hours left.", KEPT]


def test_who_leaves_a_run_that_has_ended_reads_its_last_word(words: Told, play: Play) -> None:
    assert words(play("nothing", "cut", "keep")) == ["A fire is easily lost.", KEPT]


def test_a_story_without_a_clock_tells_no_hours(words: Told) -> None:
    told = built(document(episode("one", scene("a", choice("x", "end"))), endings=[ending("end")]))
    assert words(run_of(told)) == [KEPT]


def test_a_run_that_is_kept_nowhere_says_so(play: Play) -> None:
    assert list(parting_words(ActiveRun(Journal.in_memory(), play())))[-1] == "This run could not be saved."
