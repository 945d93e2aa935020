"""The journal: every run, and the shelf beside them.

A run is written by comparing first: whoever changes it says which decisions the journal should hold. If it holds
others, because another process plays the same run or because an edited story made this one stop short, what is there
stays untouched and the change becomes a run of its own.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game import paths
from game.i18n.catalogue import tr
from game.journal.database import Database, JournalUnavailable
from game.journal.profile import Profile
from game.play.setup import rival_word
from game.story.unfit_characters import ANY_UNFIT

if TYPE_CHECKING:  # whoever only lists runs waits for nothing that plays them
    from game.journal.snapshot import SavedRun
    from game.play.run import Decision, Run
    from game.play.tree import Playthrough

LONGEST_NAME = 60
"""How many letters the name of a run can have."""

_SHOWN = (
    "id, name, story, path, title, seat, rival, seed, opening, parent, created, updated, deleted, count, episode, "
    "minute, followed, asked, ending, ending_title, json_extract(snapshot, '$.place') AS scene"
)


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A run as a list shows it, without opening its story.

    `created`, `updated` and `deleted` are seconds since 1970; `count` is how many decisions were taken; `followed` of
    `asked` decisions were history's; `minute` counts from the story clock's start. `title`, `episode` and
    `ending_title` are words as they were when it was last played; `scene` is the id of the scene or ending where it
    rests.
    """

    id: int
    name: str
    story: str
    path: str
    title: str
    seat: str
    rival: str
    seed: int
    opening: str
    parent: int | None
    created: float
    updated: float
    deleted: float | None
    count: int
    episode: str
    minute: int | None
    followed: int
    asked: int
    ending: str | None
    ending_title: str | None
    scene: str


def _entry(row: sqlite3.Row) -> RunEntry:
    return RunEntry(**{**dict(row), "rival": rival_word(row["rival"])})


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
        return cls(Database(path or paths.data_dir() / "journal.db"))

    @classmethod
    def available(cls, path: Path | None = None) -> Journal:
        """The player's journal; where it cannot be used, one in memory whose notices say why."""
        try:
            return cls.open(path)
        except JournalUnavailable as error:
            journal = cls.in_memory()
            journal._database.notices += [str(error), tr("The game goes on, but nothing is being saved.")]
            return journal

    @classmethod
    def in_memory(cls) -> Journal:
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
            KeyError: There is no such run.
        """
        from game.journal.snapshot import SavedDecision, SavedRun, Snapshot

        rows = self._database.read("SELECT * FROM runs WHERE id = ?", run_id)
        if not rows:
            raise KeyError(run_id)
        row = rows[0]
        decisions = self._database.read(
            "SELECT scene, choice, said, hash FROM decisions WHERE run = ? ORDER BY n", run_id
        )
        named = {key: row[key] for key in SavedRun.__dataclass_fields__ if key not in ("decisions", "snapshot")}
        return SavedRun(
            **named, decisions=tuple(SavedDecision(*d) for d in decisions), snapshot=Snapshot.read(row["snapshot"])
        )

    def runs(self, story: str | None = None, deleted: bool = False) -> tuple[RunEntry, ...]:
        """The runs, those last played first.

        Args:
            story: Only those of the story with this id.
            deleted: Those that were deleted instead of those that were not.
        """
        rows = self._database.read(
            f"SELECT {_SHOWN} FROM runs WHERE (deleted IS NOT NULL) = ? AND (? IS NULL OR story = ?) "
            "ORDER BY updated DESC, id DESC",
            deleted,
            story,
            story,
        )
        return tuple(map(_entry, rows))

    def listed(self, story: str) -> tuple[int, ...]:
        """The ids of a story's runs, the last played first: what a list needs that shows a few of them at a time."""
        rows = self._database.read(
            "SELECT id FROM runs WHERE deleted IS NULL AND story = ? ORDER BY updated DESC, id DESC", story
        )
        return tuple(row["id"] for row in rows)

    def entries(self, ids: Sequence[int]) -> dict[int, RunEntry]:
        """Some runs by their ids, deleted or not; those that do not exist are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._database.read(f"SELECT {_SHOWN} FROM runs WHERE id IN ({marks})", *ids)
        return {row["id"]: _entry(row) for row in rows}

    def seats(self, story: str) -> dict[str, int]:
        """The seats (`both` among them) from which a story was played, with how many runs each has."""
        rows = self._database.read(
            "SELECT seat, count(*) AS runs FROM runs WHERE deleted IS NULL AND story = ? GROUP BY seat", story
        )
        return {row["seat"]: row["runs"] for row in rows}

    def roads(self, story: str, seat: str) -> tuple[Playthrough, ...]:
        """The runs of a seat as their decisions and where they rest, the oldest run first."""
        from game.journal import run_rows

        rows = self._database.read(
            "SELECT run, n, decisions.scene, choice FROM runs JOIN decisions ON run = id "
            "WHERE deleted IS NULL AND story = ? AND seat = ? "
            "UNION ALL SELECT id, count, json_extract(snapshot, '$.place'), NULL FROM runs "
            "WHERE deleted IS NULL AND story = ? AND seat = ? ORDER BY 1, 2",
            *(story, seat, story, seat),
        )
        return tuple(run_rows.roads(rows))

    def latest(self, story: str) -> RunEntry | None:
        """The run of a story that was played last and has not ended, if there is one."""
        rows = self._database.read(
            f"SELECT {_SHOWN} FROM runs WHERE deleted IS NULL AND ending IS NULL AND story = ? "
            "ORDER BY updated DESC, id DESC LIMIT 1",
            story,
        )
        return _entry(rows[0]) if rows else None

    def rename(self, run_id: int, name: str) -> None:
        """Give a run a name, of `LONGEST_NAME` letters at most; an empty one takes it away.

        What a terminal would obey rather than show becomes a blank.
        """
        self._update(run_id, "name", " ".join(ANY_UNFIT.sub(" ", name).split())[:LONGEST_NAME].strip())

    def curve(self, of: str) -> str | None:
        """What was kept of what was to be expected along a run, by its identity; None where nothing was."""
        rows = self._database.read("SELECT curve FROM curves WHERE of = ?", of)
        return rows[0]["curve"] if rows else None

    def keep_curve(self, of: str, curve: str) -> None:
        """Keep it; it can be worked out again."""
        sql = "INSERT OR REPLACE INTO curves VALUES (?, ?)"
        self._database.write(lambda connection: connection.execute(sql, (of, curve)), durable=False)

    def delete(self, run_id: int) -> None:
        """Take a run out of the list. It can be restored."""
        self._update(run_id, "deleted", self._now())

    def restore(self, run_id: int) -> None:
        """Put a deleted run back into the list."""
        self._update(run_id, "deleted", None)

    def _update(self, run_id: int, column: str, value: object) -> None:
        sql = f"UPDATE runs SET {column} = ? WHERE id = ?"
        self._database.write(lambda connection: connection.execute(sql, (value, run_id)))
