"""What is kept between two evenings: runs, endings reached, pages read, settings; in SQLite.

`database` opens the file and sets a damaged one aside, of which `salvage` reads back what it can; `readonly` looks at
one; `tables` is its schema, with migrations. `journal` holds the runs (`run_rows` writes them, `run_entry` reads them
for lists), `profile` what belongs to the reader: endings, `seen_pages`, settings. A run is kept twice, as its decisions
and as a `snapshot`, so that `resume` can tell what an edit of the story changed (`differences` says it in words). Where
they disagree, the decisions count: they are what the player did. `active_run` is the run being played: every decision
is in the journal before its result can be shown.

Read off it: `tagline` (the line under the title), `unlocks` (what endings open), `challenges` (what runs have met),
`localise`, `renames` and `replay_saved` (runs in the words, the names and the rules of today), `reading_mode` (one
reader or two, with gauges or without).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from game.journal.database import JournalUnavailable
from game.journal.journal import Journal
from game.journal.run_entry import RunEntry

if TYPE_CHECKING:
    from game.journal.active_run import ActiveRun
    from game.journal.resume import CannotResume, ResumedRun
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
]

_PLAYS = {
    "ActiveRun": "active_run",
    "CannotResume": "resume",
    "ResumedRun": "resume",
    "SavedRun": "snapshot",
    "Snapshot": "snapshot",
}
"""What is imported when it is first asked for, and its module: the title lists runs, and plays none."""


def __getattr__(name: str) -> object:
    if name not in _PLAYS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"game.journal.{_PLAYS[name]}"), name)
