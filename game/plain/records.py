"""What really happened, as lines: at a decision, at a row of the reckoning, behind an ending; and who reported it."""

from __future__ import annotations

from collections.abc import Iterable

from game.dates import written
from game.plain.lines import Lines, Tone
from game.plain.telling import tell_passages
from game.play.record import Record, certainty
from game.play.timeline import Row, Whose
from game.story.model import Fact, Source, Story
from game.words import tr


def tell_record(lines: Lines, record: Record, mine: bool = True) -> None:
    """What really happened at a decision, with its facts and who reported them.

    Args:
        lines: Where it is said.
        record: The record.
        mine: Whether the decision was the reader's, and not the others'.
    """
    _title(lines)
    said = record.said.plain
    lines.say(tr("You: {said}", said=said) if mine else tr("The others: {said}", said=said))
    if record.did is not None:
        lines.say(tr("History: {did}", did=record.did.plain))
        lines.say(_road(record.followed, mine))
    lines.say()
    tell_passages(lines, record.told)
    _tell_facts(lines, record.facts)


def tell_row(lines: Lines, row: Row) -> None:
    """What really happened at a row of the reckoning; only its facts where its words are not the reader's to know."""
    if row.told and row.mine is not None:
        tell_record(lines, row.record, row.whose is Whose.MINE)
        return
    _title(lines)
    if row.mine is None:
        lines.say(tr("Your road never came here."))
    if row.theirs is not None:
        lines.say(tr("History: {did}", did=row.theirs))
    lines.say()
    tell_passages(lines, row.record.told if row.told else ())
    _tell_facts(lines, row.record.facts)


def tell_facts(lines: Lines, story: Story, facts: Iterable[str]) -> None:
    """What really happened, as the facts of some ids tell it."""
    _title(lines)
    _tell_facts(lines, (story.facts[id] for id in facts))


def _title(lines: Lines) -> None:
    lines.say(tr("What really happened"), tone=Tone.STRONG)
    lines.say()


def _road(followed: bool, mine: bool) -> str:
    if mine:
        return tr("You followed history here.") if followed else tr("You left history here.")
    return tr("The others followed history here.") if followed else tr("The others left history here.")


def _tell_facts(lines: Lines, facts: Iterable[Fact]) -> None:
    for fact in facts:
        said = tr(
            "{when}, {title} [{certainty}].", when=written(fact.when), title=fact.title, certainty=certainty(fact)
        )
        lines.say(f"{said} {fact.text}")
        for version in fact.versions:
            lines.say(tr("One account: {text}", text=version.text) + _sources(version.sources), "  ")
        told = {source.id for version in fact.versions for source in version.sources}
        rest = [source for source in fact.sources if source.id not in told]
        if rest:
            lines.say(tr("Sources: {sources}.", sources=_listed(rest)), "  ")
        lines.say()


def _sources(sources: Iterable[Source]) -> str:
    """Who reported something, after it, in parentheses."""
    told = _listed(sources)
    return f" ({told})" if told else ""


def _listed(sources: Iterable[Source]) -> str:
    return tr("; ").join(f"{source.publisher}, {source.title}, {written(source.date)}" for source in sources)
