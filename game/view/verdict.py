"""What is left at the end of an episode or a run, in a sentence each: who holds power, what was at stake, the house."""

from __future__ import annotations

from collections.abc import Sequence

from game.i18n.catalogue import tr
from game.play.debrief import Debrief
from game.play.page import seen_by
from game.play.run import Run
from game.story.closures import Values
from game.story.model import Variable, VariableKind

POWER = ("All power is in one hand: {who}.", "Power leans one way: {who}.", "Nobody holds power.")
"""From the low end of the forces to their middle; the other half mirrors it."""

MISSION = (
    "Of what was at stake ({names}), everything is left.",
    "Of what was at stake ({names}), nearly everything is left.",
    "Of what was at stake ({names}), most is left.",
    "Of what was at stake ({names}), about half is left.",
    "Of what was at stake ({names}), less than half is left.",
    "Of what was at stake ({names}), little is left.",
    "Of what was at stake ({names}), next to nothing is left.",
    "Of what was at stake ({names}), nothing is left.",
)
"""From full to empty."""

LEFT = (100, 90, 56, 45, 25, 10, 1, 0)
"""From how many hundredths on each of those is said."""

HOUSE = (
    "The house is split down the middle.",
    "The house is divided.",
    "The house leans to one side, not all of it.",
    "The house stands behind one side.",
    "The house is one, whatever that has cost.",
)
"""By fifths, from a house whose forces stand in their middle to one where all of them stand at an end."""


def verdict(debrief: Debrief) -> tuple[str, ...]:
    """The sentences; one is left out where the story has nothing to measure it by."""
    run, figures = debrief.run, debrief.figures
    forces = _seen(run, VariableKind.FORCE)
    said: list[str] = []
    if figures.power is not None and forces:
        said.append(_power(figures.power, forces))
    if figures.mission is not None:
        names = ", ".join(variable.label for variable in _seen(run, VariableKind.STAKE))
        said.append(tr(MISSION[_left(figures.mission)], names=names))
    if forces:
        said.append(tr(HOUSE[_fifth(unity(forces, debrief.values))]))
    return tuple(said)


def unity(forces: Sequence[Variable], values: Values) -> int:
    """How far forces stand from their middles, from 0 to 100: 100 when each of them is at the same end."""
    leans = [2 * (values[v.index] - v.min) / (v.max - v.min) - 1 for v in forces if v.max > v.min]
    return round(100 * abs(sum(leans)) / len(leans)) if leans else 0


def _power(power: int, forces: Sequence[Variable]) -> str:
    band = _fifth(power)
    ends = [{variable.low or "" for variable in forces}, {variable.high or "" for variable in forces}]
    side = ends[band > 2]
    winner = side.pop() if len(side) == 1 else ""
    if band == 2 or not winner:
        return tr(POWER[2])
    return tr(POWER[min(band, 4 - band)], who=winner)


def _seen(run: Run, kind: VariableKind) -> tuple[Variable, ...]:
    setup = run.setup
    return tuple(v for v in setup.story.gauges if v.kind is kind and seen_by(setup, v))


def _left(percent: int) -> int:
    return next(place for place, least in enumerate(LEFT) if percent >= least)


def _fifth(percent: int) -> int:
    return min(4, percent // 20)
