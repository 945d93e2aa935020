"""Two at one keyboard: who must sit down before a page, and whose private gauges are shown on it."""

from __future__ import annotations

from game.journal.reading_mode import ReadingMode
from game.play.page import resting_page
from game.view.readers import next_reader, readers_seats
from tests.view.conftest import Play

ONE, TWO = ReadingMode(), ReadingMode(two=True)


def test_the_keyboard_changes_hands_before_a_page_of_the_other_seat_and_only_then(play: Play) -> None:
    run = play(seat="both")
    page = resting_page(run.setup, run.state)
    assert next_reader(TWO, page, None) == "baker"
    assert next_reader(TWO, page, "apprentice") == "baker"
    assert next_reader(TWO, page, "baker") is None
    assert next_reader(ONE, page, None) is None


def test_what_everybody_may_read_asks_for_nobody(play: Play) -> None:
    run = play("clay", "cut", "sell", seat="baker")
    assert next_reader(TWO, resting_page(run.setup, run.state), None) is None


def test_one_reader_of_both_seats_sees_the_gauges_of_both_and_two_readers_those_of_the_pages_own(play: Play) -> None:
    run = play(seat="both")
    page = resting_page(run.setup, run.state)
    assert readers_seats(run, ONE, page) == {"baker", "apprentice"}
    assert readers_seats(run, TWO, page) == {"baker"}
    assert readers_seats(run, TWO, None) == frozenset()
