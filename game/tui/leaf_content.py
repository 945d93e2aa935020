"""What a leaf says, as pieces to set and options to choose: the screen's words, without the screen."""

from __future__ import annotations

from collections.abc import Container, Sequence

from textual.content import Content

from game.i18n.dates import short_date_and_time
from game.play.page import PageKind
from game.tui.reading import Card, Leaf, Reading
from game.tui.role_styles import pieces_of, spaced, words_of
from game.tui.typeset import content_of
from game.tui.widgets.choices import ChoiceOption
from game.tui.widgets.prose import Piece
from game.view.pages import (
    ListedChoice,
    Where,
    episode_item,
    listed_choices,
    page_items,
    place_of,
    premise_items,
    question_item,
    where,
)
from game.view.text import Item


def pieces(reading: Reading, height: int) -> list[Piece]:
    """The open leaf, for a column of some height."""
    leaf = reading.leaf
    if leaf.card is not Card.PAGE:
        begins = not leaf.index and not reading.run.decisions
        return _card(leaf, height, premise_items(reading.run.setup) if begins else ())
    page = leaf.page
    items = page_items(page, reading.run, reading.leaves_history)
    if page.ending is not None:
        kicker = Piece(Content.assemble((spaced(items[0].about), "$quiet")))
        return [kicker, *pieces_of(items)]
    place = "" if page.chosen is not None else place_of(page, reading.run.setup)
    return [*([Piece(Content.assemble((place, "bold $quiet")))] if place else []), *pieces_of(items)]


def heading(reading: Reading) -> Where:
    """Where the reader of the open leaf is."""
    leaf, known = reading.leaf, reading.known
    told = leaf.card is Card.PAGE or leaf.index > 0
    return where(known, leaf.told, known.diverged() is not None and told)


def options(reading: Reading, after: Sequence[str] = (), taken: Container[str] = ()) -> list[ChoiceOption]:
    """What can be chosen on the open leaf; empty where one only goes on.

    Args:
        reading: Where the leaf is open.
        after: What can be done at an ending, in words.
        taken: The decisions (`scene/choice`) that the reader has taken before: those bear a sign.
    """
    leaf = reading.leaf
    if leaf.card is not Card.PAGE:
        return []
    if leaf.page.ending is not None:
        return [ChoiceOption(Content(word), number) for number, word in enumerate(after, 1)]
    return [_option(choice) for choice in listed_choices(leaf.page, taken)]


def waits(leaf: Leaf) -> bool:
    """Whether the leaf only waits for a key."""
    return leaf.card is not Card.PAGE or leaf.page.kind not in (PageKind.DECISION, PageKind.ENDING)


def _option(choice: ListedChoice) -> ChoiceOption:
    touches = "  ".join(part for part in (choice.chance, " · ".join(choice.moves), "✓" if choice.taken else "") if part)
    return ChoiceOption(
        content_of(choice.words), choice.number, touches, None if choice.why is None else content_of(choice.why)
    )


def _card(leaf: Leaf, height: int, premise: Sequence[Item]) -> list[Piece]:
    """A card between two episodes: what one leaves open, or the title of the next, and when that begins."""
    assert leaf.episode is not None
    question = leaf.card is Card.QUESTION
    item = question_item(leaf.episode) if question else episode_item(leaf.episode)
    above = Piece(Content("\n" * max(0, (height - (30 if premise else 12)) // 3)))
    kicker = Piece(Content.assemble((spaced(item.about), "$quiet")), centre=True)
    card = [above, kicker, Piece(words_of(item), gap=2, centre=True)]
    if question:
        return card
    when = " · ".join(part for part in (short_date_and_time(leaf.page.at), leaf.page.place) if part)
    needle = Piece(Content.assemble(("━━━", "$needle")), gap=1, centre=True)
    return [*card, needle, Piece(Content.assemble((when, "$quiet")), gap=1, centre=True), *pieces_of(premise)]
