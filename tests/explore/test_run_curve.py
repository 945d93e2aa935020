"""Where a run turned: the numbers along it are the plainest interpreter's, and what stands out of them is named."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.explore.curve_process import CurveProcess
from game.explore.run_curve import run_curve
from game.explore.search import Limits
from game.explore.turning_points import (
    Curve,
    Expectation,
    Step,
    Taker,
    best,
    curve_of,
    farthest,
    identity,
    share,
    turning_points,
)
from game.play.run import Decision, Run
from game.play.setup import BY_RULE, Rival, Setup
from game.play.share_code import encode
from game.play.state import Decided, EndlessStory, decide, open_choices
from game.story.link import link
from game.story.load import load
from tests import switches
from tests.explore.brute import Brute
from tests.explore.invented import invented
from tests.explore.stories import choice, document, ending, scene
from tests.play.bargain import bargain, with_tables

ROOT = Path(__file__).parents[2]
BAKER, SCENES = ROOT / "tests" / "stories" / "baker", ROOT / "scenes"
ME = frozenset({"me"})


def at_random(setup: Setup, seed: int) -> Run:
    """A run in which every choice is drawn; it may not end."""
    random, run = Random(seed), Run.start(setup)
    for _ in range(60):
        opened = open_choices(run.state)
        if not opened:
            break
        run = run.decide(random.choice(opened).id)
    return run


def to_the_end(setup: Setup) -> Run:
    return next(run for seed in range(100) if (run := at_random(setup, seed)).ending is not None)


@settings(max_examples=60 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40), st.sampled_from([ME, frozenset({"you"})]), st.sampled_from(list(BY_RULE)))
def test_along_any_run_the_odds_are_those_of_the_plainest_interpreter(
    seed: int, seats: frozenset[str], rival: Rival
) -> None:
    compiled = invented(seed)
    try:
        run = at_random(Setup(link(compiled), seats, rival, seed % 1000), seed)
    except EndlessStory:
        return
    if run.ending is None:
        return
    curve = run_curve(run)
    assert curve.runs == 0
    brute = Brute(compiled, set(seats), rival.value)
    chances = brute.chances(run.ending.id)
    for before, after in pairwise(curve.steps):
        assert after.before.odds == pytest.approx(before.after.odds, abs=1e-9)
        assert after.before.endings == before.after.endings
    if curve.steps:
        assert curve.steps[0].before.odds == pytest.approx(chances[brute.first], abs=1e-9)
        assert curve.steps[-1].after.odds == pytest.approx(1.0, abs=1e-9)
        assert curve.steps[-1].after.endings == 1
    for step in curve.steps:
        if step.taker is Taker.PLAYER:
            every = [step.after, *(at for _, at in step.others)]
            assert sum(at.odds for at in every) / len(every) == pytest.approx(step.before.odds, abs=1e-9)
        assert all(0 <= at.odds <= 1 for at in (step.before, step.after, *(at for _, at in step.others)))


def test_each_choice_left_untaken_has_the_odds_of_the_story_that_goes_on_from_there() -> None:
    """Told by another road: the story with only that choice in its place."""
    rooms = [
        scene("a", choice("left", "b"), choice("right", "c")),
        scene("b", choice("x", "x"), choice("y", "y")),
        scene("c", choice("x", "x"), choice("y", "y"), choice("yy", "y")),
    ]
    run = Run.replay(
        Setup(link(document([], rooms, endings=[ending("x"), ending("y")])), ME), decisions("a:left", "b:y")
    )
    first, last = run_curve(run).steps
    assert first.before.odds == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert first.after.odds == 0.5
    assert [(choice, at.endings) for choice, at in first.others] == [("right", 2)]
    assert first.others[0][1].odds == pytest.approx(2 / 3)
    assert (last.after.odds, last.others) == (1.0, (("x", Expectation(0.0, None, 1)),))


def decisions(*words: str) -> Iterator[Decision]:
    return (Decision(*word.split(":")) for word in words)


def test_what_a_seat_can_expect_is_told_where_every_ending_says_what_it_is_worth() -> None:
    rooms = [scene("a", choice("x", "x"), choice("y", "y"))]
    worths = [ending("x") | {"worth": {"me": 8, "you": 0}}, ending("y") | {"worth": {"me": 2, "you": 9}}]
    told = link(document([], rooms, endings=worths))
    (step,) = run_curve(Run.replay(Setup(told, ME), decisions("a:x"))).steps
    assert (step.before.worth, step.after.worth, step.others[0][1].worth) == (5.0, 8.0, 2.0)
    both = run_curve(Run.replay(Setup(told, frozenset({"me", "you"})), decisions("a:x")))
    assert both.steps[0].before.worth is None
    worths[1]["worth"] = {"you": 9}
    partly = link(document([], rooms, endings=worths))
    assert run_curve(Run.replay(Setup(partly, ME), decisions("a:x"))).steps[0].before.worth is None


@pytest.mark.parametrize("rival", list(BY_RULE))
def test_a_story_too_large_to_be_solved_is_counted_over_random_runs_and_says_so(rival: Rival) -> None:
    story = load(BAKER)
    run = to_the_end(Setup(story, frozenset({"baker"}), rival, 3))
    exact, counted = run_curve(run), run_curve(run, Limits(3), samples=4000)
    assert (exact.runs, counted.runs, counted.states) == (0, 4000, 0)
    assert exact.states > 0
    assert counted.error == pytest.approx(0.0079, abs=1e-4)
    known = {step.beat: step for step in exact.steps if step.taker is Taker.PLAYER}
    assert [step.beat for step in counted.steps] == list(known)
    for step in counted.steps:
        wanted = known[step.beat]
        assert step.before.odds == pytest.approx(wanted.before.odds, abs=3 * counted.error)
        assert step.after.odds == pytest.approx(wanted.after.odds, abs=3 * counted.error)
        assert dict(step.others).keys() == dict(wanted.others).keys()


SETUPS = [(seat, rival) for seat in ("board", "altman") for rival in BY_RULE]


@pytest.mark.skipif(switches.THOROUGH < 2, reason="takes minutes: HOLDUP_THOROUGH=2")
@pytest.mark.parametrize(("seat", "rival"), SETUPS)
def test_of_the_shipped_story_solved_equals_played_within_two_standard_errors(seat: str, rival: Rival) -> None:
    """Four thousand seeds from each of eight decisions, fixed beforehand, and one look."""
    story = load(SCENES)
    run = to_the_end(Setup(story, frozenset({seat}), rival, 0))
    exact = {step.beat: step.after for step in run_curve(run).steps}
    mine = [beat for beat, what in enumerate(run.beats()) if isinstance(what, Decided) and what.player]
    setups = [Setup(story, frozenset({seat}), rival, seed) for seed in range(4000)]
    apart = []
    for number in range(len(mine) - 1, -1, -max(1, len(mine) // 8)):
        odds = exact[mine[number]].odds
        hits = sum(_played_on(setup, run, number) == run.state.here.id for setup in setups)
        apart.append(abs(hits / 4000 - odds) / max(1e-9, (odds * (1 - odds) / 4000) ** 0.5))
    assert sum(z <= 2 for z in apart) >= 0.8 * len(apart)  # two standard errors hold nineteen times in twenty
    assert max(apart) < 4


def _played_on(setup: Setup, run: Run, number: int) -> str:
    """Where a run ends that takes its decision of that number again, with other luck, and then any."""
    state, taken, random = run.states[number], run.decisions[number].choice, Random(setup.seed)
    choice_taken = next(choice for choice in open_choices(state) if choice.id == taken)
    state = decide(setup, state, choice_taken)
    while opened := open_choices(state):
        state = decide(setup, state, random.choice(opened))
    return state.here.id


def test_history_is_laid_under_it_as_far_as_its_road_is_told() -> None:
    story = load(BAKER)
    run = to_the_end(Setup(story, frozenset({"baker"}), Rival.HISTORY, 1))
    curve = run_curve(run)
    assert curve.history
    assert curve.history[0][1] == curve.steps[0].before


# What stands out.


def curve(*odds: float, takers: str = "", others: dict[int, float] | None = None, endings: str = "") -> Curve:
    """A curve by its odds: `takers` a letter a step, p, o or c; `endings` a digit a point."""
    names = {"p": Taker.PLAYER, "o": Taker.OTHERS, "c": Taker.CHANCE}
    left = [int(digit) for digit in endings or "2" * (len(odds) - 1) + "1"]
    points = [Expectation(value, None, count) for value, count in zip(odds, left, strict=True)]
    steps = [
        Step(n, names[(takers or "p" * len(odds))[n]], f"c{n}", before, after, _others(n, others))
        for n, (before, after) in enumerate(pairwise(points))
    ]
    return Curve("", tuple(steps), (), 1, 0)


def _others(number: int, odds: dict[int, float] | None) -> tuple[tuple[str, Expectation], ...]:
    return (("other", Expectation(odds[number], None, 2)),) if odds and number in odds else ()


def test_the_turn_is_the_largest_step_before_the_last_whoever_took_it() -> None:
    points = turning_points(curve(0.1, 0.12, 0.4, 0.45, 1.0, takers="pocp"))
    assert (points.turn, points.next, points.last) == (1, (), 3)


def test_all_steps_together_go_the_whole_way() -> None:
    bent = curve(0.1, 0.3, 0.2, 0.7, 1.0)
    assert sum(share(bent, place) for place in range(4)) == pytest.approx(1.0)


def test_small_steps_are_no_turns_and_the_next_two_come_in_the_order_of_time() -> None:
    assert turning_points(curve(0.5, 0.5, 0.5, 1.0)).turn is None
    points = turning_points(curve(0.01, 0.02, 0.05, 0.06, 0.6, 1.0))
    assert (points.turn, points.next) == (3, (0, 1))


def test_what_led_away_most_and_where_there_was_no_way_back() -> None:
    points = turning_points(curve(0.3, 0.2, 0.5, 1.0, 1.0, endings="43311"))
    assert (points.fall, points.no_return) == (0, 2)
    assert turning_points(curve(0.3, 0.29, 1.0)).fall is None


def test_the_last_door_is_the_players_last_decision_that_could_have_halved_the_odds() -> None:
    points = turning_points(curve(0.3, 0.5, 0.55, 0.6, 1.0, takers="ppoo", others={0: 0.1, 1: 0.2, 2: 0.0}))
    assert (points.turn, points.last_door) == (0, 1)
    assert turning_points(curve(0.3, 0.3, 1.0, others={0: 0.29})).last_door is None


def test_an_ending_that_was_certain_has_no_turn_at_all() -> None:
    points = turning_points(curve(1.0, 1.0, 1.0, endings="111"))
    assert (points.turn, points.last, points.fall, points.no_return) == (None, None, None, None)


def test_a_run_in_which_nobody_decided_has_nothing_that_stands_out() -> None:
    assert turning_points(Curve("", (), (), 1, 0)).turn is None


def test_the_other_choices_are_named_by_what_they_would_have_made_of_it() -> None:
    (step,) = curve(0.5, 1.0, others={0: 0.2}).steps
    assert farthest(step) == ("other", Expectation(0.2, None, 2))
    assert best(step) is None
    assert farthest(curve(0.5, 0.1, others={0: 0.2}).steps[0]) is None


# Kept, and read again.


def test_a_curve_is_read_as_it_was_written_and_for_its_own_run_alone() -> None:
    story = load(BAKER)
    run = to_the_end(Setup(story, frozenset({"baker"}), Rival.WEIGHTED, 5))
    written = run_curve(run).write()
    assert curve_of(run, written) == Curve.read(written)
    other = to_the_end(Setup(story, frozenset({"baker"}), Rival.WEIGHTED, 6))
    assert curve_of(other, written) is None


@pytest.mark.parametrize(("rival", "apart"), [(Rival.STRATEGIST_4, True), (Rival.WEIGHTED, False)])
def test_a_curve_is_for_the_tables_that_a_strategist_decided_by(rival: Rival, apart: bool) -> None:
    run = to_the_end(Setup(bargain(), frozenset({"right"}), rival))
    taught = replace(run, setup=replace(run.setup, story=with_tables(run.setup.story)))
    assert (identity(run) != identity(taught)) is apart


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"of": 1}', "[" * 100_000, '{"steps": [{"before": 3}]}'])
def test_a_curve_that_is_damaged_is_none(text: str) -> None:
    run = to_the_end(Setup(load(BAKER), frozenset({"baker"})))
    assert curve_of(run, text) is None


@pytest.mark.parametrize(("of", "strange"), [("odds", 1.5), ("odds", 10**400), ("worth", float("nan")), ("worth", 99)])
def test_what_nobody_can_expect_is_no_curve(of: str, strange: float) -> None:
    run = to_the_end(Setup(load(BAKER), frozenset({"baker"})))
    data = json.loads(run_curve(run).write())
    data["steps"][0]["after"][of] = strange
    assert curve_of(run, json.dumps(data)) is None


@pytest.mark.parametrize("beat", [-1, 999])
def test_a_curve_along_another_road_is_none(beat: int) -> None:
    run = to_the_end(Setup(load(BAKER), frozenset({"baker"})))
    for part in ("steps", "history"):
        data = json.loads(run_curve(run).write())
        if part == "steps":
            data[part][0]["beat"] = beat
        else:
            data[part][0][0] = beat
        assert curve_of(run, json.dumps(data)) is None


# In a process of its own.


def test_it_is_worked_out_in_a_process_of_its_own(own_home: Path) -> None:
    run = to_the_end(Setup(load(BAKER), frozenset({"baker"}), Rival.WEIGHTED, 5))
    process = CurveProcess(run, BAKER)
    assert curve_of(run, process.result(60)) == run_curve(run)


def test_a_process_that_fails_has_printed_nothing(own_home: Path, tmp_path: Path) -> None:
    run = to_the_end(Setup(load(BAKER), frozenset({"baker"})))
    assert CurveProcess(run, tmp_path).result(60) == ""


def test_a_process_that_is_stopped_ends(own_home: Path) -> None:
    run = to_the_end(Setup(load(SCENES), frozenset({"board"}), Rival.WEIGHTED))
    process = CurveProcess(run, SCENES)
    process.stop()
    assert process.result(10) == ""


def test_it_ends_with_the_process_that_began_it(own_home: Path) -> None:
    run = to_the_end(Setup(load(SCENES), frozenset({"board"}), Rival.WEIGHTED))
    command = [sys.executable, "-m", "game.explore.run_curve", "--with-parent", str(SCENES), encode(run)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert child.stdin is not None
    child.stdin.close()  # as when whoever held it is killed
    assert child.wait(60) == 1


def test_the_reader_of_a_curve_imports_no_numpy() -> None:
    program = "import sys, game.view.curves; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"
