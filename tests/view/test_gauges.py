"""Gauges: who sees which, in what order, and what is said of each."""

from __future__ import annotations

import pytest

from game.journal.reading_mode import ReadingMode
from game.play.page import pages
from game.play.setup import Setup, seats
from game.view.gauges import Gauge, GaugeShape, gauge_groups, gauges_here, looks
from game.view.text import Refusal
from tests.play.drafts import choice, gauge, scene, story
from tests.view.conftest import Play


def test_forces_come_first_then_what_is_at_stake_then_the_votes_of_the_readers_own_seat(play: Play) -> None:
    run = play()
    groups = gauge_groups(run.setup, run.state.values, {"baker"})
    assert [(group.look.title, [gauge.name for gauge in group.gauges]) for group in groups] == [
        ("Balance of forces", ["heat"]),
        ("At stake", ["flour"]),
        ("Votes", ["the mason"]),
    ]


def test_a_vote_is_for_the_eyes_of_its_own_seat(play: Play) -> None:
    for seat, eyes in (("apprentice", {"apprentice"}), ("both", {"apprentice"}), ("both", set[str]())):
        run = play(seat=seat)
        titles = [group.look.title for group in gauge_groups(run.setup, run.state.values, eyes)]
        assert titles == ["Balance of forces", "At stake"]


def test_a_gauge_knows_what_it_has_just_moved_by(play: Play) -> None:
    run = play("nothing")
    changes = pages(run.setup, run.state)[0].changes
    groups = gauge_groups(run.setup, run.state.values, (), changes)
    moved = {gauge.name: gauge.moved for group in groups for gauge in group.gauges if gauge.moved}
    assert moved == {change.variable.label: change.amount for change in changes} != {}


def test_the_words_of_a_gauge_name_both_of_its_ends_and_where_they_lie() -> None:
    told = story(scene("a", choice("x", "end")), variables=[gauge("heat", 1, 5)])
    heat = told.variables[0]
    object.__setattr__(heat, "min", -2)
    setup = Setup(told, seats(told, next(iter(told.seats))))
    (group,) = gauge_groups(setup, told.start, setup.seats)
    assert group.gauges[0].in_words == f"heat: {heat.start} of {heat.max} (-2 is Low, {heat.max} is High)"


def test_every_kind_of_gauge_is_explained_and_drawn_in_a_shape_of_its_own() -> None:
    assert {look.shape for look in looks()} == set(GaugeShape)
    assert all(look.meaning and look.sample for look in looks())


def test_a_run_without_bearings_shows_no_gauge_to_anybody(play: Play) -> None:
    run = play()
    page = pages(run.setup, run.state)[-1]
    bare = gauges_here(run, run.state.values, ReadingMode(bare=True), page)
    assert bare == Refusal("This run is played without bearings.")


def test_two_readers_see_the_votes_of_their_own_page_and_one_reader_all(play: Play) -> None:
    run = play(seat="both")
    page = pages(run.setup, run.state)[-1]
    shown = {}
    for mode, open_page in ((ReadingMode(), page), (ReadingMode(two=True), page), (ReadingMode(two=True), None)):
        groups = gauges_here(run, run.state.values, mode, open_page)
        assert not isinstance(groups, Refusal)
        shown[mode.two, open_page is page] = [group.look.title for group in groups]
    assert "Votes" in shown[False, True]
    assert "Votes" in shown[True, True]
    assert "Votes" not in shown[True, False]


def test_the_end_that_is_called_as_the_readers_own_seat_is_theirs_and_with_both_seats_none_is() -> None:
    told = story(scene("a", choice("x", "end")), variables=[gauge("heat", 1, 5)])
    heat, seat = told.variables[0], told.seats[next(iter(told.seats))]
    object.__setattr__(heat, "low", "Council")
    object.__setattr__(seat, "name", "The Council")
    own = Setup(told, seats(told, seat.id))
    every = Setup(told, seats(told, "both"))
    ends = [gauge_groups(setup, told.start, setup.seats)[0].gauges[0].own_end for setup in (own, every)]
    assert ends == ["Council", ""]


@pytest.mark.parametrize(
    ("low", "high", "initials"),
    [("Conseil", "Altman", ("C", "A")), ("Board", "Boss", ("Boa", "Bos")), ("", "", ("", ""))],
)
def test_the_ends_of_a_gauge_are_told_apart_by_as_few_letters_as_do(
    low: str, high: str, initials: tuple[str, str]
) -> None:
    told = story(scene("a", choice("x", "end")), variables=[gauge("heat", 1, 5)])
    object.__setattr__(told.variables[0], "low", low)
    object.__setattr__(told.variables[0], "high", high)
    assert Gauge(told.variables[0], 1).initials == initials


@pytest.mark.parametrize(("value", "near"), [(0, True), (1, True), (2, False), (8, False), (9, True), (10, True)])
def test_a_gauge_at_an_end_or_one_step_from_it_knows(value: int, near: bool) -> None:
    wide, narrow = (story(scene("a", choice("x", "end")), variables=[gauge("heat", 1, most)]) for most in (10, 3))
    assert Gauge(wide.variables[0], value).near_end == near
    assert not Gauge(narrow.variables[0], min(value, 3)).near_end
