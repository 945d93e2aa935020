"""Which challenges of its story a run has met."""

from __future__ import annotations

from game.play.state import State
from game.story.model import Story
from game.story.scenes import Challenge


def challenges_met(story: Story, state: State) -> tuple[Challenge, ...]:
    """The challenges that are met where a run rests: none, unless it has ended."""
    return tuple(
        challenge
        for challenge in story.challenges.values()
        if state.here.id in challenge.endings
        and (challenge.condition is None or challenge.condition.holds(state.values))
    )
