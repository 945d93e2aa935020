"""Storylets that are scenes: they ask, set flags, lead elsewhere, and the run goes on from where they were drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.explore.encounters import Element
from game.explore.search import explore
from game.explore.walkthroughs import walk, walkthroughs
from game.explore.witnesses import witnesses
from game.play.page import PageKind, pages, wire
from game.play.run import Run
from game.play.setup import Setup
from game.play.share_code import decode, encode
from game.play.state import Drawn, Passed
from game.story.load import inspect
from tests.play.conftest import Play
from tests.play.lighthouse import ENDINGS, KEEPER, told, write

STORY = """\
seats: {keeper: {name: The keeper}, sea: {name: The sea}}
stakes: {oil: {name: oil, max: 9, start: 5}}
flags: {fed: The gull was fed.}
episodes: [night, day]
"""

NIGHT = """\
episode: The night
number: 1
start: door
scenes:
  door:
    text: The door.
    choices:
      up: {say: Up., to: stairs}
      down: {say: Down., to: cellar}
  stairs: {text: A hundred steps., draw: 2, next: lamp}
  cellar:
    text: The cellar.
    draw: 1
    next: [{if: oil > 5, to: lamp}, {to: out}]
  lamp:
    text:
      - The lamp.
      - {if: fed, text: The gull follows.}
      - {if: took(gull/feed), text: It remembers the bread.}
    choices:
      wait: {say: Wait., to: out}
deck:
  gull:
    title: The gull
    if: oil > 3
    text: A gull on the rail.
    news: A gull is seen.
    choices:
      feed:
        say: Feed it.
        effects: {fed: true, oil: 1}
        result: It eats.
      shoo: {say: Shoo it., to: morning}
  fall: {text: You fall., effects: {oil: -2}, next: morning}
  rain: {text: It rains.}
"""

DAY = """\
episode: The day
number: 2
start: morning
scenes:
  morning:
    text: Morning.
    choices:
      on: {say: Go on., to: dawn}
