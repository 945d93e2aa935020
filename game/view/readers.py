"""Who sits at the keyboard, and what is kept from whom: the rules of a run that two read by turns."""

from __future__ import annotations

from game.journal.reading_mode import ReadingMode
from game.play.page import Page, seat_of
from game.play.run import Run


def readers_seats(run: Run, mode: ReadingMode, page: Page | None) -> frozenset[str]:
    """The seats whose private gauges may be seen: with two at one keyboard, those of the open page's own reader."""
    if not mode.two:
        return run.setup.seats
    seat = None if page is None else seat_of(page)
    return frozenset(() if seat is None else (seat,))


def next_reader(mode: ReadingMode, page: Page, holder: str | None) -> str | None:
    """The seat whose reader must come before a page is shown; None where `holder`, who is there, may read it."""
    seat = seat_of(page)
    return seat if mode.two and seat != holder else None


def anothers_decision(run: Run, mode: ReadingMode, holder: str | None) -> bool:
    """Whether the last decision was the other reader's, who tells of it at the end and no sooner."""
    last = next((took.scene.seat for took in reversed(list(run.taken())) if took.player), None)
    return mode.two and run.ending is None and last not in (None, holder)
