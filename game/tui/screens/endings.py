"""The shelf of endings: those reached, the outline of the others, and, once a few are known, how likely each is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Key

from game.i18n.catalogue import tr
from game.journal import JournalUnavailable
from game.journal.profile import EndingReached
from game.journal.unlocks import all_endings_seen
from game.story import saved_odds
from game.story.load import shipped_folder
from game.story.model import Ending, Story
from game.story.saved_odds import EndingOdds, Odds
from game.tui.clock import dated
from game.tui.widgets.hints import Hint
from game.tui.widgets.prose import Piece
from game.tui.widgets.spread import TextDialog

if TYPE_CHECKING:
    from game.tui.app import HoldupApp

ENOUGH = 3
"""So many endings must be seen before odds are told: they would spoil the first ones."""


class EndingsShelf(TextDialog):
    """A card for each ending of the story; behind them, once all are known, the complete edition."""

    app: HoldupApp

    def __init__(self, story: Story, seen: Mapping[str, EndingReached], chances: Odds | None) -> None:
        """Lay the cards out.

        Args:
            story: Whose endings they are.
            seen: Those reached.
            chances: Their odds, where they were proved.
        """
        super().__init__(_shelf(story, seen, chances if len(seen) >= ENOUGH else None))
        self._complete = all_endings_seen(story, seen)

    def offers(self) -> list[Hint]:
        """The complete edition, where it is open."""
        return [Hint("e", tr("the complete edition"), "e")] if self._complete else []

    def on_key(self, event: Key) -> None:
        """Open the complete edition; scroll, or go."""
        if event.key == "e" and self._complete and self.is_active:
            event.prevent_default()
            event.stop()
            from game.tui.screens.complete import complete_edition

            self.app.push_screen(complete_edition(self.app))


def endings_shelf(app: HoldupApp) -> TextDialog:
    """The shelf of the story that is played."""
    try:
        seen = app.journal.shelf.reached(app.story)
    except JournalUnavailable:
        seen = {}
    folder = Path(app.journal.folder) if app.journal.folder else shipped_folder()
    return EndingsShelf(app.story, seen, saved_odds.read_odds(folder, app.story) if len(seen) >= ENOUGH else None)


def _shelf(story: Story, seen: Mapping[str, EndingReached], chances: Odds | None) -> list[Piece]:
    shelf = [ending for ending in story.endings.values() if not ending.unfinished]
    title = tr("ENDINGS  {seen} / {total}", seen=sum(ending.id in seen for ending in shelf), total=len(shelf))
    pieces = [Piece(Content.assemble((title, "bold $accent")))]
    if all_endings_seen(story, seen):
        says = tr("The complete edition: every ending on one page (e)")
        pieces.append(Piece(Content.assemble(("✦  ", "bold $accent"), (says, "bold $ink"))))
    if chances is not None:
        says = tr("When everything is chosen blindly: chances facing history · facing a realistic rival (⚂).")
        pieces.append(Piece(Content.assemble((says, "$quiet"))))
    for ending in shelf:
        pieces += _card(ending, story, seen.get(ending.id))
        if chances is not None:
            pieces.append(_odds(story, chances[ending.id]))
    return pieces


def _card(ending: Ending, story: Story, reached: EndingReached | None) -> list[Piece]:
    if reached is None:
        outline = "".join(" " if letter == " " else "░" for letter in ending.title)
        return [
            Piece(Content.assemble(("○  ", "$quiet"), (outline, "$quiet"))),
            Piece(Content.assemble(("   ", ""), (ending.hint, "italic $quiet")), gap=0, hang=3),
        ]
    times = tr("reached once") if reached.times == 1 else tr("reached {times} times", times=reached.times)
    first = dated(datetime.fromtimestamp(reached.first).strftime("%Y-%m-%d %H:%M"), story.language)
    when = first if reached.times == 1 else tr("first on {date}", date=first)
    head = Content.assemble(("●  ", "$accent"), (ending.title, "bold $ink"), (f"   {times}, {when}", "$quiet"))
    return [
        Piece(head, hang=3),
        Piece(Content.assemble(("   ", ""), (ending.epitaph, "italic $ink")), gap=0, hang=3),
    ]


def _odds(story: Story, chances: tuple[EndingOdds, ...]) -> Piece:
    """From each seat, against history and against a rival that draws."""
    percent = saved_odds.percent
    told = "   ".join(
        f"{story.seats[chance.seat].name} {percent(chance.history)} · {percent(chance.realistic)} ⚂"
        for chance in chances
    )
    return Piece(Content.assemble(("   ", ""), (told, "$quiet")), gap=0, hang=3)
