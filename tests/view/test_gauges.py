"""Gauges: who sees which, in what order, and what is said of each."""

from __future__ import annotations

from game.play.page import pages
from game.play.setup import Setup, seats
from game.view.gauges import GaugeShape, gauge_groups, looks
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
