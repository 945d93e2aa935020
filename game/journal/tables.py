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

_CURVES = (
    """
    CREATE TABLE curves (
        of TEXT PRIMARY KEY,            -- a hash over the run, and what its story's odds depend on
        curve TEXT NOT NULL             -- what was to be expected along the run, as JSON
    ) WITHOUT ROWID
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _CURVES)
"""What turns version n of the tables into version n + 1. Never edited once released, only added to."""

_PROBES = (
    "SELECT id, snapshot, count, deleted, ending_title FROM runs ORDER BY updated DESC LIMIT 1",
    "SELECT run, n, scene, choice, said, hash FROM decisions LIMIT 1",
    "SELECT story, ending, run, reached FROM endings LIMIT 1",
    "SELECT story, page FROM seen LIMIT 1",
    "SELECT key, value FROM settings LIMIT 1",
    "SELECT of, curve FROM curves LIMIT 1",
)


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


def probe(connection: sqlite3.Connection) -> None:
    """Look at each table once, and change nothing.

    Raises:
        NewerJournal: The tables are of a later version than this program knows.
        StrangeJournal: The tables are not a journal's.
        sqlite3.Error: The database cannot be read.
    """
    if _version(connection) > len(MIGRATIONS):
        raise NewerJournal
    try:
        for probe in _PROBES:
            connection.execute(probe).fetchall()
    except sqlite3.OperationalError as error:
        raise _strange(error) from error


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
    return StrangeJournal(str(error)) if error.sqlite_errorcode == sqlite3.SQLITE_ERROR else error
