"""The threshold that would give wanted odds, for every number that a condition compares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.explore.automaton import Location
from game.explore.expressions import COMPARISONS, FLIPPED, branches_of, evaluate
from game.explore.search import Exploration
from game.story.compiled import Ast
from game.story.unparse import unparse


@dataclass(frozen=True, slots=True)
class Threshold:
    """A comparison at a place: its odds among the runs that come there, and the threshold nearest to wanted odds."""

    element: str
    clause: str
    odds: float
    better: str
    better_odds: float


def thresholds(explored: Exploration, wanted: float) -> list[Threshold]:
    """For each comparison with a number in a choice's or a way's condition, the threshold nearest to some odds.

    Args:
        explored: A complete search. Values that no condition tells apart count as the least of their band.
        wanted: The odds that the comparison should have, 0 to 1, where it is asked.
    """
    thresholds_by_clause: dict[tuple[str, str], Threshold] = {}
    for location in explored.program.locations:
        explored.deadline.check()
        if location.index in explored.reached:
            for place, ast, column, mass in _asked(explored, location):
                for clause in _clauses(ast):
                    values = np.broadcast_to(np.asarray(evaluate(clause[1], column)), mass.shape)
                    thresholds_by_clause.setdefault(
                        (place, unparse(clause)), _threshold(place, clause, values, mass, wanted)
                    )
    return list(thresholds_by_clause.values())


def _asked(explored: Exploration, location: Location) -> Iterator[tuple[str, Ast, Any, Any]]:
    states = explored.reached[location.index]
    view = explored.stepper.view(location, states.words)
    for transition in location.transitions:
        if transition.opens is not None:
            yield f"{location.scene}/{transition.id}", transition.opens, view, states.mass
    for taken in explored.stepper.taken(location, view):
        mass = (states.mass if taken.rows is None else states.mass[taken.rows]) * taken.share
        name = f"{location.scene}/{taken.transition.id}" if taken.transition.id else location.scene
        for way in taken.transition.targets:
            if way.condition is not None:
                target = explored.program.locations[way.location].scene
                yield f"{name} to {target}", way.condition, taken.after, mass


def _clauses(ast: Ast) -> Iterator[Ast]:
    if ast[0] in COMPARISONS:
        if ast[2][0] == "int" and ast[1][0] != "int":
            yield ast
        elif ast[1][0] == "int" and ast[2][0] != "int":
            yield [FLIPPED[ast[0]], ast[2], ast[1]]
        return
    for part in branches_of(ast):
        yield from _clauses(part)


def _threshold(place: str, clause: Ast, values: Any, mass: Any, wanted: float) -> Threshold:
    op, left, (_, now) = clause
    total = float(mass.sum()) or 1.0

    def chance(k: int) -> float:
        return float(mass[np.asarray(evaluate([op, ["var", "x"], ["int", k]], lambda name: values))].sum()) / total

    low, high = int(values.min()), int(values.max())
    best = min(range(low - 1, high + 2), key=lambda k: (abs(chance(k) - wanted), abs(k - now)))
    return Threshold(place, unparse(clause), chance(now), unparse([op, left, ["int", best]]), chance(best))
