"""L'heure des comptes as lines of text: short when it comes by itself, whole when it is asked for."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_time
from game.plain.lines import Lines, Tone
from game.plain.voices import in_words
from game.play.debrief import Debrief
from game.play.timeline import TimelineRow
from game.view.debrief import measures_in_words, preamble, sides
from game.view.facts import reasons_in_words


def tell_debrief(lines: Lines, debrief: Debrief, whole: bool = False) -> None:
    """Say what a run, or an episode of it, came to: figures, a sentence each, and where it left history.

    Args:
        lines: Where it is said.
        debrief: The reckoning; each of its rows is said with its number, counted from 1 over all of them.
        whole: Whether the decisions that followed history are said too.
    """
    if debrief.empty:
        return
    opening = preamble(debrief)
    lines.say(in_words(opening.title), tone=Tone.STRONG)
    if opening.measures:
        lines.say(f"{measures_in_words(debrief.figures)}.")
    for item in opening.sentences:
        lines.say(in_words(item))
    for number, row in enumerate(debrief.rows, 1):
        if whole or not (row.joined or row.as_supposed):
            lines.say(f"{number}. {_row(row)}", "   ")
            if whole and (weighed := reasons_in_words(row)):
                lines.say(f"   {weighed}", "   ", tone=Tone.QUIET)
    if whole and debrief.rows:
        lines.say(tr("The facts behind a line: h and its number."), tone=Tone.QUIET)
    lines.say()


def _row(row: TimelineRow) -> str:
    at = f"{weekday_and_time(row.at)}. " if row.at else ""
    *first, last = (in_words(side) for side in sides(row))
    return at + " ".join((*map(stopped, first), last))


def stopped(words: str) -> str:
    """What somebody said, as a sentence that another may follow."""
    return words if words.rstrip("”»\"’')\u202f\u00a0 ").endswith((".", "!", "?", "…")) else f"{words}."
