"""Another language in the middle of a scene: the story is read in it, and the open page said again."""

from __future__ import annotations

from game.i18n import catalogue
from game.journal import CannotResume
from game.story import story_languages
from game.tui.host import Host
from game.tui.screens.game import GameScreen
from game.tui.screens.title import TitleScreen


def known(app: Host) -> tuple[str, ...]:
    """The languages on offer: those of the interface and those of the story."""
    return story_languages.offered_languages(app.folder, app.story)


def spoken(app: Host) -> str:
    """The one that is spoken."""
    return story_languages.spoken(app.folder, app.story)


def following(app: Host) -> str:
    """The next one, round the end."""
    return story_languages.next_language(known(app))


def speak(app: Host, language: str) -> None:
    """Speak a language from now on: what lay over the page is put away, and the page is said in it."""
    catalogue.set_language(language)
    story, notices = story_languages.reload_in(app.folder, app.story, language)
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
                notices.append(str(error))
    app.keep("language", language)
    app.tell(notices)
