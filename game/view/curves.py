"""Where it turned: the curves of runs that have ended, and what they say in words.

A curve takes seconds to be worked out, in a process of its own. `Curves` keeps watch over that process, and asks the
journal first; it is begun with the last decision, and ready, mostly, before the ending has been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

from game.explore.curve_process import CurveProcess, can_solve
from game.explore.turning_points import (
    Curve,
    Expectation,
    Step,
    Taker,
    best,
    curve_of,
    farthest,
    identity,
    share,
    turning_points,
)
from game.i18n.catalogue import tr, trc
from game.i18n.dates import weekday_and_time
from game.journal import Journal, JournalUnavailable
from game.play.clock import hour_of
from game.play.measures import knows_history
from game.play.run import Run
from game.play.setup import Rival, seat_word
from game.play.state import Beat, Decided
from game.play.timeline import history_beside
from game.story.saved_odds import percent
from game.view.text import Item, Refusal, Role, item, quoted
from game.view.why import by


@dataclass(frozen=True, slots=True)
class Plot:
    """A curve as it is drawn. Places lie between 0 and 1 from left to right, heights from below.

    Attributes:
        scale: What the main line's foot and top stand for: of 10, or in per cent where it shows odds.
        main: From each place on, what the seat could expect; or the odds of the ending that came.
        odds: From each place on, those odds, where the main line shows something else.
        history: The main line along history's road.
        marks: Where each step is, who took it, and whether the run turned there.
    """

    scale: tuple[int, int]
    main: tuple[tuple[float, float], ...]
    odds: tuple[tuple[float, float], ...]
    history: tuple[tuple[float, float], ...]
    marks: tuple[tuple[float, Taker, bool], ...]


class Curves:
    """The curves of a reader's runs: those that are kept, and the one that is being worked out."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        """Nothing is begun.

        Args:
            journal: Where curves are kept.
            folder: Where the story lives.
        """
        self._journal = journal
        self._folder = folder
        self._process: CurveProcess | None = None
        self._of = ""
        self._known: dict[str, Curve | Refusal] = {}

    def begin(self, run: Run) -> None:
        """Begin to work out a run's curve, unless it is known, under way, or nothing can come of it."""
        if run.ending is None or run.ending.unfinished or self._look(run) is not None:
            return
        of = identity(run)
        if self._of != of:
            self.stop()
            try:
                self._process, self._of = CurveProcess(run, self._folder), of
            except OSError:  # no memory or no process is left to begin one
                self._known[of] = _failed()

    def of(self, run: Run, seconds: float = 0.0) -> Curve | Refusal | None:
        """A run's curve; why there is none; or None while it is being worked out, for which `seconds` are waited."""
        known = self._look(run)
        if known is None and self._process is not None and self._of == identity(run):
            printed = self._process.result(seconds)
            if printed is not None:
                known = self._finished(run, printed)
        return known

    def known(self, run: Run) -> Curve | None:
        """A run's curve, where it is there already."""
        curve = self.of(run)
        return curve if isinstance(curve, Curve) else None

    def stop(self) -> None:
        """End what is under way: nobody waits for it any more."""
        if self._process is not None:
            self._process.stop()
            self._process, self._of = None, ""

    def _look(self, run: Run) -> Curve | Refusal | None:
        if run.ending is None or run.ending.unfinished:
            return Refusal(tr("Where a run turned is told once it has ended."))
        of = identity(run)
        if of not in self._known:
            saved = kept_curve(self._journal, run)
            if saved is not None:
                self._known[of] = saved
            elif not can_solve():
                return Refusal(tr("Where the run turned cannot be worked out here: it takes the package numpy."))
        return self._known.get(of)

    def _finished(self, run: Run, printed: str) -> Curve | Refusal:
        self._process, of, self._of = None, self._of, ""
        curve = curve_of(run, printed)
        if curve is None:
            self._known[of] = _failed()
            return self._known[of]
        self._known[of] = curve
        with suppress(JournalUnavailable):  # it can be worked out again
            self._journal.keep_curve(of, printed, run.setup)
        return curve


def kept_curve(journal: Journal, run: Run) -> Curve | None:
    """A run's curve, where it has been worked out and kept."""
    try:
        return curve_of(run, journal.curve(identity(run)))
    except JournalUnavailable:
        return None


def _failed() -> Refusal:
    return Refusal(
        tr("Where the run turned could not be worked out: the story may have changed, or there was too little memory.")
    )


def under_way() -> Item:
    """What is said as long as a curve is being worked out."""
    message = tr(
        "Where it turned is being worked out, over all that could have been: a few seconds, a minute on a slow machine."
    )
    return item(Role.NOTE, message)


def not_yet(key: str) -> Item:
    """What is said once somebody has waited long enough for a curve, with what is typed to ask for it again."""
    return item(Role.NOTE, tr("It takes longer than that here, and goes on: {key} asks for it again.", key=key))


