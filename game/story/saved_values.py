"""The tables and figures of a rival that thinks, as they were made once: `values.json` beside `story.yaml`.

`holdup explore --save-odds` makes the file. It comes from a stranger's folder: one that is too large or strange says
nothing at all. A file that was made for the story as it was before an edit still serves to play by, name by name, as
far as the names are known; its figures are then nobody's, and are not shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from game.hashing import blake2b
from game.story.estimates import PLAYERS, STRENGTHS, Estimates, Measured, Success, Table
from game.story.fingerprint import fingerprint
from game.story.folder import Unreadable, read_file
from game.story.former import OPENING, SEAT, VARIABLE, today
from game.story.model import Story

FILE = "values.json"
MOST_BYTES = 1_000_000

_LARGEST = 1 << 20
"""No number of a table is larger: hundreds of them together stay exact in any arithmetic."""


def strengths_measured(story: Story, opening: str, seat: str) -> tuple[Measured, ...]:
    """How each strength fared from a seat; nothing where that was not measured for the story as it is."""
    estimates = story.estimates()
    if estimates is None or estimates.shape != shape_of(story):
        return ()
    return estimates.strengths.get(opening, {}).get(seat, ())


def shape_of(story: Story) -> str:
    """A hash over everything that decides how a strength fares: what moves a run, and what endings are worth."""
    worths = [[ending.id, dict(ending.worth)] for ending in story.endings.values()]
    return blake2b(json.dumps([fingerprint(story), worths]).encode(), digest_size=8).hexdigest()


def read_estimates(folder: Path, was: Mapping[str, str]) -> Estimates | None:
    """What a story's folder holds; None where there is nothing, or nothing of use.

    Args:
        folder: The story's folder.
        was: Former names of the story's things, with those of today.
    """
    try:
        written = read_file(folder, FILE, MOST_BYTES)
        if len(written) > MOST_BYTES:
            return None
        return _read(json.loads(written.decode("utf-8")), was)
    except (Unreadable, ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read(data: Any, was: Mapping[str, str]) -> Estimates:
    lows = {today(was, name, VARIABLE): _whole(low) for name, low in data["variables"].items()}
    tables = {
        today(was, seat, SEAT): {today(was, scene): _table(table, lows, was) for scene, table in scenes.items()}
        for seat, scenes in data["tables"].items()
    }
    strengths = {
        today(was, opening, OPENING): {
            today(was, seat, SEAT): tuple(_measured(measured, int(data["runs"])) for measured in dial)
            for seat, dial in seats.items()
        }
        for opening, seats in data["strengths"].items()
    }
    if any(len(dial) != len(STRENGTHS) for seats in strengths.values() for dial in seats.values()):
        raise ValueError(data["strengths"])
    return Estimates(str(data["shape"]), tables, strengths)


def _table(table: Any, lows: Mapping[str, int], was: Mapping[str, str]) -> Table:
    names = {today(was, name, VARIABLE): tuple(map(_whole, numbers)) for name, numbers in table["add"].items()}
    return Table(_whole(table["base"]), {name: (lows[name], numbers) for name, numbers in names.items()})


def _whole(number: Any) -> int:
    if not isinstance(number, int) or abs(number) > _LARGEST:
        raise ValueError(number)
    return number


def _measured(measured: Any, runs: int) -> Measured:
    against = {player: Success(*map(float, measured[player])) for player in PLAYERS}
    if not all(0 <= success.worth <= 10 and 0 <= success.error <= 10 for success in against.values()):
        raise ValueError(measured)
    return Measured(against, runs)
