"""What leads from one scene to the next, whoever asks: an exit, a storylet that may be drawn, the way back from one."""

from __future__ import annotations

from game.story.closures import Values
from game.story.model import Story
from game.story.scenes import Exit, Scene, Storylet

MOST_MOVES = 2000
"""How many scenes may pass by themselves between two decisions of the player, beyond as many as the story has.

A run that passes more has come through some of them again and again.
"""


def follow(exits: tuple[Exit, ...], values: Values) -> str:
    """The id where a list of exits leads: the first whose condition holds."""
    for exit in exits:
        if exit.condition is None or exit.condition.holds(values):
            return exit.to
    raise AssertionError("the checker lets no list of exits end in a condition")


def stuck(scene: Scene, values: Values) -> bool:
    """Whether a scene that asks for a decision offers none. The checker warns of it, the explorer proves it away."""
    return not scene.free and not scene.open(values)


def eligible(story: Story, held: frozenset[str], scene: Scene, values: Values) -> list[Storylet]:
    """The storylets that could be drawn after a scene, some seats being the player's."""
    return [
        storylet
        for storylet in story.episodes[scene.episode].deck
        if not values[storylet.drawn.index]
        and (storylet.seat is None or storylet.seat in held)
        and (storylet.condition is None or storylet.condition.holds(values))
        and storylet.weight.of(values) > 0
    ]


def returning(story: Story, draw: tuple[str, int], values: Values) -> Values:
    """The values, with a note of the draw to go back to."""
    assert story.returning is not None
    at = story.returning.index
    return (*values[:at], story.draws.index(draw) + 1, *values[at + 1 :])
