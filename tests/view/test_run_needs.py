"""What a run allows on the page that is open."""

from __future__ import annotations

from game.journal.reading_mode import ReadingMode
from game.play.page import pages
from game.view.commands import Need
from game.view.run_needs import RunNeeds
from tests.view.conftest import Play


def needs(play: Play, *choices: str, bare: bool = False, met: frozenset[Need] = frozenset()) -> RunNeeds:
    run = play(*choices)
    return RunNeeds(run, pages(run.setup, run.state)[-1], ReadingMode(bare=bare), None, met)


def test_what_the_screen_itself_knows_is_met_and_nothing_else(play: Play) -> None:
    known = needs(play, met=frozenset({Need.SEATS}))
    assert Need.SEATS in known
    assert Need.SEATS not in needs(play)


def test_nothing_is_taken_back_before_anything_was_decided(play: Play) -> None:
    assert Need.DECISION not in needs(play)
    assert Need.DECISION in needs(play, "clay")


def test_a_bare_run_has_no_gauges(play: Play) -> None:
    assert Need.GAUGES in needs(play)
    assert Need.GAUGES not in needs(play, bare=True)


def test_a_story_without_people_shows_none(play: Play) -> None:
    assert Need.PEOPLE not in needs(play)
