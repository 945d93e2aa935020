"""The endings as lines of text, and the complete edition."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.plain.talk import Talk
from game.plain.voices import tell
from game.view.challenges import challenges_shelf
from game.view.ending_card import ending_card
from game.view.endings import complete_edition, endings_shelf
from game.view.text import Refusal


def tell_endings(talk: Talk) -> None:
    """The shelf: those reached, the hints of the others, how likely each is where that may be told."""
    shelf = endings_shelf(talk.journal, talk.story, talk.folder)
    if isinstance(shelf, Refusal):
        talk.lines.say(shelf.why)
        return
    tell(talk.lines, (*shelf.items, *challenges_shelf(talk.journal, talk.story)))
    if shelf.complete:
        talk.lines.say(tr("“f all” shows the complete edition."))


def tell_ending(talk: Talk, number: int) -> None:
    """An ending of the shelf: its text, why, its odds, its runs."""
    card = ending_card(talk.journal, talk.story, talk.folder, number)
    if isinstance(card, Refusal):
        talk.lines.say(card.why)
        return
    tell(talk.lines, (*card.items, *(line for _, line in card.runs)))
    if card.runs:
        talk.lines.say(tr("“j {number}” opens a run.", number=card.runs[0][0]))


def tell_edition(talk: Talk) -> None:
    """Every ending with the figures of the run that reached it first, once all are known."""
    edition = complete_edition(talk.journal, talk.story)
    if isinstance(edition, Refusal):
        talk.lines.say(edition.why)
        return
    entries = [item for entry in edition.entries for item in entry.items]
    tell(talk.lines, (*edition.opening, *entries))
