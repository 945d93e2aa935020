"""Values that nothing can tell apart count as one.

A gauge from 0 to 10 that is only ever compared with 4 and 7, and moves by 2, does not need eleven values. Its cuts
are the thresholds it is compared with, and those that become such a threshold by a sum; what lies between two cuts
is one band. States that differ within a band behave alike for ever, so they are one state, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.explore.cells import Cell, Policy, Program
from game.explore.expressions import COMPARISONS, FLIPPED, branches_of
from game.story.compiled import Ast


def bands(program: Program, texts: bool = True) -> list[tuple[int, ...]]:
    """The least value of every band of each variable, rising; the first is the variable's minimum."""
    cuts: list[set[int]] = [set() for _ in program.variables]
    scanner = _Scanner(program, cuts)
    steps: list[set[int]] = [set() for _ in program.variables]
    for cell in program.cells:
        for ast in _read(cell, texts):
            scanner.scan(ast)
        for branch in cell.everything:
            for i, amount in branch.adds:
                steps[i].add(amount)
    return [(v.min, *sorted(_closed(cuts[v.index], steps[v.index], v.min, v.max))) for v in program.variables]


def _read(cell: Cell, texts: bool) -> Iterator[Ast]:
    for branch in cell.everything:
        if branch.opens is not None:
            yield branch.opens
        if cell.policy in (Policy.WEIGHTED, Policy.DRAW, Policy.HISTORY):
            yield branch.weight
        for way in branch.ways:
            if way.condition is not None:
                yield way.condition
    for text in (*cell.texts, *(text for branch in cell.everything for text in branch.texts)) if texts else ():
        if text.condition is not None:
            yield text.condition
        yield from text.numbers


def _closed(cuts: set[int], steps: set[int], low: int, high: int) -> set[int]:
    """The cuts, and all that lead to one of them by some sums, within a range."""
    found: set[int] = set()
    waiting = [cut for cut in cuts if low < cut <= high]
    while waiting:
        cut = waiting.pop()
        if cut not in found:
            found.add(cut)
            waiting.extend(cut - step for step in steps if low < cut - step <= high)
    return found


class _Scanner:
    """Collects the thresholds that trees compare variables with."""

    def __init__(self, program: Program, cuts: list[set[int]]) -> None:
        self._program = program
        self._cuts = cuts

    def scan(self, ast: Ast) -> None:
        op = ast[0]
        if op == "var":
            self._every(ast[1])
        elif op in COMPARISONS and ast[1][0] == "var" and ast[2][0] == "int":
            self._cut(ast[1][1], op, ast[2][1])
        elif op in COMPARISONS and ast[1][0] == "int" and ast[2][0] == "var":
            self._cut(ast[2][1], FLIPPED[op], ast[1][1])
        elif op == "in" and ast[1][0] == "var":
            for member in ast[2]:
                self._cut(ast[1][1], "==", member)
        else:
            for part in branches_of(ast):
                self.scan(part)

    def _cut(self, name: str, op: str, k: int) -> None:
        cuts = self._cuts[self._program.index[name]]
        if op in ("<", ">=", "==", "!="):
            cuts.add(k)
        if op in (">", "<=", "==", "!="):
            cuts.add(k + 1)

    def _every(self, name: str) -> None:
        variable = self._program.variables[self._program.index[name]]
        self._cuts[variable.index].update(range(variable.min + 1, variable.max + 1))
