"""Another language in the middle of a scene: the story is read in it, and the open page said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game import words
from game.journal import CannotResume
from game.story import load
from game.story.model import Story
from game.story.problems import BrokenStory, StoryNotFound
from game.tui.screens.game import GameScreen
from game.tui.screens.title import TitleScreen
from game.words import tr

if TYPE_CHECKING:
    from game.tui.app import HoldupApp


def known(app: HoldupApp) -> tuple[str, ...]:
    """The languages on offer: those of the interface and those of the story."""
    return tuple(sorted({*words.languages(), *load.languages(app.folder), app.story.language}))


def spoken(app: HoldupApp) -> str:
    """The one that is spoken."""
    return words.closest(words.spoken(), known(app)) or "en"


def following(app: HoldupApp) -> str:
    """The next one, round the end."""
    codes = known(app)
    return codes[(codes.index(spoken(app)) + 1) % len(codes)]


def speak(app: HoldupApp, language: str) -> None:
    """Speak a language from now on: what lay over the page is put away, and the page is said in it."""
    words.use(language)
    story, said = _read(app, language)
    while len(app.screen_stack) > 1 and not isinstance(app.screen, GameScreen):
        app.pop_screen()
    app.story = story
    for screen in app.screen_stack:
        if isinstance(screen, TitleScreen):
            screen.fill()
        elif isinstance(screen, GameScreen):
            try:
                screen.retell(story)
            except CannotResume as error:
                said.append(str(error))
    app.keep("language", language)
    app.tell(said)


def _read(app: HoldupApp, language: str) -> tuple[Story, list[str]]:
    """The story in a language, and what there is to say about it; as it was where it cannot be read any more."""
    try:
        story = load.translated(app.folder, language)
    except (BrokenStory, StoryNotFound):
        return app.story, [tr("The story cannot be read; it is played as it was before.")]
    return (story, []) if story.id == app.story.id else (app.story, [])
