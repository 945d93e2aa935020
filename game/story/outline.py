"""What a title screen needs of a compiled story: enough to link it by, so that its scenes are read when one is met."""

from __future__ import annotations

from typing import cast

from game.story.compiled import CompiledOutline, CompiledStory, Outline
from game.story.flow import scenes_of


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
