"""Stories that would fill any memory: wide ranges are not listed, and what is too wide is told."""

from __future__ import annotations

import pytest

from game.explore import layout, quantise, search
from game.explore.automaton import build
from game.explore.search import explore
from game.explore.survey import survey
from game.explore.verdicts import verdicts
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import EndlessStory
from game.play.transitions import MOST_MOVES
from game.story.model import Story
from tests.explore.stories import choice, effects, number, paragraph, scene, story, way

ME = frozenset({"me"})


def counting(most: int) -> Story:
    """A gauge that rises by one or two as often as one likes, and is compared with a few values."""
    up, more = choice("up", "a", effects=effects({"g": 1})), choice("more", "b", effects=effects({"g": 2}))
    return story(
        [number("g", 0, most, 0)],
        [
            scene("a", up, more, choice("stop", way("x", [">", ["var", "g"], ["int", 3]]), "y")),
            scene("b", choice("on", way("a", ["<", ["var", "g"], ["int", 5]]), "y")),
        ],
        endings=["x", "y"],
    )


def found(tale: Story) -> list[tuple[str, str, str]]:
    """What exploring says of everything in a story."""
    explored = explore(Setup(tale, ME))
    return [(v.thing.id, v.status.value, f"{v.odds or 0:.12f}") for v in verdicts(explored)]


def test_a_wide_range_is_never_listed() -> None:
    said = scene("a", to=["x"], text=[paragraph("{g}", g=["var", "g"])])
    tale = story([number("g", 0, 10**9, 5)], [said], endings=["x"])
    assert quantise.quantise(build(Setup(tale, ME))) == [range(10**9 + 1)]
    assert explore(Setup(tale, ME)).states == 2


def test_a_threshold_that_spreads_over_a_wide_range_gives_up_telling_its_values_apart() -> None:
    bands = quantise.quantise(build(Setup(counting(10**9), ME)))
    assert bands[0] == (0, 1, 2, 3, 4, 5)
    spreading = choice("down", "a", effects=effects({"g": -1}))
    ask = choice("stop", way("x", [">", ["var", "g"], ["int", 3]]), "y")
    tale = story([number("g", 0, 10**9, 0)], [scene("a", spreading, ask)], endings=["x", "y"])
    assert quantise.quantise(build(Setup(tale, ME))) == [range(10**9 + 1)]


def test_what_is_found_is_the_same_by_lists_and_by_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    by_lists = found(counting(20))
    monkeypatch.setattr(quantise, "MOST_CUTS", 0)
    monkeypatch.setattr(layout, "_WIDE", 0)
    assert found(counting(20)) == by_lists


def test_a_search_that_runs_out_of_memory_says_so_and_what_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(search._Search, "_settle", full)
    told = survey(Setup(counting(20), ME))
    assert told.cut == "all the memory that it may take"
    assert told.verdicts


def test_a_run_passes_as_many_scenes_as_the_story_has_and_no_circle() -> None:
    count = MOST_MOVES + 500
    road = [scene(f"s{n}", to=[f"s{n + 1}"]) for n in range(count)]
    long = story([], [*road, scene(f"s{count}", to=["x"])], endings=["x"])
    assert len(Run.start(Setup(long, ME)).state.passed) == count + 1
    round_ = story([], [*road, scene(f"s{count}", to=["s0"])], endings=["x"])
    with pytest.raises(EndlessStory):
        Run.start(Setup(round_, ME))
