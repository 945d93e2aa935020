"""The saved language, read without opening, making or mending a journal: a help page must do nothing of the kind."""

from __future__ import annotations

from game import paths


def saved_language() -> str | None:
    """The language that the player has chosen before, None where none is known."""
    journal = paths.data_dir() / "journal.db"
    if not journal.is_file():
        return None
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"{journal.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = 'language'").fetchone()
    except (sqlite3.Error, OSError):
        return None
    return str(row[0]) if row else None
