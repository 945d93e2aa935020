"""The tables of the journal, and how an older journal becomes a newer one."""

from __future__ import annotations

import sqlite3

_FIRST = (
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        story TEXT NOT NULL,            -- the story's id
        path TEXT NOT NULL,             -- its folder when last played; empty for the shipped one
        title TEXT NOT NULL,
        version INTEGER NOT NULL,
        rules TEXT NOT NULL,            -- hash of the story's variables when last played
        seat TEXT NOT NULL,             -- a seat's id, or `both`
        rival TEXT NOT NULL,
        seed INTEGER NOT NULL,
        opening TEXT NOT NULL,
        created REAL NOT NULL,          -- seconds since 1970
        updated REAL NOT NULL,
        name TEXT NOT NULL DEFAULT '',  -- given by the player
        parent INTEGER REFERENCES runs (id) ON DELETE SET NULL,
        count INTEGER NOT NULL,         -- decisions taken
        snapshot TEXT NOT NULL,         -- where the run stands, as JSON
        page INTEGER NOT NULL DEFAULT 0,
        episode TEXT NOT NULL,          -- what a list of runs shows without opening the story
        minute INTEGER,
        followed INTEGER NOT NULL,
        asked INTEGER NOT NULL,
        ending TEXT,
        ending_title TEXT,
        deleted REAL
    )
    """,
    "CREATE INDEX runs_newest ON runs (updated DESC)",
    """
    CREATE TABLE decisions (
        run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        scene TEXT NOT NULL,
        choice TEXT NOT NULL,
        said TEXT NOT NULL,             -- the words on the screen when it was taken
        hash TEXT NOT NULL,             -- of the scene when it was taken
        PRIMARY KEY (run, n)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE endings (
        story TEXT NOT NULL,
        ending TEXT NOT NULL,
        run INTEGER NOT NULL,
        reached REAL NOT NULL,
        PRIMARY KEY (story, ending, run)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE seen (story TEXT NOT NULL, page TEXT NOT NULL, PRIMARY KEY (story, page)) WITHOUT ROWID",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

_SECOND = (
    "ALTER TABLE runs ADD COLUMN turn INTEGER NOT NULL DEFAULT 0",  # counts every change of any run: clocks go back
    """
    UPDATE runs SET turn = (
        SELECT count(*) FROM runs AS other
        WHERE other.updated < runs.updated OR (other.updated = runs.updated AND other.id <= runs.id)
    )
    """,
    "DROP INDEX runs_newest",  # damaged, an index hides rows that are sound; a few hundred are sorted in no time
)

_THIRD = (
    """
    CREATE TABLE curves (
        of TEXT PRIMARY KEY,            -- a hash over the run, and what its story's odds depend on
        curve TEXT NOT NULL             -- what was to be expected along the run, as JSON
    ) WITHOUT ROWID
    """,
)

_FOURTH = (
    "DROP TABLE curves",  # they can be worked out again
    """
    CREATE TABLE curves (
        of TEXT PRIMARY KEY,            -- a hash over the run, and what its story's odds depend on
        story TEXT NOT NULL,            -- a curve goes with the last run of its story and its seed
        seed INTEGER NOT NULL,
        curve TEXT NOT NULL             -- what was to be expected along the run, as JSON
    ) WITHOUT ROWID
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND, _THIRD, _FOURTH)
"""What turns version n of the tables into version n + 1. Never edited once released, only added to."""

COLUMNS = {
    "runs": "id story path title version rules seat rival seed opening created updated name parent count snapshot page "
    "episode minute followed asked ending ending_title deleted turn",
    "decisions": "run n scene choice said hash",
    "endings": "story ending run reached",
    "seen": "story page",
    "settings": "key value",
    "curves": "of story seed curve",
}
"""The tables of today, each with its columns, in order."""

_ALL_ROWS = tuple(f"SELECT {columns.replace(' ', ', ')} FROM {table}" for table, columns in COLUMNS.items())


_NOT_OURS = (
    "SELECT type || ' ' || name FROM sqlite_master "
    "WHERE (type != 'table' AND name NOT LIKE 'sqlite_%') OR sql LIKE 'CREATE VIRTUAL%'"
)
"""What the tables have none of, and what may refuse, change or hide what is written: triggers, views, indexes, tables
that are another program's."""


_LAST_NUMBER = 2**63 - 1
"""The run after which SQLite gives no number any more."""

_LEFT_OUT = ("id", "name", "parent", "page", "minute", "ending", "ending_title", "deleted")
"""What a run may do without when it is written."""

_NUMBERS = ("version", "seed", "count", "followed", "asked", "turn", "created", "updated", "n", "reached")
"""What is written as a number; the rest are texts."""


class NewerJournal(Exception):
    """The journal was written by a later version of the program, and is left alone."""


class StrangeJournal(Exception):
    """The file is a database, but not a journal."""


def prepare(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date, and look at each of them once.

    Raises:
        NewerJournal: The tables are of a later version than this program knows.
        StrangeJournal: The tables are not a journal's.
        sqlite3.Error: The database cannot be read or written.
    """
    if _version(connection) < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _migrate(connection, _version(connection))  # asked again: another process may have been faster
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    probe(connection)


def probe(connection: sqlite3.Connection, whole: bool = True) -> None:
    """Look at each table once, and change nothing.

    Args:
        connection: The open file.
        whole: Whether the tables must be those of this version; else those of a later one do, if they can be read.

    Raises:
        NewerJournal: The tables are of a later version than this program knows.
        StrangeJournal: The tables are not a journal's.
        sqlite3.Error: The database cannot be read.
    """
    if whole and _version(connection) > len(MIGRATIONS):
        raise NewerJournal
    try:
        for query in _ALL_ROWS:
            connection.execute(f"{query} LIMIT 1").fetchall()
        if whole:
            _refuse_what_is_not_ours(connection)
    except sqlite3.OperationalError as error:
        raise _strange(error) from error


def _refuse_what_is_not_ours(connection: sqlite3.Connection) -> None:
    for (what,) in connection.execute(_NOT_OURS):
        raise StrangeJournal(what)
    for table, columns in COLUMNS.items():
        present = connection.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table,)).fetchall()
        for name, hidden in present:
            if hidden or name not in columns.split():
                raise StrangeJournal(f"column {table}.{name}")


def read_every_row(connection: sqlite3.Connection) -> None:
    """Look at every row of every table once.

    Raises:
        sqlite3.Error: One of them cannot be read.
    """
    for query in _ALL_ROWS:
        for _ in connection.execute(query):
            pass


def try_to_write(connection: sqlite3.Connection) -> None:
    """Write a row into every table, and take it back: a table may be altered to refuse whatever is written.

    Raises:
        StrangeJournal: A table refuses it.
        sqlite3.Error: The database cannot be written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for (highest,) in connection.execute("SELECT seq FROM sqlite_sequence UNION ALL SELECT max(id) FROM runs"):
            if isinstance(highest, int) and highest >= _LAST_NUMBER:
                raise StrangeJournal(f"run {highest}")
        for table, columns in COLUMNS.items():
            names = [name for name in columns.split() if table != "runs" or name not in _LEFT_OUT]
            run = connection.execute("SELECT max(id) FROM runs").fetchone()[0]
            row = [run if name == "run" else 1 if name in _NUMBERS else "\0" for name in names]
            marks = ", ".join("?" * len(names))
            connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", row)
    except sqlite3.IntegrityError as error:
        raise StrangeJournal(str(error)) from error
    except sqlite3.OperationalError as error:
        raise _strange(error) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    try:
        for number in range(version, len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
    except sqlite3.OperationalError as error:
        raise _strange(error) from error


def _strange(error: sqlite3.OperationalError) -> Exception:
    return StrangeJournal(str(error)) if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR else error
