"""How much of a story a catalogue translates: a glance at the file, since menus ask for it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from game.story.folder import MOST_OF_A_CATALOGUE, file_of

COMPLETE = 0.8
"""The share from which on a language is offered to readers, and can stand in for another one that lacks a text."""

_ENTRY = re.compile(rb"(?:^[^\S\n]*\r?\n)+", re.MULTILINE)
_IN_USE = re.compile(rb"^msgctxt ", re.MULTILINE)
_FUZZY = re.compile(rb"^#,[^\n]*\bfuzzy\b", re.MULTILINE)
_SAID = re.compile(rb'^msgstr(?:\[0\])? "(?:[^"]|"\s*\n")', re.MULTILINE)


def share(folder: Path, language: str) -> float:
    """The share of its entries that a story's catalogue translates, from 0 to 1; 0 where it cannot be read."""
    file = folder / file_of(language)
    try:
        seen = file.stat()
        inside = file.resolve().is_relative_to(folder.resolve()) and file.is_file()
        return _share(file, seen.st_mtime_ns, seen.st_size) if inside else 0.0
    except OSError:
        return 0.0


@lru_cache(maxsize=64)
def _share(file: Path, changed: int, size: int) -> float:
    if size > MOST_OF_A_CATALOGUE:
        return 0.0
    entries = [entry for entry in _ENTRY.split(file.read_bytes()) if _IN_USE.search(entry)]
    said = sum(_SAID.search(entry) is not None and _FUZZY.search(entry) is None for entry in entries)
    return said / len(entries) if entries else 0.0
