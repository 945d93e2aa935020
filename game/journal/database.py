"""The journal's file: opened, written safely, set aside when it is damaged.

WAL with `synchronous=FULL`: when a write returns, it survives the process and the machine. Writers take turns
(`BEGIN IMMEDIATE`, and a patient timeout), so that two games at once do not trip over each other.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from game.i18n.catalogue import tr
from game.journal.tables import NewerJournal, StrangeJournal, prepare

T = TypeVar("T")

PATIENCE = 5.0
"""How many seconds a writer waits for another one."""

_MAGIC = b"SQLite format 3\0"

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class JournalUnavailable(Exception):
    """The journal cannot be read or written; its message is a sentence for the player."""


class Database:
    """One connection to a journal file, or to memory alone.

    Attributes:
        path: The file, or None for a journal that is forgotten when the program ends.
        notices: What the player should be told: damaged files set aside. Whoever shows them empties the list.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the file, making it and its folder where they are missing.

        Raises:
            JournalUnavailable: The file can be neither opened nor begun anew.
        """
        self.path = path
        self.notices: list[str] = []
        self._connection: sqlite3.Connection | None = None
        self._guarded(self._reach)

    def close(self) -> None:
        """Close the file; nothing is pending."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def read(self, sql: str, *arguments: object) -> list[sqlite3.Row]:
        """All rows of a query.

        Raises:
            JournalUnavailable: The file cannot be read.
        """
        return self._guarded(lambda: self._reach().execute(sql, arguments).fetchall())

    def write(self, work: Callable[[sqlite3.Connection], T], durable: bool = True) -> T:
        """Do some work as one transaction: all of it, or none.

        Args:
            work: What is done; it may be called a second time, on a new file, if the first turns out damaged.
            durable: Whether it must survive a power cut. If not it survives the process all the same, and is faster.

        Raises:
            JournalUnavailable: Nothing was written.
        """
        return self._guarded(lambda: self._transaction(work, durable))

    def _transaction(self, work: Callable[[sqlite3.Connection], T], durable: bool) -> T:
        connection = self._reach()
        if not durable:
            connection.execute("PRAGMA synchronous = NORMAL")
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                done = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        finally:
            if not durable:
                connection.execute("PRAGMA synchronous = FULL")
        return done

    def _guarded(self, action: Callable[[], T]) -> T:
        """Do something; set a damaged file aside and do it again; turn other failures into a sentence."""
        try:
            try:
                return action()
            except (sqlite3.DatabaseError, StrangeJournal) as error:
                if not _damaged(error) or self.path is None:
                    raise
                self._set_aside(self.path)
                return action()
        except (OSError, sqlite3.Error, NewerJournal, StrangeJournal) as error:
            raise JournalUnavailable(_sentence(error, self.path)) from error

    def _reach(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        if self.path is not None:
            _look(self.path)
        connection = _connect(self.path)
        try:
            prepare(connection)
            if self.path is not None:
                connection.execute("BEGIN IMMEDIATE")  # a journal that cannot be written must say so now
                connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self, path: Path) -> None:
        """Rename a damaged file, unless another process has already begun a sound one in its place."""
        self.close()
        try:
            self._connection = self._open()
        except (sqlite3.DatabaseError, StrangeJournal) as error:
            if not _damaged(error):
                raise
            aside = _free_name(path)
            for suffix in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
            self.notices.append(
                tr("The journal was damaged. It is kept as “{path}”, and a new one has been begun.", path=aside)
            )


def _look(path: Path) -> None:
    """Refuse a file that is no database before SQLite touches it, which could cost the log beside it."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        start = file.read(len(_MAGIC))
        if start and start != _MAGIC:
            raise StrangeJournal("not a database")


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        if path is not None:
            _patiently(connection, "PRAGMA journal_mode = WAL")
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _patiently(connection: sqlite3.Connection, sql: str) -> None:
    """Execute what SQLite refuses at once, whatever its timeout, while another process does the same."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(sql).fetchall()
            return
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _free_name(path: Path) -> Path:
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    names = (f"{path.stem}-damaged-{stamp}{n}{path.suffix}" for n in ("", *(f"-{i}" for i in range(2, 1000))))
    return next(aside for name in names if not (aside := path.with_name(name)).exists())


def _code(error: BaseException) -> int:
    code: Any = getattr(error, "sqlite_errorcode", 0)
    return int(code or 0) & 0xFF


def _damaged(error: BaseException) -> bool:
    return isinstance(error, StrangeJournal) or _code(error) in _DAMAGED


def _sentence(error: BaseException, path: Path | None) -> str:
    if isinstance(error, NewerJournal):
        return tr("The journal “{path}” was written by a later version of this program; it is left alone.", path=path)
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return tr("The disk is full: the journal “{path}” cannot be written.", path=path)
    if code == sqlite3.SQLITE_READONLY or isinstance(error, PermissionError):
        return tr("The journal “{path}” cannot be written: the folder or the file is read-only.", path=path)
    if code == sqlite3.SQLITE_BUSY:
        return tr("The journal “{path}” is busy: another program holds it.", path=path)
    return tr("The journal “{path}” cannot be used: {reason}.", path=path, reason=_reason(error))


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)
