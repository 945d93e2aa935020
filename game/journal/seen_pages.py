"""What the reader has read before, in any run: kept page by page, and paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from game.journal.database import JournalUnavailable
from game.journal.journal import Journal
from game.play.page import Page, gauges_named
from game.story.model import Story
from game.story.paragraphs import Paragraph
from game.story.variables import Variable


class SeenPages:
    """The pages read of one story.

    Attributes:
        before: The keys of the pages read, the result of a decision as `scene/choice`; of paragraphs as `page#n`; of
            gauges met as `=name`.
    """

    def __init__(self, journal: Journal, story: str, met: Iterable[Variable] = ()) -> None:
        """Look up what was read of a story; `met` are gauges that need no introduction, whatever the journal says."""
        self._profile, self._story = journal.profile, story
        self._introduced: dict[str, str] = {}
        try:
            self.before = set(self._profile.seen(story))
        except JournalUnavailable:
            self.before = set()
        self.before.update(map(_gauge, met))

    def new_on(self, page: Page) -> frozenset[str] | None:
        """The places of the paragraphs of a page that were never read; None where the page itself never was."""
        if page.key not in self.before:
            return None
        places = {passage.place for passage in page.passages}
        read = {place for place in places if _paragraph(page, place) in self.before}
        old = not read and not any(key.startswith(f"{page.key}#") for key in self.before)
        return frozenset() if old else frozenset(places - read)  # version 0.1 knew pages alone

    def introduced(self, page: Page) -> tuple[Variable, ...]:
        """The gauges that a page names and that its reader had never met before it; they are met now.

        A page that is looked at again introduces the same ones, until the story is opened anew.
        """
        if page.ending is not None:
            return ()
        unmet = {v.name for v in gauges_named(page) if _gauge(v) not in self.before}
        self._introduced |= dict.fromkeys(unmet, page.key)
        self._keep(map(_gauge, gauges_named(page)))
        return tuple(v for v in gauges_named(page) if self._introduced.get(v.name) == page.key)

    def whole(self, page: Page) -> bool:
        """Whether all of a page has been read before."""
        return self.new_on(page) == frozenset()

    def read(self, page: Page) -> frozenset[str] | None:
        """Mark a page as read, with its paragraphs. Returns what `new_on` said of it before."""
        new = self.new_on(page)
        self._keep((page.key, *(_paragraph(page, passage.place) for passage in page.passages)))
        return new

    def _keep(self, keys: Iterable[str]) -> None:
        unread = {*keys} - self.before
        if unread:
            self.before |= unread
            with suppress(JournalUnavailable):  # what is not marked is read again, no more
                self._profile.see(self._story, sorted(unread))


def share_read(journal: Journal, story: Story) -> int | None:
    """How much of a story's text has been read in any run, in per cent; None where the journal cannot say."""
    try:
        seen = journal.profile.seen(story.id)
    except JournalUnavailable:
        return None
    read_in_part = {key.partition("#")[0] for key in seen if "#" in key}
    total = read = 0
    for page, paragraphs in _texts(story):
        places = [place for n, paragraph in enumerate(paragraphs) for place in _places(n, paragraph)]
        total += len(places)
        if page in seen and page not in read_in_part:
            read += len(places)
        else:
            read += sum(f"{page}#{place}" in seen for place in places)
    return read * 100 // total if total else None


def _texts(story: Story) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Every text of a story, by the key of its page."""
    for scene in story.scenes.values():
        yield scene.id, scene.text
        yield from ((f"{scene.id}/{choice.id}", choice.result) for choice in scene.choices)
    for episode in story.episodes.values():
        yield from ((drawn.id, drawn.text) for drawn in episode.deck)
    yield from ((ending.id, ending.text) for ending in story.endings.values())


def _places(number: int, paragraph: Paragraph) -> list[str]:
    if paragraph.variants is None:
        return [str(number)]
    return [f"{number}.{place}" for place in range(len(paragraph.lines))]


def _gauge(variable: Variable) -> str:
    return f"={variable.name}"


def _paragraph(page: Page, place: str) -> str:
    return f"{page.key}#{place}"
