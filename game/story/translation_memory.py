"""Finds the translation of a text wherever the words stand that it translates: a catalogue lags behind its story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from game.story.text_memory import TextMemory

if TYPE_CHECKING:
    import polib


def translation_memory(entries: Iterable[polib.POEntry], was: Mapping[str, str]) -> TextMemory[polib.POEntry]:
    """What some entries translate, and where: those in use, then those set aside.

    Args:
        entries: The entries.
        was: Former names of the story's parts, and present ones.
    """
    ordered = sorted((entry for entry in entries if entry.msgctxt), key=lambda entry: entry.obsolete)
    return TextMemory(
        ((entry.msgctxt, entry) for entry in ordered),
        was,
        translated_words,
        lambda entry: entry.msgid if entry.msgstr else "",
    )


def translated_words(entry: polib.POEntry) -> Iterator[str]:
    """The words that an entry translates: of one marked fuzzy because they changed, those that it had before."""
    if entry.msgstr.strip() and not entry.msgid_plural:
        if not entry.fuzzy:
            yield entry.msgid
        elif entry.previous_msgid:
            yield entry.previous_msgid
