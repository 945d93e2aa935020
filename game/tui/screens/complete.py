"""The complete edition as a page, the seismograph of a run under each ending."""

from __future__ import annotations

from textual.content import Content

from game.play.debrief import Debrief
from game.tui.role_styles import pieces_of
from game.tui.screens.text_dialog import TextDialog
from game.tui.trace import braille, over_time
from game.tui.widgets.prose import Piece
from game.view.endings import Edition

_CELLS = 60
"""How wide a run's seismograph is drawn."""


def edition_page(edition: Edition) -> TextDialog:
    """The page."""
    pieces = pieces_of(edition.opening)
    for entry in edition.entries:
        title, epitaph, *figures = pieces_of(entry.items)
        pieces += [title, epitaph]
        if entry.debrief is not None:
            pieces.append(_trace(entry.debrief))
        pieces += figures
    return TextDialog(pieces)


def _trace(debrief: Debrief) -> Piece:
    line = braille(over_time(debrief.mine, debrief.minutes, _CELLS * 2), 1)[0]
    return Piece(Content.assemble("   ", (line, "$needle")), gap=0)