def turning_items(run: Run, curve: Curve) -> tuple[Item, ...]:
    """Where a run turned, in words."""
    return tuple(_Telling(run, curve).items())


def what_it_shows(curve: Curve) -> str:
    """What the curve itself shows first: what the seat could expect, or the odds of the ending."""
    if _judged(curve):
        return tr("what your seat could expect, of 10")
    return tr("the odds of this ending, in per cent")


def plot(run: Run, curve: Curve) -> Plot:
    """A curve as it is drawn: along the story's clock where every step has its hour, else step by step."""
    beats, history = list(run.beats()), list(history_beside(run).beats()) if curve.history else []
    mine = [hour_of(run.setup.story, beats[step.beat].scene, beats[step.beat].before).minute for step in curve.steps]
    theirs = [hour_of(run.setup.story, history[at].scene, history[at].before).minute for at, _ in curve.history]
    places, beside = _across(mine, theirs)
    course = [*(step.before for step in curve.steps[:1]), *(step.after for step in curve.steps)]
    shown, other = [_shown(at) for at in course], [_shown(at) for _, at in curve.history]
    low, high = (floor(min(shown + other, default=0)), ceil(max(shown + other, default=0)))
    low, high = (low, max(high, low + 1)) if _judged(curve) else (0, 100)
    points = turning_points(curve)
    named = {points.turn, *points.next}
    return Plot(
        scale=(low, high),
        main=_line(places, [(value - low) / (high - low) for value in shown]),
        odds=_line(places, [at.odds for at in course]) if _judged(curve) else (),
        history=tuple((x, (value - low) / (high - low)) for x, value in zip(beside, other, strict=True)),
        marks=tuple((x, step.taker, n in named) for n, (x, step) in enumerate(zip(places, curve.steps, strict=True))),
    )


def _across(mine: Sequence[int | None], theirs: Sequence[int | None]) -> tuple[list[float], list[float]]:
    """Where steps lie from left to right, from 0 to 1."""
    minutes = [minute for minute in (*mine, *theirs) if minute is not None]
    if len(minutes) == len(mine) + len(theirs) and max(minutes, default=0) > (first := min(minutes, default=0)):
        span = max(minutes) - first
        across = [(minute - first) / span for minute in (*mine, *theirs) if minute is not None]
        return across[: len(mine)], across[len(mine) :]
    most = max(len(mine), len(theirs), 2) - 1
    return [n / most for n in range(len(mine))], [n / most for n in range(len(theirs))]


