"""Who plays for an aim gets what the solver promises: many runs of the engine, every choice the best for that aim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import NormalDist, fmean

import numpy as np
import numpy.typing as npt
import pytest

from game.explore.automaton import Location, Policy
from game.explore.search import Limits
from game.explore.solve import At, Decide, StateGraph, StateNode, Values, grow, solve
from game.explore.strategy import grow_thinking
from game.play.chance import roll
from game.play.setup import BY_RULE, Rival, Setup
from game.play.state import Beat, Decided, Drawn, Passed, begin, decide, open_choices
from game.story.load import load
from game.story.scenes import Ending
from tests import switches
from tests.play.bargain import bargain, with_tables

ROOT = Path(__file__).parents[2]
BAKER, SCENES = ROOT / "tests" / "stories" / "baker", ROOT / "scenes"

ANY = 0xA11
"""Keeps the player's chance apart from the story's."""

Grown = tuple[StateGraph, Decide | None]
"""Every state, and who decides for strategists."""

Best = dict[int, npt.NDArray[np.int16]]
"""For each location where the player decides, the place of the best transition from each of its states."""


def best_for(grown: Grown, payoffs: Mapping[str, float]) -> tuple[float, float, Best]:
    """What who takes the best choice wherever they decide may expect, how far runs lie from it, and which choice it is.

    How far: the standard deviation, of one run.
    """
    best: Best = {}
    graph, decide = grown

    def choose(location: Location, node: StateNode, ahead: Mapping[int, Values]) -> None:
        if decide is not None:
            decide(location, node, ahead)
        if location.policy is not Policy.PLAYER:
            return
        most, taken = np.full(node.size, -np.inf), np.zeros(node.size, dtype=np.int16)
        for edge in node.edges:
            worth = ahead[edge.location][0][edge.to]
            better = worth > most[edge.rows]
            most[edge.rows] = np.where(better, worth, most[edge.rows])
            taken[edge.rows] = np.where(better, edge.number, taken[edge.rows])
        for edge in node.edges:
            edge.share = (taken[edge.rows] == edge.number).astype(np.float64)
        best[location.index] = taken

    found = solve(graph, {id: (payoff, payoff**2) for id, payoff in payoffs.items()}, [graph.start], choose)
    mean, square = found.values[graph.start]
    return mean, max(0.0, square - mean**2) ** 0.5, best


def played_for(setup: Setup, graph: StateGraph, best: Best) -> Ending:
    """Where a run of the engine ends in which every choice is the best one; in circles any, as the solver has it."""
    state = begin(setup)
    at = followed(graph, graph.start, state.trail)
    while opened := open_choices(state):
        taken = opened[roll(setup.seed, state.step, ANY) % len(opened)]
        if at[0] in best:
            wanted = graph.location(at).everything[int(best[at[0]][at[1]])].id
            taken = next(choice for choice in opened if choice.id == wanted)
        state = decide(setup, state, taken)
        at = followed(graph, at, state.trail)
    assert isinstance(state.here, Ending)
    return state.here


def followed(graph: StateGraph, at: At, beats: Iterable[Beat]) -> At:
    """Where the graph is after what has happened in the engine."""
    for beat in beats:
        at = past_empty_draws(graph, at)
        if isinstance(beat, Drawn) and not drawing(graph, at):
            continue  # of a deck from which nothing follows, and which the graph leaves out
        if isinstance(beat, Passed) and not (graph.location(at).entered and graph.location(at).scene == beat.scene.id):
            continue  # a plain page
        what = beat.choice.id if isinstance(beat, Decided) else beat.storylet.id if isinstance(beat, Drawn) else ""
        at = along(graph, at, what)
        if isinstance(beat, Decided) and beat.choice.outcome:
            at = along(graph, at, beat.choice.outcome)
    return past_empty_draws(graph, at)


def along(graph: StateGraph, at: At, id: str) -> At:
    return next(to for edge, to in graph.leading(at) if graph.location(at).everything[edge.number].id == id)


def drawing(graph: StateGraph, at: At) -> bool:
    location = graph.location(at)
    return location.policy is Policy.DRAW and location.turn >= 0


def past_empty_draws(graph: StateGraph, at: At) -> At:
    while drawing(graph, at):
        ways = [(graph.location(at).everything[edge.number].id, to) for edge, to in graph.leading(at)]
        if len(ways) != 1 or ways[0][0]:
            break
        at = ways[0][1]
    return at


def grown(setup: Setup) -> Grown:
    if not setup.rival.strength:
        return grow(setup, Limits(100_000_000)), None
    thinking = grow_thinking(setup, Limits(100_000_000))
    assert thinking is not None
    return thinking


def apart(setup: Setup, aim: Mapping[str, float], runs: int) -> float:
    """How many standard errors lie between what was solved and what was played."""
    promised, spread, best = best_for(grown(setup), aim)
    graph, _ = grown(setup)  # the first one is used up, and the same states have the same rows
    seeds = (roll(11, number, 4000) >> 1 for number in range(runs))
    got = [aim[played_for(replace(setup, seed=seed), graph, best).id] for seed in seeds]
    if spread < 1e-6:
        assert got == pytest.approx([promised] * runs, abs=1e-6)
        return 0.0
    return float((fmean(got) - promised) / (spread / runs**0.5))


RUNS = 250 * min(16, 4 * switches.THOROUGH - 3)
"""Four thousand with HOLDUP_THOROUGH=5."""

SELDOM = 1e-4
"""How seldom chance alone may fail a test."""


def luck(errors: Sequence[float]) -> float:
    """How often luck alone leads as far away as this, all errors taken together, or the largest one alone."""
    count, total = len(errors), sum(error**2 for error in errors)
    # the sum is chi-square; its cube root is nearly normal (Wilson and Hilferty)
    together = 1 - NormalDist(1 - 2 / (9 * count), (2 / (9 * count)) ** 0.5).cdf((total / count) ** (1 / 3))
    alone = 2 * count * NormalDist().cdf(-max(map(abs, errors)))  # Bonferroni
    return min(1.0, 2 * together, 2 * alone)


def within_luck(errors: Sequence[float]) -> None:
    assert luck(errors) > SELDOM, errors


def test_luck_is_told_from_a_fault() -> None:
    fair = [NormalDist().inv_cdf((n + 0.5) / 24) for n in range(24)]
    assert luck(fair) > 0.5
    assert luck([*fair[:-1], 3.01]) > 0.01  # one of 24 may lie as far off
    assert luck([*fair[:-1], 6.0]) < SELDOM
    assert luck([error + 1.5 for error in fair]) < SELDOM  # none far off, but all of them to one side


@pytest.mark.parametrize("seat", ["baker", "apprentice"])
@pytest.mark.parametrize("rival", list(BY_RULE))
def test_of_a_small_story_solved_equals_played_for_each_of_its_endings(seat: str, rival: Rival) -> None:
    story = load(BAKER)
    aims = [{id: float(id == wanted) for id in story.endings} for wanted in story.endings]
    within_luck([apart(Setup(story, frozenset({seat}), rival), aim, RUNS) for aim in aims])


@pytest.mark.parametrize("rival", [Rival.STRATEGIST_1, Rival.STRATEGIST_4])
def test_against_a_strategist_solved_equals_played(rival: Rival) -> None:
    story = with_tables(bargain())
    aims = [{id: float(id == wanted) for id in story.endings} for wanted in story.endings]
    within_luck([apart(Setup(story, frozenset({"right"}), rival), aim, RUNS) for aim in aims])


@pytest.mark.skipif(switches.THOROUGH < 2, reason="takes half an hour: HOLDUP_THOROUGH=2, all runs with 5")
@pytest.mark.parametrize("opening", ["vendredi", "casus-belli"])
@pytest.mark.parametrize(("seat", "other"), [("board", "altman"), ("altman", "board")])
def test_of_the_shipped_story_solved_equals_played_for_three_aims_against_each_rival(
    seat: str, other: str, opening: str
) -> None:
    """To win, to spoil it for the other side, to come to history's ending."""
    story = load(SCENES)
    endings = story.endings.values()
    aims = [
        {ending.id: float(ending.worth[seat]) for ending in endings},
        {ending.id: -float(ending.worth[other]) for ending in endings},
        {ending.id: float(ending.history) for ending in endings},
    ]
    errors = [
        apart(Setup(story, frozenset({seat}), rival, 0, opening), aim, RUNS)
        for rival in (*BY_RULE, Rival.STRATEGIST_3)
        for aim in aims
    ]
    print(seat, opening, *(f"{error:+.2f}" for error in errors))
    within_luck(errors)
