"""Who is who: the cards of those whom a run has met, each as it stands now. Nothing is given away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.i18n.catalogue import tr
from game.play.page import Page, pages, readable_passages
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import State
from game.story.markup import mentions, mentions_at
from game.story.scenes import Person, Source
from game.view.facts import source_words
from game.view.pages import known_by
from game.view.text import Item, Refusal, Role, item, story_items
from game.view.wire import headlines

_NAMED: dict[int, tuple[State, frozenset[str]]] = {}
"""Whom the pages up to a state name, by the state's identity: a run's states never change, and are many."""
_REMEMBERED = 1000


def people_met(run: Run, stretch: Sequence[Page] | None = None) -> tuple[Person, ...]:
    """Those whom a text read so far has named, in the order of the cards.

    Args:
        run: The run, as far as it has been told.
        stretch: The pages since its last decision that have been read; None for all of them.
    """
    cards = run.setup.story.people
    if not cards:
        return ()
    news = [headline.in_words for headline in headlines(run)]
    fresh = pages(run.setup, run.state) if stretch is None else stretch
    met = {person.id for person in people_in(run, (*news, *(text for page in fresh for text in texts_on(page))))}
    met |= {id for state in run.states[:-1] for id in _named(run.setup, state)}
    return tuple(person for person in cards.values() if person.id in met)


def people_in(run: Run, texts: Iterable[str]) -> tuple[Person, ...]:
    """Those whom some texts name, in the order of the cards."""
    read = "\n".join(texts)
    return tuple(person for person in run.setup.story.people.values() if mentions(read, person.names))


def who_is_who(run: Run, index: int | None = None) -> tuple[Item, ...] | Refusal:
    """The cards of those met so far, those whom the open page names before the others.

    Args:
        run: The run.
        index: Which of the pages since its last decision is read; None for the last.

    Returns:
        The cards, or why there are none to show.
    """
    if not run.setup.story.people:
        return Refusal(tr("This story does not say who is who."))
    stretch = pages(run.setup, run.state)
    at = len(stretch) - 1 if index is None else index
    known = known_by(run, stretch, at)
    met = people_met(known, stretch[: at + 1])
    if not met:
        return Refusal(tr("You have met nobody yet."))
    here = people_in(known, texts_on(stretch[at]))
    others = [person for person in met if person not in here]
    return (
        item(Role.HEADING, tr("Who is who")),
        *_group(tr("On this page"), here, known),
        *_group(tr("Met before"), others, known),
    )


def card_at(run: Run, index: int, text: str, at: int) -> tuple[Item, ...]:
    """The card of the person whom a text of an open page names at one of its letters; nothing where it names nobody."""
    stretch = pages(run.setup, run.state)
    known = known_by(run, stretch, index)
    cards = run.setup.story.people.values()
    return next((card(person, known) for person in cards if mentions_at(text, person.names, at)), ())


def card(person: Person, run: Run) -> tuple[Item, ...]:
    """Somebody's card, as it stands now."""
    return tuple(_card(person, run))


def _group(title: str, people: Sequence[Person], run: Run) -> Iterator[Item]:
    if people:
        yield item(Role.SECTION, title)
    for person in people:
        yield from card(person, run)


def _card(person: Person, run: Run) -> Iterator[Item]:
    yield item(Role.FACT, person.name, note=person.apposition)
    yield from story_items(readable_passages(run.setup, person.about, run.state.values))
    facts = run.setup.story.facts
    sources: dict[str, Source] = {source.id: source for id in person.facts for source in facts[id].sources}
    yield from (Item(Role.SOURCE, source_words(source)) for source in sources.values())


def texts_on(page: Page) -> Iterator[str]:
    """What is read on a page: what others did, the line that was taken, its paragraphs, its choices."""
    yield from (move.text for move in page.moves if not move.player)
    if page.chosen is not None:
        yield page.chosen.plain
    yield from (passage.block.plain for passage in page.passages)
    for offer in page.offers:
        yield offer.say.plain
        if offer.locked is not None:
            yield offer.locked.plain


def _named(setup: Setup, state: State) -> frozenset[str]:
    """Whom the pages of a stretch name; looked for once."""
    known = _NAMED.get(id(state))
    if known is not None and known[0] is state:
        return known[1]
    read = "\n".join(text for page in pages(setup, state) for text in texts_on(page))
    named = frozenset(person.id for person in setup.story.people.values() if mentions(read, person.names))
    if len(_NAMED) >= _REMEMBERED:
        _NAMED.clear()
    _NAMED[id(state)] = (state, named)
    return named
