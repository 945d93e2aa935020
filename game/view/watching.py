"""A story that is edited while it is played: what is said of a save that cannot be read."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.story.problems import BrokenStory, Problem, Severity


def played_as_before() -> str:
    """What becomes of the run."""
    return tr("The story cannot be read; it is played as it was before.")


def what_stops_it(error: BrokenStory) -> tuple[Problem, ...]:
    """The problems for which it cannot be read: warnings are for another time."""
    return tuple(problem for problem in error.problems if problem.severity is Severity.ERROR)
