"""What is kept between two evenings: runs, endings reached, pages read, settings; in SQLite.

`Journal` is the database, `Sitting` one run being played with every decision on disk before its result is shown, and
`resume` brings a saved run back into a story that may have been edited since.
"""

from game.journal.database import JournalUnavailable
from game.journal.journal import Entry, Journal
from game.journal.resume import CannotResume, Resumed, resume
from game.journal.sitting import Sitting
from game.journal.snapshot import Saved, Snapshot

__all__ = [
    "CannotResume",
    "Entry",
    "Journal",
    "JournalUnavailable",
    "Resumed",
    "Saved",
    "Sitting",
    "Snapshot",
    "resume",
]
