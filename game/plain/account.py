"""L'heure des comptes as lines of text: short when it comes by itself, whole when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_time
from game.plain.lines import Lines, Tone
from game.play.debrief import Debrief, of_the_run
from game.play.measures import Measures, percent
from game.play.timeline import TimelineRow, Whose


def tell_account(lines: Lines, told: Debrief, whole: bool = False) -> None:
    """Say what a run, or an episode of it, came to: figures, a sentence each, and where it left history.

    Args:
        lines: Where it is said.
        told: The account; each of its rows is said with its number, counted from 1 over all of them.
        whole: Whether the decisions that followed history are said too.
    """
    if told.empty:
        return
    title = tr("The reckoning") if told.episode is None else tr("The reckoning: {title}", title=told.episode.title)
    lines.say(f"{title}.", tone=Tone.STRONG)
    if told.figures.known:
        lines.say(f"{figures(told.figures)}.")
        if told.episode is not None:
            lines.say(of_the_run())
    for sentence in told.verdict:
        lines.say(sentence)
    if told.rows:
        lines.say(_joined(told.rows))
    for number, row in enumerate(told.rows, 1):
        if whole or not row.joined:
            lines.say(f"{number}. {_said(row)}", "   ")
    if whole and told.rows:
        lines.say(tr("The facts behind a line: h and its number."), tone=Tone.QUIET)
    lines.say()


def figures(counted: Measures) -> str:
    """Power, mission and fidelity, as far as they can be told."""
    named = ((tr("power"), counted.power), (tr("mission"), counted.mission), (tr("fidelity"), counted.fidelity))
    return ", ".join(f"{name} {percent(value)}" for name, value in named if value is not None)


def _joined(rows: Sequence[TimelineRow]) -> str:
    """How many decisions are history's: of the reader's own, as the fidelity counts them, and of all."""
    mine = [row for row in rows if row.whose is Whose.MINE]
    said = tr("Your decisions: {joined} of {count} as in history.", joined=_count(mine), count=len(mine))
    if len(mine) == len(rows):
        return said
    every = tr("All decisions, the others' included: {joined} of {count}.", joined=_count(rows), count=len(rows))
    return f"{said} {every}" if mine else every


def _count(rows: Iterable[TimelineRow]) -> int:
    return sum(row.joined for row in rows)


def stopped(said: str) -> str:
    """What somebody said, as a sentence that another may follow."""
    return said if said.rstrip("”»\"’')\u202f\u00a0 ").endswith((".", "!", "?", "…")) else f"{said}."


def _said(row: TimelineRow) -> str:
    at = f"{weekday_and_time(row.at)}. " if row.at else ""
    if row.whose is Whose.HISTORY:
        return at + tr("History, where you never came: {did}", did=row.theirs)
    who = tr("You: {said}", said=row.mine) if row.whose is Whose.MINE else tr("The others: {said}", said=row.mine)
    who = stopped(who)
    if row.joined:
        return at + tr("{who} As in history.", who=who)
    return f"{at}{who}" + (" " + tr("History: {did}", did=row.theirs) if row.theirs is not None else "")
