"""Who is who: the cards of those whom a run has met, each as it stands now. Nothing is given away."""

from __future__ import annotations

from collections.abc import Iterator

from game.i18n.catalogue import tr
from game.play.page import pages, readable_passages
from game.play.run import Run
from game.story.markup import mentions
from game.story.model import Person, Source
from game.view.facts import source_words
from game.view.pages import known_by
from game.view.text import Item, Refusal, Role, item, story_items
from game.view.wire import headlines


def people_met(run: Run) -> tuple[Person, ...]:
    """Those whom a text read so far has named, in the order of the cards.

    Args:
        run: The run, as far as it has been told.
    """
    cards = run.setup.story.people
    if not cards:
        return ()
    read = "\n".join(_read(run))
    return tuple(person for person in cards.values() if mentions(read, person.names))


def who_is_who(run: Run, index: int | None = None) -> tuple[Item, ...] | Refusal:
    """The cards of those met so far.

    Args:
        run: The run.
        index: Which of the pages since its last decision is read; None for the last.

    Returns:
        The cards, or why there are none to show.
    """
    if not run.setup.story.people:
        return Refusal(tr("This story does not say who is who."))
    stretch = pages(run.setup, run.state)
    last = len(stretch) - 1
    at = last if index is None else index
    known = run if at == last else known_by(run, stretch, at)
    met = people_met(known)
    if not met:
        return Refusal(tr("You have met nobody yet."))
    return (item(Role.HEADING, tr("Who is who")), *(line for person in met for line in _card(person, known)))


def _card(person: Person, run: Run) -> Iterator[Item]:
    yield item(Role.FACT, person.name, note=person.apposition)
    yield from story_items(readable_passages(run.setup, person.about, run.state.values))
    facts = run.setup.story.facts
    sources: dict[str, Source] = {source.id: source for id in person.facts for source in facts[id].sources}
    yield from (Item(Role.SOURCE, source_words(source)) for source in sources.values())


def _read(run: Run) -> Iterator[str]:
    """Every text that the reader of a run has met: pages, choices, the wire."""
    for state in run.states:
        for page in pages(run.setup, state):
            yield from (passage.block.plain for passage in page.passages)
            yield from (offer.say.plain for offer in page.offers)
    yield from (headline.in_words for headline in headlines(run))
