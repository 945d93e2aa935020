"""Clauses that decide nothing, because one beside them in the same condition says as much or more.

Two clauses are compared where they depend on the same values, by trying all of them, as `tautologies` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.story import compiled as c
from game.story.closures import names_in
from game.story.memory import as_variables
from game.story.problems import Report
from game.story.tautologies import Trials
from game.story.unparse import unparse
from game.story.yaml_tree import Node


def check_clauses(conditions: Iterable[tuple[Node, c.Ast]], trials: Trials, report: Report) -> None:
    """Warn of the first clause of each condition that decides nothing.

    Args:
        conditions: Where each condition stands, and its tree; what is told of one already is enough.
        trials: Tries them.
        report: Where the warnings go.
    """
    known: dict[int, LazyMessage | None] = {}  # by identity: conditions that are written alike share their tree
    for node, ast in conditions:
        if report.tells_of(node):
            continue
        key = id(ast)
        if key not in known:
            known[key] = next(_idle(as_variables(ast), trials), None)
        message = known[key]
        if message is not None:
            report.warn(node, "idle-clause", message)


def _idle(ast: c.Ast, trials: Trials) -> Iterator[LazyMessage]:
    op, *parts = ast
    clauses = [part for part in parts if isinstance(part, list) and part and isinstance(part[0], str)]
    if op in ("and", "or"):
        depends = [frozenset(names_in(clause)) for clause in clauses]
        alike: dict[frozenset[str], list[int]] = {}
        for i, names in enumerate(depends):
            alike.setdefault(names, []).append(i)
        for i, j in ((i, j) for i, names in enumerate(depends) if names for j in alike[names] if i != j):
            if clauses[i] == clauses[j]:
                yield tr_lazy("`{clause}` stands here twice", clause=unparse(clauses[i]))
            elif _decides_nothing(op, clauses[i], clauses[j], trials):
                clause, other = unparse(clauses[i]), unparse(clauses[j])
                yield tr_lazy("`{clause}` decides nothing beside `{other}`", clause=clause, other=other)
    if op in ("and", "or", "not"):
        for inner in clauses:
            yield from _idle(inner, trials)


def _decides_nothing(op: str, clause: c.Ast, other: c.Ast, trials: Trials) -> bool:
    """Whether a clause never matters where another stands beside it: it holds with it, or never without it."""
    closures, tried = trials.of([clause, other])
    holds, holds_too = closures if closures else (None, None)
    if tried is None or holds is None or holds_too is None:
        return False
    if op == "and":
        return all(holds(values) for values in tried if holds_too(values))
    return all(holds_too(values) for values in tried if holds(values))
