"""What outlives any single run: the endings reached, the pages read, the settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from game.journal.database import Database
from game.journal.renames import present_id
from game.story.model import Story


class EndingReached(NamedTuple):
    """How often an ending was reached; when first (seconds since 1970), and by which run."""

    times: int
    first: float
    run: int


class Profile:
    """The part of the journal that belongs to the reader rather than to a run.

    Every method raises `JournalUnavailable` when the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def endings(self, story: Story) -> dict[str, int]:
        """The endings of a story that have been reached, by their present ids, with the number of runs."""
        return {ending: reached.times for ending, reached in self.reached(story).items()}

    def reached(self, story: Story) -> dict[str, EndingReached]:
        """The endings of a story that have been reached, by their present ids, the first reached first."""
        endings: dict[str, EndingReached] = {}
        for row in self._database.read(
            "SELECT ending, count(*) AS times, min(reached) AS first, run FROM endings WHERE story = ? "
            "GROUP BY ending ORDER BY first",
            story.id,
        ):
            ending = present_id(story, str(row["ending"]))
            if ending in story.endings:
                known = endings.get(ending)
                times = row["times"] + (known.times if known else 0)
                endings[ending] = (
                    known._replace(times=times) if known else EndingReached(times, row["first"], row["run"])
                )
        return endings

    def setting(self, key: str) -> str | None:
        """A setting, None where it was never set."""
        rows = self._database.read("SELECT value FROM settings WHERE key = ?", key)
        return rows[0]["value"] if rows else None

    def set(self, key: str, value: str) -> None:
        """Keep a setting."""
        self._database.write(
            lambda connection: connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))
        )

    def seen(self, story: str) -> frozenset[str]:
        """The keys of the pages of a story that have been read, in any run."""
        return frozenset(row["page"] for row in self._database.read("SELECT page FROM seen WHERE story = ?", story))

    def see(self, story: str, pages: Iterable[str]) -> None:
        """Mark pages of a story as read."""
        rows = [(story, page) for page in pages]
        self._database.write(
            lambda connection: connection.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", rows), durable=False
        )
