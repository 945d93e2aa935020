"""What a run comes to: the figures that its story measures it by, and the run that history took from the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from math import lcm

from game.play.run import Decision, Run
from game.play.setup import Rival, Setup, rivals_by_rule
from game.play.state import Beat, Decided, open_choices
from game.story.closures import Values
from game.story.model import Measure, MeasuredBy, Story
from game.story.scenes import Scene
from game.story.variables import Variable

LONGEST_HISTORY = 1000
"""No story's history has more decisions than this; one that goes round in circles is cut here."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a run comes to.

    Attributes:
        taken: What the story measures, in its order, each with its value from 0 to 100.
        fidelity: The share of the decisions that history also took, the rival's left out, from 0 to 100; None where no
            decision was met of which the story says what history did.
    """

    taken: tuple[tuple[Measure, int], ...]
    fidelity: int | None

    @property
    def known(self) -> bool:
        """Whether there is any to tell."""
        return bool(self.taken) or self.fidelity is not None


def measure(run: Run, values: Values | None = None) -> Measures:
    """What a run comes to, by some values or where it stands, and how closely its decisions followed history."""
    values = run.state.values if values is None else values
    mine = [took for took in run.taken() if took.player and took.scene.historical is not None]
    followed = sum(took.choice.history for took in mine)
    made = {MeasuredBy.FULLNESS: fullness, MeasuredBy.UNITY: unity}
    taken = tuple((measure, made[measure.by](measure.of, values)) for measure in run.setup.story.measures)
    return Measures(taken, _rounded(100 * followed, len(mine)) if mine else None)


def fullness(variables: Sequence[Variable], values: Values) -> int:
    """How full some gauges are together, from 0 to 100: each counts from its least to its greatest value."""
    total = sum(variable.max - variable.min for variable in variables)
    full = sum(values[variable.index] - variable.min for variable in variables)
    return _rounded(100 * full, total) if total else 0


def unity(variables: Sequence[Variable], values: Values) -> int:
    """How far some gauges stand from their middles, from 0 to 100: 100 when each of them is at the same end."""
    wide = [variable for variable in variables if variable.max > variable.min]
    common = lcm(*(variable.max - variable.min for variable in wide))
    lean = sum((2 * values[v.index] - v.min - v.max) * (common // (v.max - v.min)) for v in wide)
    return _rounded(100 * abs(lean), common * len(wide)) if wide else 0


def _rounded(part: int, whole: int) -> int:
    """A quotient as `round` gives it, in integers: how floats add up depends on the Python that adds them."""
    below, rest = divmod(part, whole)
    return below + (2 * rest > whole or (2 * rest == whole and below % 2 == 1))


def history_run(setup: Setup) -> Run:
    """The run that takes history's choice everywhere, from the same seats and the same opening.

    Where nobody knows history's, it takes the one that the story supposes; where the story names none, or keeps it
    shut, the first open choice.
    """
    run = Run.start(Setup(setup.story, setup.seats, Rival.HISTORY, setup.seed, setup.opening))
    for _ in range(LONGEST_HISTORY):
        opened = open_choices(run.state)
        if not opened:
            break
        place = run.state.here
        known = place.followed if isinstance(place, Scene) else None
        run = run.decide((known if known in opened else opened[0]).id)
    return run


def told_beats(run: Run) -> Iterator[Beat]:
    """History's beats, up to the first decision of which the story does not say what history did.

    Args:
        run: As `history_run` makes it: from there on, its choices are nobody's.
    """
    return takewhile(_is_told, run.beats())


def _is_told(beat: Beat) -> bool:
    return not isinstance(beat, Decided) or beat.scene.followed is not None


def told_decisions(run: Run) -> tuple[Decision, ...]:
    """The player's decisions among those beats."""
    return tuple(
        Decision(beat.scene.id, beat.choice.id) for beat in told_beats(run) if isinstance(beat, Decided) and beat.player
    )


def knows_history(story: Story) -> bool:
    """Whether a story says of any scene what history did there."""
    return Rival.HISTORY in rivals_by_rule(story)


@lru_cache(maxsize=16)
def asked_by_history(story: Story, seats: frozenset[str], opening: str) -> frozenset[str]:
    """The scenes where history had to decide: elsewhere it did nothing, whatever choice comes nearest to it."""
    run = history_run(Setup(story, seats, Rival.HISTORY, 0, opening))
    return frozenset(took.scene.id for took in run.taken())
