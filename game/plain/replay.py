"""A run told as it was played: all of it at once through a pipe, decision by decision where somebody reads."""

from __future__ import annotations

from game.journal import Journal, Sitting
from game.plain.game import Game
from game.plain.lines import Lines
from game.play.run import Run
from game.words import tr


def replay(lines: Lines, journal: Journal, run: Run, lost: int, notices: tuple[str, ...]) -> int:
    """Tell a run from its start.

    Args:
        lines: The conversation.
        journal: Where a run is kept that somebody takes over.
        run: What is told.
        lost: How many decisions the story no longer has.
        notices: What an edited story changed.

    Returns:
        0: leaving is never an error.
    """
    for notice in notices:
        lines.say(tr("Note: {notice}", notice=notice))
    game = Game(lines, Journal.in_memory(), Sitting(Journal.in_memory(), run))
    for count in range(len(run.decisions) + 1):
        game.tell(run.upto(count))
        if not lines.interactive or count == len(run.decisions):
            continue
        typed = (lines.ask(tr("Replay: Enter goes on, t takes over here, q leaves:")) or "").lower()
        if typed == "t":
            return _take_over(lines, journal, run.upto(count))
        if typed == "q":
            return 0
    lines.say(ended(run, lost))
    if lines.interactive and run.ending is None:
        typed = (lines.ask(tr("Replay: t takes over here, anything else leaves:")) or "").lower()
        if typed == "t":
            return _take_over(lines, journal, run)
    return 0


def ended(run: Run, lost: int) -> str:
    """Where and why a replay stops."""
    count = len(run.decisions)
    if lost:
        return tr(
            "The replay stops after {count} decisions: the next {lost} no longer exist in this version of the story.",
            count=count,
            lost=lost,
        )
    return tr("End of the replay, after {count} decisions.", count=count)


def _take_over(lines: Lines, journal: Journal, run: Run) -> int:
    lines.say(tr("From here on the run is yours."))
    return Game(lines, journal, Sitting(journal, run)).play()