"""

TWO_ENDINGS = f"{ENDINGS}  out: {{title: Out, text: Out., epitaph: Out., hint: Out.}}\n"


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(told(tmp_path, STORY, NIGHT, TWO_ENDINGS, day=DAY), KEEPER)


def where(setup: Setup, choice: str, scene: str, first: str = "") -> Setup:
    """The setup with the first seed by which a choice leads to a scene, perhaps with one storylet drawn first."""
    for seed in range(200):
        run = Run.start(replace(setup, seed=seed)).decide(choice)
        drawn = [beat.storylet.id for beat in run.beats() if isinstance(beat, Drawn)]
        if run.state.here.id == scene and (not first or drawn[:1] == [first]):
            return run.setup
    raise AssertionError("no seed leads there")


def test_a_storylet_with_choices_is_asked_like_a_scene_and_the_run_goes_on_from_there(play: Play, setup: Setup) -> None:
    run = play(where(setup, "up", "gull"), "up")
    page = pages(run.setup, run.state)[-1]
    assert (page.kind, page.title, [offer.choice.id for offer in page.offers]) == (
        PageKind.DECISION,
        "The gull",
        ["feed", "shoo"],
    )
    assert [bulletin.text for bulletin in wire(run)] == ["A gull is seen."]
    fed = next(
        made
        for seed in range(100)
        if (made := play(replace(setup, seed=seed), "up")).state.here.id == "gull"
        and (made := made.decide("feed")).state.here.id == "lamp"
    )
    said = [[passage.block.plain for passage in page.passages] for page in pages(fed.setup, fed.state)]
    assert (said[0], said[-1]) == (["It eats."], ["The lamp.", "The gull follows.", "It remembers the bread."])
    assert sum(isinstance(beat, Passed) for beat in fed.beats()) == 1


def test_it_goes_back_to_the_scene_after_which_it_was_drawn(play: Play, setup: Setup) -> None:
    run = play(where(setup, "down", "gull"), "down", "feed")
    assert run.state.here.id == "lamp"


def test_what_is_still_to_be_drawn_is_drawn_after_it(play: Play, setup: Setup) -> None:
    second = where(setup, "up", "gull", first="rain")
    run = play(second, "up", "feed")
    assert [beat.storylet.id for beat in run.beats() if isinstance(beat, Drawn)] == ["rain", "gull"]
    assert run.state.here.id == "lamp"


def test_a_storylet_leads_elsewhere_by_a_choice_or_by_itself(play: Play, setup: Setup) -> None:
    assert play(where(setup, "up", "gull"), "up", "shoo").state.here.id == "morning"
    fallen = play(where(setup, "down", "morning"), "down")
    assert [page.kind for page in pages(fallen.setup, fallen.state)] == [
        PageKind.RESULT,
        PageKind.SCENE,
        PageKind.STORYLET,
        PageKind.DECISION,
    ]


def test_one_whose_choices_are_all_shut_is_read_once_and_passed(tmp_path: Path, play: Play) -> None:
    shut = NIGHT.replace("shoo: {", "shoo: {if: oil > 8, ").replace(
        "say: Feed it.", "if: oil > 8\n        say: Feed it."
    )
    setup = where(Setup(told(tmp_path, STORY, shut, TWO_ENDINGS, day=DAY), KEEPER), "up", "lamp", first="gull")
    run = play(setup, "up")
    met = [page.key for page in pages(run.setup, run.state)]
    assert (met.count("gull"), [bulletin.text for bulletin in wire(run)]) == (1, ["A gull is seen."])
    assert run.state.values[:2] == run.setup.values[:2]


@pytest.mark.parametrize("moves", ["effects: {oil: 1}", "effects: {fed: true}", "set: {oil: 3}"])
def test_what_it_moves_stands_on_its_choices_lest_it_be_moved_twice(tmp_path: Path, moves: str) -> None:
    moving = NIGHT.replace("    title: The gull\n", f"    title: The gull\n    {moves}\n")
    write(tmp_path, STORY, moving, TWO_ENDINGS, day=DAY)
    assert [problem.code for problem in inspect(tmp_path).problems] == ["not-with-choices"]


def test_undo_replay_codes_and_the_explorer_know_it(play: Play, setup: Setup) -> None:
    run = play(where(setup, "up", "gull"), "up", "feed")
    assert run.undo().decide("feed") == run
    assert Run.replay(run.setup, run.decisions) == run
    assert decode(setup.story, encode(run)).run == run
    explored = explore(setup)
    found = witnesses(explored, explored.observer.seen)
    kept = found[Element("paragraph", "lamp#2")]
    assert kept.seed is not None
    assert ("gull", "feed") in [tuple(decision) for decision in kept.decisions]
    assert Run.replay(replace(setup, seed=kept.seed), kept.decisions).state.here.id == "lamp"


def test_a_walkthrough_passes_through_it(setup: Setup, tmp_path: Path) -> None:
    seed = where(setup, "up", "gull").seed
    (tmp_path / "walkthroughs.yaml").write_text(
        f"walkthroughs:\n  shooed:\n    seat: keeper\n    seed: {seed}\n    decisions: [up, 'gull:shoo', on]\n"
        "    through: [stairs, gull, morning]\n    ending: dawn\n",
        "utf-8",
    )
    assert [walk(setup.story, made).failures for made in walkthroughs(setup.story, tmp_path)] == [()]


@pytest.mark.parametrize("more", ["next: out", "choices: {a: {say: A.}}", "effects: {fed: true}", "effects: {oil: 2}"])
@pytest.mark.parametrize("rule", [False, True])
def test_a_story_may_forbid_it_itself(tmp_path: Path, more: str, rule: bool) -> None:
    night = (
        NIGHT[: NIGHT.index("  gull:\n")].replace("took(gull/feed)", "fed") + f"  rain: {{text: It rains., {more}}}\n"
    )
    story = STORY + ("rules: [storylets-are-colour]\n" if rule else "")
    write(tmp_path, story, night, TWO_ENDINGS, day=DAY)
    assert ("storylet-too-strong" in [problem.code for problem in inspect(tmp_path).problems]) == rule
