"""The last decision of a run whose choices were reached, after a text that is longer than the screen."""

from __future__ import annotations

from contextlib import suppress

from game.journal import ActiveRun, Journal, JournalUnavailable


class Placemark:
    """Kept beside each run, so that what was left at its choices opens there, and is not read through again."""

    def __init__(self, journal: Journal | None = None) -> None:
        """Begin with the placemarks of a journal; without one, nothing is kept."""
        self._shelf = None if journal is None else journal.shelf
        self._decided: dict[int | None, int | None] = {}

    def put(self, sitting: ActiveRun) -> None:
        """Remember that the choices of a sitting's next decision have been reached."""
        run_id, decided = sitting.run_id, len(sitting.run.decisions)
        if self._decided.get(run_id) == decided:
            return
        self._decided[run_id] = decided
        if self._shelf is not None and run_id is not None:
            with suppress(JournalUnavailable):  # then its text is read again, no more
                self._shelf.set(f"reached/{run_id}", str(decided))

    def at(self, sitting: ActiveRun) -> bool:
        """Whether they have."""
        run_id = sitting.run_id
        if run_id not in self._decided:
            self._decided[run_id] = self._kept(run_id)
        return self._decided[run_id] == len(sitting.run.decisions)

    def _kept(self, run_id: int | None) -> int | None:
        said = None
        if self._shelf is not None and run_id is not None:
            with suppress(JournalUnavailable):
                said = self._shelf.setting(f"reached/{run_id}")
        return int(said) if said is not None and said.isdecimal() else None
