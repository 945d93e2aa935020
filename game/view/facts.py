"""What really happened, and who reported it: at a decision, at a line of the reckoning, behind an ending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.i18n.catalogue import tr, trc
from game.i18n.dates import in_words
from game.journal.reading_mode import ReadingMode
from game.play.page import Page, facts_on
from game.play.record import Record, last_record, recorded
from game.play.run import Run
from game.play.timeline import TimelineRow, Whose
from game.story.markup import Block, BlockKind, Span, Style
from game.story.scenes import Ending, Fact, Source
from game.view.readers import anothers_decision
from game.view.text import Claim, Item, Refusal, Role, item, quoted, story_items, worth_in_words


def facts_here(
    run: Run, ending: Ending | None, mode: ReadingMode, holder: str | None, read: Sequence[Page] = ()
) -> tuple[Item, ...] | Refusal:
    """What is told to a reader who asks what really happened; or why nothing is.

    The facts behind the ending that is read, else those of the pages that are open, then those at the last decision.
    With two at one keyboard, `holder` is the seat whose reader is there.
    """
    facts = run.setup.story.facts
    here = dict.fromkeys(id for page in read for id in facts_on(run.setup, page))
    past = _past_facts(run, ending, mode, holder)
    if not here:
        return past
    open_facts = (_heading(), item(Role.SECTION, tr("On this page")), *_facts(facts[id] for id in here))
    if isinstance(past, Refusal) or last_record(run) is None:
        return open_facts
    return (*open_facts, item(Role.SECTION, tr("At your last decision")), *past[1:])


def _past_facts(run: Run, ending: Ending | None, mode: ReadingMode, holder: str | None) -> tuple[Item, ...] | Refusal:
    """The facts behind an ending, else those at the last decision; or why there are none to tell."""
    if anothers_decision(run, mode, holder):
        return Refusal(tr("The last decision was not yours: its record opens at the end."))
    if not recorded(run, ending):
        return Refusal(tr("Nothing is recorded of what really happened here."))
    if ending is not None and ending.facts:
        return (_heading(), *_facts(run.setup.story.facts[id] for id in ending.facts))
    record = last_record(run)
    if record is None:
        return Refusal(tr("What really happened is told after your first decision."))
    return (_heading(), *_record(record, mine=True))


def facts_at(row: TimelineRow) -> tuple[Item, ...]:
    """What is told at a line of the reckoning; only its facts where its words are not the reader's to know."""
    if row.known and row.mine is not None:
        return (*reasons(row), _heading(), *_record(row.record, row.whose is Whose.MINE))
    items = [_heading()]
    if row.mine is None:
        items.append(item(Role.MISSED, tr("Your road never came here.")))
    if row.theirs is not None:
        items.append(item(Role.SPEECH, row.theirs, tr("History")))
    return (*items, *story_items(row.record.passages if row.known else ()), *_facts(row.record.facts))


def reasons(row: TimelineRow) -> tuple[Item, ...]:
    """What a strategist weighed at a line of the reckoning, the best first; nothing at any other line."""
    if not row.expected:
        return ()
    ranked = sorted(row.expected, key=lambda expected: -expected.worth)
    if ranked[0].worth == ranked[-1].worth:
        return (item(Role.SENTENCE, reasons_in_words(row)),)
    return (
        item(Role.SECTION, tr("What the other side expected, out of 10")),
        *(item(Role.DETAIL, e.words, worth_in_words(e.worth / 10), tr("taken") if e.taken else "") for e in ranked),
    )


def reasons_in_words(row: TimelineRow) -> str:
    """The same in a sentence; empty where there is nothing to tell."""
    if not row.expected:
        return ""
    ranked = sorted(row.expected, key=lambda expected: -expected.worth)
    best = worth_in_words(ranked[0].worth / 10)
    if ranked[0].worth == ranked[-1].worth:
        return tr("Here all its choices were worth the same to the other side: {worth} out of 10.", worth=best)
    weighed = trc("between parts of a list", "; ").join(
        tr("{worth} for {said}", worth=worth_in_words(e.worth / 10), said=quoted(e.words)) for e in ranked
    )
    return tr("The other side expected, out of 10: {weighed}.", weighed=weighed)


def claim_of_fact(fact: Fact) -> Claim:
    """How sure a fact is, in the words of the paragraphs' marks: what is established is documented."""
    return Claim.DOCUMENTED if fact.certainty == "established" else Claim(fact.certainty)


def source_words(source: Source) -> Block:
    """Who reported something, where and when; the title is a title."""
    publisher, date = Span(f"{source.publisher}, "), Span(f", {in_words(source.date)}")
    return Block(BlockKind.PARAGRAPH, (publisher, Span(source.title, Style.EMPHASIS), date))


def whose_road(record: Record) -> str:
    """Whose road stands beside the run's at a decision: history's, or one that the game supposes."""
    return tr("The game supposes") if record.supposed else tr("History")


def who_decided(record: Record, mine: bool) -> str:
    """Whose decision it was: the reader's, or that of a seat by its name."""
    return tr("You") if mine else record.decider or tr("The others")


def _heading() -> Item:
    return item(Role.HEADING, tr("What really happened"))


def _record(record: Record, mine: bool) -> Iterator[Item]:
    """A decision beside history's; `mine` says whether it was the reader's, and not the others'."""
    if record.did is not None and record.supposed:
        if not record.followed:
            yield Item(Role.SPEECH, record.chosen, who_decided(record, mine))
        yield Item(Role.SPEECH, record.did, whose_road(record))
        yield item(Role.NOTE, tr("The record says nothing of it."))
    elif record.did is not None:
        yield item(Role.FOLLOWED if record.followed else Role.LEFT, _road(record, mine))
        if not record.followed:
            yield Item(Role.SPEECH, record.chosen, who_decided(record, mine))
        yield Item(Role.SPEECH, record.did, whose_road(record))
    yield from story_items(record.passages)
    yield from _facts(record.facts)


def _road(record: Record, mine: bool) -> str:
    if mine:
        return tr("You followed history here.") if record.followed else tr("You left history here.")
    who = who_decided(record, mine)
    return tr("{name}: as in history.", name=who) if record.followed else tr("{name}: not as in history.", name=who)


def _facts(facts: Iterable[Fact]) -> Iterator[Item]:
    """Each with its accounts and those who gave them; sources already named there are not named again."""
    for fact in facts:
        yield item(Role.FACT, fact.title, note=in_words(fact.when), claim=claim_of_fact(fact))
        yield item(Role.DETAIL, fact.text)
        for letter, version in zip("ABCDEFGH", fact.versions, strict=False):
            yield item(Role.ACCOUNT, version.text, tr("Version {letter}", letter=letter))
            yield from _sources(version.sources)
        named = {source.id for version in fact.versions for source in version.sources}
        others = [source for source in fact.sources if source.id not in named]
        if others and fact.versions:
            yield item(Role.NOTE, tr("Other sources:"))
        yield from _sources(others)


def _sources(sources: Iterable[Source]) -> Iterator[Item]:
    return (Item(Role.SOURCE, source_words(source)) for source in sources)
