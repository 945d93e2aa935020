"""Circles that are hardly ever left: what is told of them is exact, or it is told that it is not found."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.explore import markov
from game.explore.combine import combine
from game.explore.markov import TransitionMatrix, Unsettled, expected, passes
from game.explore.prove_odds import OddsNotProved, odds_of
from game.explore.recall import Recall
from game.explore.report import table
from game.explore.run_curve import run_curve
from game.explore.search import explore
from game.explore.solve import grow, solve
from game.explore.survey import survey
from game.explore.verdicts import Effort, Status
from game.play.run import Run
from game.play.setup import Setup
from game.story.model import Story
from tests.explore.stories import choice, effects, ending, number, paragraph, scene, story, way

ME = frozenset({"me"})
STEPS = 8
"""So many right choices of ten in a row, or one is back at the start: a random run needs a hundred million tries."""

TOOK = ["took", "lock/wrong-0"]


@pytest.fixture(scope="module")
def lock() -> Story:
    last = [">=", ["var", "n"], ["int", STEPS]]
    right = choice("right", way("hall", last), way("lock"), effects=effects({"n": 1}))
    wrong = [choice(f"wrong-{i}", "lock", effects=effects(put={"n": 0})) for i in range(9)]
    return story(
        [number("n", 0, STEPS, 0)],
        [
            scene("street", to=["lock"]),
            scene("lock", right, *wrong),
            scene("hall", choice("x", "x"), choice("y", "y"), bottleneck=True),
        ],
        endings=[ending("x", text=[paragraph("x"), paragraph("so", TOOK)]), "y"],
    )


@pytest.fixture
def too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the circle were larger than what is eliminated."""
    monkeypatch.setattr(markov, "_DENSE", STEPS - 1)


def test_odds_behind_a_circle_that_is_hardly_ever_left_are_exact(lock: Story) -> None:
    found = explore(Setup(lock, ME))
    entry = found.program.entry
    assert found.odds_found
    assert [found.odds(entry[place]) for place in ("hall", "x", "y")] == pytest.approx([1.0, 0.5, 0.5], abs=1e-12)
    tries = sum(10**n for n in range(1, STEPS + 1))
    assert found.observer.visits[entry["lock"]] == pytest.approx(tries, rel=1e-12)


def test_so_is_what_is_to_be_expected_of_every_state_in_it(lock: Story) -> None:
    graph = grow(Setup(lock, ME))
    states = [(index, row) for index, node in graph.nodes.items() for row in range(node.size)]
    solution = solve(graph, {"x": (1.0, 100.0), "y": (0.0, 20.0)}, states)
    for (index, _), values in solution.values.items():
        if graph.program.locations[index].scene not in ("x", "y"):
            assert values == pytest.approx((0.5, 60.0), rel=1e-12)


def test_so_are_those_of_a_text_that_asks_what_was_done_in_it(lock: Story) -> None:
    tries = sum(Fraction(1, 10**n) for n in range(STEPS))
    straight = Fraction(1, 10**STEPS) / (1 - Fraction(8, 10) * tries)
    (recalled,) = Recall(explore(Setup(lock, ME))).texts(0).values()
    assert recalled.odds == pytest.approx(float(1 - straight) / 2, abs=1e-12)


@pytest.mark.usefixtures("too_large")
def test_odds_that_are_not_found_are_told_as_that(lock: Story) -> None:
    told = survey(Setup(lock, ME), effort=Effort(seeds=1))
    verdicts = {verdict.thing.id: verdict for verdict in told.verdicts}
    assert verdicts["street"].odds == 1.0
    assert all(verdicts[place].status is Status.REACHED for place in ("hall", "x", "y"))
    assert [verdicts[place].odds for place in ("hall", "x", "y", "lock/right", "hall/x", "x#1")] == [None] * 6
    assert (told.undone, told.bottlenecks, told.never_ends, told.stuck) == (
        ("odds where runs go round for very long",),
        [],
        0.0,
        [],
    )
    lines = "\n".join(table(lock, [told], combine([told], True), "tale"))
    assert "odds where runs go round for very long" in lines
    assert "nan" not in lines
    assert "proved: all of it" not in lines


@pytest.mark.usefixtures("too_large")
def test_nobody_takes_them_for_proved(lock: Story) -> None:
    with pytest.raises(OddsNotProved, match="odds are not found"):
        odds_of(lock)
    graph = grow(Setup(lock, ME))
    with pytest.raises(Unsettled):
        solve(graph, {"x": (1.0,), "y": (0.0,)}, [graph.start])


@pytest.mark.usefixtures("too_large")
def test_the_curve_of_a_run_through_it_is_counted_then(lock: Story) -> None:
    run = Run.start(Setup(lock, ME))
    for _ in range(STEPS):
        run = run.decide("right")
    curve = run_curve(run.decide("x"), samples=2)
    assert curve.runs == 2


@given(st.integers(0, 2**32), st.booleans())
def test_states_that_are_eliminated_are_passed_as_often_as_fractions_say(seed: int, back: bool) -> None:
    random = Random(seed)
    size = random.randint(1, 9)
    moves = [[Fraction(random.choice((0, 0, 0, 1, 1, 3, 900))) for _ in range(size + 1)] for _ in range(size)]
    for move in moves:
        move[size] += Fraction(1, 10 ** random.choice((0, 3, 9)))  # every state may be left at once, if hardly ever
        total = sum(move)
        move[:] = [part / total for part in move]
    given_ = [random.randint(0, 3) for _ in range(size)]
    pairs = [(i, j) for i in range(size) for j in range(size) if moves[i][j]]
    roads = TransitionMatrix(
        size,
        np.array([i for i, _ in pairs], dtype=np.int64),
        np.array([j for _, j in pairs], dtype=np.int64),
        np.array([float(moves[i][j]) for i, j in pairs]),
        np.zeros(len(pairs), dtype=np.int32),
        np.array([float(move[size]) for move in moves]),
    )
    solved = (expected if back else passes)(roads, np.array(given_, dtype=np.float64))
    assert solved.tolist() == pytest.approx([float(one) for one in _solved(moves, given_, back)], rel=1e-12)


def _solved(moves: list[list[Fraction]], given_: list[int], back: bool) -> list[Fraction]:
    """By the plainest elimination there is."""
    size = len(moves)
    rows = [
        [Fraction(i == j) - (moves[i][j] if back else moves[j][i]) for j in range(size)] + [Fraction(given_[i])]
        for i in range(size)
    ]
    for i in range(size):
        pivot = next(j for j in range(i, size) if rows[j][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [entry / rows[i][i] for entry in rows[i]]
        for j in range(size):
            if j != i and rows[j][i]:
                rows[j] = [entry - rows[j][i] * mine for entry, mine in zip(rows[j], rows[i], strict=True)]
    return [row[size] for row in rows]
