"""What really happened at a decision: shown after the choice, never before."""

from __future__ import annotations

from dataclasses import dataclass

from game.play.page import Passage, facts_of, read
from game.play.reckoning import asked_by_history
from game.play.run import Run, off_history
from game.play.state import Took
from game.story.model import Fact, Scene
from game.story.text import Block


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one decision.

    `did` is the line that history took, None where the story does not say, or where history never had to decide;
    `followed` whether this decision was the same.
    """

    scene: Scene
    said: Block
    did: Block | None
    followed: bool
    told: tuple[Passage, ...]
    facts: tuple[Fact, ...]


def record(run: Run, took: Took) -> Record:
    """What history did where somebody took a decision."""
    story, scene = run.setup.story, took.scene
    setup = run.setup
    met = scene.id in asked_by_history(story, setup.seats, setup.opening)
    historical = scene.historical if met else None
    return Record(
        scene=scene,
        said=took.choice.say.block(took.before),
        did=historical.say.block(took.before) if historical else None,
        followed=not off_history(scene, took.choice.id),
        told=read(run.setup, scene.record, took.before),
        facts=tuple(story.facts[fact] for fact in facts_of(story, scene)),
    )


def last_record(run: Run) -> Record | None:
    """The record of the player's last decision; None before the first."""
    mine = [took for took in run.taken() if took.player]
    return record(run, mine[-1]) if mine else None
