"""The order in which locations are explored: parts that hang together, every part after those that lead to it."""

from __future__ import annotations

from collections.abc import Callable

from game.explore.automaton import Location, Program
from game.story.components import components


def leads_to(location: Location) -> list[int]:
    """The locations that a location may lead to, once each, in the order written."""
    return list(dict.fromkeys(way.location for transition in location.everything for way in transition.targets))


def program_parts(program: Program) -> list[list[int]]:
    """The strongly connected parts that the start leads to, in topological order."""
    return components([program.start], lambda index: leads_to(program.locations[index]))


def is_cyclic(program: Program, part: list[int]) -> bool:
    """Whether a part goes round in circles: several locations, or one that leads to itself."""
    return len(part) > 1 or part[0] in leads_to(program.locations[part[0]])


def carry_back(program: Program, step: Callable[[int], bool]) -> None:
    """Work out what follows from what comes later: the last locations first, in circles until nothing changes.

    `step` works one location out from those that it leads to, and says whether that changed anything.
    """
    for part in reversed(program_parts(program)):
        while sum(step(index) for index in program.deadline.through(reversed(part))) and is_cyclic(program, part):
            pass


def carry_on(program: Program, step: Callable[[int], bool]) -> None:
    """Work out what follows from what came before: the first locations first, in circles until nothing changes.

    `step` hands what is known of one location on to those that it leads to, and says whether that changed anything.
    """
    for part in program_parts(program):
        while sum(step(index) for index in program.deadline.through(part)) and is_cyclic(program, part):
            pass
