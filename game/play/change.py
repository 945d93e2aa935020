"""What a decision moved, why, and how hard it shook the ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.play.clock import hour_of
from game.play.state import Beat, Decided, Drawn, Passed
from game.story.closures import Values
from game.story.model import Story
from game.story.paragraphs import Line
from game.story.scenes import Effects
from game.story.variables import Variable


@dataclass(frozen=True, slots=True)
class Change:
    """A gauge that moved by `amount` (never 0), with the reason if the author gave one."""

    variable: Variable
    amount: int
    why: Line | None


@dataclass(frozen=True, slots=True)
class Shock:
    """A point of the seismograph: when (minutes from the clock's start, None if untold), and how strong."""

    minute: int | None
    magnitude: int
    player: bool


def effects_of(beat: Beat) -> Effects:
    """The effects that a beat had."""
    if isinstance(beat, Decided):
        return beat.choice.effects
    return beat.storylet.effects if isinstance(beat, Drawn) else beat.scene.effects


def changes(story: Story, beat: Beat) -> tuple[Change, ...]:
    """The gauges that a beat really moved, clamping counted, in the story's order."""
    why = effects_of(beat).why
    return tuple(
        Change(variable, beat.after[variable.index] - beat.before[variable.index], why.get(variable.name))
        for variable in story.gauges
        if beat.after[variable.index] != beat.before[variable.index]
    )


def stuck_at_limit(story: Story, beat: Beat) -> tuple[Variable, ...]:
    """The gauges that a beat pushed and that could not move, because they were at that end already."""
    pushed = dict(effects_of(beat).add)
    return tuple(
        variable
        for variable in story.gauges
        if (amount := pushed.get(variable, 0))
        and beat.before[variable.index] == beat.after[variable.index] == (variable.max if amount > 0 else variable.min)
    )


def magnitude(story: Story, before: Values, after: Values) -> int:
    """The sum of the gauges' changes, each counted as positive: 0 when nothing moved."""
    return sum(abs(after[variable.index] - before[variable.index]) for variable in story.gauges)


def shocks(story: Story, beats: Iterable[Beat], episode: str | None = None) -> tuple[Shock, ...]:
    """The seismograph of a run, a point a beat that decided or moved something, oldest first.

    Args:
        story: The run's story.
        beats: What happened, oldest first.
        episode: The id of the only episode wanted; None for all.
    """
    return tuple(
        Shock(
            minute=hour_of(story, beat.scene, beat.before).minute,
            magnitude=magnitude(story, beat.before, beat.after),
            player=isinstance(beat, Decided) and beat.player,
        )
        for beat in beats
        if (not isinstance(beat, Passed) or beat.before != beat.after) and episode in (None, beat.scene.episode)
    )
