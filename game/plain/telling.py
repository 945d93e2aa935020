"""What a page says, as lines: marks in words, choices by number, changes with their reasons."""

from __future__ import annotations

from collections.abc import Container, Iterable

from game.i18n.catalogue import tr
from game.i18n.dates import begins_with_time, weekday_and_day, weekday_and_time
from game.plain.lines import Lines, Tone
from game.play.change import Change
from game.play.page import Bulletin, Offer, Page, PageKind, Passage, readable_passages, why_it_ended
from game.play.setup import Setup
from game.story import markup
from game.story.closures import Values
from game.story.markup import Block
from game.story.model import Ending, Story
from game.story.paragraphs import Mark
from game.view.gauges import GaugeGroup

_MARKS = {Mark.DOCUMENTED: "documented", Mark.DISPUTED: "disputed", Mark.INVENTED: "invented"}


def dateline(story: Story, page: Page) -> str:
    """When and where a page happens, with the hour of the story's clock; empty where the story does not say."""
    parts = [weekday_and_time(page.at), page.place or ""]
    if page.minute is not None and 0 <= page.minute <= story.clock_hours * 60:
        parts.append(tr("hour {hour} of {hours}", hour=page.minute // 60, hours=story.clock_hours))
    return " - ".join(part for part in parts if part)


def tell_chosen(lines: Lines, page: Page) -> None:
    """What was chosen, where a page is the result of it."""
    if page.chosen is not None:
        lines.say(tr("You: {said}", said=page.chosen.plain), tone=Tone.STRONG)
        lines.say()


def tell_page(lines: Lines, page: Page, setup: Setup, taken: Container[str] = ()) -> None:
    """The page's words: the paragraphs, what changed, what can be chosen.

    Args:
        lines: Where they are said.
        page: The page.
        setup: What its run was begun with.
        taken: The decisions (`scene/choice`) that the reader has taken before: it is said of those.
    """
    if page.ending is not None:
        title = page.ending.title
        said = (
            tr("To be continued: {title}", title=title)
            if page.ending.unfinished
            else tr("Ending: {title}", title=title)
        )
        lines.say(said, tone=Tone.STRONG)
        lines.say()
        because = why_it_ended(setup, page.ending, page.values)
        if because:
            lines.say(tr("Why this ending"), tone=Tone.STRONG)
            tell_passages(lines, because)
    tell_passages(lines, page.passages)
    if page.changes or page.at_limit:
        moved = [change(moved, page.values) for moved in page.changes]
        moved += [tr("{name}: already at its end", name=variable.label) for variable in page.at_limit]
        lines.say(tr("; ").join(moved) + ".")
        lines.say()
    if page.ending is not None:
        _tell_ending(lines, page.ending, readable_passages(setup, page.ending.instead, page.values))
    if page.kind is PageKind.DECISION:
        for offer in page.offers:
            lines.say(offered(offer, f"{page.key}/{offer.choice.id}" in taken), "   ")


def tell_passages(lines: Lines, passages: Iterable[Passage]) -> None:
    """Paragraphs, each followed by its mark, a blank line after each."""
    for passage in passages:
        lines.say(_block(passage.block) + _mark(passage), "  " if passage.block.kind is markup.BlockKind.ITEM else "")
        lines.say()


def change(moved: Change, values: Values) -> str:
    """A gauge that moved, by how much and why."""
    name, why = moved.variable.label, moved.why.plain(values) if moved.why else ""
    said = tr("{name} plus {n}", name=name, n=moved.amount)
    if moved.amount < 0:
        said = tr("{name} minus {n}", name=name, n=-moved.amount)
    return tr("{change} ({why})", change=said, why=why) if why else said


def offered(offer: Offer, taken: bool = False) -> str:
    """A choice with its number, what it may move and whether it was taken before; or why it cannot be taken."""
    moved = ", ".join(variable.label for variable in offer.touches)
    notes = [tr("chance: {percent}%", percent=offer.chance)] if offer.chance is not None and offer.number else []
    notes += [tr("moves: {names}", names=moved)] if moved and offer.number is not None else []
    notes += [tr("taken before")] if taken else []
    after = f" ({tr('; ').join(notes)})" if notes else ""
    if offer.number is not None:
        return f"{offer.number}. {offer.say.plain}{after}"
    assert offer.locked is not None
    return tr("-  {said} Closed: {why}", said=offer.say.plain, why=offer.locked.plain) + after


def headline(bulletin: Bulletin) -> str:
    """A line of the wire."""
    if bulletin.at:
        at = (
            weekday_and_day(bulletin.at)
            if begins_with_time(bulletin.text, bulletin.at)
            else weekday_and_time(bulletin.at)
        )
        return tr("The wire, {at}: {text}", at=at, text=bulletin.text)
    return tr("The wire: {text}", text=bulletin.text)


def tell_gauges(lines: Lines, groups: Iterable[GaugeGroup]) -> None:
    """Every gauge of some groups, each group under its title."""
    for group in groups:
        lines.say(group.look.title, tone=Tone.STRONG)
        for gauge in group.gauges:
            lines.say(gauge.in_words, "  ")


def _mark(passage: Passage) -> str:
    return f" [{tr(_MARKS[passage.mark])}]" if passage.mark else ""


def _block(block: Block) -> str:
    if block.kind is markup.BlockKind.QUOTE:
        return tr("Quotation: {text}", text=block.plain)
    return f"- {block.plain}" if block.kind is markup.BlockKind.ITEM else block.plain


def _tell_ending(lines: Lines, ending: Ending, instead: Iterable[Passage]) -> None:
    if ending.epitaph:
        lines.say(ending.epitaph)
        lines.say()
    for passage in instead:
        lines.say(tr("History: {did}", did=passage.block.plain) + _mark(passage))
        lines.say()
