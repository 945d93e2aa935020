"""A journal of many evenings, damaged at random; and what a reader is offered of it then."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from shutil import copyfile

from game.journal import ActiveRun, CannotResume, Journal, JournalUnavailable
from game.journal.resume import resume
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import State
from game.story.model import Story

PAGE = 4096
"""Bytes of a page of the file."""


def fill(file: Path, setup: Setup, runs: int = 31) -> None:
    """Write runs of different lengths, some named, with pages read and settings made."""
    journal = Journal.open(file)
    for number in range(runs):
        active = ActiveRun(journal, Run.start(setup))
        for step in range(3 + number * 7 % 17):
            active.decide(f"c{(number + step) % 3}")
        if number % 5 == 0 and active.run_id is not None:
            journal.rename(active.run_id, f"Evening {number}")
        journal.profile.see(setup.story.id, [f"page-{number}-{n}" for n in range(20)])
    journal.profile.set("theme", "night")
    journal.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def damaged(sound: Path, file: Path, chance: Random) -> str:
    """Copy a journal and damage the copy: a bit, some bytes, a page, the end, or a column of a row. Says how."""
    file.parent.mkdir(parents=True, exist_ok=True)
    copyfile(sound, file)
    size = file.stat().st_size
    kind = chance.choice(("bit", "bit", "bytes", "page", "page of noise", "cut", "row"))
    if kind == "row":
        return f"row {_spoil_a_row(file, chance)}"
    at = chance.randrange(size)
    with file.open("r+b") as raw:
        if kind == "bit":
            raw.seek(at)
            byte = raw.read(1)[0]
            raw.seek(at)
            raw.write(bytes([byte ^ 1 << chance.randrange(8)]))
        elif kind == "bytes":
            raw.seek(at)
            raw.write(chance.randbytes(min(chance.choice((2, 8, 64, 300)), size - at)))
        elif kind == "cut":
            raw.truncate(at)
        else:
            at = at // PAGE * PAGE
            raw.seek(at)
            raw.write(bytes(PAGE) if kind == "page" else chance.randbytes(PAGE))
    return f"{kind} at {at}"


def _spoil_a_row(file: Path, chance: Random) -> str:
    table = chance.choice(("runs", "runs", "runs", "decisions", "endings", "seen", "settings"))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in ("id", "run")]
        column = chance.choice(columns)
        value = chance.choice(("'{'", "''", "x'ff'", "-1", "9e999", "cast(x'c3' as text)", "9223372036854775807"))
        where = {"runs": "id = 7", "decisions": "run = 7 AND n = 1"}.get(table, "rowid_free")
        if where == "rowid_free":
            where = f"{columns[0]} = (SELECT {columns[0]} FROM {table} LIMIT 1)"
        try:
            connection.execute(f"UPDATE {table} SET {column} = {value} WHERE {where}")
        except sqlite3.IntegrityError:
            return "as it was"
    return f"{table}.{column} = {value}"


def readable_by_hand(file: Path) -> set[int]:
    """The runs that a patient person with SQLite alone would still get out of a damaged file, whole."""
    whole = set()
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            for number in range(1, 32):
                if _by_hand(connection, number):
                    whole.add(number)
    except (sqlite3.Error, UnicodeDecodeError):
        pass
    return whole


def _by_hand(connection: sqlite3.Connection, number: int) -> bool:
    try:
        row = connection.execute(
            "SELECT count, seat, rival, seed, opening, snapshot FROM runs NOT INDEXED WHERE id = ? AND deleted IS NULL",
            (number,),
        ).fetchone()
        taken = connection.execute(
            "SELECT n, scene, choice FROM decisions WHERE run = ? ORDER BY n", (number,)
        ).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return row is not None and row[0] == len(taken) and [n for n, _, _ in taken] == list(range(len(taken)))


def offered(journal: Journal, story: Story) -> Iterator[tuple[int, State | str]]:
    """Every run that is listed: where it stands, or the sentence that refuses it."""
    for entry in journal.runs():
        try:
            yield entry.id, resume(story, journal.load(entry.id)).run.state
        except (CannotResume, JournalUnavailable) as error:
            yield entry.id, str(error)
