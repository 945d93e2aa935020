"""A journal looked at without being opened, made or mended: help pages and check-ups must do nothing of the kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from game import paths

if TYPE_CHECKING:
    import sqlite3


@contextmanager
def glance(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only read, and that changes no byte beside the file either.

    Where a log waits to be written into the file, even a reader would touch it: then a copy of both is read.

    Raises:
        sqlite3.Error: The file is none that SQLite can read.
        OSError: The file cannot be read.
    """
    import sqlite3

    log = file.with_name(f"{file.name}-wal")
    waits = log.exists() and log.stat().st_size > 0
    with TemporaryDirectory() if waits else nullcontext(str(file.parent)) as folder:
        read = Path(folder) / file.name
        if waits:
            copyfile(file, read)
            copyfile(log, read.with_name(log.name))
        uri = f"{read.absolute().as_uri()}?mode=ro{'' if waits else '&immutable=1'}"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            yield connection


def saved_language() -> str | None:
    """The language that the player has chosen before, None where none is known."""
    file = paths.data_dir() / "journal.db"
    if not file.is_file():
        return None
    import sqlite3

    try:
        with glance(file) as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = 'language'").fetchone()
    except (sqlite3.Error, OSError):
        return None
    return str(row[0]) if row else None


def counted(file: Path) -> dict[str, int]:
    """How many runs, decisions and endings a journal holds.

    Raises:
        sqlite3.DatabaseError: It is damaged.
        NewerJournal: It was written by a later version of the program.
        StrangeJournal: It is no journal.
        OSError: It cannot be read.
    """
    import sqlite3

    from game.journal.tables import probe

    whats = {"runs": "runs WHERE deleted IS NULL", "decisions": "decisions", "endings": "endings"}
    file.open("rb").close()  # SQLite would not say why it cannot
    with glance(file) as connection:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(" ".join(verdict.split()))
        probe(connection)
        return {name: connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0] for name, what in whats.items()}
