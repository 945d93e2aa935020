"""The shelf of endings as a page over the title, and an ending of it, opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from game.tui.role_styles import pieces_of
from game.tui.screens.cards import CardDialog, ListedCard
from game.view.commands import Action, Need, Scope
from game.view.ending_card import EndingCard, ending_card
from game.view.endings import Shelf
from game.view.text import Item, Refusal, Role

_FIRST = (Role.REACHED, Role.UNREACHED)
"""What an ending's card on the shelf begins with."""


class EndingsShelf(CardDialog):
    """A card for each ending of the story, to be opened; behind them, once all are known, the complete edition."""

    PLACE = Scope.ENDINGS

    def __init__(self, shelf: Shelf, beside: Iterable[Item] = ()) -> None:
        """Show a shelf, and what stands under it."""
        self._complete = shelf.complete
        cards: list[ListedCard] = []
        for number, part in _parts(shelf.items):
            opens = partial(self._open_ending, number) if number else None
            cards.append(ListedCard(pieces_of(part), opens))
        below = pieces_of(beside)
        super().__init__([*cards, ListedCard(below)] if below else cards)

    @property
    def met(self) -> Collection[Need]:
        """The complete edition is open once all endings are known."""
        return {*super().met, Need.ALL_ENDINGS} if self._complete else super().met

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Open an ending, or the complete edition; scroll, or go."""
        return {**super().actions(), Action.COMPLETE_EDITION: self.host.open_complete_edition}

    def _open_ending(self, number: int) -> None:
        card = ending_card(self.host.journal, self.host.story, self.host.folder, number)
        if isinstance(card, Refusal):
            self.say(card.why)
        else:
            self.host.push_screen(OpenedEnding(card))


class OpenedEnding(CardDialog):
    """An ending as a run told it; under it the runs that ended there, to be opened."""

    PLACE = Scope.ENDINGS

    def __init__(self, card: EndingCard) -> None:
        runs = [ListedCard(pieces_of([line]), partial(self._open_run, run)) for run, line in card.runs]
        super().__init__([ListedCard(pieces_of(card.items)), *runs])

    def _open_run(self, run: int) -> None:
        self.host.resume(run)


def _parts(items: Iterable[Item]) -> list[tuple[int, list[Item]]]:
    """The shelf's items by card, each with its ending's number; 0 for what stands over them."""
    parts: list[tuple[int, list[Item]]] = []
    for one in items:
        if one.role in _FIRST:
            parts.append((one.number or 0, [one]))
        elif parts:
            parts[-1][1].append(one)
        else:
            parts.append((0, [one]))
    return parts
