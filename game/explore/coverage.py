"""What is seen on the way: which endings, scenes, choices, paragraphs and storylets, how likely, and where first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.explore.automaton import Location, Policy, Program, ReaderText
from game.explore.encounters import Element
from game.explore.expressions import Column, evaluate
from game.explore.layout import Costs, Ints, Reals, View
from game.explore.state_set import StateSet
from game.explore.steps import Taken


@dataclass(slots=True)
class Sighting:
    """How a thing was seen.

    `odds` that a run meets it (in circles: how often it does, on average); the cheapest state in which it was met,
    as (cell, row), and the branch taken there, -1 for none.
    """

    odds: float = 0.0
    cost: int = np.iinfo(np.int32).max
    cell: int = -1
    row: int = -1
    branch: int = -1


@dataclass(slots=True)
class Coverage:
    """Looks at every state once, when its cell is done."""

    program: Program
    seen: dict[Element, Sighting] = field(default_factory=dict)
    first: int = 0
    """The row at which the states begin that are looked at; a cell comes in blocks."""
    dead: dict[int, Ints] = field(default_factory=dict)
    """The rows of each cell in which the player is asked and nothing can be chosen."""

    def cell(self, cell: Location, view: View, found: StateSet) -> None:
        """A cell's states are known."""
        if cell.entered:
            kind = "ending" if cell.policy is Policy.ENDING else "scene"
            self._see(Element(kind, cell.scene), found.mass, found.cost, None, cell, -1)
        for text in cell.texts:
            self._text(text, view, found.mass, found.cost, None, cell, -1)

    def taken(self, cell: Location, found: StateSet, taken: Taken) -> None:
        """A branch is taken from some of a cell's states."""
        branch, rows = taken.branch, taken.rows
        mass, cost = (found.mass, found.cost) if rows is None else (found.mass[rows], found.cost[rows])
        mass = mass * taken.share
        if branch.element is not None:
            self._see(branch.element, mass, cost, rows, cell, taken.number)
        for text in branch.texts:
            self._text(text, taken.after, mass, cost, rows, cell, taken.number)

    def stuck(self, cell: Location, size: int, done: list[Taken]) -> None:
        """All branches of a cell are known: what is left over is stuck."""
        if cell.policy is Policy.ENDING or any(taken.rows is None for taken in done):
            return
        left = np.ones(size, dtype=bool)
        for taken in done:
            left[taken.rows] = False
        rows = np.flatnonzero(left)
        if len(rows):
            rows = rows + self.first
            known = self.dead.get(cell.index)
            self.dead[cell.index] = rows if known is None else np.concatenate((known, rows))

    def _text(
        self, text: ReaderText, column: Column, mass: Reals, cost: Costs, rows: Ints | None, cell: Location, branch: int
    ) -> None:
        if text.asks:
            return
        thing = Element("paragraph", text.path)
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
        self._see(thing, mass, cost, rows, cell, branch)

    def _see(self, thing: Element, mass: Reals, cost: Costs, rows: Ints | None, cell: Location, branch: int) -> None:
        sight = self.seen.get(thing)
        if sight is None:
            sight = self.seen[thing] = Sighting()
        if not len(mass):
            return
        sight.odds += float(mass.sum())
        best = int(cost.argmin())
        if int(cost[best]) < sight.cost:
            sight.cost, sight.cell, sight.branch = int(cost[best]), cell.index, branch
            sight.row = self.first + (best if rows is None else int(rows[best]))
