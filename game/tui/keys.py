"""Keys: which number they mean on every keyboard, and which screen they are meant for."""

from __future__ import annotations

from typing import Any, TypeVar

from textual.events import Key
from textual.screen import Screen

from game.view.commands import AZERTY_ROW

_Answer = TypeVar("_Answer")


def number_of(event: Key) -> int | None:
    """The number that a key stands for, from 1 to 9; None for any other key."""
    character = event.character or ""
    if len(character) != 1:
        return None
    if character in "123456789":
        return int(character)
    return AZERTY_ROW.index(character) + 1 if character in AZERTY_ROW[:9] else None


def handed_on(screen: Screen[Any], event: Key) -> bool:
    """Hand a key on to the screen that has come instead of this one. False where this one is still on top."""
    if screen.is_active:
        return False
    event.stop()
    screen.app.post_message(Key(event.key, event.character))
    return True


def put_away(screen: Screen[_Answer], answer: _Answer) -> None:
    """Dismiss a screen with its answer, once: a second Enter that was on its way must not dismiss what lay beneath."""
    if screen.is_active:
        screen.dismiss(answer)
