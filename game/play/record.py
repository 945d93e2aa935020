"""What really happened at a decision: shown after the choice, never before."""

from __future__ import annotations

from dataclasses import dataclass

from game.play.measures import asked_by_history, knows_history
from game.play.page import Passage, facts_of, readable_passages
from game.play.run import Run
from game.play.state import Decided
from game.story.markup import Block
from game.story.model import Story
from game.story.scenes import Ending, Fact, Scene


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one decision.

    `decider` names the seat that decided, and is empty where none did; `did` is the line that history took, None where
    the story does not say, or where history never had to decide; `followed` whether this decision was the same, or
    there the nearest to history's; `supposed` whether the record is silent, and all that is known is what the story
    supposes.
    """

    scene: Scene
    decider: str
    chosen: Block
    did: Block | None
    followed: bool
    supposed: bool
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell: no line of history's, no paragraph, no fact."""
        return self.did is None and not self.passages and not self.facts


def record(run: Run, took: Decided) -> Record:
    """What history did where somebody took a decision."""
    story, scene = run.setup.story, took.scene
    setup, nearest = run.setup, scene.followed
    met = scene.id in asked_by_history(story, setup.seats, setup.opening)
    return Record(
        scene=scene,
        decider=story.seats[scene.seat].name if scene.seat else "",
        chosen=took.choice.say.block(took.before),
        did=nearest.say.block(took.before) if nearest is not None and met else None,
        followed=nearest is not None and nearest.id == took.choice.id,
        supposed=nearest is not None and nearest.supposed,
        passages=readable_passages(run.setup, scene.record, took.before),
        facts=tuple(story.facts[fact] for fact in facts_of(scene)),
    )


def last_record(run: Run) -> Record | None:
    """The record of the player's last decision; None before the first."""
    mine = [took for took in run.taken() if took.player]
    return record(run, mine[-1]) if mine else None


def recorded(run: Run, ending: Ending | None) -> bool:
    """Whether there is anything to tell of what really happened: behind the ending read, or at the last decision."""
    if ending is not None and ending.facts:
        return True
    last = last_record(run)
    return documented(run.setup.story) if last is None else not last.empty


def documented(story: Story) -> bool:
    """Whether a story knows anything that really happened: a fact, a paragraph of record, a choice of history's."""
    return bool(story.facts) or any(scene.record for scene in story.scenes.values()) or knows_history(story)
