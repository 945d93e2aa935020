"""Keys that mean a number, on every keyboard."""

from __future__ import annotations

from textual.events import Key

_AZERTY = "&é\"'(-è_ç"
"""What a French keyboard's top row gives without shift: 1 to 9."""


def number_of(event: Key) -> int | None:
    """The number that a key stands for, from 1 to 9; None for any other key."""
    character = event.character or ""
    if len(character) != 1:
        return None
    if character in "123456789":
        return int(character)
    return _AZERTY.index(character) + 1 if character in _AZERTY else None
