"""Where a run turned: what was to be expected of it before and after each decision, and what stands out of that.

A `Curve` holds, step by step, the odds of the ending that came, what the seat could expect, and how many endings were
left; beside each step, what the other choices would have made of it. `run_curve` works it out; here it is kept, read
again and looked over. Needs no numpy.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from math import log
from typing import Any

from game.hashing import blake2b
from game.play.run import Run
from game.play.share_code import encode
from game.play.timeline import history_beside
from game.story.fingerprint import fingerprint

_LARGE = 0.10
"""A step is named where it went at least so much of the way."""

_FALL = 0.03
"""A fall of the odds is named from here on."""

_LOSS = 0.3
"""And one of what the seat could expect, on its scale from 0 to 10."""

_SURE = 0.995


class Taker(Enum):
    """Who took a step."""

    PLAYER = "player"
    OTHERS = "others"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is to be expected of a state, everybody deciding as the odds of the game suppose.

    Attributes:
        odds: Of the ending that came.
        worth: Of the endings, to the seat that is held; None where several are, or the story does not say.
        endings: How many endings can still come; None where that was not counted.
    """

    odds: float
    worth: float | None
    endings: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of a run, or one stroke of luck.

    Attributes:
        beat: The place of the beat in the run.
        taker: Who took it.
        id: The choice that was taken, the outcome, or the storylet.
        before: What was to be expected.
        after: What then was.
        others: What would have been by each of the other choices.
    """

    beat: int
    taker: Taker
    id: str
    before: Expectation
    after: Expectation
    others: tuple[tuple[str, Expectation], ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """What was to be expected along a run.

    Attributes:
        of: Which run of which story it was worked out for, as `identity` gives it.
        steps: The steps; the last leads to the ending.
        history: The same along history's run from the same place, with the places of its beats, as far as it leads.
        states: How many states were looked at; 0 where runs were sampled.
        runs: How many random runs stand behind each number; 0 where all numbers are exact.
        thinks: Whether a strategist was counted as it decides, not as one who draws by the writers' weights.
    """

    of: str
    steps: tuple[Step, ...]
    history: tuple[tuple[int, Expectation], ...]
    states: int
    runs: int
    thinks: bool = False

    @property
    def error(self) -> float:
        """The largest standard error of the odds; 0 where they are exact."""
        return 0.5 / self.runs**0.5 if self.runs else 0.0

    def write(self) -> str:
        """The curve as JSON."""
        return json.dumps(asdict(self), default=lambda taker: taker.value, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Curve:
        """A curve from JSON.

        Raises:
            ValueError: It is none.
        """
        try:
            data = json.loads(text)
            steps = tuple(_step(step) for step in data["steps"])
            history = tuple((int(beat), _expectation(at)) for beat, at in data["history"])
            states, runs = int(data["states"]), int(data["runs"])
            return cls(str(data["of"]), steps, history, states, runs, bool(data.get("thinks", False)))
        except (ArithmeticError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise ValueError("no curve") from error


def identity(run: Run) -> str:
    """A hash over what a run's curve depends on: the story's shape, what its endings are worth, and the run.

    Where a strategist decides, also over the tables that it decides by: they may be made anew for the same story.
    """
    story = run.setup.story
    worths = [[ending.id, sorted(ending.worth.items())] for ending in story.endings.values()]
    parts: list[object] = [fingerprint(story), worths, encode(run)]
    estimates = story.estimates() if run.setup.rival.strength else None
    if estimates is not None:
        parts.append(repr(estimates.tables))
    made = json.dumps(parts)
    return blake2b(made.encode(), digest_size=16).hexdigest()


def curve_of(run: Run, text: str | None) -> Curve | None:
    """A curve that was kept; None where it is damaged, or was worked out for another run or an earlier story."""
    try:
        curve = None if text is None else Curve.read(text)
    except ValueError:
        return None
    return curve if curve is not None and curve.of == identity(run) and _is_along(curve, run) else None


def _is_along(curve: Curve, run: Run) -> bool:
    """Whether every place that a curve names is one of the run's, or of history's beside it."""
    mine = sum(1 for _ in run.beats())
    theirs = sum(1 for _ in history_beside(run).beats()) if curve.history else 0
    return all(0 <= step.beat < mine for step in curve.steps) and all(0 <= beat < theirs for beat, _ in curve.history)


@dataclass(frozen=True, slots=True)
class TurningPoints:
    """What stands out of a curve. Steps are named by their places in it; None where nothing stands out.

    Attributes:
        turn: The step, before the last, that went the largest part of the way to the ending.
        next: The next two, in the order of time.
        last: The last step, where the ending was not sure before.
        fall: The step that made the ending least likely.
        no_return: The step after which no other ending was left.
        last_door: The player's last decision where another choice would at least have halved the odds, if it is none
            of the above.
        loss: The step by which the seat lost most of what it could expect.
    """

    turn: int | None
    next: tuple[int, ...]
    last: int | None
    fall: int | None
    no_return: int | None
    last_door: int | None
    loss: int | None


def share(curve: Curve, place: int) -> float:
    """How much of the way to the ending a step went: all steps together make 1. Negative where it led away."""
    start, step = curve.steps[0].before.odds, curve.steps[place]
    if not (0 < start < 1 and step.before.odds > 0 and step.after.odds > 0):
        return 0.0
    return log(step.after.odds / step.before.odds) / -log(start)


def turning_points(curve: Curve) -> TurningPoints:
    """Look a curve over.

    The last step is told apart: it closes every run, and named as the turn it would say nothing.
    """
    steps, end = curve.steps, len(curve.steps) - 1
    large = [place for place in range(end) if share(curve, place) >= _LARGE]
    large.sort(key=lambda place: -share(curve, place))
    turn = large[0] if large else None
    last = end if steps and steps[end].before.odds < _SURE else None
    fall = min(range(end + 1), key=lambda place: _rise(steps[place]), default=None)
    loss = min(range(end + 1), key=lambda place: _gain(steps[place]), default=None)
    doors = (place for place in range(end, -1, -1) if _door(steps[place]))
    door = next(doors, None)
    return TurningPoints(
        turn=turn,
        next=tuple(sorted(large[1:3])),
        last=last,
        fall=fall if fall is not None and _rise(steps[fall]) <= -_FALL else None,
        no_return=next((place for place, step in enumerate(steps) if _closes(step)), None),
        last_door=door if door not in (turn, last) else None,
        loss=loss if loss is not None and _gain(steps[loss]) <= -_LOSS else None,
    )


def farthest(step: Step) -> tuple[str, Expectation] | None:
    """The other choice that would have made the ending least likely, where it would have been less so."""
    choice = min(step.others, key=lambda other: other[1].odds, default=None)
    return choice if choice is not None and choice[1].odds < step.after.odds else None


def best(step: Step) -> tuple[str, Expectation] | None:
    """The other choice that would have been worth most to the seat, where it would have been worth more."""
    worths = [(at.worth, choice, at) for choice, at in step.others if at.worth is not None]
    worth, choice, at = max(worths, key=lambda other: other[0], default=(0.0, "", step.after))
    return (choice, at) if step.after.worth is not None and choice and worth > step.after.worth else None


def _rise(step: Step) -> float:
    return step.after.odds - step.before.odds


def _gain(step: Step) -> float:
    before, after = step.before.worth, step.after.worth
    return 0.0 if before is None or after is None else after - before


def _closes(step: Step) -> bool:
    return step.after.endings == 1 and (step.before.endings or 0) > 1


def _door(step: Step) -> bool:
    other = farthest(step)
    return step.taker is Taker.PLAYER and other is not None and other[1].odds <= step.after.odds / 2


def _step(data: dict[str, Any]) -> Step:
    others = tuple((str(choice), _expectation(at)) for choice, at in data["others"])
    before, after = _expectation(data["before"]), _expectation(data["after"])
    return Step(int(data["beat"]), Taker(data["taker"]), str(data["id"]), before, after, others)


def _expectation(data: dict[str, Any]) -> Expectation:
    worth, endings = data["worth"], data["endings"]
    odds = float(data["odds"])
    if not 0 <= odds <= 1 or not (worth is None or -1 < worth < 11):  # a sum may be past 10 by the last digit
        raise ValueError(data)
    return Expectation(odds, None if worth is None else float(worth), None if endings is None else int(endings))
