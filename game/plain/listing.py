"""The runs of the journal as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.i18n.catalogue import tr
from game.i18n.dates import timestamp
from game.journal import RunEntry
from game.journal.localise import localise
from game.plain.lines import Lines
from game.story.model import Story


def tell_runs(lines: Lines, runs: Iterable[RunEntry], story_of: Callable[[RunEntry], Story | None]) -> None:
    """A line a run: number, name, seat, rival, how far, when; in the words of its story, where that can be read."""
    told = False
    for run in runs:
        story = story_of(run)
        lines.say(_run(localise(run, story), story), "   ")
        told = True
    if not told:
        lines.say(tr("The journal is empty."))


def _run(run: RunEntry, story: Story | None) -> str:
    where = tr("ended: {title}", title=run.ending_title) if run.ending_title else run.episode
    parts = [
        *([run.name] if run.name else []),
        run.title,
        seat_name(run.seat, story if story is not None and story.id == run.story else None),
        rival_name(run.rival),
        where,
        tr("decisions: {count}", count=run.count),
        *([tr("{followed} of {asked} as in history", followed=run.followed, asked=run.asked)] if run.asked else []),
        *([tr("from run {number}", number=run.parent)] if run.parent is not None else []),
        timestamp(run.updated),
    ]
    return f"{run.id}. " + ", ".join(part for part in parts if part)


def seat_name(seat: str, story: Story | None) -> str:
    """The words for a seat's id, or for both."""
    if seat == "both":
        return tr("every seat")
    return story.seats[seat].name if story is not None and seat in story.seats else seat


def rival_name(rival: str) -> str:
    """The words for a rival's temper."""
    return {"history": tr("rival: history"), "weighted": tr("rival: realistic")}.get(rival, rival)
