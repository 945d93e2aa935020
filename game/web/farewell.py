"""Why a connection is closed, where it was not the player who left: a code, and a sentence for the page to show."""

from __future__ import annotations

from game.i18n.catalogue import tr

FULL = 1013
"""There is no place."""

BROKEN = 1011
"""The player's home cannot be made, or the game not be started."""

IDLE = 4000
"""Nobody touched the tab for too long."""

NAMELESS = 4001
"""The browser shows no cookie."""

FAILED = 4002
"""The game has ended by mistake."""

LONGEST = 123
"""Bytes that a reason can have."""


def sentence(code: int) -> str:
    """What to tell the player; empty where there is nothing to tell."""
    return {
        FULL: tr("Every place is taken at the moment. Try again in a few minutes."),
        BROKEN: tr("The game cannot be opened. Whoever runs this server is told why."),
        IDLE: tr("Nobody touched this page for an hour: its place went to others. Everything is kept."),
        NAMELESS: tr("A cookie finds your journal again: allow this page to set one."),
        FAILED: tr("The game has stumbled over a mistake of ours. Everything you decided is kept."),
    }.get(code, "")
