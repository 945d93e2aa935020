"""The shelf of endings: those reached, and the outline of the others."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from game.story.model import Ending, Story
from game.tui.widgets.prose import Piece
from game.tui.widgets.spread import Spread
from game.words import tr


def endings_shelf(story: Story, seen: Mapping[str, int]) -> Spread:
    """A card for each ending of the story."""
    shelf = [ending for ending in story.endings.values() if not ending.unfinished]
    title = tr("ENDINGS  {seen} / {total}", seen=len(seen), total=len(shelf))
    pieces = [Piece(Content.assemble((title, "bold $accent")))]
    for ending in shelf:
        pieces += _card(ending, seen.get(ending.id, 0))
    return Spread(pieces)


def _card(ending: Ending, times: int) -> list[Piece]:
    if not times:
        outline = "".join(" " if letter == " " else "░" for letter in ending.title)
        return [
            Piece(Content.assemble(("○  ", "$faint"), (outline, "$faint"))),
            Piece(Content.assemble(("   ", ""), (ending.hint, "italic $quiet")), gap=0, hang=3),
        ]
    reached = tr("reached once") if times == 1 else tr("reached {times} times", times=times)
    return [
        Piece(Content.assemble(("●  ", "$accent"), (ending.title, "bold $ink"), (f"   {reached}", "$quiet"))),
        Piece(Content.assemble(("   ", ""), (ending.epitaph, "italic $ink")), gap=0, hang=3),
    ]
