"""The languages that a story and the interface can be read in, and a story read again in another one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.i18n import catalogue, languages
from game.i18n.catalogue import tr
from game.story import completeness, load
from game.story.folder import LOCALE
from game.story.model import Story
from game.story.own_start import PlaceGone, begun
from game.story.problems import BrokenStory, StoryNotFound


def offered_languages(folder: Path, story: Story) -> tuple[str, ...]:
    """The languages on offer, by code: those of the interface, and those of which the story in a folder has most.

    One that has but little of the story is there for whoever asks for it: the one that is spoken is among them.
    """
    mostly = [
        code
        for code in load.catalogue_languages(folder)
        if completeness.share(folder, code) >= completeness.COMPLETE or code == catalogue.current_language()
    ]
    return tuple(sorted({*languages.interface_languages(), *mostly, story.language}))


def spoken(folder: Path, story: Story) -> str:
    """The language that is spoken, by code; how much of it a catalogue has is only looked up where there is a doubt."""
    here = catalogue.current_language()
    always = {*languages.interface_languages(), story.language}
    match = languages.best_match(here, sorted({*always, *load.catalogue_languages(folder)}))
    return match if match is not None and match in {*always, here} else current(offered_languages(folder, story))


def known_languages(folder: Path, story: Story) -> tuple[str, ...]:
    """The languages that can be asked for, by code: those on offer, and those that have but little of the story."""
    return tuple(sorted({*offered_languages(folder, story), *load.catalogue_languages(folder)}))


def own_name(folder: Path, language: str) -> str:
    """What a language calls itself, in the interface's catalogue or in that of the story in a folder."""
    return languages.language_name(language, folder / LOCALE)


def name_in_menus(folder: Path, language: str) -> str:
    """The same, with how much of the story it has where that is not all."""
    name = own_name(folder, language)
    if language not in load.catalogue_languages(folder):
        return name
    percent = int(100 * completeness.share(folder, language))
    return name if percent == 100 else tr("{language} ({percent}%)", language=name, percent=percent)


def current(known: Sequence[str]) -> str:
    """The one that is spoken, of those that are known."""
    return languages.best_match(catalogue.current_language(), known) or "en"


def next_language(known: Sequence[str]) -> str:
    """The next one, round the end."""
    return known[(known.index(current(known)) + 1) % len(known)]


def reload_in(folder: Path, story: Story, language: str) -> tuple[Story, list[str]]:
    """The story of a folder in another language, and what there is to say about it.

    It stays as it is told now where the folder cannot be read any more, or holds another one.
    """
    try:
        reloaded = load.load_localised(folder, language)
        if story.own_start is not None:
            reloaded = begun(reloaded, story.own_start)
    except (BrokenStory, StoryNotFound, PlaceGone):
        return story, [tr("The story cannot be read; it is played as it was before.")]
    return (reloaded, []) if reloaded.id == story.id else (story, [])
