"""A run as a list shows it, read off a row that may be damaged: each field that cannot be read is left empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.play.setup import Rival, rival_word

COLUMNS = (
    "id, name, story, path, title, seat, rival, seed, opening, parent, created, updated, deleted, count, episode, "
    "minute, followed, asked, ending, ending_title, "
    "CASE WHEN json_valid(snapshot) THEN json_extract(snapshot, '$.place') END AS scene"
)
"""What a query asks for that wants entries."""

_LONGEST_WORDS = 10_000
"""More letters than a title, an id or a path has."""

_LATEST_MOMENT = 1e11
"""Seconds since 1970 that a calendar still knows."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RunEntry:
    """A run as a list shows it, without opening its story.

    `created`, `updated` and `deleted` are seconds since 1970; `count` is how many decisions were taken; `followed` of
    `asked` decisions were history's; `minute` counts from the story clock's start. `title`, `episode` and
    `ending_title` are words as they were when it was last played; `scene` is the id of the scene or ending where it
    rests. What is `damaged` has something in it that cannot be read; the field is then empty.
    """

    id: int
    name: str
    story: str
    path: str
    title: str
    seat: str
    rival: str
    seed: int
    opening: str
    parent: int | None
    created: float
    updated: float
    deleted: float | None
    count: int
    episode: str
    minute: int | None
    followed: int
    asked: int
    ending: str | None
    ending_title: str | None
    scene: str
    damaged: bool = False


MAY_LACK = frozenset(("parent", "deleted", "minute", "ending", "ending_title"))
"""The columns that may hold nothing."""

_EMPTY: Mapping[str, object] = {
    **dict.fromkeys(("name", "story", "path", "title", "seat", "rival", "opening", "episode", "scene"), ""),
    **dict.fromkeys(("id", "seed", "count", "followed", "asked"), 0),
    **dict.fromkeys(("created", "updated"), 0.0),
    **dict.fromkeys(MAY_LACK, None),
}

_RIVALS = frozenset(rival.value for rival in Rival)
_MOMENTS = ("created", "updated", "deleted")
_WHOLE = ("id", "seed", "parent", "count", "minute", "followed", "asked")


def run_entry(row: sqlite3.Row) -> RunEntry:
    """A row as an entry, whatever stands in it."""
    unreadable = {key: _EMPTY[key] for key, value in dict(row).items() if not _readable(key, value)}
    fields = {**dict(row), **unreadable}
    fields["rival"] = rival_word(str(fields["rival"]))
    fields |= {key: one_line(word) for key, word in fields.items() if isinstance(word, str) and key != "path"}
    any_field: dict[str, Any] = fields
    return RunEntry(**any_field, damaged=bool(unreadable))


def one_line(words: str) -> str:
    """Words without the line breaks that somebody may have put there: a list tells each run in a line."""
    return words.replace("\n", " ")


def begun_with(row: sqlite3.Row) -> bool:
    """Whether what a run was begun with can be read: without it, there is nothing to replay its decisions in."""
    whole = all(_readable(key, row[key]) for key in ("id", "story", "path", "seat", "rival", "seed", "opening"))
    return whole and row["seat"] != ""


def _readable(key: str, value: object) -> bool:
    if value is None:
        return key in MAY_LACK
    if key in _MOMENTS:
        return isinstance(value, float | int) and 0 <= value < _LATEST_MOMENT
    if key in _WHOLE:
        return isinstance(value, int) and abs(value) < 2**63 and not (key == "seed" and value < 0)
    return (
        isinstance(value, str)
        and len(value) <= _LONGEST_WORDS
        and not (key == "rival" and rival_word(value) not in _RIVALS)
    )
