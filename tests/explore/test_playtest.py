"""Random runs: the same figures whoever does the work, and no more than the story holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.explore.encounters import Element
from game.explore.parallel import SetupSpec, play_in_parallel
from game.explore.playtest import MOST_DECISIONS, Tally, play
from game.explore.statistics import distribution, run_statistics
from game.play.setup import Setup
from game.play.transitions import MOST_MOVES
from tests.explore.stories import choice, effects, flag, paragraph, scene, story
from tests.hostile import write

ME = frozenset({"me"})
BAKER = Path(__file__).parents[1] / "stories" / "baker"


def fork() -> Setup:
    tale = story(
        [flag("f")],
        [
            scene("a", choice("left", "b", effects=effects(put={"f": 1})), choice("right", "b")),
            scene("b", choice("on", "x", test=["var", "f"]), choice("off", "y"), text=[paragraph("f", ["var", "f"])]),
        ],
        endings=["x", "y", "z"],
    )
    return Setup(tale, ME)


def test_runs_add_up_whatever_the_shares() -> None:
    whole = play(fork(), range(300), 7)
    parts = Tally()
    for chunk in (range(0, 10), range(10, 299), range(299, 300)):
        parts.add(play(fork(), chunk, 7))
    assert parts == whole


def test_another_seed_plays_other_runs() -> None:
    assert play(fork(), range(300), 7).endings != play(fork(), range(300), 8).endings


def test_figures_count_what_was_open_and_what_was_taken() -> None:
    found = run_statistics(fork(), play(fork(), range(1000), 1))
    assert found.tally.decisions == 2000
    assert found.endings["x"] + found.endings["y"] == 1000
    assert found.endings["z"] == 0
    offered, taken = found.choices["b/on"]
    assert offered == found.tally.taken["a/left"] == found.tally.met[Element("paragraph", "b#1")]
    assert taken == found.endings["x"] == pytest.approx(250, abs=50)
    assert found.dominating[0][:2] == ("b/on", "x")


def test_a_run_that_gets_stuck_is_counted_as_such() -> None:
    tale = story([flag("f")], [scene("a", choice("on", "x", test=["var", "f"]))], endings=["x"])
    assert play(Setup(tale, ME), range(5), 0).stuck == {"a": 5}


def test_a_run_that_never_asks_again_is_counted_as_endless() -> None:
    tale = story([], [scene("a", choice("on", "b")), scene("b", to=["b"])], endings=["x"])
    assert play(Setup(tale, ME), range(3), 0).endless == 3


def test_two_processes_find_what_one_finds() -> None:
    wanted = SetupSpec(BAKER, "both", "weighted", "")
    assert play_in_parallel(wanted, 1100, 3, processes=2) == play_in_parallel(wanted, 1100, 3, processes=1)


def test_a_spread_has_its_middle_in_the_middle() -> None:
    assert distribution(play(fork(), range(9), 0).lengths) == (2, 2, 2.0, 2)


def test_no_run_is_begun_once_all_have_taken_as_many_decisions_as_they_may() -> None:
    maze = story([], [scene("a", choice("left", "a"), choice("right", "a"))], endings=["x"])
    tally = play(Setup(maze, ME), range(200), 0, most=50)
    assert (tally.runs, tally.decisions, tally.endless) == (1, MOST_DECISIONS, 1)


def test_scenes_that_are_passed_count_as_decisions_do_and_the_same_runs_are_played_however_they_are_shared(
    tmp_path: Path,
) -> None:
    folder = write("passages", tmp_path / "story", 0.001)
    wanted = SetupSpec(folder, "a", "weighted", "start")
    length = len(wanted.setup().story.scenes)
    assert play(wanted.setup(), range(9), 0, most=3 * length).runs == 3
    tallies = [play_in_parallel(wanted, 2_000, 0, processes, length / 4) for processes in (1, 2)]
    assert [tally.runs for tally in tallies] == [8 * 63] * 2


def test_runs_in_which_nobody_is_ever_asked_count_for_many_decisions() -> None:
    maze = story([], [scene("a", to=["b"]), scene("b", to=["a"])], endings=["x"])
    tally = play(Setup(maze, ME), range(200), 0, most=3 * MOST_MOVES)
    assert (tally.runs, tally.decisions, tally.endless) == (3, 0, 3)


def test_choices_that_are_looked_at_count_too_where_they_are_many() -> None:
    wide = story([], [scene("a", *(choice(f"c{n}", "x") for n in range(500)))], endings=["x"])
    assert play(Setup(wide, ME), range(40), 0, most=30).runs == 3


def test_short_runs_are_all_played() -> None:
    tale = story([], [scene("a", choice("left", "x"), choice("right", "x"))], endings=["x"])
    assert play(Setup(tale, ME), range(40), 0, most=50).decisions == 40


def test_the_roads_of_a_run_share_its_decisions() -> None:
    """Each of ten thousand scenes with a list of its own took half a gigabyte."""
    scenes = [scene(f"s{n}", choice("on", f"s{n + 1}")) for n in range(50)]
    tally = play(Setup(story([], [*scenes, scene("s50", choice("end", "x"))], endings=["x"]), ME), range(1), 0)
    assert len({id(road.taken) for road in tally.roads.values()}) == 1
    assert [len(tally.roads[Element("scene", f"s{n}")].decisions) for n in (0, 20, 50)] == [0, 20, 50]
