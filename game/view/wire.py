"""The wire: headlines, when they came, and which are new to their reader."""

from __future__ import annotations

from dataclasses import dataclass

from game.i18n.catalogue import tr
from game.i18n.dates import begins_with_time, time_of_day, weekday_and_day, weekday_and_time
from game.journal.reading_mode import PLAIN, ReadingMode
from game.play.page import Bulletin, Page, PageKind, wire
from game.play.run import Run
from game.view.readers import readers_seats


@dataclass(frozen=True, slots=True)
class Headline:
    """A line of the wire: when it came, as the story writes it, and what it says."""

    at: str | None
    minute: int | None
    text: str

    @property
    def when(self) -> str:
        """When it came; without the hour where the words begin with it, empty where the story does not say."""
        if not self.at:
            return ""
        return weekday_and_day(self.at) if begins_with_time(self.text, self.at) else weekday_and_time(self.at)

    @property
    def hour(self) -> str:
        """Its hour alone; empty where the words begin with it, or the story does not say."""
        return "" if self.at is None or begins_with_time(self.text, self.at) else time_of_day(self.at)

    @property
    def in_words(self) -> str:
        """All of it, in a line."""
        if not self.at:
            return tr("The wire: {text}", text=self.text)
        return tr("The wire, {at}: {text}", at=self.when, text=self.text)

    def comes_before(self, page: Page) -> bool:
        """Whether it is older than a page, and told before it; a decision's result comes first of all."""
        known = self.minute is not None and page.minute is not None and page.kind is not PageKind.RESULT
        return known and (self.minute or 0) < (page.minute or 0)


def headlines(run: Run, mode: ReadingMode = PLAIN, page: Page | None = None) -> tuple[Headline, ...]:
    """Every headline so far, oldest first, but for those that tell readers what they have just done themselves."""
    readers = readers_seats(run, mode, page)
    return tuple(_headline(news) for news in wire(run) if not (news.player and news.by in readers))


def every_headline(run: Run) -> tuple[Headline, ...]:
    """Every headline so far, for those who were in no room at all."""
    return tuple(map(_headline, wire(run)))


def fresh_headlines(run: Run) -> tuple[Headline, ...]:
    """The headlines since the player's last decision, oldest first; pages tell of the others' decisions themselves."""
    before = len(wire(run.upto(len(run.decisions) - 1))) if run.decisions else 0
    fresh = (_headline(news) for news in wire(run)[before:] if news.by is None)
    return tuple(sorted(fresh, key=lambda headline: headline.minute or 0))


def nothing_yet() -> str:
    """What is said of a wire that has no line."""
    return tr("Nothing has come over the wire yet.")


def _headline(bulletin: Bulletin) -> Headline:
    return Headline(bulletin.at, bulletin.minute, bulletin.text)
