"""What can still be read of a damaged journal, row by row, brought into a sound one.

A table is read from its first row on, and from its last row back, as far as each goes; runs besides one by one, by
their numbers. Where the file's first page is damaged, which says what the tables are and where each begins, a sound
one takes its place: every journal begins with the same tables in the same places. What stands on another page that is
gone is lost; everything else is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from game.i18n.catalogue import tr, trn
from game.journal.readonly import mistrust
from game.journal.run_entry import MAY_LACK
from game.journal.tables import COLUMNS, prepare

_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)

_DISK = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)
"""What SQLite says of a disk that fails, and not of a file."""

_MOST_NUMBERS = 100_000
"""How many runs at most are asked for by their numbers: a damaged table can pass over some without an error."""

_RUN = tuple(name for name in COLUMNS["runs"].split() if name not in ("id", "parent", "turn"))
"""The columns of a run, but for its number, whom it parts from and its turn."""

_LASTING = ("endings", "seen", "settings")
"""The tables beside the runs."""

_KEYS = {
    "runs": ("id",),
    "decisions": ("run", "n"),
    "endings": ("story", "ending", "run"),
    "seen": ("story", "page"),
    "settings": ("key",),
}
"""What each table is kept by: to read it in this order needs no other page of the file."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What came of it.

    Attributes:
        runs: How many runs were brought.
        lost: How many there are signs of that could not be read.
        known: How many were in the journal already.
    """

    runs: int
    lost: int
    known: int = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same in words; the first is said whatever came of it."""
        back = trn("One run was read back.", "{count} runs were read back.", self.runs)
        known = trn("One was there already.", "{count} were there already.", self.known)
        lost = trn("One run could not be read.", "{count} runs could not be read.", self.lost)
        return (
            back if self.runs else tr("No run was read back."),
            *((known,) if self.known else ()),
            *((lost,) if self.lost else ()),
        )


def read_back(source: Path, target: sqlite3.Connection) -> Salvage:
    """Bring what can be read of a file into an open journal, in the caller's transaction; the file is only read.

    It may be any file: what is no journal holds nothing. A run that the journal holds already, begun at the same moment
    with the same decisions, is not brought twice.

    Raises:
        OSError: The file cannot be copied to be read.
        sqlite3.Error: The open journal cannot be written, or the copy not be opened.
    """
    with _opened(source) as connection:
        return Salvage(0, 0) if connection is None else _bring(connection, target)


@contextmanager
def _opened(source: Path) -> Iterator[sqlite3.Connection | None]:
    """A copy of the file, with its first page made sound if need be; None where it holds no runs that can be read."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "journal.db"
        for log in ("", "-wal"):
            with suppress(FileNotFoundError):
                copyfile(source.with_name(source.name + log), copy.with_name(copy.name + log))
        if not copy.exists() or not copy.stat().st_size:
            copy.write_bytes(_first_page(1))  # of a log alone, the pages that it holds can be read
        if not _holds_runs(copy):
            _mend_first_page(copy)
            if not _holds_runs(copy):
                yield None
                return
        with closing(_connected(copy)) as connection:
            yield connection


@contextmanager
def _over_damage() -> Iterator[None]:
    """Pass over what cannot be read because it is damaged."""
    try:
        yield
    except _UNREADABLE as error:
        _refuse_a_failing_disk(error)


def _refuse_a_failing_disk(error: Exception) -> None:
    """Raise what is no damage: the copy cannot be opened, and nothing is known of what it holds."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in _DISK and code != sqlite3.SQLITE_IOERR_SHORT_READ:
        raise error


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    mistrust(connection)
    return connection


def _holds_runs(file: Path) -> bool:
    """Whether the file says where its runs are, and any of them or of their decisions can be read."""
    with closing(_connected(file)) as connection:
        for table, columns in (("runs", ", ".join(_RUN)), ("decisions", COLUMNS["decisions"].replace(" ", ", "))):
            try:
                connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")
            except _UNREADABLE as error:
                _refuse_a_failing_disk(error)
                return False
    return True


