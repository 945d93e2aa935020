"""How much of a story a catalogue translates: a glance at the file, since menus ask for it.

What stays as it was written needs no copying, and is not counted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from game.read_file import read_regular
from game.story.folder import MOST_OF_A_CATALOGUE, file_of

COMPLETE = 0.8
"""The share from which on a language is offered to readers, and can stand in for another one that lacks a text."""

STAYS = r"sources/[^/\"]+/(?:title|publisher|date)|people/[^/\"]+/(?:name|names/\d+)"
"""The paths of texts that stay as their author wrote them where a catalogue says nothing else: what an article is
called, who published it and when; what people are called."""

_STAYS = re.compile(rb'\nmsgctxt "(?:' + STAYS.encode() + rb')"\n')
_BLANK = re.compile(rb"^[^\S\n]*\n", re.MULTILINE)
_FUZZY = re.compile(rb"^#,[^\n]*\bfuzzy\b", re.MULTILINE)
_SAYS = re.compile(rb'(?:\[0\])? "(?:[^"]|"\s*\n")')


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
    pieces = read_regular(file, size).replace(b"\r\n", b"\n").split(b"\nmsgstr")  # not line by line: menus wait
    in_use = translated = 0
    for before, after in pairwise(pieces):
        if b"\nmsgctxt " in before and _STAYS.search(before) is None:
            in_use += 1
            translated += _SAYS.match(after) is not None and not _is_fuzzy(before)
    return translated / in_use if in_use else 0.0


def _is_fuzzy(before: bytes) -> bool:
    """Whether an entry is marked as a guess, by what stands before its translation."""
    return b"fuzzy" in before and _FUZZY.search(_BLANK.split(before)[-1]) is not None
