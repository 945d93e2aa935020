"""What a leaf says, as pieces to set and options to choose: the screen's words, without the screen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from textual.content import Content

from game.i18n.dates import short_date_and_time
from game.play.page import PageKind
from game.story.variables import Variable
from game.tui.reading import Card, Leaf, Reading
from game.tui.role_styles import pieces_of, spaced, words_of
from game.tui.typeset import content_of
from game.tui.widgets.choices import ChoiceOption
from game.tui.widgets.prose import Piece
from game.view.commands import Action, Scope, key_of
from game.view.debrief import between_episodes, in_short
from game.view.pages import (
    ListedChoice,
    Where,
    closes,
    episode_item,
    listed_choices,
    page_items,
    place_of,
    premise_items,
    question_item,
    where,
    whose,
)
from game.view.text import Item, Role


def pieces(
    reading: Reading, height: int, fresh: Container[str] = (), introduced: Iterable[Variable] = ()
) -> list[Piece]:
    """The open leaf.

    Args:
        reading: Where it is open.
        height: Of the window, in lines.
        fresh: The places of its paragraphs that are new, where it was read before.
        introduced: The gauges that its reader meets on it for the first time.
    """
    leaf = reading.leaf
    if leaf.card is not Card.PAGE:
        return _card(reading, height)
    page = leaf.page
    items = page_items(page, reading.run, reading.leaves_history, fresh, introduced, reading.mode.bare)
    if page.ending is not None:
        last_word = [replace(piece, centre=True) for piece in pieces_of(items[1:2]) if items[1].role is Role.EPITAPH]
        return [*_headline(items[0]), *last_word, *pieces_of(items[1 + len(last_word) :])]
    setup = reading.run.setup
    place = whose(page, setup) if page.chosen is not None else place_of(page, setup)
    return [*([Piece(Content.assemble((place, "bold $quiet")))] if place else []), *pieces_of(items)]


def _headline(title: Item) -> list[Piece]:
    """An ending's title as large as it can be, in the middle."""
    kicker = Content.assemble(("▄▄▄  ", "$needle"), (spaced(title.about), "$quiet"), ("  ▄▄▄", "$needle"))
    return [Piece(kicker, centre=True), Piece(words_of(title), centre=True, large=True)]


def heading(reading: Reading) -> Where:
    """Where the reader of the open leaf is."""
    leaf, known = reading.leaf, reading.known
    begun = leaf.card is Card.PAGE or leaf.index > 0
    return where(known, leaf.told, known.diverged() is not None and begun)


def options(reading: Reading, after: Sequence[str] = (), taken: Container[str] = ()) -> list[ChoiceOption]:
    """What can be chosen on the open leaf, or done at an ending; empty where one only goes on.

    The decisions taken before (`scene/choice`) bear a sign.
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


def _card(reading: Reading, height: int) -> list[Piece]:
    """The leaf between two episodes: what one leaves open and came to, the title of the next, and when it begins."""
    leaf = reading.leaf
    assert leaf.episode is not None
    if leaf.card is Card.QUESTION:
        return [_sky(height, 12), *_announced(question_item(leaf.episode), gap=1)]
    begins = not leaf.index and not reading.run.decisions
    premise = pieces_of(premise_items(reading.run.setup)) if begins else []
    over = leaf.closed if leaf.closed is not None and closes(leaf.closed, leaf.page) else None
    counted = between_episodes(reading.known, leaf.closed, reading.mode)
    card = [] if over is None else _announced(question_item(over), gap=0)
    card += (
        []
        if counted is None
        else [
            replace(piece, centre=True)
            for piece in pieces_of(in_short(counted, key_of(Action.RECKONING, Scope.READING)))
        ]
    )
    above = _sky(height, 30 if premise or card else 12)
    when = " · ".join(part for part in (short_date_and_time(leaf.page.at), leaf.page.place) if part)
    card += [*_announced(episode_item(leaf.episode), gap=2 if card else 1)]
    needle = Piece(Content.assemble(("━━━", "$needle")), gap=1, centre=True)
    return [above, *card, needle, Piece(Content.assemble((when, "$quiet")), gap=1, centre=True), *premise]


def _announced(item: Item, gap: int) -> list[Piece]:
    """A title or a question in the middle of a card, under what it is of."""
    kicker = Piece(Content.assemble((spaced(item.about), "$quiet")), gap=gap, centre=True)
    return [kicker, Piece(words_of(item), gap=1, centre=True)]


def _sky(height: int, needed: int) -> Piece:
    """The blank lines over a card that needs so many, in a window of some height."""
    return Piece(Content("\n" * max(0, (height - needed) // 3)))
