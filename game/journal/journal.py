"""The journal: every run, and the shelf beside them.

A run is written by comparing first: whoever changes it says which decisions the journal should hold. If it holds
others, because another process plays the same run or because an edited story made this one stop short, what is there
stays untouched and the change becomes a run of its own.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from game import paths
from game.i18n.catalogue import tr
from game.journal.database import Database, JournalUnavailable
from game.journal.profile import Profile
from game.journal.run_entry import COLUMNS, RunEntry, begun_with, one_line, run_entry

if TYPE_CHECKING:  # whoever only lists runs waits for nothing that plays them
    from game.journal.salvage import Salvage
    from game.journal.snapshot import SavedDecision, SavedRun
    from game.play.run import Decision, Run
    from game.play.setup import Setup
    from game.play.tree import Playthrough

_FORGET_CURVES = """
    DELETE FROM curves WHERE NOT EXISTS (
        SELECT 1 FROM runs WHERE runs.deleted IS NULL AND runs.story = curves.story AND runs.seed = curves.seed
    )
"""
"""Of runs that were watched from a code alone, too."""

_BEGUN = """(count > 0 OR name != '' OR ending IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM runs AS later WHERE later.story = runs.story AND later.deleted IS NULL AND later.turn > runs.turn
))"""
"""Whether a run is more than a first page that somebody opened, and then left for another run."""

LONGEST_NAME = 60
"""How many letters the name of a run can have."""


class RunUnavailable(JournalUnavailable):
    """One run is gone or cannot be read; the others can."""


def _players_file() -> Path:
    return paths.data_dir() / "journal.db"


class Journal:
    """Everything kept, in one database file.

    Every method that writes or reads raises `JournalUnavailable`, with a sentence for the player, when the file cannot
    be used; nothing is then half written.

    Attributes:
        profile: What outlives any single run: endings reached, pages read, settings.
        folder: Where the story in play lives, written beside new runs; empty for the shipped story.
    """

    def __init__(self, database: Database, now: Callable[[], float] = time.time) -> None:
        self.folder = ""
        self._database = database
        self._now = now
        self.profile = Profile(database)

    @classmethod
    def open(cls, path: Path | None = None) -> Journal:
        """Open the player's journal, or the one in a given file."""
        return cls(Database(path or _players_file()))

    @classmethod
    def available(cls, path: Path | None = None, plays: bool = True) -> Journal:
        """The player's journal; where it cannot be used, one in memory whose notices say why.

        It holds what can be read of the other: what is only locked, or on a disk that cannot be written, can be.

        Args:
            path: The file, if it is not the player's.
            plays: Whether a game goes on with it, and must say that nothing is saved.
        """
        try:
            return cls.open(path)
        except JournalUnavailable as error:
            try:
                journal = cls(Database.copy_of(path or _players_file()))
            except JournalUnavailable:
                journal = cls.in_memory()
            journal._database.notices.append(str(error))
            if plays:
                journal._database.notices.append(tr("The game goes on, but nothing is being saved."))
            return journal

    @classmethod
    def readable(cls) -> Journal:
        """The player's journal for whoever only reads it; a copy in memory where it cannot be written.

        Raises:
            JournalUnavailable: It cannot be read either.
        """
        try:
            return cls.open()
        except JournalUnavailable as error:
            journal = cls(Database.copy_of(_players_file()))
            journal._database.notices.append(str(error))
            return journal

    @classmethod
    def in_memory(cls) -> Self:
        """A journal that is forgotten when the program ends."""
        return cls(Database(None))

    @property
    def path(self) -> Path | None:
        """The file, or None for a journal in memory."""
        return self._database.path

    def close(self) -> None:
        """Close the file; nothing is pending."""
        self._database.close()

    def notices(self) -> tuple[str, ...]:
        """What the player should be told about the file itself; said once."""
        notices = tuple(self._database.notices)
        self._database.notices.clear()
        return notices

    def begin(self, run: Run, parent: int | None = None) -> int:
        """Write a new run, with whatever was decided in it, and the run that it parts from. Returns its id."""
        from game.journal import run_rows

        return self._database.write(
            lambda connection: run_rows.insert(connection, run, self.folder, parent, self._now())
        )

    def moved(self, run_id: int, before: Sequence[Decision], run: Run) -> int:
        """Write that a run has moved: forward by a decision, or back.

        Args:
            run_id: The run's id.
            before: The decisions that it had before, which the journal should hold.
            run: The run as it is now.

        Returns:
            The id under which the run goes on: a new one if the journal held anything else.
        """
        from game.journal import run_rows

        def write(connection: sqlite3.Connection) -> int:
            now = self._now()
            journalled = run_rows.held(connection, run_id, run.setup.story)
            if journalled is None:
                return run_rows.insert(connection, run, self.folder, None, now)
            if journalled not in (tuple(before), run.decisions):
                return run_rows.insert(connection, run, self.folder, run_id, now)
            run_rows.update(connection, run_id, journalled, run, now)
            return run_id

        return self._database.write(write)

    def decided(self, run_id: int, run: Run) -> int:
        """Write a run's last decision. It is on disk when this returns the id under which the run goes on."""
        return self.moved(run_id, run.decisions[:-1], run)

    def turned(self, run_id: int, page: int) -> None:
        """Remember the page that is being read, counted from 0 since the last decision."""
        self._database.write(
            lambda connection: connection.execute("UPDATE runs SET page = ? WHERE id = ?", (page, run_id)),
            durable=False,
        )

    def load(self, run_id: int) -> SavedRun:
        """A run, whole.

        Raises:
            RunUnavailable: There is no such run, or what it was begun with is damaged.
            JournalUnavailable: The file cannot be read.
        """
        from game.journal.snapshot import SavedRun, Snapshot

        rows = self._database.read("SELECT * FROM runs WHERE id = ?", run_id)
        if not rows:
            raise _gone()
        row = rows[0]
        if not begun_with(row):
            raise RunUnavailable(
                tr("Run {number} is damaged and cannot be opened. The others are as they were.", number=run_id)
            )
        named: dict[str, Any] = {
            **{key: row[key] for key in ("id", "story", "path", "seat", "rival", "seed", "opening")},
            **{key: one_line(str(row[key])) for key in ("name", "title", "rules")},
            **{key: row[key] if isinstance(row[key], int) else 0 for key in ("version", "page")},
        }
        return SavedRun(
            **named,
            decisions=self.decisions(run_id),
            snapshot=Snapshot.read(row["snapshot"]),
        )

    def decisions(self, run_id: int, first: int = 0, most: int = -1) -> tuple[SavedDecision, ...]:
        """A run's decisions as they are written, from position `first` on; `most` of them, or all."""
        from game.journal.snapshot import SavedDecision

        rows = self._database.read(
            "SELECT scene, choice, said, hash FROM decisions WHERE run = ? ORDER BY n LIMIT ? OFFSET ?",
            *(run_id, most, first),
        )
        return tuple(SavedDecision(*(one_line(str(column)) for column in columns)) for columns in rows)

    def count_decisions(self, run_id: int) -> int:
        """How many decisions of a run are written."""
        (row,) = self._database.read("SELECT count(*) FROM decisions WHERE run = ?", run_id)
        return int(row[0])

    def runs(self, story: str | None = None, deleted: bool = False) -> tuple[RunEntry, ...]:
        """The runs, those last played first; one that was opened and left before any decision is no run of a list.

        Args:
            story: Only those of the story with this id.
            deleted: Those that were deleted instead of those that were not.
        """
        self._database.look_through()
        rows = self._database.read(
            f"SELECT {COLUMNS} FROM runs WHERE (deleted IS NOT NULL) = ? AND (? OR {_BEGUN}) "
            "AND (? IS NULL OR story = ?) ORDER BY turn DESC, id DESC",
            deleted,
            deleted,
            story,
            story,
        )
        return tuple(map(run_entry, rows))

    def listed(self, story: str) -> tuple[int, ...]:
        """The ids of a story's runs, the last played first: what a list needs that shows a few of them at a time."""
        self._database.look_through()
        rows = self._database.read(
            f"SELECT id FROM runs WHERE deleted IS NULL AND {_BEGUN} AND story = ? ORDER BY turn DESC, id DESC", story
        )
        return tuple(row["id"] for row in rows)

    def entries(self, ids: Sequence[int]) -> dict[int, RunEntry]:
        """Some runs by their ids, deleted or not; those that do not exist are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._database.read(f"SELECT {COLUMNS} FROM runs WHERE id IN ({marks})", *ids)
        return {row["id"]: run_entry(row) for row in rows}

    def seats(self, story: str) -> dict[str, int]:
        """The seats (`both` among them) from which a story was played, with how many runs each has."""
        rows = self._database.read(
            "SELECT seat, count(*) AS runs FROM runs WHERE deleted IS NULL AND story = ? GROUP BY seat", story
        )
        return {row["seat"]: row["runs"] for row in rows}

    def roads(self, story: str, seat: str) -> tuple[Playthrough, ...]:
        """The runs of a seat as their decisions and where they rest, the oldest run first."""
        from game.journal import run_rows

        rests = self._database.read(
            f"SELECT {COLUMNS} FROM runs WHERE deleted IS NULL AND story = ? AND seat = ? ORDER BY id", story, seat
        )
        taken = self._database.read(
            "SELECT run, decisions.scene, choice FROM runs JOIN decisions ON run = id "
            "WHERE deleted IS NULL AND story = ? AND seat = ? ORDER BY run, n",
            *(story, seat),
        )
        return run_rows.roads(map(run_entry, rests), taken)

    def latest(self, story: str) -> RunEntry | None:
        """The run of a story that was played last and has not ended, if there is one."""
        rows = self._database.read(
            f"SELECT {COLUMNS} FROM runs WHERE deleted IS NULL AND ending IS NULL AND story = ? "
            "ORDER BY turn DESC, id DESC LIMIT 1",
            story,
        )
        return run_entry(rows[0]) if rows else None

    def salvage(self, file: Path) -> Salvage:
        """Bring what can be read of another journal's file into this one, which keeps all that it has.

        Raises:
            OSError: The file cannot be read.
        """
        from game.journal.salvage import read_back

        return self._database.write(lambda connection: read_back(file, connection))

    def rename(self, run_id: int, name: str) -> str:
        """Give a run a name, of `LONGEST_NAME` letters at most; an empty one takes it away. Returns it as it is kept.

        What a terminal would obey rather than show has become a blank.

        Raises:
            RunUnavailable: There is no such run.
        """
        from game.story.unfit_characters import ANY_UNFIT

        given = " ".join(ANY_UNFIT.sub(" ", name).split())[:LONGEST_NAME].strip()
        self._update(run_id, "name", given)
        return given

    def curve(self, of: str) -> str | None:
        """What was kept of what was to be expected along a run, by its identity; None where nothing was."""
        rows = self._database.read("SELECT curve FROM curves WHERE of = ?", of)
        return rows[0]["curve"] if rows else None

    def keep_curve(self, of: str, curve: str, setup: Setup) -> None:
        """Keep it as long as a run with such a setup is kept; it can be worked out again."""
        sql = "INSERT OR REPLACE INTO curves VALUES (?, ?, ?, ?)"
        row = of, setup.story.id, setup.seed, curve
        self._database.write(lambda connection: connection.execute(sql, row), durable=False)

    def delete(self, run_id: int) -> None:
        """Take a run out of the list, and forget its curve. It can be restored, and its curve worked out again."""
        self._update(run_id, "deleted", self._now())
        self._database.write(lambda connection: connection.execute(_FORGET_CURVES), durable=False)

    def restore(self, run_id: int) -> None:
        """Put a deleted run back into the list."""
        self._update(run_id, "deleted", None)

    def _update(self, run_id: int, column: str, value: object) -> None:
        sql = f"UPDATE runs SET {column} = ? WHERE id = ?"
        if not self._database.write(lambda connection: connection.execute(sql, (value, run_id)).rowcount):
            raise _gone()


def _gone() -> RunUnavailable:
    return RunUnavailable(tr("This run is no longer in the journal."))
