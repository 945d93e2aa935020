"""L'édition complète: every ending on one page, each with the run that reached it first. Opens when all are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from game.i18n.catalogue import tr
from game.journal import JournalUnavailable
from game.journal.replay_saved import first_run_to
from game.play.change import Shock
from game.play.debrief import Debrief, debrief
from game.play.measures import percent
from game.play.run import Run
from game.story.model import Ending
from game.tui.trace import braille, over_time
from game.tui.widgets.prose import Piece
from game.tui.widgets.spread import TextDialog

if TYPE_CHECKING:
    from game.tui.app import HoldupApp

_CELLS = 60
"""How wide a run's seismograph is drawn."""


def complete_edition(app: HoldupApp) -> TextDialog:
    """The page, from the journal as it is."""
    shelf = [ending for ending in app.story.endings.values() if not ending.unfinished]
    pieces = [
        Piece(Content.assemble((tr("THE COMPLETE EDITION"), "bold $accent"))),
        Piece(Content.assemble((app.story.about, "italic $quiet")), gap=0),
    ]
    try:
        seen = app.journal.shelf.reached(app.story)
    except JournalUnavailable as error:
        return TextDialog([*pieces, Piece(Content(str(error)))])
    for number, ending in enumerate(shelf, 1):
        pieces += _entry(number, ending, first_run_to(app.journal, app.story, ending, seen.get(ending.id)))
    says = tr("A new game may now be played without bearings: no gauges, only what is said.")
    return TextDialog([*pieces, Piece(Content.assemble(("✦  ", "bold $accent"), (says, "$ink")), gap=2, hang=3)])


def _entry(number: int, ending: Ending, run: Run | None) -> list[Piece]:
    pieces = [
        Piece(Content.assemble((f"{number:>2}  ", "$accent"), (ending.title, "bold $ink")), hang=4),
        Piece(Content.assemble("    ", (ending.epitaph, "italic $ink")), gap=0, hang=4),
    ]
    if run is None:
        return pieces
    told = debrief(run)
    counted = told.figures
    named = ((tr("power"), counted.power), (tr("mission"), counted.mission), (tr("fidelity"), counted.fidelity))
    figures = " · ".join(f"{name} {percent(value)}" for name, value in named if value is not None)
    pieces.append(Piece(Content.assemble("    ", (_trace(told, told.mine), "$needle")), gap=0))
    pieces.append(Piece(Content.assemble("    ", (figures, "$quiet")), gap=0, hang=4))
    return pieces


def _trace(told: Debrief, shocks: tuple[Shock, ...]) -> str:
    first, last = told.minutes
    span = max(1, last - first)
    places = [((shock.minute - first) / span, shock.magnitude) for shock in shocks if shock.minute is not None]
    return braille(over_time(places, _CELLS * 2), 1)[0]
