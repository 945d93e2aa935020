"""Chance that any machine repeats: every draw comes from (seed, step, salt) and from nothing else.

The mixing function is SplitMix64's finaliser (Steele, Lea, Flood: "Fast splittable pseudorandom number generators",
OOPSLA 2014). Being counter-based, it can be asked for any step at once: undo and replay cost nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

MAX_SEED = 2**63 - 1
"""Seeds go from 0 to this."""


class Candidate(Protocol):
    """Something that chance may draw."""

    @property
    def first(self) -> str:
        """The id that it bore first, unique among all that may be drawn with it."""


Drawable = TypeVar("Drawable", bound=Candidate)

_first_id = attrgetter("first")
_MASK = 0xFFFFFFFFFFFFFFFF
_GOLDEN = 0x9E3779B97F4A7C15


def draw_seed() -> int:
    """A seed from 0 to 999 999, short enough to be told, which only the machine's own noise decides."""
    return int.from_bytes(os.urandom(8)) % 1_000_000


def roll(seed: int, step: int, salt: int = 0) -> int:
    """A number from 0 to 2**64 - 1, evenly spread, that depends on the three arguments alone."""
    z = (seed + (step + 1) * _GOLDEN + salt * 0xD1B54A32D192ED03) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def by_first_id(candidates: Iterable[Drawable]) -> list[Drawable]:
    """In the order in which chance counts through them, wherever their author puts them and whatever he calls them."""
    return sorted(candidates, key=_first_id)


def pick(weights: Sequence[int], rolled: int) -> int:
    """The index drawn with the given weights.

    Args:
        weights: Not empty; a weight below 1 is never drawn, unless all are: then they count as equal.
        rolled: A number from `roll`.

    Returns:
        An index into `weights`.
    """
    total = sum(weight for weight in weights if weight > 0)
    if not total:
        return rolled % len(weights)
    left = rolled % total
    for index, weight in enumerate(weights):
        if weight > 0:
            left -= weight
            if left < 0:
                return index
    raise AssertionError("a draw below the total falls on a weight")
