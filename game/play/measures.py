"""What a run comes to: three figures, and the run that history took from the same place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from game.play.run import Decision, Run
from game.play.setup import Rival, Setup
from game.play.state import Beat, Decided, open_choices
from game.story.closures import Values
from game.story.model import Scene, Story, VariableKind

LONGEST_HISTORY = 1000
"""No story's history has more decisions than this; one that goes round in circles is cut here."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Three figures, each from 0 to 100, or None where the story has nothing to measure it by.

    `power` is how far the forces lean to their high end, `mission` how full the stakes are, `fidelity` the share of the
    decisions that history also took, the rival's left out.
    """

    power: int | None
    mission: int | None
    fidelity: int | None

    @property
    def known(self) -> bool:
        """Whether there is any to tell."""
        return any(figure is not None for figure in (self.power, self.mission, self.fidelity))


def measure(run: Run, values: Values | None = None) -> Measures:
    """Who holds power, what is left of the mission, and how closely history was followed.

    Args:
        run: The run; its decisions make the fidelity.
        values: The values that make the other two figures; those where the run stands if none are given.
    """
    values = run.state.values if values is None else values
    mine = [took for took in run.taken() if took.player and took.scene.historical is not None]
    followed = sum(took.choice.history for took in mine)
    power, mission = (_fullness(run, values, kind) for kind in (VariableKind.FORCE, VariableKind.STAKE))
    return Measures(power, mission, _percent(followed, len(mine)))


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
    return any(scene.historical is not None for scene in story.scenes.values())


def _fullness(run: Run, values: Values, kind: VariableKind) -> int | None:
    gauges = [variable for variable in run.setup.story.gauges if variable.kind is kind]
    total = sum(variable.max - variable.min for variable in gauges)
    return _percent(sum(values[variable.index] - variable.min for variable in gauges), total)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


@lru_cache(maxsize=16)
def asked_by_history(story: Story, seats: frozenset[str], opening: str) -> frozenset[str]:
    """The scenes where history had to decide: elsewhere it did nothing, whatever choice comes nearest to it."""
    run = history_run(Setup(story, seats, Rival.HISTORY, 0, opening))
    return frozenset(took.scene.id for took in run.taken())
