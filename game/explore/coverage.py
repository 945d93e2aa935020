"""What is seen on the way: which endings, scenes, choices, paragraphs and storylets, how likely, and where first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.explore.automaton import Location, Policy, Program, ReaderText
from game.explore.encounters import Element, element_of
from game.explore.expressions import Column, evaluate
from game.explore.layout import Costs, Ints, Reals, View
from game.explore.state_set import StateSet
from game.explore.steps import Taken


@dataclass(slots=True)
class Sighting:
    """How a thing was seen.

    `odds` that a run meets it (in circles: how often it does, on average); the cheapest state in which it was met,
    as (location, row), and the transition taken there, -1 for none.
    """

    odds: float = 0.0
    cost: int = np.iinfo(np.int32).max
    location: int = -1
    row: int = -1
    transition: int = -1


@dataclass(slots=True)
class Coverage:
    """Looks at every state once, when its location is done."""

    program: Program
    seen: dict[Element, Sighting] = field(default_factory=dict)
    first: int = 0
    """The row at which the states begin that are looked at; a location comes in blocks."""
    dead: dict[int, Ints] = field(default_factory=dict)
    """The rows of each location in which the player is asked and nothing can be chosen."""
    visits: dict[int, float] = field(default_factory=dict)
    """How often a run comes to each location, on average."""
    offered: dict[Element, float] = field(default_factory=dict)
    """How often a run comes to each choice of the player while it is open, on average."""

    def location(self, location: Location, view: View, states: StateSet) -> None:
        """A location's states are known."""
        self.visits[location.index] = self.visits.get(location.index, 0.0) + float(states.mass.sum())
        if location.entered:
            kind = "ending" if location.policy is Policy.ENDING else "scene"
            self._see(Element(kind, location.scene), states.mass, states.cost, None, location, -1)
        for text in location.texts:
            self._text(text, view, states.mass, states.cost, None, location, -1)

    def taken(self, location: Location, states: StateSet, taken: Taken) -> None:
        """A transition is taken from some of a location's states."""
        transition, rows = taken.transition, taken.rows
        mass, cost = (states.mass, states.cost) if rows is None else (states.mass[rows], states.cost[rows])
        if location.policy is Policy.PLAYER and transition.id:
            choice = Element("choice", f"{location.scene}/{transition.id}")
            self.offered[choice] = self.offered.get(choice, 0.0) + float(mass.sum())
        mass = mass * taken.share
        if transition.element is not None:
            self._see(transition.element, mass, cost, rows, location, taken.number)
        for text in transition.texts:
            self._text(text, taken.after, mass, cost, rows, location, taken.number)

    def stuck(self, location: Location, size: int, done: list[Taken]) -> None:
        """All transitions of a location are known: what is left over is stuck."""
        if location.policy is Policy.ENDING or any(taken.rows is None for taken in done):
            return
        left = np.ones(size, dtype=bool)
        for taken in done:
            left[taken.rows] = False
        rows = np.flatnonzero(left)
        if len(rows):
            rows = rows + self.first
            known = self.dead.get(location.index)
            self.dead[location.index] = rows if known is None else np.concatenate((known, rows))

    def _text(
        self,
        text: ReaderText,
        column: Column,
        mass: Reals,
        cost: Costs,
        rows: Ints | None,
        location: Location,
        transition: int,
    ) -> None:
        if text.asks:
            return
        thing = element_of(text.path)
        holds: Any = True if text.condition is None else evaluate(text.condition, column)
        if isinstance(holds, np.ndarray) and holds.ndim:
            which = np.flatnonzero(holds)
            if not len(which):
                self.seen.setdefault(thing, Sighting())
                return
            rows = which if rows is None else rows[which]
            mass, cost = mass[which], cost[which]
        elif not holds:
            self.seen.setdefault(thing, Sighting())
            return
        self._see(thing, mass, cost, rows, location, transition)

    def _see(
        self, thing: Element, mass: Reals, cost: Costs, rows: Ints | None, location: Location, transition: int
    ) -> None:
        sight = self.seen.get(thing)
        if sight is None:
            sight = self.seen[thing] = Sighting()
        if not len(mass):
            return
        sight.odds += float(mass.sum())
        best = int(cost.argmin())
        if int(cost[best]) < sight.cost:
            sight.cost, sight.location, sight.transition = int(cost[best]), location.index, transition
            sight.row = self.first + (best if rows is None else int(rows[best]))
