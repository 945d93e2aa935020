"""What a rival that thinks knows of a story beforehand, in tables, and how well it does with them, in figures.

The tables say what it is worth to a seat to come to a decision: a number, and one more for each variable that tells,
added up. The figures say how each strength fared in runs that were really played. `saved_values` reads both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STRENGTHS = (1, 2, 3, 4, 5)
"""How strong a rival that thinks can be."""

PLAYERS = ("random", "weighted", "history")
"""Whom each strength was measured against: one who decides blindly, by the writers' weights, as history did."""


@dataclass(frozen=True, slots=True)
class Table:
    """What it is worth to come to a decision, in 1/256 of a point: `base`, and a number for each variable's value.

    `add` holds, for each variable, its value in the state that adds the first number, then the numbers.
    """

    base: int
    add: Mapping[str, tuple[int, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Success:
    """What a strength came to against one kind of player: the mean worth of its endings, 0 to 10, and its error."""

    worth: float
    error: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A strength as it was measured: against each of `PLAYERS`, over so many runs each."""

    against: Mapping[str, Success]
    runs: int


@dataclass(frozen=True, slots=True)
class Estimates:
    """What `values.json` says.

    Attributes:
        shape: Of which story it was made, as `shape_of` tells stories apart.
        tables: By the seat that reads them, then by scene.
        strengths: By opening, then by the seat of the rival: each strength's figures, the weakest first.
    """

    shape: str
    tables: Mapping[str, Mapping[str, Table]]
    strengths: Mapping[str, Mapping[str, tuple[Measured, ...]]]
