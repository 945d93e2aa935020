"""How a run is read: by one or by two at one keyboard, with gauges or without bearings. Kept beside the run."""

from __future__ import annotations

from dataclasses import dataclass

from game.journal.database import JournalUnavailable
from game.journal.journal import Journal


@dataclass(frozen=True, slots=True)
class ReadingMode:
    """`two`: each side has a reader of its own, and private scenes are handed over. `bare`: no gauge is shown."""

    two: bool = False
    bare: bool = False


PLAIN = ReadingMode()
"""One reader, with gauges."""


def load_mode(journal: Journal, run_id: int | None) -> ReadingMode:
    """The mode of a run; the plain one where nothing else is known."""
    try:
        words = (journal.profile.setting(f"manner/{run_id}") or "").split()
    except JournalUnavailable:
        words = []
    return ReadingMode("two" in words, "bare" in words)


def save_mode(journal: Journal, run_id: int | None, mode: ReadingMode) -> None:
    """Keep the mode of a run; the plain one needs no keeping."""
    words = [word for word in ("two", "bare") if getattr(mode, word)]
    if run_id is None or not words:
        return
    try:
        journal.profile.set(f"manner/{run_id}", " ".join(words))
    except JournalUnavailable:
        return  # the run itself says what could not be kept


def inherit_mode(journal: Journal, run_id: int | None, parent: int) -> None:
    """Let a run be read as the one that it parts from."""
    save_mode(journal, run_id, load_mode(journal, parent))
