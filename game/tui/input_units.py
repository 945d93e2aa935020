"""What a terminal sends, told apart into whole units before anything is understood: pure, one character at a time.

A unit means one thing: a character, a key's sequence, a report, the beginning or the end of a paste. What keeps to no
grammar, or never ends, is passed over, and what comes next is heard as if it had not been.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"

LONGEST_SEQUENCE = 32
"""Characters; no key or report that Textual understands is longer."""

LONGEST_PASTE = 65_536
"""Characters that are kept of a paste: more than any question takes."""

SILENCE = 0.5
"""Seconds after which a report or an answer in words is over although its end has not come: a slow line pauses for
less, and a person who is not heard for more."""

PASTE_SILENCE = 2.0
"""The same for a paste: it is longer, so that a slow line pauses in it for longer, and all of it would press keys."""

_ESCAPE = "\x1b"
_SIGNS = ("[", "]", "O")
"""With Alt they are no key of the game: what begins with them is waited for however slowly it comes, and may even begin
when Escape has been heard already. The digits in the middle of a report would make decisions."""
_KEYPAD = frozenset("ABCDFHMPQRSabcdjkmnopqrstuvwxy")
"""How a key of the keypad, or an arrow where an application has the cursor, ends."""
_STRINGS = "]PX^_"
"""After an escape: an answer in words (OSC, DCS, SOS, PM, APC), which goes on to its terminator."""
_TERMINATORS = "\x07\x18\x1a\x9c"
_COMPLETE = re.compile(r"\x1b\[(?:\[.|M...|[0-9]+\$|(?![\[M])[ -?]*[@-~])", re.DOTALL)
"""A console's function key, a mouse of old, a key of rxvt's with Shift, or parameters and their letter."""

Units = Generator[float | None, str, str]
"""Yields how many seconds to wait for a character, None for ever; is sent it, or "" after silence for so long. Returns
what came and was not its own."""


def tell_apart(hear: Callable[[str], None], escape_delay: float) -> Units:
    """Gather characters to units.

    Args:
        hear: Is given each unit.
        escape_delay: Seconds after which an escape was the key.

    Yields:
        How long the next character is waited for. It never ends of itself.
    """
    begun = ""
    while True:
        begun = begun or (yield None)
        if begun == _ESCAPE:
            begun += yield escape_delay
        if begun[:1] != _ESCAPE:
            hear(begun)
            begun = ""
        elif begun == _ESCAPE:
            hear(_ESCAPE)
            late = yield SILENCE
            if late == "O":
                begun = yield from _late_single_shift(hear)
            else:
                begun = _ESCAPE + late if late in _SIGNS else late
        elif begun[1] == _ESCAPE:
            hear(_ESCAPE)
            begun = _ESCAPE
        elif begun[1] in _STRINGS:
            begun = yield from _pass_over_string(begun, hear, escape_delay)
        elif begun[1] == "[":
            begun = yield from _control_sequence(hear)
        elif begun[1] == "O":
            begun = yield from _single_shift(hear)
        else:
            hear(begun)
            begun = ""


def _is_control(character: str) -> bool:
    """Whether it is a key of its own, wherever it comes: no answer and no sequence contains it."""
    return "" < character < " " or character == "\x7f"


def _pass_over_string(introducer: str, hear: Callable[[str], None], escape_delay: float) -> Units:
    character = yield SILENCE if introducer[1] in _SIGNS else escape_delay
    if not character:
        hear(introducer)  # it was Alt and that letter
    while character and character not in _TERMINATORS:
        if character == _ESCAPE:
            after = yield SILENCE
            if not after:
                hear(_ESCAPE)
            return _ESCAPE + after if after not in ("", "\\") else ""
        if _is_control(character):
            return character
        character = yield SILENCE
    return ""


def _single_shift(hear: Callable[[str], None]) -> Units:
    """A key of the keypad: a letter, and before it what was held down, as a number."""
    unit, character = "\x1bO", "0"
    while character.isdecimal() or character == ";":
        character = yield SILENCE
        if _is_control(character):
            hear(unit)
            return character
        unit = unit[:LONGEST_SEQUENCE] + character
    if len(unit) <= LONGEST_SEQUENCE:
        hear(unit)
    return ""


def _late_single_shift(hear: Callable[[str], None]) -> Units:
    """The same where Escape has been heard already: if no such key comes of it, it was an O that was typed."""
    unit = "\x1bO"
    while (character := (yield SILENCE)).isdecimal() or character == ";":
        unit = unit[:LONGEST_SEQUENCE] + character
    if character in _KEYPAD:
        if len(unit) < LONGEST_SEQUENCE:
            hear(unit + character)
        return ""
    for typed in unit[1:]:
        hear(typed)
    return character


def _control_sequence(hear: Callable[[str], None]) -> Units:
    unit = "\x1b["
    while not _COMPLETE.fullmatch(unit):
        character = yield SILENCE
        if not character:
            break
        if _is_control(character) or (character > "~" and not unit.startswith("\x1b[M")):
            return character
        unit = unit[:LONGEST_SEQUENCE] + character
    if unit == PASTE_START:
        yield from _paste(hear)
    elif len(unit) <= LONGEST_SEQUENCE:
        hear(unit)
    return ""


def _paste(hear: Callable[[str], None]) -> Generator[float | None, str, None]:
    hear(PASTE_START)
    room, begun = LONGEST_PASTE, ""
    while begun != PASTE_END:
        character = yield PASTE_SILENCE
        if not character:
            break
        begun += character
        if not PASTE_END.startswith(begun):
            text, begun = (begun[:-1], _ESCAPE) if character == _ESCAPE else (begun, "")
            for pasted in text.replace(_ESCAPE, "")[:room]:
                hear(pasted)
                room -= 1
    hear(PASTE_END)
