"""The seismograph's line, as numbers and as braille: no widget, no clock, so that it can be tested and reused.

A cell holds two samples side by side and four dots in height; a trace of three rows therefore swings over twelve dots.
Every sample comes from its place, the shocks and the tick: the same run always draws the same line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, exp, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.play.change import Shock

SPACING = 28
"""Samples from one shock to the next."""
LIVE = 24
"""How many of the newest samples still tremble."""
_STRIKES = 6
_ONSET, _DECAY, _TURN = 4, 8.0, 1.9
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


def tremor(place: int, tick: int = 0) -> float:
    """The ground at rest, between -1 and 1, at a sample; a tick later it has moved a little."""
    return 0.6 * sin(place * 0.83 + tick * 0.9) * sin(place * 0.29 + 1) + 0.4 * sin(place * 2.3 + tick * 2.1)


def strength(magnitude: int) -> float:
    """How far a shock swings, from 0 to 1: even one that moved nothing is felt."""
    return 0.22 if magnitude == 0 else 0.34 + 0.66 * (1 - exp(-magnitude / 2.6))


def swing(since: int, magnitude: int) -> float:
    """What a shock adds to the line, `since` samples after it struck (its onset comes a little before)."""
    if since < -_ONSET:
        return 0.0
    size = strength(magnitude)
    if since < 0:
        return size * 0.3 * (1 + since / _ONSET) * (1 if since % 2 == 0 else -1)
    return size * exp(-since / (_DECAY * (0.6 + 0.6 * size))) * cos(since * _TURN)


def line(magnitudes: Sequence[int], width: int, tick: int = 0, back: int = 0) -> list[float]:
    """The end of a run's trace: so many heights between -1 and 1, of which the last is the newest.

    `magnitudes` are its shocks, oldest first; `tick` counts up as time passes, and moves the ground at rest; `back`
    says how many samples are still to be drawn: 0 for the whole line.
    """
    end = len(magnitudes) * SPACING - back
    return [_height(magnitudes, place, tick, end) for place in range(end - width, end)]


def _height(magnitudes: Sequence[int], place: int, tick: int, end: int) -> float:
    live = place >= end - LIVE
    height = 0.16 * tremor(place, tick if live else 0)
    first = max(0, place // SPACING - 2)
    for index in range(first, min(len(magnitudes), first + 4)):
        height += swing(place - index * SPACING - _STRIKES, magnitudes[index])
    return max(-1.0, min(1.0, height))


def shock_at(place: int, end: int, width: int, count: int) -> int | None:
    """Which shock a sample on the screen belongs to (an index), None where the ground is at rest."""
    index, offset = divmod(place + end - width, SPACING)
    return index if 0 <= index < count and 0 < offset < SPACING - 6 else None


def braille(heights: Sequence[float], rows: int, loose: Sequence[bool] = ()) -> list[str]:
    """Draw heights as lines of braille, joined up as by a needle.

    Args:
        heights: Between -1 and 1, two a cell.
        rows: How many lines.
        loose: For each height, whether it is a dot by itself; those that are not said are joined up.
    """
    dots = rows * 4
    middle = dots // 2
    columns = len(heights) // 2
    cells = [[0] * columns for _ in range(rows)]
    previous = middle
    for x, height in enumerate(heights[: columns * 2]):
        y = max(0, min(dots - 1, round(middle - height * middle)))
        apart = x < len(loose) and loose[x]
        low, high = (y, y) if apart else sorted((y, previous + (y > previous) - (y < previous)))
        for dot in range(low, high + 1):
            cells[dot // 4][x // 2] |= _DOTS[x % 2][dot % 4]
        previous = y
    return ["".join(chr(0x2800 + cell) if cell else " " for cell in row) for row in cells]


def over_time(shocks: Iterable[Shock], minutes: tuple[int, int], width: int) -> list[float]:
    """Shocks as a whole run's trace, each where it struck; those that have no hour are left out.

    Args:
        shocks: The shocks.
        minutes: From where to where the trace goes, in minutes of the story's clock.
        width: How many samples are wanted.
    """
    first, last = minutes
    span = max(1, last - first)
    heights = [0.1 * tremor(x) for x in range(width)]
    for shock in shocks:
        if shock.minute is not None:
            at = round((shock.minute - first) / span * (width - 1))
            for x in range(max(0, at - _ONSET), min(width, at + SPACING)):
                heights[x] += swing(x - at, shock.magnitude)
    return [max(-1.0, min(1.0, height)) for height in heights]
