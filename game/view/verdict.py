"""What is left at the end of an episode or a run, in a sentence each: the story's own, else the program's."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.play.debrief import Debrief
from game.story.model import Measure
from game.story.variables import Variable, VariableKind

LEANS = (
    "Everything leans one way: {who}.",
    "The balance leans one way: {who}.",
    "The balance leans neither way.",
)
"""From the low end of the forces to their middle; the other half mirrors it."""

STAKES = (
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


def verdict(debrief: Debrief) -> tuple[str, ...]:
    """The sentences; one is left out where nothing is to be said of a measure."""
    sentences = (_sentence(measure, value) for measure, value in debrief.figures.taken)
    return tuple(sentence for sentence in sentences if sentence)


def name_of(measure: Measure) -> str:
    """What readers call a measure: the story's word, else that of its only gauge, else the program's."""
    if measure.name is not None:
        return measure.name
    if len(measure.of) == 1:
        return measure.of[0].label
    return tr("forces") if _of_forces(measure) else tr("stakes")


def about_of(measure: Measure) -> str:
    """What a measure means; empty where a story that names it does not say."""
    if measure.about is not None or measure.name is not None:
        return measure.about or ""
    if len(measure.of) == 1 and measure.of[0].about is not None:
        return measure.of[0].about
    if _of_forces(measure):
        high, *others = {variable.high or "" for variable in measure.of}
        if high and not others:
            return tr("how far the forces lean one way, all together: {who}", who=high)
        return tr("how far the forces lean to the second of their ends, all together")
    return tr("how full the stakes are")


def _sentence(measure: Measure, value: int) -> str:
    if measure.name is not None:
        return next((text for least, text in measure.verdict if value >= least), "")
    if _of_forces(measure):
        return _lean(value, measure.of)
    names = ", ".join(variable.label for variable in measure.of)
    return tr(STAKES[next(place for place, least in enumerate(LEFT) if value >= least)], names=names)


def _lean(value: int, forces: tuple[Variable, ...]) -> str:
    """Who the forces lean to; nothing where their ends have different names."""
    fifth = min(4, value // 20)
    ends = [{variable.low or "" for variable in forces}, {variable.high or "" for variable in forces}]
    if any(len(end) > 1 for end in ends):
        return ""
    who = ends[fifth > 2].pop()
    return tr(LEANS[min(fifth, 4 - fifth)], who=who)


def _of_forces(measure: Measure) -> bool:
    return all(variable.kind is VariableKind.FORCE for variable in measure.of)
