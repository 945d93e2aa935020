"""L'heure des comptes as one line of time: what a run did, what history did, where they are one and where they part.

While a run is under way only what its reader could know is told: of the other side's decisions, the line that came over
the wire. At an ending everything is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from game.play.clock import Hour, hour_of
from game.play.measures import history_run
from game.play.record import Record, record
from game.play.run import Run
from game.play.state import Decided, EndlessStory
from game.story.closures import Values


class Whose(Enum):
    """Who took the decision of a row."""

    MINE = "mine"
    THEIRS = "theirs"
    """The rival's."""
    HISTORY = "history"
    """History's alone: this run never came there."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a strategist expected of one of the choices that it had: a worth in tenths, 0 to 100."""

    words: str
    worth: int
    taken: bool


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One decision on the line. `mine` is what was done in the run, `theirs` what history did; one may be missing.

    `record` holds the facts behind it; `known` says whether its words may be shown, or only its facts. `expected` is
    what a strategist weighed, once the run is over; nothing at any other decision.
    """

    at: str | None
    minute: int | None
    whose: Whose
    mine: str | None
    theirs: str | None
    record: Record
    known: bool
    expected: tuple[Expected, ...] = ()

    @property
    def joined(self) -> bool:
        """Whether the run and history did the same; nobody knows it where the record is silent."""
        return self.whose is not Whose.HISTORY and self.record.followed and not self.supposed

    @property
    def as_supposed(self) -> bool:
        """Whether the run did what the story supposes of history, where history came."""
        return self.supposed and self.record.followed and self.theirs is not None

    @property
    def supposed(self) -> bool:
        """Whether the record is silent, and `theirs`, if anything, what the story supposes."""
        return self.record.supposed


def timeline(run: Run, episode: str | None = None) -> tuple[TimelineRow, ...]:
    """Every decision that a run or history had to take, in the order of time.

    Args:
        run: The run, as far as its reader knows it.
        episode: Only the decisions of the episode with this id.
    """
    took = [took for took in run.taken() if took.scene.followed is not None]
    been = {taken.scene.id for taken in took}
    mine = [row for taken in took if _within(taken, episode) and (row := _row(run, taken)) is not None]
    real = history_beside(run)
    until = reached(run) if run.ending is None else None
    missed = [
        row
        for taken in real.taken()
        if taken.scene.id not in been and taken.scene.historical is not None and _within(taken, episode)
        if until is None or (minute := _hour(run, taken).minute) is None or minute <= until
        if (row := _missed(run, real, taken)) is not None
    ]
    return tuple(_merged(mine, missed))


def history_beside(run: Run) -> Run:
    """The run that history took, from where this one began; one without decisions where the story has none."""
    try:
        return history_run(run.setup)
    except EndlessStory:
        return run.upto(0)


def values_after(run: Run, episode: str | None) -> Values:
    """The values when an episode ended; where the run stands if none is named."""
    known = (beat.after for beat in run.beats() if episode is not None and beat.scene.episode == episode)
    last = run.state.values
    for last in known:  # noqa: B007 - the last one is wanted
        pass
    return last


def _within(took: Decided, episode: str | None) -> bool:
    return episode is None or took.scene.episode == episode


def _row(run: Run, took: Decided) -> TimelineRow | None:
    """A decision of the run; None for one of the other side that left no word."""
    happened = record(run, took)
    known = took.player or run.ending is not None
    scene = took.scene
    if known:
        did = None if happened.did is None else happened.did.plain
        whose = Whose.MINE if took.player else Whose.THEIRS
        expected = _expected(run, took) if run.ending is not None else ()
        return TimelineRow(*_hour(run, took), whose, happened.chosen.plain, did, happened, True, expected)
    news, real = took.choice.news, scene.followed.news if scene.followed else None
    if news is None:
        return None
    did = None if real is None else real.plain(took.after)
    return TimelineRow(*_hour(run, took), Whose.THEIRS, news.plain(took.after), did, happened, False)


def _expected(run: Run, took: Decided) -> tuple[Expected, ...]:
    """What a strategist weighed where it decided, as it weighs it today; nothing where only one thing could be done."""
    thinking = run.setup.strategists.get(took.scene.seat or "")
    if thinking is None or took.player or len(took.scene.open(took.before)) < 2:
        return ()
    return tuple(
        Expected(weighed.choice.say.plain(took.before), weighed.tenths, weighed.choice.id == took.choice.id)
        for weighed in thinking.weigh(took.scene, took.before)
    )


def _missed(run: Run, real: Run, took: Decided) -> TimelineRow | None:
    """A decision of history where the run never came."""
    scene = took.scene
    known = scene.seat is None or scene.seat in run.setup.seats or run.ending is not None
    line = took.choice.say if known else took.choice.news
    if line is None:
        return None
    return TimelineRow(*_hour(run, took), Whose.HISTORY, None, line.plain(took.before), record(real, took), known)


def reached(run: Run) -> int | None:
    """The latest minute that a run under way has come to: history must not run ahead of its reader."""
    story = run.setup.story
    minutes = (hour_of(story, beat.scene, beat.before).minute for beat in run.beats())
    return max((minute for minute in minutes if minute is not None), default=None)


def _hour(run: Run, took: Decided) -> Hour:
    return hour_of(run.setup.story, took.scene, took.before)


def _merged(mine: Iterable[TimelineRow], missed: Iterable[TimelineRow]) -> Iterator[TimelineRow]:
    """Both in the order of time, the run's own order kept."""
    waiting = sorted(missed, key=lambda row: -1 if row.minute is None else row.minute)
    for row in mine:
        while waiting and row.minute is not None and (waiting[0].minute or 0) < row.minute:
            yield waiting.pop(0)
        yield row
    yield from waiting
