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
from game.explore.expressions import Range, monotone, spread
from game.explore.layout import Bools, Ints
from game.explore.search import Exploration
from game.explore.state_set import StateIndex
from game.explore.steps import Arrival, Taken
from game.story.closures import names_in
from game.story.compiled import Ast

MOST = 2_000_000
"""The largest number of states for which exact ranges are worked out unasked."""


_UNSEEN = 1 << 40
"""Where an extreme starts: so far off that any value, and a sum clamped to its range, takes its place."""


@dataclass(slots=True)
class Extents:
    """Ranges by location and variable. `exact` says whether both ends are really met, or only never passed.

    `loose` are the variables of which that is not known although all others are exact. `clamped` holds (scene, choice,
    variable, edge) where a sum goes over an edge in some state.
    """

    exact: bool
    of: dict[int, dict[int, Range]] = field(default_factory=dict)
    loose: set[int] = field(default_factory=set)
    clamped: list[tuple[str, str, str, str]] = field(default_factory=list)

    def overall(self) -> dict[int, Range]:
        """The range of each variable over all locations."""
        widest: dict[int, Range] = {}
        for ranges in self.of.values():
            for i, (low, high) in ranges.items():
                old = widest.get(i, (low, high))
                widest[i] = min(low, old[0]), max(high, old[1])
        return widest


def extents(explored: Exploration) -> Extents:
    """The range of each variable that an author declared, in each location that is reached: met, not only possible."""
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
        blurred: For each location, the variables of which a state knows only a range.
    """
    index = explored.program.index
    flows: list[tuple[int, set[int]]] = []
    loose: set[int] = set()
    for location in blurred:
        for transition in explored.program.locations[location].everything:
            for i, ast in transition.computed:
                dim = [index[name] for name in names_in(ast) if index[name] in blurred[location]]
                flows.append((i, set(dim)))
                if len(dim) > 1 or (dim and not monotone(ast, explored.program.variables[dim[0]].name)):
                    loose.add(i)
    while more := {i for i, dim in flows if i not in loose and dim & loose}:
        loose |= more
    return loose


class _Carrier:
    """Carries extremes from location to location."""

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
            for index in explored.reached
        }
        self._loose = _loose(explored, self._blurred)

    def run(self) -> Extents:
        explored = self._explored
        result = Extents(True, loose=self._loose)
        for index in explored.reached:
            self._prepare(index)
        start = explored.program.start
        at = self._places[start].of(explored.stepper.first())[0]
        for i in self._low[start]:
            self._low[start][i][at] = self._high[start][i][at] = explored.program.variables[i].start
        for part in program_parts(explored.program):
            locations = [explored.program.locations[index] for index in part if index in explored.reached]
            while sum(self._carry(location) for location in locations) and is_cyclic(explored.program, part):
                pass
            for location in locations:
                result.of[location.index] = self._summary(location)
        result.clamped = list(self._clamped)
        return result

    def _prepare(self, index: int) -> None:
        states = self._explored.reached[index]
        self._places[index] = StateIndex(states.words)
        blurred = self._blurred[index]
        self._low[index] = {i: np.full(len(states), _UNSEEN) for i in blurred}
        self._high[index] = {i: np.full(len(states), -_UNSEEN) for i in blurred}

    def _carry(self, location: Location) -> bool:
        explored = self._explored
        explored.deadline.check()
        moved = False
        view = explored.stepper.view(location, explored.reached[location.index].words)
        for taken in explored.stepper.taken(location, view):
            self._clamps(location, taken)
            for arrival in explored.stepper.arrivals(location, taken):
                moved = self._arrive(location, arrival) or moved
        return moved

    def _arrive(self, location: Location, arrival: Arrival) -> bool:
        moved = False
        at = self._places[arrival.location].of(arrival.words)[0]
        known = self._known(location, arrival.rows)
        for i, low in self._low[arrival.location].items():
            for extremes, pick, side in ((low, np.minimum, 0), (self._high[arrival.location][i], np.maximum, 1)):
                values = np.broadcast_to(self._after(location, arrival.taken, arrival.rows, i, side), at.shape)[known]
                before = extremes[at[known]]
                if (pick(before, values) != before).any():
                    pick.at(extremes, at[known], np.ascontiguousarray(values, dtype=np.int64))
                    moved = True
        return moved

    def _known(self, location: Location, rows: Ints | None) -> Bools | slice:
        """The states whose extremes are known yet: in circles some are not, and a product of those would mislead."""
        lows, highs = self._low[location.index], self._high[location.index]
        if not lows:
            return slice(None)
        some = next(iter(lows))
        known: Bools = lows[some] <= highs[some]
        return known if rows is None else known[rows]

    def _before(self, location: Location, rows: Ints | None, i: int, side: int) -> Any:
        extremes = (self._low, self._high)[side][location.index].get(i)
        if extremes is not None:
            return extremes if rows is None else extremes[rows]
        view = self._explored.stepper.view(location, self._explored.reached[location.index].words)
        return view.rows(rows).at(i)

    def _after(self, location: Location, taken: Taken, rows: Ints | None, i: int, side: int) -> Any:
        fixed, adds = dict(taken.transition.sets), dict(taken.transition.adds)
        if i in fixed:
            return fixed[i]
        expressed = dict(taken.transition.computed).get(i)
        if expressed is not None:
            return self._computed(location, rows, i, side, expressed)
        value = self._before(location, rows, i, side)
        if i in adds:
            variable = self._explored.program.variables[i]
            return np.clip(value + adds[i], variable.min, variable.max)
        return value

    def _computed(self, location: Location, rows: Ints | None, i: int, side: int, ast: Ast) -> Any:
        variable = self._explored.program.variables[i]
        return np.clip(self._spread(location, rows, ast)[side], variable.min, variable.max)

    def _spread(self, location: Location, rows: Ints | None, ast: Ast) -> tuple[Any, Any]:
        index = self._explored.program.index

        def span(name: str) -> tuple[Any, Any]:
            return self._before(location, rows, index[name], 0), self._before(location, rows, index[name], 1)

        return spread(ast, span)

    def _clamps(self, location: Location, taken: Taken) -> None:
        if location.policy is Policy.DRAW:
            return
        for i, ast in taken.transition.computed:
            variable = self._explored.program.variables[i]
            known = self._known(location, taken.rows)
            size = len(taken.before)
            low, high = (np.broadcast_to(end, (size,))[known] for end in self._spread(location, taken.rows, ast))
            for edge, over in (("min", np.any(low < variable.min)), ("max", np.any(high > variable.max))):
                if over and i not in self._loose:
                    self._clamped[location.scene, taken.transition.id, variable.name, edge] = None
        for i, amount in taken.transition.adds:
            variable = self._explored.program.variables[i]
            edge, side = ("max", 1) if amount > 0 else ("min", 0)
            values = np.asarray(self._before(location, taken.rows, i, side)) + amount
            if (values > variable.max).any() if amount > 0 else (values < variable.min).any():
                self._clamped[location.scene, taken.transition.id, variable.name, edge] = None

    def _summary(self, location: Location) -> dict[int, Range]:
        explored = self._explored
        layout = explored.stepper.layouts.of[location.index]
        view = explored.stepper.view(location, explored.reached[location.index].words)
        summary: dict[int, Range] = {}
        for i in self._declared:
            if i in self._low[location.index]:
                summary[i] = int(self._low[location.index][i].min()), int(self._high[location.index][i].max())
            else:
                assert i in layout.of
                values = view.at(i)
                summary[i] = int(values.min()), int(values.max())
        return summary
