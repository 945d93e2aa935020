"""Choices that chance decides: the figure before, one of two outcomes after, the same whenever it is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from game.explore.encounters import Element
from game.explore.search import explore
from game.play.page import PageKind, offers, pages, wire
from game.play.run import Run
from game.play.setup import Rival, Setup
from game.play.share_code import decode, encode
from tests.play.conftest import Play
from tests.play.lighthouse import KEEPER, told

STORY = """\
seats: {keeper: {name: The keeper}, sea: {name: The sea}}
stakes: {oil: {name: oil, max: 9, start: 5}}
counters: {wind: {max: 10}}
episodes: [night]
"""

NIGHT = """\
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text: A hundred steps.
    next: stairs
    choices:
      jump:
        say: Jump the last ten.
        if: oil > 0
        locked: Too dark.
        chance: 20 * oil - 30
        wins: {effects: {oil: 4}, result: You land., news: A thud., to: top}
        fails:
          effects: {oil: -1, wind: 1}
          result:
            - You slip.
            - {if: wind > 2, text: The wind laughs.}
      sleep: {say: Sleep., to: dawn}
  top:
    seat: sea
    text: The top.
    choices:
      blow:
        say: Blow.
        chance: 30
        wins: {news: The lamp is out., to: dawn}
        fails: {news: The lamp holds., to: dawn}
"""


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(told(tmp_path, STORY, NIGHT), KEEPER)


def test_the_figure_is_shown_before_choosing_and_follows_the_values(play: Play, setup: Setup) -> None:
    run = play(setup)
    assert [offer.chance for offer in offers(setup, run.state)] == [70, None]
    slipped = next(r for seed in range(40) if (r := play(replace(setup, seed=seed), "jump")).state.here.id == "stairs")
    assert [offer.chance for offer in offers(slipped.setup, slipped.state)] == [50, None]


def test_an_outcome_brings_its_effects_its_words_its_news_and_its_road(play: Play, setup: Setup) -> None:
    runs = [play(replace(setup, seed=seed), "jump") for seed in range(40)]
    won = next(run for run in runs if run.ending is not None)
    lost = next(run for run in runs if run.ending is None)
    result = pages(lost.setup, lost.state)[0]
    assert (result.kind, [p.block.plain for p in result.passages]) == (PageKind.RESULT, ["You slip."])
    assert [(change.variable.name, change.amount) for change in result.changes] == [("oil", -1)]
    assert wire(lost) == ()
    assert next(bulletin.text for bulletin in wire(won)) == "A thud."
    assert won.state.values[0] == 9


def test_outcomes_come_as_often_as_the_figure_says(setup: Setup) -> None:
    seeds = range(4000)
    ended = [Run.start(replace(setup, seed=seed)).decide("jump") for seed in seeds]
    won = sum(run.ending is not None for run in ended)
    assert abs(won / len(seeds) - 0.7) < 0.03
    held = Counter(bulletin.text for run in ended for bulletin in wire(run))
    assert abs(held["The lamp is out."] / won - 0.3) < 0.03


def test_taking_back_and_choosing_again_gives_the_same_outcome(play: Play, setup: Setup) -> None:
    for seed in range(12):
        run = play(replace(setup, seed=seed), "jump")
        assert run.undo().decide("jump") == run
        assert Run.replay(run.setup, run.decisions) == run
        assert decode(setup.story, encode(run)).run == run


def test_the_explorer_counts_with_the_figure_and_finds_what_never_happens(setup: Setup) -> None:
    explored = explore(setup)
    blown = explored.observer.seen[Element("outcome", "top/blow/wins")].odds
    assert blown == pytest.approx(0.3 * explored.odds(explored.program.entry["top"]))
    seen = {thing.id for thing, sight in explored.observer.seen.items() if sight.row >= 0}
    assert {"stairs/jump/wins", "stairs/jump/fails", "stairs/jump/fails#2", "top/blow/fails"} <= seen


def test_a_rival_leaves_it_to_chance_as_well(play: Play, setup: Setup) -> None:
    for rival in Rival:
        said = {b.text for seed in range(40) for b in wire(play(replace(setup, seed=seed, rival=rival), "jump"))}
        assert said == {"A thud.", "The lamp is out.", "The lamp holds."}
