"""What help pages and check-ups ask of a journal, which they must neither make nor mend."""

from __future__ import annotations

import os

from game import paths


def saved_language() -> str | None:
    """The language that the player has chosen before, None where none is known."""
    file = paths.data_dir() / "journal.db"
    if not os.path.isfile(file):
        return None
    import sqlite3

    from game.journal.readonly import read_only

    try:
        with read_only(file) as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = 'language'").fetchone()
    except (sqlite3.Error, OSError):
        return None
    return str(row[0]) if row else None