def _line(places: Sequence[float], values: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """What was expected from the beginning on, then from each step on."""
    return tuple(zip((0.0, *places), values, strict=True)) if values else ()


def _judged(curve: Curve) -> bool:
    return bool(curve.steps) and curve.steps[0].before.worth is not None


def _shown(at: Expectation) -> float:
    """What is drawn: what the seat could expect, of 10; where no seat is judged the odds, in per cent."""
    return 100 * at.odds if at.worth is None else at.worth


class _Telling:
    """A curve being told."""

    def __init__(self, run: Run, curve: Curve) -> None:
        self._run, self._curve, self._steps = run, curve, curve.steps
        self._beats: list[Beat] = list(run.beats())

    def items(self) -> Iterator[Item]:
        yield item(Role.SECTION, tr("Where it turned"))
        if not self._steps:
            yield item(Role.SENTENCE, tr("Nobody decided anything."))
            return
        points = turning_points(self._curve)
        yield item(Role.SENTENCE, self._start())
        if points.turn is not None:
            yield self._row(tr("The turn"), points.turn, largest=True)
        for place in points.next:
            before = points.turn is not None and place < points.turn
            yield self._row(tr("Before it") if before else tr("After it"), place)
        if points.last is not None:
            yield self._row(tr("To end it"), points.last, largest=True)
        if points.fall is not None:
            yield self._row(tr("What led away from it most"), points.fall)
        if points.no_return is not None:
            yield self._no_return(self._steps[points.no_return])
        if points.last_door is not None:
            yield self._door(self._steps[points.last_door])
        worth = self._steps[0].before.worth
        if worth is not None:
            yield self._worth(worth, points.loss)
        yield item(Role.NOTE, self._exactness())

    def _start(self) -> str:
        setup = self._run.setup
        odds = _chance(self._steps[0].before.odds)
        if seat_word(setup) not in setup.story.seats or len(setup.story.seats) == 1:
            return tr(
                "At the start, this ending had a chance of {odds}, if everything is decided at random.", odds=odds
            )
        if setup.rival is Rival.HISTORY and not knows_history(setup.story):
            return tr(
                "At the start, this ending had a chance of {odds}, if you decide at random and the other side always "
                "does what weighs most with it.",
                odds=odds,
            )
        if setup.rival is Rival.HISTORY:
            return tr(
                "At the start, this ending had a chance of {odds}, if you decide at random and the other side does "
                "what was really done.",
                odds=odds,
            )
        if self._curve.thinks:
            return tr(
                "At the start, this ending had a chance of {odds}, if you draw lots and the other side plays to win.",
                odds=odds,
            )
        weighed = tr(
            "At the start, this ending had a chance of {odds}, if you draw lots and the other side decides by "
            "its temper.",
            odds=odds,
        )
        likened = tr("A strategist is counted as a realistic rival.") if setup.rival.strength else ""
        return f"{weighed} {likened}".rstrip()

    def _row(self, about: str, place: int, largest: bool = False) -> Item:
        step = self._steps[place]
        message = tr("from {before} to {after}", before=_chance(step.before.odds), after=_chance(step.after.odds))
        if largest:
            message = tr("{told}, {share} of the way", told=message, share=_chance(max(0.0, share(self._curve, place))))
        other = farthest(step) if largest else None
        if other is not None:
            made = tr("{said} would have made it {odds}", said=self._said(step, other[0]), odds=_chance(other[1].odds))
            message = tr("{told}; {more}", told=message, more=made)
        return item(Role.TURNED, self._line(step), about, message)

    def _no_return(self, step: Step) -> Item:
        left = tr("one decision before, {count} endings were still possible", count=step.before.endings)
        return item(Role.TURNED, self._line(step), tr("No way back"), left)

    def _door(self, step: Step) -> Item:
        other = farthest(step)
        assert other is not None
        odds, less = _chance(step.after.odds), _chance(other[1].odds)
        message = tr("with it {odds}; with {said} {less}", odds=odds, said=self._said(step, other[0]), less=less)
        return item(Role.TURNED, self._line(step), tr("Your last door"), message)

    def _worth(self, start: float, loss: int | None) -> Item:
        end = self._steps[-1].after.worth or 0.0
        message = tr("{start} of 10 at the start, {end} at the end", start=_figure(start), end=_figure(end))
        if loss is None:
            return item(Role.TURNED, f"{message}.", tr("What your seat could expect"))
        step = self._steps[loss]
        before, after = _figure(step.before.worth or 0.0), _figure(step.after.worth or 0.0)
        fell = tr("from {before} to {after}", before=before, after=after)
        other = best(step) if step.taker is Taker.PLAYER else None
        if other is not None:
            worth = _figure(other[1].worth or 0.0)
            fell = tr("{told}; {more}", told=fell, more=tr("{said} was worth {worth}",
                      said=self._said(step, other[0]), worth=worth))  # fmt: skip
        lost = tr("Its largest loss: {line}", line=self._line(step))
        return item(Role.TURNED, f"{message}. {lost}", tr("What your seat could expect"), fell)

    def _exactness(self) -> str:
        if self._curve.runs:
            return tr(
                "This story is too large to be counted whole. These are counts over {runs} random runs from each "
                "choice, give or take {error} (one standard error at most).",
                runs=self._curve.runs,
                error=_chance(self._curve.error),
            )
        return tr("Counted over all {states} states of the story; every share of the way adds up to the whole.",
                  states=f"{self._curve.states:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"))  # fmt: skip

    def _line(self, step: Step) -> str:
        """When, who and what."""
        beat = self._beats[step.beat]
        if step.taker is Taker.CHANCE:
            when = weekday_and_time(hour_of(self._run.setup.story, beat.scene, beat.before).at)
            return tr("{when}, {done}", when=when, done=tr("chance")) if when else tr("chance")
        return by(beat, self._run.setup)

    def _said(self, step: Step, choice: str) -> str:
        """Another choice at a step, in its words."""
        beat = self._beats[step.beat]
        meant = beat.scene.choice(choice) if isinstance(beat, Decided) and step.taker is not Taker.CHANCE else None
        return tr("another turn of luck") if meant is None else quoted(meant.say.plain(beat.before))


def curve_in_words(curve: Curve) -> str:
    """The curve as a line of numbers, one a step; those of the others and of chance are marked."""
    signs = {Taker.PLAYER: "", Taker.OTHERS: "·", Taker.CHANCE: "~"}
    worths = _judged(curve)
    figures = (
        signs[s.taker] + (_figure(s.after.worth or 0.0) if worths else _chance(s.after.odds)) for s in curve.steps
    )
    shown = what_it_shows(curve)
    return tr("The curve ({shown}; · the others, ~ chance): {told}", shown=shown, told=" ".join(figures))


def _chance(odds: float) -> str:
    """Odds as a reader takes them in."""
    return percent(odds) if odds > 0 else tr("{percent}%", percent=0)


def _figure(worth: float) -> str:
    """What a seat can expect, with one decimal unless it is a whole number."""
    shown = f"{worth:.1f}".removesuffix(".0") if worth == round(worth) else f"{worth:.1f}"
    return shown.replace(".", trc("decimal sign", "."))
