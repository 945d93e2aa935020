"""Characters that no story may hold: those that speak to the terminal, turn its lines round, or break its width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.i18n.catalogue import LazyMessage, tr_lazy

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"  # the marks U+061C, U+200E, U+200F turn nothing: Hebrew and Arabic need them
_SURROGATE = "\ud800-\udfff"
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0"
_JOINER = "(?<![\u0600-\u0dff])\u200d"  # between letters of Arabic and of Indian scripts it is spelling
_EMOJI = "\u20e3\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef"

ANY_UNFIT = re.compile(f"[\t{_CONTROL}{_BIDI}{_SURROGATE}{_INVISIBLE}{_EMOJI}]|{_JOINER}")
"""Any unfit character."""

UNFIT_IN_A_LINE = re.compile(f"\n|{ANY_UNFIT.pattern}")
"""The same, and what would make a second line of what is told in one: names of files may hold it."""

OBEYED = re.compile(f"\r(?!\n)|(?!\r)[{_CONTROL}{_BIDI}{_SURROGATE}]")
"""A character that a terminal obeys rather than shows, wherever the text comes from."""

_PLAIN = bytes((0x0A, *range(0x20, 0x7F)))
"""What most of every file is written with, as bytes: nothing in it is unfit."""

_SUSPECT = re.compile(f"[\t{_CONTROL}{_BIDI}{_SURROGATE}{_INVISIBLE}{_EMOJI}\u200d]")
"""The same without a look at what stands before it, for a quick look: hardly any file holds one."""

_UNFIT = re.compile(
    f"(?P<tab>\t)|(?P<control>[{_CONTROL}])|(?P<bidi>[{_BIDI}])|(?P<surrogate>[{_SURROGATE}])"
    f"|(?P<invisible>[{_INVISIBLE}]+)|(?P<emoji>(?:[{_EMOJI}]|{_JOINER})+)"
)
_CODES = {
    "tab": "tab",
    "control": "control-character",
    "bidi": "bidi-character",
    "surrogate": "control-character",
    "invisible": "invisible-character",
    "emoji": "fragile-emoji",
}
_WHAT = {
    "tab": "a tab",
    "control": "the control character {name}, which speaks to the terminal and not to readers",
    "bidi": "the invisible character {name}, which turns the direction of writing",
    "surrogate": "{name}, half a character",
    "invisible": "the invisible character {name}",
    "emoji": "{name}, a part of an emoji whose width terminals disagree about",
}


class UnfitCharacter(NamedTuple):
    """An unfit character: where it stands in the text (from 0), the problem's code, and what it is."""

    at: int
    code: str
    what: LazyMessage


def find_unfit(text: str) -> Iterator[UnfitCharacter]:
    """Every unfit character of a text, in order; a run of emoji parts counts as one."""
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    if _SUSPECT.search(unusual.decode("utf-8", "surrogatepass")) is None:
        return
    for match in _UNFIT.finditer(text):
        kind = match.lastgroup or "control"
        what = tr_lazy(_WHAT[kind], name=f"U+{ord(match[0][0]):04X}")
        yield UnfitCharacter(match.start(), _CODES[kind], what)
