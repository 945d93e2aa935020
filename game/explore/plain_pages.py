"""A machine without its plain pages: scenes that change nothing, ask nobody and lead to one place.

What is to be expected of such a page is what is to be expected of the place behind it; a fifth of a story's states are
states of plain pages.
"""

from __future__ import annotations

from dataclasses import replace

from game.explore.automaton import Location, Policy, Program, Target, Transition


def without_plain_pages(program: Program) -> Program:
    """The same machine, in which whatever led to a plain page leads to where that leads."""

    def behind(way: Target) -> Target:
        passed: set[int] = set()
        while way.location not in passed:
            passed.add(way.location)
            onward = _only_way(program.locations[way.location])
            if onward is None:
                break
            way = replace(way, location=onward.location, resets=way.resets or onward.resets)
        return way

    def through(transition: Transition) -> Transition:
        return replace(transition, targets=tuple(map(behind, transition.targets)))

    locations = [
        replace(
            location,
            transitions=tuple(map(through, location.transitions)),
            otherwise=None if location.otherwise is None else through(location.otherwise),
        )
        for location in program.locations
    ]
    return replace(program, locations=locations)


def _only_way(location: Location) -> Target | None:
    """Where a plain page leads; None for all other locations."""
    if location.policy is not Policy.PASS or location.texts:
        return None
    (passing,) = location.transitions
    changes = passing.adds or passing.sets or passing.computed
    return passing.targets[0] if len(passing.targets) == 1 and not changes and not passing.texts else None
