"""The languages that a story and the interface can be read in, and a story read again in another one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game import words
from game.story import load
from game.story.model import Story
from game.story.problems import BrokenStory, StoryNotFound
from game.words import tr


def known(folder: Path, story: Story) -> tuple[str, ...]:
    """The languages on offer, by code: those of the interface and those of the story in a folder."""
    return tuple(sorted({*words.languages(), *load.languages(folder), story.language}))


def spoken(known: Sequence[str]) -> str:
    """The one that is spoken, of those that are known."""
    return words.closest(words.spoken(), known) or "en"


def following(known: Sequence[str]) -> str:
    """The next one, round the end."""
    return known[(known.index(spoken(known)) + 1) % len(known)]


def read(folder: Path, story: Story, language: str) -> tuple[Story, list[str]]:
    """The story of a folder in another language, and what there is to say about it.

    Args:
        folder: Where the story lives.
        story: The story as it is told now; it stays where the folder cannot be read any more, or holds another one.
        language: A language code.
    """
    try:
        found = load.translated(folder, language)
    except (BrokenStory, StoryNotFound):
        return story, [tr("The story cannot be read; it is played as it was before.")]
    return (found, []) if found.id == story.id else (story, [])
