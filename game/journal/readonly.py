"""A journal's file looked at without being opened, made or mended: not a byte is changed, beside it either."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from game.i18n.catalogue import tr
from game.read_file import read_regular

_LONGEST_ROW = 64 << 20
"""What a row may hold in bytes: that of a run of a million decisions has a third of it."""


def refuse_what_keeps_nothing(path: Path) -> None:
    """Refuse a device, a pipe or a folder in the place of a file: some would never answer, none would keep a run.

    Raises:
        OSError: It is one.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, tr("it is no regular file, and keeps nothing"))


def refuse_what_is_no_log(path: Path) -> None:
    """Refuse anything but regular files where SQLite keeps its logs: it would not say why it cannot write.

    Raises:
        OSError: There is such a thing beside the file.
    """
    for suffix in ("-wal", "-shm", "-journal"):
        log = path.with_name(path.name + suffix)
        if os.path.lexists(log) and not stat.S_ISREG(log.lstat().st_mode):
            raise OSError(errno.EINVAL, tr("“{name}”, beside it, is no regular file", name=log.name))


def waits_alone(path: Path) -> bool:
    """Whether a log is there without the file that it belongs to: SQLite would delete it."""
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0 and not (path.exists() and path.stat().st_size)


@contextmanager
def read_only(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only read.

    Where a log waits to be written into the file, even a reader would touch it: then a copy of both is read. Where
    there is no room for one, the file is read alone: but for what could not be carried into it, it holds all.

    Raises:
        sqlite3.Error: The file is none that SQLite can read.
        OSError: The file cannot be read.
    """
    from shutil import copyfile
    from tempfile import TemporaryDirectory

    refuse_what_keeps_nothing(file)
    read_regular(file, 0)  # SQLite would not say why it cannot
    log = file.with_name(f"{file.name}-wal")
    waits = log.is_file() and log.stat().st_size > 0
    with ExitStack() as copies:
        read = file
        if waits:
            with suppress(OSError):
                folder = Path(copies.enter_context(TemporaryDirectory()))
                copyfile(log, folder / log.name)
                read = Path(copyfile(file, folder / file.name))
        uri = f"{read.absolute().as_uri()}?mode=ro{'&immutable=1' if read == file else ''}"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            mistrust(connection)
            yield connection


def mistrust(connection: sqlite3.Connection) -> None:
    """Read rows of a file that may be damaged or a stranger's: no row fills the memory, and no table runs a function.

    A byte that is no longer UTF-8 costs itself, and not the row that it stands in.
    """
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_ROW)
    connection.execute("PRAGMA trusted_schema = OFF")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page of the file is as it should be, its indexes included."""
    try:
        return [tuple(row) for row in connection.execute("PRAGMA integrity_check(1)")] == [("ok",)]
    except sqlite3.DatabaseError:
        return False
