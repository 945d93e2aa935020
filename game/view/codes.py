"""A run that somebody gives as a code: read, or told why it cannot be."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.play import share_code
from game.play.share_code import DecodedRun
from game.story.model import Story
from game.view.text import Refusal


def run_of_code(story: Story, code: str) -> DecodedRun | Refusal:
    """The run that a code tells of a story; or why it tells none."""
    try:
        return share_code.decode(story, "".join(code.split()))
    except share_code.InvalidShareCode:
        return Refusal(damaged_code())
    except share_code.WrongStory:
        return Refusal(tr("This code belongs to another story than “{title}”.", title=story.title))


def damaged_code() -> str:
    """What is said of a text that is no code."""
    return tr("This is not a run code, or it is damaged: copy it whole, as it was given.")
