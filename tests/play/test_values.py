"""Counters, labels and what variables become by an expression: played from files, undone, saved and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal
from game.journal.snapshot import Snapshot
from game.play.page import pages, seen_by
from game.play.run import Run
from game.play.setup import Setup
from tests.play.conftest import Play
from tests.play.lighthouse import KEEPER, told

STORY = """\
seats: {keeper: {name: The keeper}}
stakes: {oil: {name: oil, max: 9, start: 5}}
counters:
  wind: {max: 10, about: How hard it blows.}
labels:
  sea: {values: {calm: flat calm, rough: a *rough* sea, storm: a storm}}
flags: {lit: The lamp is lit.}
episodes: [night]
allow: [forgotten-choice]
"""

NIGHT = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text:
      - You see {sea}; the wind is {wind}.
      - {if: sea == storm, text: Hold on.}
      - {if: "sea in (calm, rough)", text: Breathe.}
      - {if: lit, text: The lamp burns.}
    choices:
      blow:
        say: Let it blow.
        effects: {wind: "2 * max(1, oil - 4)", oil: -1, lit: wind + 2 > oil}
        set: {sea: rough}
        to: stairs
      swap:
        say: Pour the wind into the lamp.
        set: {oil: wind, wind: oil}
        to: stairs
      rage:
        say: Rage.
        if: sea != storm
        set: {sea: storm, wind: "min(wind + 8, 12)"}
        to: stairs
      sleep: {say: Sleep., to: dawn}
"""


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(told(tmp_path, STORY, NIGHT), KEEPER)


def values(run: Run) -> dict[str, int]:
    return {v.name: run.state.values[v.index] for v in run.setup.story.variables}


def words(run: Run) -> list[str]:
    return [passage.block.plain for passage in pages(run.setup, run.state)[-1].passages]


def test_a_label_is_printed_in_its_words_and_compared_by_them(play: Play, setup: Setup) -> None:
    assert words(play(setup)) == ["You see flat calm; the wind is 0.", "Breathe."]
    assert words(play(setup, "rage")) == ["You see a storm; the wind is 8.", "Hold on."]


def test_expressions_read_the_values_before_and_results_are_cut_to_their_range(play: Play, setup: Setup) -> None:
    once = play(setup, "blow")
    assert values(once) == {"oil": 4, "wind": 2, "sea": 1, "lit": 0}
    assert values(play(setup, "blow", "blow")) == {"oil": 3, "wind": 4, "sea": 1, "lit": 0}
    assert values(play(setup, "blow", "swap")) == {"oil": 2, "wind": 4, "sea": 1, "lit": 0}
    assert values(play(setup, "rage", "swap")) == {"oil": 8, "wind": 5, "sea": 2, "lit": 0}
    assert values(play(setup, "blow", "rage"))["wind"] == 10
    assert values(play(setup, "blow", "blow", "blow"))["lit"] == 1


def test_counters_and_labels_are_no_gauges(play: Play, setup: Setup) -> None:
    assert [v.name for v in setup.story.variables if seen_by(setup, v)] == ["oil"]
    run = play(setup, "blow")
    page = pages(setup, run.state)[0]
    assert [change.variable.name for change in page.changes] == ["oil"]
    offer = pages(setup, run.state)[-1].offers[1]
    assert [variable.name for variable in offer.touches] == ["oil"]


def test_undo_replay_and_the_journal_give_every_value_back(play: Play, setup: Setup) -> None:
    road = ("blow", "rage", "swap", "blow")
    run = play(setup, *road)
    assert Run.replay(setup, run.decisions) == run
    for count in range(len(road)):
        assert play(setup, *road).upto(count + 1).undo() == play(setup, *road[:count])


def test_a_save_keeps_a_label_by_its_word_so_that_new_words_before_it_change_nothing(tmp_path: Path) -> None:
    journal = Journal.in_memory()
    active = ActiveRun(journal, Run.start(Setup(told(tmp_path, STORY, NIGHT), KEEPER)))
    active.decide("blow")
    assert json.loads(Snapshot.of(active.run).write())["values"]["sea"] == "rough"
    assert active.run_id is not None
    more = told(tmp_path, STORY.replace("{calm: flat calm", "{dead: dead calm, calm: flat calm"), NIGHT)
    again = ActiveRun.resumed(journal, more, active.run_id)
    assert again.notices() == ()
    assert words(again.run)[0] == "You see a rough sea; the wind is 2."
    fewer = told(
        tmp_path,
        STORY.replace("calm: flat calm, rough", "calm: flat calm, swell"),
        NIGHT.replace("sea: rough", "sea: swell").replace("calm, rough", "calm, swell"),
    )
    assert ActiveRun.resumed(journal, fewer, active.run_id).notices() == (
        "The story has changed: something that it keeps to itself is no longer as it was.",
    )
