"""Names of an older version of a story, and what they have become: what is renamed keeps its former name beside it."""

from __future__ import annotations

from game.story.former import VARIABLE, choice_today, today
from game.story.model import Story


def present_id(story: Story, id: str) -> str:
    """The id that a scene, an ending or a choice (`scene/choice`) bears today."""
    scene, slash, choice = id.partition("/")
    return "/".join(choice_today(story.was, scene, choice)) if slash else today(story.was, scene)


def present_name(story: Story, name: str) -> str:
    """The name that a variable, or the mark of a choice that can be taken once, bears today."""
    return present_id(story, name) if "/" in name else today(story.was, name, VARIABLE)
