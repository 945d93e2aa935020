"""What the tree and the journal's screen read, and what they write."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal, JournalUnavailable
from game.play.run import Run
from game.play.setup import Setup
from tests.journal.test_failures import leave_room


def played(journal: Journal, setup: Setup, *choices: str) -> ActiveRun:
    active = ActiveRun(journal, Run.start(setup))
    for taken in choices:
        active.decide(taken)
    return active


def number(active: ActiveRun) -> int:
    assert active.run_id is not None
    return active.run_id


def test_roads_are_the_decisions_and_where_they_led_the_oldest_run_first(journal: Journal, setup: Setup) -> None:
    sittings = [played(journal, setup, *choices) for choices in (("c0", "c1"), (), ("c2",))]
    sittings[0].decide("c0")
    roads = journal.roads("draft", "left")
    assert [(road.run, road.decisions, road.end) for road in roads] == [
        (active.run_id, active.run.decisions, active.run.state.here.id) for active in sittings
    ]


def test_roads_are_of_one_seat_and_none_is_deleted(journal: Journal, setup: Setup) -> None:
    kept, gone = played(journal, setup, "c0"), played(journal, setup, "c1")
    played(journal, Setup(setup.story, frozenset(["left", "right"])), "c2")
    journal.delete(number(gone))
    assert [road.run for road in journal.roads("draft", "left")] == [kept.run_id]
    assert journal.seats("draft") == {"left": 1, "both": 1}


def test_a_list_is_read_by_ids_and_only_what_is_asked_for(journal: Journal, setup: Setup) -> None:
    ids = [number(played(journal, setup, "c0")) for _ in range(4)]
    assert list(journal.listed("draft")) == ids[::-1]
    assert journal.listed("other") == ()
    assert set(journal.entries([ids[1], ids[3], 99])) == {ids[1], ids[3]}
    assert journal.entries([]) == {}


def test_a_first_page_that_was_left_for_another_run_is_listed_no_more_unless_it_was_named(
    journal: Journal, setup: Setup
) -> None:
    left, named, played_on, last = (number(played(journal, setup, *taken)) for taken in ((), (), ("c0",), ()))
    journal.rename(named, "Later")
    for listed in (list(journal.listed("draft")), [entry.id for entry in journal.runs()]):
        assert listed == [last, played_on, named]
    journal.delete(last)
    assert left not in journal.listed("draft")
    assert number(played(journal, setup)) == journal.listed("draft")[0]


def test_a_branch_remembers_where_it_parts_from_and_leaves_that_run_alone(journal: Journal, setup: Setup) -> None:
    journal.folder = "/stories/draft"
    first = played(journal, setup, "c0", "c1")
    journal.folder = ""
    branch = ActiveRun(journal, first.run.upto(1), parent=first.run_id)
    branch.decide("c2")
    entry = journal.entries([number(branch)])[number(branch)]
    assert (entry.parent, entry.path, entry.count) == (first.run_id, "/stories/draft", 2)
    assert len(journal.load(number(first)).decisions) == 2


def test_a_branch_of_a_run_that_is_gone_is_kept_all_the_same(journal: Journal, setup: Setup) -> None:
    branch = ActiveRun(journal, Run.start(setup), parent=99)
    assert branch.saved
    assert journal.entries([number(branch)])[number(branch)].parent is None


def test_playing_on_brings_a_deleted_run_back(journal: Journal, setup: Setup) -> None:
    active = played(journal, setup, "c0")
    journal.delete(number(active))
    active.decide("c1")
    assert journal.listed("draft") == (active.run_id,)


def test_a_name_cannot_speak_to_the_terminal_and_has_an_end(journal: Journal, setup: Setup) -> None:
    run_id = number(played(journal, setup))
    journal.rename(run_id, "\x1b]0;gone\x07 The\nlong \u202enight\udcff" + "!" * 100)
    name = journal.entries([run_id])[run_id].name
    assert name.startswith("]0;gone The long night !!!")
    assert len(name) == 60


def fill(journal: Journal, active: ActiveRun) -> None:
    for _ in range(50):
        journal.begin(active.run, parent=active.run_id)


def test_a_full_disk_stops_a_new_road_and_keeps_the_old_ones(file: Path, setup: Setup) -> None:
    journal = Journal.open(file)
    first = played(journal, setup, "c0", "c1")
    journal.rename(number(first), "Before")
    leave_room(journal, 0)
    with pytest.raises(JournalUnavailable, match="disk is full"):
        fill(journal, first)
    again = Journal.open(file)
    assert again.entries([number(first)])[number(first)].name == "Before"
    assert again.roads("draft", "left")[0].decisions == first.run.decisions
    assert all(road.decisions == first.run.decisions for road in again.roads("draft", "left"))
