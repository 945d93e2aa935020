"""What a page says, as lines: marks in words, choices by number, changes with their reasons."""

from __future__ import annotations

from collections.abc import Iterable

from game.dates import spelled
from game.plain.lines import Lines
from game.play.change import Change
from game.play.page import Bulletin, Moment, Offer, Page, Passage, read, seen_by
from game.play.record import Record
from game.play.setup import Setup
from game.story.closures import Values
from game.story.model import Ending, Fact, Source, Story, Variable
from game.story.prose import Mark
from game.story.text import Block, Kind
from game.words import tr

_MARKS = {Mark.DOCUMENTED: "documented", Mark.DISPUTED: "disputed", Mark.INVENTED: "invented"}
_CERTAINTY = {"established": "established", "reported": "reported", "disputed": "disputed"}


def dateline(story: Story, page: Page) -> str:
    """When and where a page happens, with the hour of the story's clock; empty where the story does not say."""
    parts = [spelled(page.at), page.place or ""]
    if page.minute is not None and 0 <= page.minute <= story.clock_hours * 60:
        parts.append(tr("hour {hour} of {hours}", hour=page.minute // 60, hours=story.clock_hours))
    return " - ".join(part for part in parts if part)


def tell_page(lines: Lines, page: Page, setup: Setup) -> None:
    """The page's words: what was chosen, the paragraphs, what changed, what can be chosen."""
    if page.chosen is not None:
        lines.say(tr("You: {said}", said=page.chosen.plain))
        lines.say()
    if page.ending is not None:
        lines.say(tr("Ending: {title}", title=page.ending.title))
        lines.say()
    tell_passages(lines, page.passages)
    if page.changes:
        lines.say("; ".join(change(moved, page.values) for moved in page.changes) + ".")
        lines.say()
    if page.ending is not None:
        _tell_ending(lines, page.ending, read(setup, page.ending.instead, page.values))
    if page.moment is Moment.DECISION:
        for offer in page.offers:
            lines.say(offered(offer), "   ")


def tell_passages(lines: Lines, passages: Iterable[Passage]) -> None:
    """Paragraphs, each followed by its mark, a blank line after each."""
    for passage in passages:
        lines.say(_block(passage.block) + _mark(passage), "  " if passage.block.kind is Kind.ITEM else "")
        lines.say()


def change(moved: Change, values: Values) -> str:
    """A gauge that moved, by how much and why."""
    name, why = moved.variable.label, moved.why.plain(values) if moved.why else ""
    said = tr("{name} plus {n}", name=name, n=moved.amount)
    if moved.amount < 0:
        said = tr("{name} minus {n}", name=name, n=-moved.amount)
    return tr("{change} ({why})", change=said, why=why) if why else said


def offered(offer: Offer) -> str:
    """A choice with its number and what it may move, or why it cannot be taken."""
    if offer.number is None:
        assert offer.locked is not None
        return tr("-  {said} Closed: {why}", said=offer.say.plain, why=offer.locked.plain)
    if not offer.touches:
        return f"{offer.number}. {offer.say.plain}"
    moved = ", ".join(variable.label for variable in offer.touches)
    return tr("{number}. {said} (moves: {moved})", number=offer.number, said=offer.say.plain, moved=moved)


def headline(bulletin: Bulletin) -> str:
    """A line of the wire."""
    if bulletin.at:
        return tr("The wire, {at}: {text}", at=spelled(bulletin.at), text=bulletin.text)
    return tr("The wire: {text}", text=bulletin.text)


def tell_forces(lines: Lines, setup: Setup, values: Values) -> None:
    """Every gauge that the player may see."""
    for variable in setup.story.gauges:
        if seen_by(setup, variable):
            lines.say(_gauge(variable, values[variable.index]))


def tell_record(lines: Lines, record: Record) -> None:
    """What really happened at a decision, with its facts and who reported them."""
    lines.say(tr("What really happened"))
    lines.say()
    lines.say(tr("You: {said}", said=record.said.plain))
    if record.did is not None:
        lines.say(tr("History: {did}", did=record.did.plain))
        lines.say(tr("You followed history here.") if record.followed else tr("You left history here."))
    lines.say()
    tell_passages(lines, record.told)
    for fact in record.facts:
        _tell_fact(lines, fact)


def _mark(passage: Passage) -> str:
    return f" [{tr(_MARKS[passage.mark])}]" if passage.mark else ""


def _block(block: Block) -> str:
    if block.kind is Kind.QUOTE:
        return tr("Quotation: {text}", text=block.plain)
    return f"- {block.plain}" if block.kind is Kind.ITEM else block.plain


def _tell_ending(lines: Lines, ending: Ending, instead: Iterable[Passage]) -> None:
    lines.say(ending.epitaph)
    lines.say()
    for passage in instead:
        lines.say(tr("History: {did}", did=passage.block.plain) + _mark(passage))
        lines.say()


def _gauge(variable: Variable, value: int) -> str:
    told = tr("{name}: {value} of {most}", name=variable.label, value=value, most=variable.max)
    if variable.low is None or variable.high is None:
        return told
    return tr(
        "{told} (0 is {low}, {most} is {high})", told=told, low=variable.low, most=variable.max, high=variable.high
    )


def _tell_fact(lines: Lines, fact: Fact) -> None:
    lines.say(
        tr(
            "{when}, {title} [{certainty}]. {text}",
            when=fact.when,
            title=fact.title,
            certainty=tr(_CERTAINTY.get(fact.certainty, fact.certainty)),
            text=fact.text,
        )
    )
    for version in fact.versions:
        lines.say(tr("One account: {text}", text=version.text) + _sources(version.sources), "  ")
    if not fact.versions and fact.sources:
        lines.say(tr("Sources:") + _sources(fact.sources), "  ")
    lines.say()


def _sources(sources: Iterable[Source]) -> str:
    told = "; ".join(f"{source.publisher}, {source.title}, {source.date}" for source in sources)
    return f" {told}." if told else ""
