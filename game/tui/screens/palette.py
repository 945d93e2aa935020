"""The palette: the commands that can be given where it is opened, and every value of a setting, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, cast

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input
from textual.widgets.option_list import Option

from game.i18n.catalogue import tr
from game.tui.host import Host
from game.tui.screens.base import CommandScreen
from game.tui.theme import NAMES
from game.view.commands import palette


class Entry(NamedTuple):
    """A line of the palette: what it is called, what it does in a sentence, its other names, and what it does."""

    title: str
    help: str
    names: tuple[str, ...]
    act: Callable[[], object]


def entries(screen: CommandScreen[Any]) -> Iterator[Entry]:
    """What can be done on a screen."""
    for command in palette(screen.where, screen.met):
        act = partial(screen.perform, command.action)
        yield Entry(command.title_text, command.palette_text, command.words_anywhere, act)
    yield from _settings(screen.host)


class Commands(Provider):
    """Finds the entries that a query names, by their titles or by the words that plain mode knows them by."""

    async def discover(self) -> Hits:
        """All of them, in their order."""
        for entry in self._entries():
            yield DiscoveryHit(entry.title, entry.act, help=entry.help or None)

    async def search(self, query: str) -> Hits:
        """Those that a query names."""
        matcher = self.matcher(query)
        for entry in self._entries():
            score = max(matcher.match(name) for name in (entry.title, *entry.names))
            if score > 0:
                yield Hit(score, matcher.highlight(entry.title), entry.act, help=entry.help or None)

    def _entries(self) -> Iterator[Entry]:
        return entries(self.screen) if isinstance(self.screen, CommandScreen) else iter(())


class Palette(CommandPalette):
    """Textual's, in the interface's language; its cursor stands still where nothing may move."""

    def __init__(self) -> None:
        super().__init__([Commands], placeholder=tr("Search the commands…"), id="--command-palette")

    def on_mount(self) -> None:
        """Let the cursor blink, or not."""
        self.query_one(Input).cursor_blink = cast("Host", self.app).moving

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Go, if it has not gone already: Textual would put away what lies beneath at a second Enter."""
        return super().dismiss(None) if self.is_active else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Textual would page through a list that has not been laid out yet, and fall."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Textual says it in English only, and offers no other place to say it otherwise."""
        self._stop_no_matches_countdown()
        if search_value:
            self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, self._no_match)

    def _no_match(self) -> None:
        says = Content(tr("There is no such command."))
        self.query_one(CommandList).add_option(Option(says, disabled=True, id=self._NO_MATCHES))
        self._list_visible = True


def _settings(app: Host) -> Iterator[Entry]:
    """Every value that a setting can have, but the one that motion has."""
    for name in app.themes:
        says = tr("Theme: {name}", name=tr(NAMES[name]))
        yield Entry(says, tr("Change the colours"), (), partial(app.set_theme, name))
    if app.moving:
        off = tr("Nothing moves by itself.")
        yield Entry(tr("Reduce motion: on"), off, (), partial(app.set_motion, False))
    else:
        on = tr("The ground moves, and new shocks are drawn as you watch.")
        yield Entry(tr("Reduce motion: off"), on, (), partial(app.set_motion, True))
    bit = tr("A page appears by paragraphs; any key shows it whole.")
    speeds = (
        ("slow", tr("Slow"), bit),
        ("normal", tr("Normal"), bit),
        ("instant", tr("Instant"), tr("A page appears whole.")),
    )
    for name, title, about in speeds:
        yield Entry(tr("Text speed: {name}", name=title), about, (), partial(app.set_pace, name))
