"""Choices of one scene beside each other: those that come to the same, and those that are never the better one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from game.explore.automaton import Location, Policy, Program, Transition
from game.explore.layout import Ints, View
from game.explore.search import Exploration
from game.explore.steps import opened

_SAMPLE = 256


@dataclass(frozen=True, slots=True)
class ChoicePair:
    """Two choices of a scene. `kind` is `fake` (nothing later differs) or `dominated` (the first never does better)."""

    kind: str
    scene: str
    first: str
    second: str


def choice_pairs(explored: Exploration) -> list[ChoicePair]:
    """All fake pairs and dominated choices, in the story's order, but for those that only colour the voice."""
    pairs: list[ChoicePair] = []
    for location in explored.program.locations:
        explored.deadline.check()
        if location.policy is Policy.PLAYER and location.index in explored.reached and len(location.transitions) > 1:
            pairs.extend(_pairs(explored, location))
    return pairs


def _pairs(explored: Exploration, location: Location) -> Iterator[ChoicePair]:
    whole = explored.stepper.view(location, explored.reached[location.index].words)
    few = whole.rows(np.unique(np.linspace(0, len(whole) - 1, _SAMPLE).astype(np.int64)))
    landed = _Landing(explored, location, few)
    for a, b in combinations(range(len(location.transitions)), 2):
        one, two = location.transitions[a], location.transitions[b]
        memory = explored.program.setup.story.memory
        apart = any(
            transition.voice or ("took", f"{location.scene}/{transition.id}") in memory for transition in (one, two)
        )
        if not apart and landed.same(a, b) and _Landing(explored, location, whole).same(a, b):
            yield ChoicePair("fake", location.scene, one.id, two.id)
            continue
        for worse, better in ((a, b), (b, a)):
            if _below(explored.program, location.transitions[worse], location.transitions[better]) and _opens_with(
                location, whole, worse, better
            ):
                yield ChoicePair(
                    "dominated", location.scene, location.transitions[worse].id, location.transitions[better].id
                )


class _Landing:
    """Where each transition of a location leads from some states, as numbers that can be compared."""

    def __init__(self, explored: Exploration, location: Location, view: View) -> None:
        self._rows: list[Ints] = [np.zeros(len(view), dtype=np.int64) for _ in location.everything]
        for taken in explored.stepper.taken(location, view):
            for arrival in explored.stepper.arrivals(location, taken):
                mixed = np.full(len(arrival.words[0]), arrival.location + 1, dtype=np.int64)
                for word in arrival.words:
                    mixed = (mixed ^ (mixed >> 29)) * 0x5851F42D4C957F2D + word
                rows = slice(None) if arrival.rows is None else arrival.rows
                self._rows[taken.number][rows] = mixed

    def same(self, a: int, b: int) -> bool:
        """Whether two transitions lead to the same state wherever both are open, and both are somewhere."""
        one, two = self._rows[a], self._rows[b]
        both = (one != 0) & (two != 0)
        return bool(both.any()) and bool((one[both] == two[both]).all())


def _below(program: Program, worse: Transition, better: Transition) -> bool:
    """Whether a transition leads the same way as another, and only leaves gauges lower of which more is better."""
    if worse.targets != better.targets or worse.voice or better.voice or worse.history:
        return False
    if worse.computed != better.computed:
        return False
    lower = False
    for variable in program.variables:
        mine, theirs = _effect(worse, variable.index), _effect(better, variable.index)
        if mine == theirs:
            continue
        gauge = variable.kind.gauge
        comparable = gauge is not None and not gauge.two_ends and mine[0] == theirs[0]
        if not comparable or mine[1] > theirs[1]:
            return False
        lower = True
    return lower


def _effect(transition: Transition, i: int) -> tuple[bool, int]:
    fixed = dict(transition.sets)
    return (True, fixed[i]) if i in fixed else (False, dict(transition.adds).get(i, 0))


def _opens_with(location: Location, view: View, worse: int, better: int) -> bool:
    """Whether the better transition is open wherever the worse one is."""
    holds = opened(location, view)
    return not bool(np.any(np.logical_and(holds[worse], np.logical_not(holds[better]))))