def _mend_first_page(file: Path) -> None:
    """Give the file the first page of a journal that was never written to."""
    size = len(_first_page(1))
    with file.open("r+b") as opened:
        opened.write(_first_page(file.stat().st_size // size))
    file.with_name(file.name + "-wal").unlink(missing_ok=True)


def _first_page(pages: int) -> bytes:
    """The first page of a journal of so many, none of which is to be used again."""
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "journal.db"
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            prepare(connection)
        page = bytearray(fresh.read_bytes())
    del page[int.from_bytes(page[16:18], "big") :]
    page[28:32] = pages.to_bytes(4, "big")
    page[32:40] = bytes(8)
    return bytes(page)


def _bring(connection: sqlite3.Connection, target: sqlite3.Connection) -> Salvage:
    numbers: dict[int, int] = {}
    brought = known = 0
    for row in _runs(connection):
        decisions = _decisions(connection, row["id"])
        held = _held(target, row, decisions)
        if held is not None:
            numbers[row["id"]], known = held, known + 1
            continue
        numbers[row["id"]] = _insert(target, row, decisions, numbers)
        brought += 1
    lost = {row["run"] for row in _scan(connection, "decisions", "run, n")} - set(numbers)
    for table in _LASTING:
        names = COLUMNS[table].split()
        for row in _scan(connection, table, ", ".join(names)):
            values = [numbers.get(row["run"], row["run"]) if name == "run" else row[name] for name in names]
            with suppress(sqlite3.IntegrityError):
                target.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    return Salvage(brought, len(lost), known)


def _runs(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every run that can be read, by its number; the lowest first as far as the table goes."""
    columns = f"id, parent, {', '.join(_RUN)}"
    rows = {row["id"]: row for row in _scan(connection, "runs", columns)}
    ends = [row["run"] for row in _scan(connection, "decisions", "run, n") if isinstance(row["run"], int)]
    for number in range(1, min(max((*rows, *ends), default=0), _MOST_NUMBERS) + 1):
        if number not in rows:
            with _over_damage():
                matching = connection.execute(f"SELECT {columns} FROM runs NOT INDEXED WHERE id = ?", (number,))
                rows.update({row["id"]: row for row in matching})
    return [rows[number] for number in sorted(rows)]


def _scan(connection: sqlite3.Connection, table: str, columns: str) -> list[sqlite3.Row]:
    """The rows of a table from its beginning, then from its end, as far as each can be read; some come twice."""
    rows: list[sqlite3.Row] = []
    for direction in ("ASC", "DESC"):
        ordered = ", ".join(f"{name} {direction}" for name in _KEYS[table])
        with _over_damage():
            rows.extend(connection.execute(f"SELECT {columns} FROM {table} NOT INDEXED ORDER BY {ordered}"))
            break  # else, what came before the failing row is kept
    return rows


def _decisions(connection: sqlite3.Connection, run: int) -> list[sqlite3.Row]:
    """A run's decisions from the first on, without a gap."""
    rows: list[sqlite3.Row] = []
    with _over_damage():
        for row in connection.execute(
            "SELECT n, scene, choice, said, hash FROM decisions WHERE run = ? ORDER BY n", (run,)
        ):
            if row["n"] != len(rows):
                break
            rows.append(row)
    return rows


def _held(target: sqlite3.Connection, row: sqlite3.Row, decisions: list[sqlite3.Row]) -> int | None:
    """The number under which the journal holds this very run already."""
    same = "SELECT id FROM runs WHERE story IS ? AND seat IS ? AND seed IS ? AND created IS ?"
    for (number,) in target.execute(same, [row[key] for key in ("story", "seat", "seed", "created")]).fetchall():
        taken = target.execute("SELECT scene, choice FROM decisions WHERE run = ? ORDER BY n", (number,)).fetchall()
        if [tuple(one) for one in taken] == [(one["scene"], one["choice"]) for one in decisions]:
            return int(number)
    return None


def _insert(target: sqlite3.Connection, row: sqlite3.Row, decisions: list[sqlite3.Row], numbers: dict[int, int]) -> int:
    """Write a run, under its own number where that is free."""
    values = {key: "" if row[key] is None and key not in MAY_LACK else row[key] for key in _RUN}
    if len(decisions) != row["count"]:
        values["snapshot"] = ""  # it is of a place that these decisions do not lead to
    taken = target.execute("SELECT 1 FROM runs WHERE id = ?", (row["id"],)).fetchone()
    values |= {"id": None if taken or row["id"] > _MOST_NUMBERS else row["id"], "parent": numbers.get(row["parent"])}
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    newest = "(SELECT coalesce(max(turn), 0) + 1 FROM runs)"
    inserted = target.execute(f"INSERT INTO runs ({names}, turn) VALUES ({marks}, {newest})", tuple(values.values()))
    number = inserted.lastrowid
    assert number is not None
    for one in decisions:
        target.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?)", (number, *tuple(one)))
    return number
