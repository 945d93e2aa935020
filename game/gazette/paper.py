"""What a gazette tells, gathered from a run: front page, inner pages, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.explore.turning_points import Curve
from game.i18n.catalogue import tr
from game.i18n.dates import full_date, weekday_and_time
from game.play.clock import hour_of
from game.play.debrief import Debrief, debrief, last_episode
from game.play.page import Page, Passage, pages, readable_passages, why_it_ended
from game.play.record import Record, record
from game.play.run import Run
from game.play.setup import seat_word
from game.play.share_code import encode
from game.play.state import Decided
from game.story.scenes import Episode, Fact, Source
from game.view.curves import Plot, plot, turning_items, what_it_shows
from game.view.pages import whose
from game.view.seats import facing
from game.view.text import Item, Role
from game.view.why import afterwards, why_items
from game.view.wire import Headline, every_headline

MOST_NEWS = 8
"""How many lines of the wire the front page has room for."""


@dataclass(frozen=True, slots=True)
class Article:
    """One decision of the player: where (for a reader of several seats, whose too), what came of it, the record."""

    title: str
    when: str
    place: str
    page: Page
    record: Record


@dataclass(frozen=True, slots=True)
class Inside:
    """An inner page: an episode and the decisions taken in it."""

    episode: Episode
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with its number and the facts that rest on it."""

    number: int
    source: Source
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A gazette.

    `turned` says where the run turned, `plot` draws it and `shown` says what is drawn; none where that is not known.
    `fiction` is the decision where the run left what really happened, in words; None on history's road.
    """

    name: str
    about: str
    language: str
    date: str
    edition: str
    headline: str
    deck: str
    because: tuple[Passage, ...]
    why: tuple[Item, ...]
    turned: tuple[Item, ...]
    plot: Plot | None
    shown: str
    lead: tuple[Passage, ...]
    instead: tuple[Passage, ...]
    fiction: str | None
    debrief: Debrief
    news: tuple[Headline, ...]
    insides: tuple[Inside, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Cited, ...]
    share_code: str

    def cited(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """The numbers under which some sources are listed."""
        numbers = {cited.source.id: cited.number for cited in self.sources}
        return tuple(sorted({numbers[source.id] for source in sources if source.id in numbers}))


def every_source(fact: Fact) -> tuple[Source, ...]:
    """Who reported a fact, then who gave each debrief of it."""
    return (*fact.sources, *(source for version in fact.versions for source in version.sources))


def paper(run: Run, curve: Curve | None = None) -> Paper:
    """The gazette of a run, finished or not.

    Args:
        run: The run.
        curve: What was to be expected along it, where that has been worked out.
    """
    story, ending = run.setup.story, run.ending
    reckoned = debrief(run)
    insides = tuple(_insides(run))
    facts = _facts(run, reckoned)
    place = run.state.here
    unfinished = last_episode(run)
    headline = ending.title if ending is not None else tr("To be continued")
    deck = ending.epitaph if ending is not None else (unfinished.question or unfinished.title if unfinished else "")
    return Paper(
        name=story.title,
        about=story.about,
        language=story.language,
        date=full_date(hour_of(story, place, run.state.values).at) or story.about,
        edition=_edition(run),
        headline=headline,
        deck=deck,
        because=why_it_ended(run.setup, ending, run.state.values) if ending is not None else (),
        why=_why(run),
        turned=() if curve is None else turning_items(run, curve)[1:],
        plot=None if curve is None else plot(run, curve),
        shown="" if curve is None else what_it_shows(curve),
        lead=readable_passages(run.setup, ending.text, run.state.values) if ending is not None else _standing(run),
        instead=readable_passages(run.setup, ending.instead, run.state.values) if ending is not None else (),
        fiction=_left(run),
        debrief=reckoned,
        news=every_headline(run)[-MOST_NEWS:],
        insides=insides,
        facts=facts,
        sources=_sources(facts),
        share_code=encode(run),
    )


def _edition(run: Run) -> str:
    """Whose edition it is: the seat, and who sat opposite."""
    setup = run.setup
    word = seat_word(setup)
    if word not in setup.story.seats:
        sides = {1: "", 2: tr("The edition of both sides")}
        return sides.get(len(setup.story.seats), tr("The edition of all sides"))
    seat, rival = setup.story.seats[word].name, facing(setup.story, setup.rival)
    return tr("Seat: {seat}, {rival}", seat=seat, rival=rival) if rival else seat


def _standing(run: Run) -> tuple[Passage, ...]:
    """For a run under way: what came of the last decision."""
    read = pages(run.setup, run.state)
    return read[0].passages if run.decisions else ()


def _why(run: Run) -> tuple[Item, ...]:
    """What had to hold for the ending and who made it so, what it is worth to each seat, the nearest other one."""
    ending = run.ending
    if ending is None or ending.unfinished:
        return ()
    items = (*why_items(run, ending), *afterwards(run, ending))
    return tuple(item for item in items if item.role not in (Role.SECTION, Role.STORY))


def _left(run: Run) -> str | None:
    took = run.diverged()
    if took is None:
        return None
    scene = took.scene
    name = scene.title or weekday_and_time(scene.at)
    if took.player:
        chosen = took.choice.say.plain(took.before)
        return tr("{name}: {said}", name=name, said=chosen) if name else chosen
    return name or run.setup.story.episodes[scene.episode].title


def _insides(run: Run) -> Iterable[Inside]:
    articles: dict[str, list[Article]] = {}
    for state in run.states:
        if state.taken is None:
            continue
        took = Decided(*state.taken)
        scene = took.scene
        page = pages(run.setup, state)[0]
        decided = Article(
            title=scene.title or "",
            when=weekday_and_time(scene.at),
            place=" · ".join(part for part in (whose(page, run.setup), scene.place or "") if part),
            page=page,
            record=record(run, took),
        )
        articles.setdefault(scene.episode, []).append(decided)
    return (Inside(run.setup.story.episodes[id], tuple(decided)) for id, decided in articles.items())


def _facts(run: Run, reckoned: Debrief) -> tuple[Fact, ...]:
    """Every fact behind what is told, once, in the order met: what stays behind the wire is left out."""
    story = run.setup.story
    named = [fact for row in reckoned.rows if row.known for fact in row.record.facts]
    if run.ending is not None:
        named += [story.facts[id] for id in run.ending.facts]
    return tuple({fact.id: fact for fact in named}.values())


def _sources(facts: Iterable[Fact]) -> tuple[Cited, ...]:
    resting: dict[str, tuple[Source, dict[str, None]]] = {}
    for fact in facts:
        for source in every_source(fact):
            resting.setdefault(source.id, (source, {}))[1][fact.title] = None
    return tuple(Cited(n, source, tuple(titles)) for n, (source, titles) in enumerate(resting.values(), 1))
