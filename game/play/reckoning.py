"""L'heure des comptes: a run beside history, decision by decision, and three figures of what is left."""

from __future__ import annotations

from dataclasses import dataclass

from game.play.record import Record, record
from game.play.run import Run
from game.play.setup import Rival, Setup
from game.play.state import Took, open_choices
from game.story.model import Kind, Scene

LONGEST_HISTORY = 1000
"""No story's history has more decisions than this; one that goes round in circles is cut here."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One decision of a run, beside what history did. `player` tells whose it was."""

    minute: int | None
    at: str | None
    player: bool
    record: Record


@dataclass(frozen=True, slots=True)
class Figures:
    """Three figures, each from 0 to 100, or None where the story has nothing to measure it by.

    `power` is how far the forces lean to their high end, `mission` how full the stakes are, `fidelity` the share of the
    decisions that history also took, the rival's left out.
    """

    power: int | None
    mission: int | None
    fidelity: int | None


def reckoning(run: Run, episode: str | None = None) -> tuple[Reckoned, ...]:
    """Every decision of a run that history also had to take, oldest first; of one episode if it is named."""
    return tuple(
        Reckoned(took.scene.minute, took.scene.at, took.player, record(run, took))
        for took in run.taken()
        if took.scene.historical is not None and (episode is None or took.scene.episode == episode)
    )


def figures(run: Run) -> Figures:
    """Who holds power, what is left of the mission, and how closely history was followed."""
    mine = [took for took in run.taken() if took.player and took.scene.historical is not None]
    followed = sum(_followed(took) for took in mine)
    return Figures(_fullness(run, Kind.FORCE), _fullness(run, Kind.STAKE), _percent(followed, len(mine)))


def history(setup: Setup) -> Run:
    """The run that takes history's choice everywhere, from the same seats and the same opening.

    Where the story names none, or keeps it shut, the first open choice is taken.
    """
    run = Run.start(Setup(setup.story, setup.seats, Rival.HISTORY, setup.seed, setup.opening))
    for _ in range(LONGEST_HISTORY):
        opened = open_choices(run.state)
        if not opened:
            break
        place = run.state.place
        known = place.historical if isinstance(place, Scene) else None
        run = run.decide((known if known in opened else opened[0]).id)
    return run


def _followed(took: Took) -> bool:
    return took.choice.history


def _fullness(run: Run, kind: Kind) -> int | None:
    values = run.state.values
    gauges = [variable for variable in run.setup.story.gauges if variable.kind is kind]
    total = sum(variable.max - variable.min for variable in gauges)
    return _percent(sum(values[variable.index] - variable.min for variable in gauges), total)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
