"""What the command palette offers: themes, motion, language, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from game.i18n.catalogue import tr
from game.tui.theme import NAMES

if TYPE_CHECKING:
    from game.tui.app import HoldupApp


def commands(app: HoldupApp) -> Iterator[SystemCommand]:
    """Every command, with what it does."""
    for name in app.themes:
        says = tr("Theme: {name}", name=tr(NAMES[name]))
        yield SystemCommand(says, tr("Change the colours"), partial(app.set_theme, name))
    if app.moving:
        yield SystemCommand(tr("Reduce motion: on"), tr("Nothing moves by itself."), partial(app.set_motion, False))
    else:
        says = tr("The ground moves, and new shocks are drawn as you watch.")
        yield SystemCommand(tr("Reduce motion: off"), says, partial(app.set_motion, True))
    bit = tr("A page appears by paragraphs; any key shows it whole.")
    speeds = (
        ("slow", tr("Slow"), bit),
        ("normal", tr("Normal"), bit),
        ("instant", tr("Instant"), tr("A page appears whole.")),
    )
    for name, title, about in speeds:
        yield SystemCommand(tr("Text speed: {name}", name=title), about, partial(app.set_pace, name))
    from game.tui.screens import extras
    from game.tui.screens.game import GameScreen

    for screen in app.screen_stack:
        if isinstance(screen, GameScreen):
            reckon, share, publish = (partial(act, screen) for act in (extras.reckon, extras.share, extras.publish))
            yield SystemCommand(tr("The reckoning"), tr("your decisions beside history’s"), reckon)
            yield SystemCommand(tr("Run code"), tr("this run as a code, to keep or to send"), share)
            yield SystemCommand(tr("Gazette"), tr("this run as a gazette, for a browser"), publish)
    yield SystemCommand(tr("Language"), tr("Switch language, story and all"), app.next_language)
    yield SystemCommand(tr("Settings"), tr("Colours, motion, text, column, language"), app.open_settings)
    yield SystemCommand(tr("Journal"), tr("All your runs"), app.open_journal)
    yield SystemCommand(tr("Tree"), tr("The roads that you took, and those that you left"), app.open_tree)
    yield SystemCommand(tr("Help"), tr("Keys, marks, gauges"), app.action_help)
    yield SystemCommand(tr("Title"), tr("Back to the title"), app.back_to_title)
    yield SystemCommand(tr("Quit"), tr("Everything is kept"), app.leave)
