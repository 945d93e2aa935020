"""What the parts of a story read, print and ask, gathered while they are compiled, so that nobody walks them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.story.memory import Asking, Question
from game.story.tautologies import ConditionChain

if TYPE_CHECKING:
    from game.story.compiled import Ast


@dataclass
class Uses:
    """What some parts of a story use.

    Attributes:
        conditions: Every condition and every fork.
        alternatives: The conditions of each `first_of`.
        asked: What texts ask of a run's past, in the order in which it is first asked.
        asking: The conditions that ask it.
        printed: The names that texts print.
        expressions: Every expression as it is written, behind the variable that it gives a value to, if any.
        given: The variables that some effect sets to anything but zero or false.
        trees: What is read at each scene, storylet or ending, as syntax trees.
    """

    conditions: list[ConditionChain] = field(default_factory=list)
    alternatives: list[ConditionChain] = field(default_factory=list)
    asked: dict[Question, None] = field(default_factory=dict)
    asking: list[Asking] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    expressions: set[tuple[str, str]] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    trees: defaultdict[str, list[Ast]] = field(default_factory=lambda: defaultdict(list))

    def reads(self, place: str, tree: Ast) -> None:
        """Something is read at a place; what is certain reads nothing."""
        if tree[0] not in ("int", "bool"):
            self.trees[place].append(tree)

    def add(self, others: Iterable[Uses]) -> None:
        """Take in what other parts use."""
        for other in others:
            self.conditions += other.conditions
            self.alternatives += other.alternatives
            self.asked |= other.asked
            self.asking += other.asking
            self.printed |= other.printed
            self.expressions |= other.expressions
            self.given |= other.given
            for place, trees in other.trees.items():
                self.trees[place] += trees
