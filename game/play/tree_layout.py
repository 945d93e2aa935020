"""The tree laid out as a map: hours from left to right, one road a row, the roads left hanging under it.

A road goes straight on as long as it can; where runs part, the others leave downwards, those that part last first, so
that no two lines cross. Each road is a lane: its row, and under it as many rows as some place of it has roads left.
Only what is asked for is drawn: `points` and `hangs` look at one row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from game.play.tree import Tree, TreeNode, UntakenChoice

_BEFORE_TIME = -(10**9)
"""The minute of places that the story gives no hour, until one is known."""


class MapPoint(NamedTuple):
    """Something on the map that one can stand on: a place, or a road left there."""

    node: TreeNode
    untaken: UntakenChoice | None = None


@dataclass(slots=True, eq=False)
class Lane:
    """A road from where it begins to where it stops: its row, its places and their columns, ascending.

    `fork` is the place that it leaves from, None for a road from the very beginning.
    """

    row: int
    height: int
    fork: TreeNode | None
    nodes: list[TreeNode]
    columns: list[int]

    def within(self, first: int, last: int) -> range:
        """The positions of its places from column `first` to `last`, both inclusive."""
        return range(bisect_left(self.columns, first), bisect_right(self.columns, last))


class TreeLayout:
    """A tree with a row and a column for each of its places.

    Attributes:
        tree: The tree.
        rows: How many rows there are.
        columns: How many columns there are.
        hours: For each column, the minute on the story's clock that it stands for; None where it has none.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._columns, self.hours = _columns(tree)
        self.columns = len(self.hours)
        self._lanes: list[Lane] = []
        self._lane_of: list[int] = [0] * len(tree.places)
        self._lowest: dict[int, int] = {}
        self._untaken: dict[int, tuple[UntakenChoice, ...]] = {}
        self.rows = self._lay()
        self._starts = [lane.row for lane in self._lanes]

    def untaken(self, place: TreeNode) -> tuple[UntakenChoice, ...]:
        """The roads left at a place."""
        untaken = self._untaken.get(place.index)
        if untaken is None:
            untaken = self._untaken[place.index] = self.tree.untaken(place)
        return untaken

    def lane(self, row: int) -> Lane:
        """The lane that a row belongs to."""
        return self._lanes[bisect_right(self._starts, row) - 1]

    def lane_of(self, place: TreeNode) -> Lane:
        """The lane that a place stands on."""
        return self._lanes[self._lane_of[place.index]]

    def column(self, place: TreeNode) -> int:
        """The column of a place; the roads left there share it."""
        return self._columns[place.index]

    def row(self, spot: MapPoint) -> int:
        """The row of a spot."""
        row = self.lane_of(spot.node).row
        return row if spot.untaken is None else row + 1 + self.untaken(spot.node).index(spot.untaken)

    def lowest(self, place: TreeNode) -> int:
        """The row of the last road that leaves from a place; -1 where none does."""
        return self._lowest.get(place.index, -1)

    def points(self, row: int, first: int, last: int) -> list[MapPoint]:
        """What can be stood on in a row, from column `first` to `last`, both inclusive."""
        lane = self.lane(row)
        places, under = lane.nodes, row - lane.row - 1
        if under < 0:
            return [MapPoint(places[i]) for i in lane.within(first, last)]
        return [
            MapPoint(places[i], untaken[under])
            for i in lane.within(first, last)
            if len(untaken := self.untaken(places[i])) > under
        ]

    def hangs(self, row: int, first: int, last: int) -> Iterator[TreeNode]:
        """The places above a row, from column `first` to `last`, from which a road leaves that begins below it."""
        lane: Lane | None = self.lane(row)
        until = last
        while lane is not None:
            for i in lane.within(first, until):
                if lane.row < row < self.lowest(lane.nodes[i]):
                    yield lane.nodes[i]
            fork = lane.fork
            lane = None if fork is None else self.lane_of(fork)
            until = last if fork is None else min(last, self.column(fork))

    def nearest(self, row: int, column: int) -> MapPoint:
        """The spot of a row that is closest to a column."""
        spots = self.points(max(0, min(row, self.rows - 1)), 0, self.columns)
        return min(spots, key=lambda spot: abs(self.column(spot.node) - column))

    def _lay(self) -> int:
        row = 0
        waiting: list[tuple[TreeNode, TreeNode | None]] = [(root, None) for root in reversed(self.tree.roots)]
        while waiting:
            start, fork = waiting.pop()
            lane = self._follow(start, fork, row)
            self._lanes.append(lane)
            if fork is not None:
                self._lowest[fork.index] = row
            for place in lane.nodes:
                first = place.first
                others = [child for child in place.children.values() if child is not first]
                waiting += [(child, place) for child in reversed(others)]
            row += lane.height
        return row

    def _follow(self, start: TreeNode, fork: TreeNode | None, row: int) -> Lane:
        places: list[TreeNode] = []
        place: TreeNode | None = start
        hanging = 0
        while place is not None:
            places.append(place)
            self._lane_of[place.index] = len(self._lanes)
            hanging = max(hanging, self.tree.count_untaken(place))
            place = place.first
        return Lane(row, 1 + hanging, fork, places, [self._columns[place.index] for place in places])


def _columns(tree: Tree) -> tuple[list[int], list[int | None]]:
    """A column for each place, and the minute of each column.

    Places of one minute share a column; where a road decides several times in it, or goes back in time, as many columns
    are kept for that minute as the longest such stretch needs.
    """
    minutes: list[int] = []
    turns: list[int] = []
    width: dict[int, int] = {}
    for place in tree.places:
        parent, minute = place.parent, place.hour.minute
        before = _BEFORE_TIME if parent is None else minutes[parent.index]
        now = before if minute is None or minute < before else minute
        turn = turns[parent.index] + 1 if parent is not None and now == before else 0
        minutes.append(now)
        turns.append(turn)
        width[now] = max(width.get(now, 0), turn + 1)
    starts: dict[int, int] = {}
    hours: list[int | None] = []
    for minute in sorted(width):
        starts[minute] = len(hours)
        hours += [None if minute == _BEFORE_TIME else minute] * width[minute]
    return [starts[minute] + turn for minute, turn in zip(minutes, turns, strict=True)], hours
