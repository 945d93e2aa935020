"""The runs of the journal: what each is called, who against whom, how far it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.i18n.catalogue import tr, trn
from game.i18n.dates import timestamp
from game.journal import Journal, JournalUnavailable, RunEntry
from game.journal.localise import localise
from game.journal.renames import present_id
from game.play.clock import hours_elapsed
from game.play.setup import Rival
from game.story.model import Story
from game.view.seats import rival_name, seat_name

if TYPE_CHECKING:
    from game.story.scenes import Ending


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run as a list tells it; what is not known of it is empty.

    Attributes:
        number: Its number in the journal.
        name: The name that its player gave it.
        story: The story's title.
        seat: Which seat was held.
        sides: The same, with who sat opposite.
        ended: Whether it has reached an ending.
        where: The ending's title, or the episode that it stands in.
        decisions: How many were taken.
        parent: Which run it parts from.
        fidelity: How true it was to history.
        hour: Whole hours gone on the story's clock; None where it has none.
        played: When it was last played, in full.
        damaged: Said of a run of which something can no longer be read; else empty.
    """

    number: int
    name: str
    story: str
    seat: str
    sides: str
    ended: bool
    where: str
    decisions: str
    parent: str
    fidelity: str
    hour: int | None
    played: str
    damaged: str = ""

    @property
    def in_words(self) -> str:
        """All of it, in a line."""
        where = tr("ended: {title}", title=self.where) if self.ended else self.where
        parts = (
            self.name,
            self.story,
            self.sides,
            where,
            self.decisions,
            self.fidelity,
            self.parent,
            self.played,
            self.damaged,
        )
        return f"{self.number}. " + ", ".join(part for part in parts if part)


def run_line(entry: RunEntry, story: Story | None) -> RunLine:
    """A run, in the words of its story where that can be read."""
    entry, known = localise(entry, story), story if story is not None and story.id == entry.story else None
    seat = entry.seat if known is None else seat_name(known, entry.seat)
    alone = known is not None and entry.seat not in known.seats
    rival = "" if entry.damaged or alone else rival_name(known, Rival(entry.rival))
    ended = entry.ending_title is not None
    clock = 0 if known is None else known.clock_hours
    percent = round(100 * entry.followed / entry.asked) if entry.asked else None
    return RunLine(
        number=entry.id,
        name=entry.name,
        story=entry.title,
        seat=seat,
        sides=seat if not rival else tr("{seat} against {rival}", seat=seat, rival=rival),
        ended=ended,
        where=entry.ending_title or entry.episode,
        decisions=trn("one decision", "{count} decisions", entry.count),
        parent="" if entry.parent is None else tr("from run {number}", number=entry.parent),
        fidelity="" if percent is None else tr("fidelity {percent}%", percent=percent),
        hour=hours_elapsed(entry.minute, clock) if entry.minute is not None and clock else None,
        played=timestamp(entry.updated),
        damaged=tr("damaged") if entry.damaged else "",
    )


def latest_run(journal: Journal, story: Story) -> RunEntry | None:
    """The run played last that has not ended, in the story's words; None also where the journal cannot be read."""
    try:
        latest = journal.latest(story.id)
    except JournalUnavailable:
        return None
    return None if latest is None else localise(latest, story)


def last_run(journal: Journal, story: Story) -> RunEntry | None:
    """The run played last, ended or not; None also where the journal cannot be read."""
    try:
        return next(iter(journal.runs(story.id)), None)
    except JournalUnavailable:
        return None


def last_ending(journal: Journal, story: Story) -> Ending | None:
    """The ending that the run played last came to; None where it has not ended, or the journal cannot be read."""
    last = last_run(journal, story)
    return None if last is None or not last.ending else story.endings.get(present_id(story, last.ending))


def endings_reached(journal: Journal, story: Story) -> dict[str, int]:
    """The endings reached, with how often; none where the journal cannot be read."""
    try:
        return journal.profile.endings(story)
    except JournalUnavailable:
        return {}
