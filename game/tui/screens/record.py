"""What really happened: the record of a decision, with who reported it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from game.dates import written
from game.play.record import Record, certainty, last_record
from game.play.timeline import Row, Whose
from game.story.model import Fact, Source
from game.tui.reading import Reading
from game.tui.typeset import content_of
from game.tui.widgets.prose import Piece, told
from game.tui.widgets.spread import Spread
from game.words import tr

CERTAINTIES = {"established": "●", "reported": "△", "disputed": "◐"}
"""The signs of facts."""


def record_of(reading: Reading) -> Spread:
    """The record of the last decision; at an ending, the facts behind it; before the first, when there will be one."""
    ending = reading.leaf.page.ending
    if ending is not None and ending.facts:
        story = reading.run.setup.story
        facts = tuple(story.facts[id] for id in ending.facts)
        return Spread([_heading(tr("WHAT REALLY HAPPENED")), *_facts(facts)])
    found = last_record(reading.known)
    if found is None:
        says = tr("The record opens after your first decision: what really happened, and who reported it.")
        return Spread([_heading(tr("WHAT REALLY HAPPENED")), Piece(Content(says))])
    return Spread(_record(found))


def record_at(row: Row) -> Spread:
    """The record of a row of the reckoning; only its facts where its words are not the reader's to know."""
    if row.told and row.mine is not None:
        return Spread(_record(row.record, row.whose is Whose.MINE))
    pieces = [_heading(tr("WHAT REALLY HAPPENED"))]
    if row.mine is None:
        pieces.append(Piece(Content.assemble(("◇  ", "bold $accent"), tr("Your road never came here.")), hang=3))
    if row.theirs is not None:
        pieces.append(_line(tr("History"), Content(row.theirs), 1))
    return Spread([*pieces, *(told(row.record.told) if row.told else []), *_facts(row.record.facts)])


def _record(record: Record, mine: bool = True) -> list[Piece]:
    pieces = [_heading(tr("WHAT REALLY HAPPENED"))]
    if record.did is not None:
        road = tr("You followed history here.") if record.followed else tr("You left history here.")
        if not mine:
            road = tr("The others followed history here.") if record.followed else tr("The others left history here.")
        sign = "=" if record.followed else "≠"
        pieces.append(Piece(Content.assemble((f"{sign}  ", "bold $accent"), (road, "bold $ink")), hang=3))
        if not record.followed:
            pieces.append(_line(tr("You") if mine else tr("They"), content_of(record.said), 1))
        pieces.append(_line(tr("History"), content_of(record.did), int(record.followed)))
    return [*pieces, *told(record.told), *_facts(record.facts)]


def _heading(text: str) -> Piece:
    return Piece(Content.assemble((text, "bold $accent")))


def _line(who: str, said: Content, gap: int) -> Piece:
    return Piece(Content.assemble((f"{who}  ", "$quiet"), said), gap=gap, hang=4)


def _facts(facts: Iterable[Fact]) -> list[Piece]:
    pieces: list[Piece] = []
    for fact in facts:
        head = Content.assemble((fact.title, "bold $ink"), (f"  {written(fact.when)} · {_certainty(fact)}", "$quiet"))
        pieces += [Piece(head), Piece(Content(fact.text), gap=0)]
        for letter, version in zip("ABCDEFGH", fact.versions, strict=False):
            says = Content.assemble((f"{tr('Version')} {letter}  ", "bold $accent"), version.text)
            pieces += [Piece(says), *_sources(version.sources, "    — ")]
        told = {source.id for version in fact.versions for source in version.sources}
        rest = _sources((source for source in fact.sources if source.id not in told), "  — ")
        if rest and fact.versions:
            pieces.append(Piece(Content.assemble((tr("Other sources:"), "$quiet")), gap=0))
        pieces += rest
    return pieces


def _certainty(fact: Fact) -> str:
    """Its sign and its word, which no line end parts: those of the paragraphs, where they claim the same."""
    return f"{CERTAINTIES.get(fact.certainty, '')}\N{NO-BREAK SPACE}{certainty(fact)}"


def _sources(sources: Iterable[Source], lead: str) -> list[Piece]:
    return [Piece(_source(source, lead), gap=0, hang=len(lead)) for source in sources]


def _source(source: Source, lead: str) -> Content:
    title = (source.title, "italic $quiet")
    return Content.assemble((f"{lead}{source.publisher}, ", "$quiet"), title, (f", {written(source.date)}", "$quiet"))
