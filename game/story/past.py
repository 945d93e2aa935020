"""What lies behind an opening that begins later, for the texts that remember: what history did until then."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from game.story.closures import Values
from game.story.memory import Question
from game.story.model import Story

if TYPE_CHECKING:
    from game.story.scenes import Choice, Scene

_MOST_SCENES = 10_000
"""A road of history's that is longer goes round in circles."""


class UnknownPast(Exception):
    """History's road does not come to an opening; `scene` is where it is lost."""

    def __init__(self, scene: str) -> None:
        super().__init__(scene)
        self.scene = scene


@lru_cache(maxsize=16)
def past(story: Story, opening: str) -> tuple[Question, ...]:
    """What has happened before an opening: as many times as it did, as the questions that it answers.

    Nothing, unless the opening presumes history and history's road is known up to it.
    """
    try:
        return tuple(behind(story, opening))
    except UnknownPast:
        return ()


def behind(story: Story, opening: str) -> Iterator[Question]:
    """The same, step by step.

    Raises:
        UnknownPast: No choice is marked as history's somewhere on the way, or the way leads elsewhere.
    """
    chosen = story.openings[opening]
    if chosen.presumes != "history":
        return
    values, to = story.start, next(iter(story.episodes.values())).start
    for _ in range(_MOST_SCENES):
        scene = story.scenes.get(to)
        if scene is None:
            break
        if scene.episode == chosen.episode:
            return
        choice = _historical(scene, values)
        if choice is not None:
            values, exits = choice.apply(values), choice.exits
            yield "took", f"{scene.id}/{choice.id}"
        elif scene.exits and (not scene.choices or not scene.open(values)):
            values, exits = scene.effects.apply(values), scene.exits
        else:
            raise UnknownPast(scene.id)
        yield "seen", scene.id
        yield "times", scene.id
        to = next(exit.to for exit in exits if exit.condition is None or exit.condition.holds(values))
    raise UnknownPast(to)


def _historical(scene: Scene, values: Values) -> Choice | None:
    """The open choice that history took: the one that is marked, or the only one."""
    opened = scene.open(values)
    return next((choice for choice in opened if choice.history), opened[0] if len(opened) == 1 else None)
