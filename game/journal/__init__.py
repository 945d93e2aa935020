"""What is kept between two evenings: runs, endings reached, pages read, settings; in SQLite.

`Journal` is the database, `Sitting` one run being played with every decision on disk before its result is shown, and
`resume` brings a saved run back into a story that may have been edited since.
"""

from game.journal.active_run import ActiveRun
from game.journal.database import JournalUnavailable
from game.journal.journal import Journal, RunEntry
from game.journal.resume import CannotResume, ResumedRun, resume
from game.journal.snapshot import SavedRun, Snapshot

__all__ = [
    "ActiveRun",
    "CannotResume",
    "Journal",
    "JournalUnavailable",
    "ResumedRun",
    "RunEntry",
    "SavedRun",
    "Snapshot",
    "resume",
]
