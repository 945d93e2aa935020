"""The languages that a story and the interface can be read in, and a story read again in another one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.i18n import catalogue, languages
from game.i18n.catalogue import tr
from game.story import load
from game.story.folder import LOCALE
from game.story.model import Story
from game.story.own_start import PlaceGone, begun
from game.story.problems import BrokenStory, StoryNotFound


def offered_languages(folder: Path, story: Story) -> tuple[str, ...]:
    """The languages on offer, by code: those of the interface and those of the story in a folder."""
    return tuple(sorted({*languages.interface_languages(), *load.catalogue_languages(folder), story.language}))


def own_name(folder: Path, language: str) -> str:
    """What a language calls itself, in the interface's catalogue or in that of the story in a folder."""
    return languages.language_name(language, folder / LOCALE)


def current(known: Sequence[str]) -> str:
    """The one that is spoken, of those that are known."""
    return languages.best_match(catalogue.current_language(), known) or "en"


def next_language(known: Sequence[str]) -> str:
    """The next one, round the end."""
    return known[(known.index(current(known)) + 1) % len(known)]


def reload_in(folder: Path, story: Story, language: str) -> tuple[Story, list[str]]:
    """The story of a folder in another language, and what there is to say about it.

    Args:
        folder: Where the story lives.
        story: The story as it is told now; it stays where the folder cannot be read any more, or holds another one.
        language: A language code.
    """
    try:
        reloaded = load.load_localised(folder, language)
        if story.own_start is not None:
            reloaded = begun(reloaded, story.own_start)
    except (BrokenStory, StoryNotFound, PlaceGone):
        return story, [tr("The story cannot be read; it is played as it was before.")]
    return (reloaded, []) if reloaded.id == story.id else (story, [])
