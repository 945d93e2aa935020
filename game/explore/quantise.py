"""Values that nothing can tell apart count as one.

A gauge from 0 to 10 that is only ever compared with 4 and 7, and moves by 2, does not need eleven values. Its cuts
are the thresholds it is compared with, and those that become such a threshold by an effect; what lies between two cuts
is one band. States that differ within a band behave alike for ever, so they are one state, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.explore.automaton import Location, Policy, Program
from game.explore.expressions import COMPARISONS, FLIPPED, branches_of
from game.story.compiled import Ast

MOST_CUTS = 10_000
"""With more of them, a variable's values are each a band of their own: a range says that without a list."""


def quantise(program: Program, texts: bool = True) -> list[Sequence[int]]:
    """The least value of every band of each variable, rising; the first is the variable's minimum."""
    scanner = Scanner(program)
    for location in program.deadline.through(program.locations):
        for ast in _read(location, texts):
            scanner.scan(ast)
        for transition in location.everything:
            for i, amount in transition.adds:
                scanner.becomes(i, ["+", ["var", program.variables[i].name], ["int", amount]])
            for i, ast in transition.computed:
                scanner.becomes(i, ast)
    scanner.close()
    return [
        range(v.min, v.max + 1) if v.index in scanner.whole else (v.min, *sorted(scanner.cuts[v.index]))
        for v in program.variables
    ]


def _read(location: Location, texts: bool) -> Iterator[Ast]:
    for transition in location.everything:
        if transition.opens is not None:
            yield transition.opens
        if location.policy in (Policy.WEIGHTED, Policy.DRAW, Policy.HISTORY):
            yield transition.weight
        for way in transition.targets:
            if way.condition is not None:
                yield way.condition
    for text in location.every_text if texts else ():
        if text.condition is not None:
            yield text.condition
        yield from text.numbers


class Scanner:
    """Collects the thresholds that trees compare variables with."""

    def __init__(self, program: Program) -> None:
        self.cuts: list[set[int]] = [set() for _ in program.variables]
        self._program = program
        self._waiting: list[tuple[int, int]] = []
        self.whole: set[int] = set()
        self._becomes: list[dict[str, Ast]] = [{} for _ in program.variables]

    def becomes(self, i: int, ast: Ast) -> None:
        """Note that a variable may become what an expression gives."""
        self._becomes[i].setdefault(repr(ast), ast)

    def close(self) -> None:
        """Follow every cut back: where a variable becomes what an expression gives, it is that which is compared."""
        scanned: set[int] = set()
        while self._waiting or scanned != self.whole:
            self._program.deadline.check()
            for i in self.whole - scanned:
                scanned.add(i)
                for ast in self._becomes[i].values():
                    self.scan(ast)
            if self._waiting:
                i, cut = self._waiting.pop()
                for ast in self._becomes[i].values() if i not in self.whole else ():
                    self.compare(ast, cut)

    def scan(self, ast: Ast) -> None:
        """Whatever a tree reads, as finely as it reads it."""
        op = ast[0]
        if op == "var":
            self._every(ast[1])
        elif op in COMPARISONS and ast[2][0] == "int":
            self._threshold(ast[1], op, ast[2][1])
        elif op in COMPARISONS and ast[1][0] == "int":
            self._threshold(ast[2], FLIPPED[op], ast[1][1])
        elif op == "in":
            for member in ast[2]:
                self._threshold(ast[1], "==", member)
        else:
            for part in branches_of(ast):
                self.scan(part)

    def _threshold(self, ast: Ast, op: str, k: int) -> None:
        if op in ("<", ">=", "==", "!="):
            self.compare(ast, k)
        if op in (">", "<=", "==", "!="):
            self.compare(ast, k + 1)

    def compare(self, ast: Ast, cut: int) -> None:
        """What must be told apart to know whether a tree gives at least `cut`."""
        op = ast[0]
        if op in ("int", "bool"):
            return
        if op == "var":
            self._cut(self._program.index[ast[1]], cut)
        elif op in ("+", "-") and ast[2][0] == "int":
            self.compare(ast[1], cut - ast[2][1] if op == "+" else cut + ast[2][1])
        elif op == "+" and ast[1][0] == "int":
            self.compare(ast[2], cut - ast[1][1])
        elif op in ("min", "max"):
            for part in ast[1:]:
                self.compare(part, cut)
        elif op == "case":
            for test, value in ast[1]:
                self.scan(test)
                self.compare(value, cut)
            self.compare(ast[2], cut)
        elif op == "+" and (spread := _distributed(ast)) is not None:
            self.compare(spread, cut)
        else:
            self.scan(ast)

    def _cut(self, i: int, cut: int) -> None:
        variable = self._program.variables[i]
        if i in self.whole or not variable.min < cut <= variable.max or cut in self.cuts[i]:
            return
        self.cuts[i].add(cut)
        self._waiting.append((i, cut))
        if len(self.cuts[i]) > MOST_CUTS:
            self._every(variable.name)

    def _every(self, name: str) -> None:
        variable = self._program.variables[self._program.index[name]]
        self.whole.add(variable.index)
        self.cuts[variable.index].clear()


def _distributed(ast: Ast) -> Ast | None:
    """The sum of a choice of cases and something plain, as a choice of sums; None for any other sum."""
    _, cases, plain = ast if ast[1][0] == "case" else (ast[0], ast[2], ast[1])
    if cases[0] != "case" or plain[0] not in ("var", "int"):
        return None
    return ["case", [[test, ["+", value, plain]] for test, value in cases[1]], ["+", cases[2], plain]]
