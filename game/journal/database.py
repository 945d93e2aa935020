"""The journal's file: opened, written safely, set aside when it is damaged.

WAL with `synchronous=FULL`: when a write returns, it survives the process and the machine. Writers take turns
(`BEGIN IMMEDIATE`, and a patient timeout), so that two games at once do not trip over each other. What was written is
carried from the log into the file at once: whoever copies the file alone, while a game is open, copies all of it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from game.i18n.catalogue import tr
from game.journal.readonly import (
    is_sound,
    mistrust,
    read_only,
    refuse_what_is_no_log,
    refuse_what_keeps_nothing,
    waits_alone,
)
from game.journal.tables import NewerJournal, StrangeJournal, prepare, probe, read_every_row, try_to_write
from game.read_file import read_regular

T = TypeVar("T")

PATIENCE = 5.0
"""How many seconds a writer waits for another one."""

_MAGIC = b"SQLite format 3\0"

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG)
"""Besides what SQLite calls damage: a format that it does not support, or a length that no row can have."""


class JournalUnavailable(Exception):
    """The journal cannot be read or written; its message is a sentence for the player."""


class Database:
    """One connection to a journal file, or to memory alone.

    Attributes:
        path: The file, or None for a journal that is forgotten when the program ends.
        notices: What the player should be told: files set aside, or gone. Whoever shows them empties the list.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the file, making it and its folder where they are missing.

        Raises:
            JournalUnavailable: The file can be neither opened nor begun anew.
        """
        self.path = path
        self.notices: list[str] = []
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._looked_through = path is None
        try:
            self._guarded(self._reach)
        except JournalUnavailable as error:  # a file may have been set aside before that
            raise JournalUnavailable(" ".join((*self.notices, str(error)))) from error

    @classmethod
    def copy_of(cls, path: Path) -> Database:
        """What a file holds, in memory: for a file that can be read but not written.

        Raises:
            JournalUnavailable: It cannot be read either.
        """
        database = cls(None)
        try:
            with read_only(path) as source:
                source.backup(database._reach())
            try:
                prepare(database._reach())
            except NewerJournal:
                probe(database._reach(), whole=False)
        except (OSError, sqlite3.Error, NewerJournal, StrangeJournal, UnicodeDecodeError) as error:
            raise JournalUnavailable(_sentence(error, path)) from error
        return database

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

    def look_through(self) -> None:
        """Look at every page of the file, the first time that this is asked: damage can hide rows without an error.

        Raises:
            JournalUnavailable: The file cannot be read.
        """
        if not self._looked_through:
            self._guarded(self._sound)
            self._looked_through = True

    def _sound(self) -> None:
        if not is_sound(self._reach()):
            raise StrangeJournal("damaged")

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
        self._stay_with_the_file()
        connection = self._reach()
        if durable:
            connection.execute("PRAGMA shrink_memory")  # what is remembered of the file would hide that it is damaged
        else:
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
        if durable and self.path is not None:
            with suppress(sqlite3.Error):  # it is written, in the log; a file that fails is told of at the next write
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        return done

    def _stay_with_the_file(self) -> None:
        """Notice that the file was removed or replaced under an open game, and write to the one that is there now."""
        if self.path is None or self._connection is None or _identity(self.path) == self._file:
            return
        self.close()
        self.notices.append(
            tr(
                "The journal “{path}” was removed or replaced meanwhile: from now on, the new one is used.",
                path=self.path,
            )
        )

    def _guarded(self, action: Callable[[], T]) -> T:
        """Do something; set a damaged file aside and do it again; turn other failures into a sentence."""
        try:
            try:
                return action()
            except _DAMAGES as error:
                if not _damaged(error) or self.path is None:
                    raise
                self._set_aside(self.path)
                return action()
        except (OSError, sqlite3.Error, NewerJournal, StrangeJournal, UnicodeDecodeError) as error:
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
                try_to_write(connection)  # a journal that cannot be written must say so now
        except BaseException:
            connection.close()
            raise
        self._file = None if self.path is None else _identity(self.path)
        return connection

    def _set_aside(self, path: Path) -> None:
        """Put a sound file, with all that can be read of a damaged one, in its place, and keep that under another name.

        Where there is no room for the new one, the old one stays where it is. So does a new one that is there already:
        another process was faster.
        """
        from tempfile import TemporaryDirectory

        from game.journal.salvage import read_back

        self.close()
        with _alone(path):
            try:
                self._connection = self._open()
                if is_sound(self._connection):
                    read_every_row(self._connection)
                    return
            except _DAMAGES as error:
                if not _damaged(error):
                    raise
            self.close()
            with TemporaryDirectory(dir=path.parent) as folder:
                new = Path(folder, path.name)
                _make_private(new)
                with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                    prepare(connection)
                    connection.execute("BEGIN IMMEDIATE")
                    salvaged = read_back(path, connection)
                    connection.execute("COMMIT")
                self._swap(path, new)
            self.notices += salvaged.sentences
            self._connection = self._open()

    def _swap(self, path: Path, new: Path) -> None:
        """Give a damaged file and its logs another name, and its own to a new one: all of it, or nothing."""
        aside = _free_name(path)
        path.touch()  # what is left may be a log alone
        names = [(path.with_name(path.name + end), aside.with_name(aside.name + end)) for end in ("", "-wal", "-shm")]
        moved: list[tuple[Path, Path]] = []
        self.notices.append(
            tr("The journal was damaged. It is kept as “{path}”, and a new one has been begun.", path=aside)
        )
        try:
            for there, other in names:
                if there.exists():
                    moved.append((there, there.rename(other)))
            new.rename(path)
        except OSError:
            with suppress(OSError):
                for there, other in reversed(moved):
                    other.rename(there)
                self.notices.pop()
            raise


_DAMAGES = (sqlite3.DatabaseError, StrangeJournal, UnicodeDecodeError)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from setting the same file aside: the second would take away what the first has begun."""
    try:
        import fcntl
    except ImportError:  # Windows refuses to rename a file that another process holds open
        yield
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a path names at the moment."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _look(path: Path) -> None:
    """Refuse what is no database before SQLite touches it, which could cost the log beside it."""
    refuse_what_keeps_nothing(path)
    with suppress(FileNotFoundError):
        start = read_regular(path, len(_MAGIC))
        if start and start != _MAGIC:
            raise StrangeJournal("not a database")
    refuse_what_is_no_log(path)
    if waits_alone(path):
        raise StrangeJournal("a log alone")


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        _make_private(path)
    connection = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
    try:
        mistrust(connection)
        if path is not None:
            _patiently(connection, "PRAGMA journal_mode = WAL")
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Make the file and its folder where they are missing, for their owner's eyes alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


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
    extended: Any = getattr(error, "sqlite_errorcode", 0)
    by_code = extended == sqlite3.SQLITE_IOERR_SHORT_READ or _code(error) in _DAMAGED
    return by_code or isinstance(error, StrangeJournal | UnicodeDecodeError)


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
