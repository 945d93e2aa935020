"""What is left of a condition as things happen in a run: the part of it that is still open.

Nothing that has happened can be undone, so a condition that asks what the run remembers only ever loses questions:
`took(a) and not took(b)` becomes `not took(b)` once `a` has been taken, and false, whatever follows, once `b` has. That
is why it has few residuals, however many questions it asks and however many combinations their answers have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.story.compiled import Ast
from game.story.expression_types import resolve
from game.story.memory import MOST_TIMES, WIDEST, Question, answered, combinations, questions

MOST = 256
"""How many residuals of a condition are followed."""

_MOST_REMEMBERED = 200

_FEW: dict[str, bool] = {}
"""Of wide conditions that were looked at, as they are written, whether they have few residuals."""


class Residual:
    """What is left of a condition, and how often that has happened so far whose number it still asks for.

    Attributes:
        ast: The condition, with the answers put in their place that nothing can change any more.
        asks: The questions that are still open.
        key: Two residuals are the same where this is.
    """

    def __init__(self, ast: Ast, counts: Mapping[str, int] | None = None) -> None:
        """`counts` says how often that has happened which `times` asks about."""
        self.ast = ast
        self.asks = frozenset(questions(ast))
        self._counts = {about: n for about, n in (counts or {}).items() if ("times", about) in self.asks}
        self.key = repr(ast), tuple(sorted(self._counts.items()))

    def after(self, happened: Iterable[Question]) -> Residual:
        """What is left once something has happened, given as the questions to which it is the answer."""
        counts, known = dict(self._counts), dict[Question, int]()
        for question in happened:
            op, about = question
            if op == "times" and question in self.asks:
                counts[about] = counts.get(about, 0) + 1
                if counts[about] == MOST_TIMES:
                    known[question] = MOST_TIMES
            elif question in self.asks:
                known[question] = 1
        return Residual(resolve(answered(self.ast, known), None) if known else self.ast, counts)

    def now(self) -> Ast:
        """What it comes to where it is asked: what has not happened by then has not happened."""
        known = {(op, about): self._counts.get(about, 0) if op == "times" else 0 for op, about in self.asks}
        return resolve(answered(self.ast, known), None)


def asks_too_much(ast: Ast, asked: Collection[Question] | None = None) -> LazyMessage | None:
    """That a condition asks more than can be followed through a story, in words; None where it does not.

    Args:
        ast: The condition.
        asked: The questions in it, each once, where they are known; those about seats may be left out.
    """
    width = combinations(dict.fromkeys(questions(ast)) if asked is None else asked)
    if width <= WIDEST or _has_few_residuals(ast):
        return None
    return tr_lazy(
        "this asks too much at once: {width} combinations of answers, and {widest} are the most",
        width=width,
        widest=WIDEST,
    )


def _has_few_residuals(ast: Ast) -> bool:
    """Whether they can be followed; remembered, for the same is asked in each language and at each edit."""
    written = repr(ast)
    if written not in _FEW:
        if len(_FEW) == _MOST_REMEMBERED:
            _FEW.clear()
        _FEW[written] = _follow(ast)
    return _FEW[written]


def _follow(ast: Ast) -> bool:
    first = Residual(ast)
    known, waiting = {first.key}, [first]
    while waiting and len(known) <= MOST:
        left = waiting.pop()
        for question in sorted(left.asks):
            after = left.after([question])
            if question[0] != "holds" and after.key not in known:
                known.add(after.key)
                waiting.append(after)
    return len(known) <= MOST
