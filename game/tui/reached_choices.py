"""The last decision of a run whose choices were reached, after a text that is longer than the screen."""

from __future__ import annotations

from contextlib import suppress

from game.journal import ActiveRun, Journal, JournalUnavailable


class ReachedChoices:
    """Kept beside each run, so that what was left at its choices opens there, and is not read through again."""

    def __init__(self, journal: Journal | None = None) -> None:
        """Begin with the those of a journal; without one, nothing is kept."""
        self._profile = None if journal is None else journal.profile
        self._decided: dict[int | None, int | None] = {}

    def put(self, active: ActiveRun) -> None:
        """Remember that the choices of a active's next decision have been reached."""
        run_id, decided = active.run_id, len(active.run.decisions)
        if self._decided.get(run_id) == decided:
            return
        self._decided[run_id] = decided
        if self._profile is not None and run_id is not None:
            with suppress(JournalUnavailable):  # then its text is read again, no more
                self._profile.set(f"reached/{run_id}", str(decided))

    def at(self, active: ActiveRun) -> bool:
        """Whether they have."""
        run_id = active.run_id
        if run_id not in self._decided:
            self._decided[run_id] = self._kept(run_id)
        return self._decided[run_id] == len(active.run.decisions)

    def _kept(self, run_id: int | None) -> int | None:
        setting = None
        if self._profile is not None and run_id is not None:
            with suppress(JournalUnavailable):
                setting = self._profile.setting(f"reached/{run_id}")
        return int(setting) if setting is not None and setting.isdecimal() else None
