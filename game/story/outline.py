"""What a title screen needs of a compiled story: enough to link it by, so that its scenes are read when one is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from game.story.compiled import CompiledOutline
from game.story.flow import scenes_of

if TYPE_CHECKING:
    from game.story.compiled import CompiledStory


class Outline(CompiledOutline):
    """An outline, with the ids of all `endings` and of the `final` ones, and with what the scenes make the engine keep.

    `once` are the choices that can be taken once, as `scene/choice`; `draws` the scenes that draw storylets, each with
    its turns; `deck` is the length of the longest deck. `asks` says whether a storylet asks for a decision, `takes`
    whether anything moves the clock on.
    """

    endings: list[str]
    final: list[str]
    once: list[str]
    draws: list[tuple[str, int]]
    deck: int
    asks: bool
    takes: bool


def outline_of(document: CompiledStory) -> Outline:
    """The outline of a compiled story."""
    episodes = document["episodes"]
    scenes = [scene for episode in episodes for scene in scenes_of(episode)]
    outline = {key: document[key] for key in CompiledOutline.__annotations__}  # type: ignore[literal-required]
    outline |= {
        "endings": [ending["id"] for ending in document["endings"]],
        "final": [ending["id"] for ending in document["endings"] if not ending["unfinished"]],
        "once": [f"{scene['id']}/{choice['id']}" for scene in scenes for choice in scene["choices"] if choice["once"]],
        "draws": [
            (scene["id"], turn) for episode in episodes for scene in episode["scenes"] for turn in range(scene["draw"])
        ],
        "deck": max((len(episode["deck"]) for episode in episodes), default=0),
        "asks": any("scene" in storylet for episode in episodes for storylet in episode["deck"]),
        "takes": any(scene["takes"] or any(choice["takes"] for choice in scene["choices"]) for scene in scenes),
    }
    return cast(Outline, outline)
