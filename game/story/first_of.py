"""Paragraphs of which the first that holds is read, as conditions of their own: none before it is.

What reads a compiled story, an engine or an explorer, then needs to know nothing of groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from game.i18n.catalogue import tr_lazy
from game.story import compiled as c
from game.story.problems import Report
from game.story.yaml_tree import Node

MOST_ALTERNATIVES = 32
"""Each asks what all before it ask: so many can still be read by a person, and proved."""

_WHEN = frozenset(("if", "for", "first", "again"))
"""What may keep a paragraph from being read."""

_SAYS = frozenset(("text", "documented", "disputed", "invented", "lines", "one_of"))


class Alternative(NamedTuple):
    """A paragraph of a group: its condition, if it has one, and the seat that it is for, if not everyone's."""

    condition: c.Ast | None
    seat: str | None

    def for_reader(self, sure: Sequence[str | None]) -> c.Ast | None:
        """When it is read where none before it is, by whoever is sure to hold some seats; None for always."""
        if self.seat is None or self.seat in sure:
            return self.condition
        held: c.Ast = ["holds", self.seat]
        return held if self.condition is None else ["and", held, self.condition]


def kept_back(alternative: Alternative, earlier: Iterable[Alternative], seat: str | None) -> list[c.Ast]:
    """That nothing before a paragraph is read, by whom it is for, as clauses; `seat` is whom the whole group is for."""
    sure = (alternative.seat, seat)
    before = (each.for_reader(sure) for each in earlier)
    return [["not", ast] if ast is not None else ["bool", False] for ast in before]


def seats_asked(alternative: Alternative, earlier: Iterable[Alternative], seat: str | None) -> Iterator[str]:
    """The seats on which it depends whether a paragraph of a group for some seat is read, by whom it is for."""
    if seat is not None and alternative.seat not in (None, seat):
        yield seat
    for each in earlier:
        if each.seat is not None and each.seat not in (alternative.seat, seat):
            yield each.seat


def clauses(*conditions: c.Ast | None) -> list[c.Ast]:
    """All that must hold for all of some conditions to hold, apart."""
    return [part for ast in conditions if ast is not None for part in (ast[1:] if ast[0] == "and" else [ast])]


def alone(ast: c.Ast, earlier: int) -> c.Ast:
    """What would have to hold for a paragraph to be read, but for so many clauses about those before it."""
    own = clauses(ast)[: -earlier or None]
    return ["and", *own] if len(own) > 1 else own[0] if own else ["bool", True]


def both(*written: str) -> str:
    """All of some conditions, as an author would write it."""
    return " and ".join(f"({each})" for each in written) if len(written) > 1 else "".join(written)


def check_group(several: Node, report: Report) -> None:
    """Refuse a group in which a paragraph hides those after it, or which is too long."""
    items = several.items
    for item in items[MOST_ALTERNATIVES : MOST_ALTERNATIVES + 1]:
        message = tr_lazy(
            "this `first_of` has {count} paragraphs, and {most} are the most", count=len(items), most=MOST_ALTERNATIVES
        )
        hint = tr_lazy("make it two, each with an `if` of its own that tells them apart")
        report.error(item, "expression-too-long", message, hint)
    hiding = [item for item in items[:-1] if not item.has_any(_WHEN) and (item.text or item.has_any(_SAYS))]
    if hiding and not any(item.has_any(_WHEN) for item in items):
        message = tr_lazy("no paragraph of this `first_of` has an `if`: the first is always read, and no other")
        hint = tr_lazy("give each but the last its `if`, or write `one_of` for texts that take turns")
        report.error(several.position, "order-of-conditions", message, hint)
        return
    for item in hiding:
        message = tr_lazy("a paragraph without `if` hides those after it in a `first_of`")
        report.error(item, "order-of-conditions", message, tr_lazy("make it the last"))
