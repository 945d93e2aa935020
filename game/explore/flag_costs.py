"""What each flag costs: how many states there would be if nothing remembered it.

Roads read flags, so each flag may double what must be explored where it is alive; what texts ask of a run's past costs
nothing. The figure says which flag is worth its states, and which could be a question in a text.
"""

from __future__ import annotations

import numpy as np

from game.explore.layout import Layout, Slot
from game.explore.search import Exploration
from game.explore.state_set import StateIndex, StateSet
from game.story.variables import VariableKind


def flag_costs(explored: Exploration) -> dict[str, int]:
    """For each flag, how many of the states would fall together with another if it were forgotten.

    Args:
        explored: A search that has kept its states.
    """
    flags = [v for v in explored.program.variables if v.kind is VariableKind.FLAG]
    costs = {flag.name: 0 for flag in flags}
    for index, states in explored.reached.items():
        explored.deadline.check()
        layout = explored.stepper.layouts.of[index]
        places: StateIndex | None = None
        for flag in flags:
            slot = layout.of.get(flag.index)
            if slot is not None:
                places = places or StateIndex(states.words)
                costs[flag.name] += _twins(states, layout, slot, places)
    return costs


def _twins(states: StateSet, layout: Layout, slot: Slot, places: StateIndex) -> int:
    """How many states in which a flag is up have a twin in which it is down, and which is like them otherwise."""
    up = np.flatnonzero(layout.digit(states.words, slot))
    twins = tuple(word[up] - (slot.stride if number == slot.word else 0) for number, word in enumerate(states.words))
    return int(places.of(twins)[1].sum())
