"""Conditions that always or never hold, and roads that are never taken: proved by trying every combination of values.

The ranges are declared, so the combinations can be counted. Where they are more than `MOST_TRIED`, nothing is said:
that is the explorer's work.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce
from itertools import chain, product
from typing import NamedTuple

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.story import compiled as c
from game.story.closures import Closure, Values, compile_ast, names_in
from game.story.memory import Question, answers, as_variables, name_of
from game.story.problems import Report
from game.story.yaml_tree import Node

MOST_TRIED = 4096
"""Combinations of values for one question; the three forces of a story, 0 to 10 each, have 1331."""

MOST_WORK = 4_000_000
"""For all questions about a story together: a step is one part of a condition, tried once."""

_TO_BEGIN = 10
"""Steps that a part costs before anything is tried."""


class ConditionChain(NamedTuple):
    """Conditions that are tried one after the other until one holds, each with where it is written and its tree.

    A condition without an alternative is a chain of one. Among several exits, `otherwise` is the one taken when no
    condition holds.
    """

    conditions: tuple[tuple[Node, c.Ast], ...]
    otherwise: Node | None = None


class TooMuchToTry(Exception):
    """A story's conditions have been tried so often that no more of them are."""


class Trials:
    """Tries conditions with every combination of the values that they depend on, up to `MOST_WORK` in all.

    Attributes:
        left: How much more is tried.
    """

    def __init__(self, domains: Mapping[str, range]) -> None:
        """`domains` are the values that each name may have."""
        self._domains = domains
        self.left = MOST_WORK

    def of(self, trees: Sequence[c.Ast]) -> tuple[list[Closure], Iterator[Values] | None]:
        """Some trees as functions, and the combinations, of which each counts; None where they are too many for one.

        Raises:
            TooMuchToTry: Also while the combinations are read.
        """
        trees = [as_variables(tree) for tree in trees]
        parts = sum(map(_parts, trees))
        domains = {name: self._domains[name] for tree in trees for name in names_in(tree)}
        if reduce(operator.mul, map(len, domains.values()), 1) > MOST_TRIED:
            return [], None
        index = {name: i for i, name in enumerate(domains)}
        last = tuple(domain[-1] for domain in domains.values())  # tried first: most differ between the two ends
        tried = chain((last,), product(*domains.values()))
        self._work(_TO_BEGIN * parts)
        return [compile_ast(tree, index) for tree in trees], self._counted(tried, parts)

    def _counted(self, tried: Iterable[Values], parts: int) -> Iterator[Values]:
        for values in tried:
            self._work(parts)
            yield values

    def _work(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooMuchToTry


def domains_of(variables: Iterable[c.CompiledVariable], asked: Iterable[Question]) -> dict[str, range]:
    """The values that each variable may have, and the answers to each question that texts ask."""
    declared = {variable["name"]: range(variable["min"], variable["max"] + 1) for variable in variables}
    return declared | {name_of(question): answers(question) for question in asked}


def always_one_holds(trees: Sequence[c.Ast], trials: Trials) -> bool:
    """Whether one of several conditions always holds; False also where that is too much for one question."""
    closures, tried = trials.of(trees)
    return tried is not None and all(any(holds(values) for holds in closures) for values in tried)


def check_chain(asked: Iterable[ConditionChain], trials: Trials, report: Report) -> None:
    """Warn of what the declared ranges settle beforehand. Comparisons that they settle are errors already."""
    known: dict[int, bool | None] = {}  # by identity: conditions that are written alike share their tree
    for fork in asked:
        settled = False
        for node, ast in fork.conditions:
            key = id(ast)
            if key not in known:
                known[key] = _settled(ast, trials)
            if known[key] is not None:
                settled = True
                _tell(node, known[key] is True, report)
        if len(fork.conditions) + (fork.otherwise is not None) > 1 and not settled:
            message = tr_lazy("this road is never taken: whenever it could be, one of those before it holds")
            _tell_untaken(fork, _untaken(fork, trials), message, report)


def check_alternatives(groups: Iterable[ConditionChain], trials: Trials, report: Report) -> None:
    """Warn of paragraphs of a `first_of` that those before them leave nothing for."""
    known: dict[tuple[int, ...], Set[int]] = {}  # by identity, as above
    for group in groups:
        if not any(report.tells_of(node) for node, _ in group.conditions):
            key = group.otherwise is None, *(id(ast) for _, ast in group.conditions)
            if key not in known:
                known[key] = _untaken(group, trials)
            message = tr_lazy(
                "this paragraph is never read: whenever it could be, an earlier one of the same `first_of` is"
            )
            _tell_untaken(group, known[key], message, report)


def _tell(node: Node, always: bool, report: Report) -> None:
    if always:
        report.warn(node, "always-true", tr_lazy("this is always true, whatever the values it depends on"))
    else:
        report.warn(node, "never-true", tr_lazy("this is never true, whatever the values it depends on"))


def _untaken(fork: ConditionChain, trials: Trials) -> Set[int]:
    """The places in a chain for which those before them leave nothing."""
    closures, tried = trials.of([ast for _, ast in fork.conditions])
    if tried is None:
        return frozenset()
    untaken = set(range(len(closures) + (fork.otherwise is not None)))
    for values in tried:
        untaken.discard(next((i for i, holds in enumerate(closures) if holds(values)), len(closures)))
        if not untaken:
            break
    return untaken


def _tell_untaken(fork: ConditionChain, untaken: Set[int], message: LazyMessage, report: Report) -> None:
    for index in untaken:
        place = fork.conditions[index][0] if index < len(fork.conditions) else fork.otherwise
        if place is not None:
            report.warn(place, "never-true", message, tr_lazy("put it further up, or take it out"))


def _settled(ast: c.Ast, trials: Trials) -> bool | None:
    """Whether a condition holds whatever happens (True), never (False), or now and then, or nobody knows (None)."""
    closures, tried = trials.of([ast])
    if tried is None:
        return None
    first: bool | None = None
    for values in tried:
        holds = bool(closures[0](values))
        if first is None:
            first = holds
        elif holds is not first:
            return None
    return first


def _parts(ast: c.Ast) -> int:
    """How many trees are in a tree, itself among them."""
    return 1 + sum(_parts(inner) for inner in ast if isinstance(inner, list))
