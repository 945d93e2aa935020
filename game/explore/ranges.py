"""The exact range of every variable in every scene, and which sums go over an edge.

States do not remember what nothing reads, and tell values apart by bands only. Their least and greatest values are
carried along beside them: as nothing depends on a value within its band, and sums and clamping keep order, the
extremes of a state follow from the extremes of the states before it. What an expression gives follows from them too
where it rises or falls with the one value that is not known exactly; elsewhere a range is only one that no run leaves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.explore.automaton import Location, Policy
from game.explore.components import is_cyclic, program_parts
from game.explore.expressions import Range, monotone, names, spread
from game.explore.layout import Ints
from game.explore.search import Exploration
from game.explore.state_set import StateIndex
from game.explore.steps import Arrival, Taken
from game.story.compiled import Ast

MOST = 2_000_000
"""The largest number of states for which exact ranges are worked out unasked."""


_UNSEEN = 1 << 40
"""Where an extreme starts: so far off that any value, and a sum clamped to its range, takes its place."""


@dataclass(slots=True)
class Extents:
    """Ranges by cell and variable. `exact` says whether both ends are really met, or only never passed.

    `loose` are the variables of which that is not known although all others are exact. `clamped` holds (scene, choice,
    variable, edge) where a sum goes over an edge in some state.
    """

    exact: bool
    of: dict[int, dict[int, Range]] = field(default_factory=dict)
    loose: set[int] = field(default_factory=set)
    clamped: list[tuple[str, str, str, str]] = field(default_factory=list)

    def overall(self) -> dict[int, Range]:
        """The range of each variable over all cells."""
        found: dict[int, Range] = {}
        for ranges in self.of.values():
            for i, (low, high) in ranges.items():
                old = found.get(i, (low, high))
                found[i] = min(low, old[0]), max(high, old[1])
        return found


def extents(explored: Exploration) -> Extents:
    """The range of each variable that an author declared, in each cell that is reached: met, not only possible."""
    return _Carrier(explored).run()


def bounds_only(explored: Exploration) -> Extents:
    """Ranges that no run leaves, though none may come to their ends."""
    declared = _declared(explored)
    boxes = explored.boxes
    return Extents(False, {c: {i: box[i] for i in declared} for c, box in enumerate(boxes) if box is not None})


def _declared(explored: Exploration) -> list[int]:
    return [v.index for v in explored.program.variables if not v.kind.kept]


def _loose(explored: Exploration, blurred: dict[int, set[int]]) -> set[int]:
    """The variables whose extremes may be too wide, because some expression that they follow from does not keep order.

    Args:
        explored: The search.
        blurred: For each cell, the variables of which a state knows only a range.
    """
    index = explored.program.index
    flows: list[tuple[int, set[int]]] = []
    loose: set[int] = set()
    for cell in blurred:
        for branch in explored.program.cells[cell].everything:
            for i, ast in branch.computed:
                dim = [index[name] for name in names(ast) if index[name] in blurred[cell]]
                flows.append((i, set(dim)))
                if len(dim) > 1 or (dim and not monotone(ast, explored.program.variables[dim[0]].name)):
                    loose.add(i)
    while more := {i for i, dim in flows if i not in loose and dim & loose}:
        loose |= more
    return loose


class _Carrier:
    """Carries extremes from cell to cell."""

    def __init__(self, explored: Exploration) -> None:
        self._explored = explored
        self._declared = _declared(explored)
        self._low: dict[int, dict[int, Ints]] = {}
        self._high: dict[int, dict[int, Ints]] = {}
        self._places: dict[int, StateIndex] = {}
        self._clamped: dict[tuple[str, str, str, str], None] = {}
        layouts = explored.stepper.layouts.of
        self._blurred = {
            index: {i for i in self._declared if i not in layouts[index].of or not layouts[index].of[i].band.plain}
            for index in explored.found
        }
        self._loose = _loose(explored, self._blurred)

    def run(self) -> Extents:
        explored = self._explored
        result = Extents(True, loose=self._loose)
        for index in explored.found:
            self._prepare(index)
        start = explored.program.start
        for i in self._low[start]:
            first = explored.program.variables[i].start
            at = self._places[start].of(
                explored.stepper.layouts.of[start].pack([v.start for v in explored.program.variables])
            )[0]
            self._low[start][i][at] = self._high[start][i][at] = first
        for part in program_parts(explored.program):
            cells = [explored.program.cells[index] for index in part if index in explored.found]
            while sum(self._carry(cell) for cell in cells) and is_cyclic(explored.program, part):
                pass
            for cell in cells:
                result.of[cell.index] = self._summary(cell)
        result.clamped = list(self._clamped)
        return result

    def _prepare(self, index: int) -> None:
        found = self._explored.found[index]
        self._places[index] = StateIndex(found.words)
        blurred = self._blurred[index]
        self._low[index] = {i: np.full(len(found), _UNSEEN) for i in blurred}
        self._high[index] = {i: np.full(len(found), -_UNSEEN) for i in blurred}

    def _carry(self, cell: Location) -> bool:
        explored = self._explored
        moved = False
        view = explored.stepper.view(cell, explored.found[cell.index].words)
        for taken in explored.stepper.taken(cell, view):
            self._clamps(cell, taken)
            for arrival in explored.stepper.arrivals(cell, taken):
                moved = self._arrive(cell, arrival) or moved
        return moved

    def _arrive(self, cell: Location, arrival: Arrival) -> bool:
        moved = False
        at = self._places[arrival.cell].of(arrival.words)[0]
        for i, low in self._low[arrival.cell].items():
            for kept, pick, side in ((low, np.minimum, 0), (self._high[arrival.cell][i], np.maximum, 1)):
                values = np.broadcast_to(self._after(cell, arrival.taken, arrival.rows, i, side), at.shape)
                before = kept[at]
                if (pick(before, values) != before).any():
                    pick.at(kept, at, np.ascontiguousarray(values, dtype=np.int64))
                    moved = True
        return moved

    def _before(self, cell: Location, rows: Ints | None, i: int, side: int) -> Any:
        kept = (self._low, self._high)[side][cell.index].get(i)
        if kept is not None:
            return kept if rows is None else kept[rows]
        view = self._explored.stepper.view(cell, self._explored.found[cell.index].words)
        return view.rows(rows).at(i)

    def _after(self, cell: Location, taken: Taken, rows: Ints | None, i: int, side: int) -> Any:
        fixed, adds = dict(taken.branch.sets), dict(taken.branch.adds)
        if i in fixed:
            return fixed[i]
        expressed = dict(taken.branch.computed).get(i)
        if expressed is not None:
            return self._computed(cell, rows, i, side, expressed)
        value = self._before(cell, rows, i, side)
        if i in adds:
            variable = self._explored.program.variables[i]
            return np.clip(value + adds[i], variable.min, variable.max)
        return value

    def _computed(self, cell: Location, rows: Ints | None, i: int, side: int, ast: Ast) -> Any:
        variable = self._explored.program.variables[i]
        return np.clip(self._spread(cell, rows, ast)[side], variable.min, variable.max)

    def _spread(self, cell: Location, rows: Ints | None, ast: Ast) -> tuple[Any, Any]:
        index = self._explored.program.index

        def span(name: str) -> tuple[Any, Any]:
            return self._before(cell, rows, index[name], 0), self._before(cell, rows, index[name], 1)

        return spread(ast, span)

    def _clamps(self, cell: Location, taken: Taken) -> None:
        if cell.policy is Policy.DRAW:
            return
        for i, ast in taken.branch.computed:
            variable = self._explored.program.variables[i]
            low, high = self._spread(cell, taken.rows, ast)
            for edge, over in (("min", np.any(low < variable.min)), ("max", np.any(high > variable.max))):
                if over and i not in self._loose:
                    self._clamped[cell.scene, taken.branch.id, variable.name, edge] = None
        for i, amount in taken.branch.adds:
            variable = self._explored.program.variables[i]
            edge, side = ("max", 1) if amount > 0 else ("min", 0)
            values = np.asarray(self._before(cell, taken.rows, i, side)) + amount
            if (values > variable.max).any() if amount > 0 else (values < variable.min).any():
                self._clamped[cell.scene, taken.branch.id, variable.name, edge] = None

    def _summary(self, cell: Location) -> dict[int, Range]:
        explored = self._explored
        layout = explored.stepper.layouts.of[cell.index]
        view = explored.stepper.view(cell, explored.found[cell.index].words)
        summary: dict[int, Range] = {}
        for i in self._declared:
            if i in self._low[cell.index]:
                summary[i] = int(self._low[cell.index][i].min()), int(self._high[cell.index][i].max())
            else:
                assert i in layout.of
                values = view.at(i)
                summary[i] = int(values.min()), int(values.max())
        return summary
