"""A journal looked at without being opened, made or mended: help pages and check-ups must do nothing of the kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game import paths

if TYPE_CHECKING:
    import sqlite3


def glance(file: Path) -> sqlite3.Connection:
    """A connection that can only read. It leaves no file behind, unless somebody is playing and they are there already.

    Raises:
        sqlite3.Error: The file is none that SQLite can read.
    """
    import sqlite3

    log = file.with_name(f"{file.name}-wal")
    alone = not log.exists() or not log.stat().st_size
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}", uri=True, timeout=2)


def saved_language() -> str | None:
    """The language that the player has chosen before, None where none is known."""
    file = paths.data_dir() / "journal.db"
    if not file.is_file():
        return None
    import sqlite3
    from contextlib import closing

    try:
        with closing(glance(file)) as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = 'language'").fetchone()
    except (sqlite3.Error, OSError):
        return None
    return str(row[0]) if row else None
