"""Finds the translation of a text by where the text stands, by its words, or by what its scene was called before.

A catalogue lags behind its story: scenes are renamed, paragraphs move along their lists or elsewhere. A translation
belongs to the words that it translates, so it goes wherever they go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from game.story.former import path_today

if TYPE_CHECKING:
    import polib

_KEPT_BY_ID = ("story", "facts", "sources", "people", "deck", "endings")
"""What a path begins with where its second word says whose text it is."""

_LIKE = 0.6
"""How much of a text must stand for its translation to be a help with another one."""


class TranslationMemory:
    """What some entries translate, and where: those in use, then those set aside."""

    def __init__(self, entries: Iterable[polib.POEntry], was: Mapping[str, str]) -> None:
        """Look through entries.

        Args:
            entries: The entries.
            was: Former names of the story's parts, and present ones.
        """
        ordered = sorted((entry for entry in entries if entry.msgctxt), key=lambda entry: entry.obsolete)
        self._entries = [(entry.msgctxt, path_today(was, entry.msgctxt), entry) for entry in ordered]
        self._taken: set[int] = set()

    def at(self, path: str, text: str) -> polib.POEntry | None:
        """The entry that translates a text at its own path."""
        return self._first(self._places.get((path, text), ()))

    def near(self, path: str, text: str) -> polib.POEntry | None:
        """The entry that translates its words elsewhere: inside the same choice, the same scene, then anywhere."""
        for key in self._keys(path, text):
            entry = self._first(self._elsewhere.get(key, ()))
            if entry is not None:
                return entry
        return None

    def like(
        self, path: str, text: str, free: Iterable[polib.POEntry], own: polib.POEntry | None
    ) -> polib.POEntry | None:
        """Of some translated entries of the same scene, the one whose words are most like those of a text.

        None where none is like it; `own`, the one at the text's own path, comes first among those that are.
        """
        scene = _scopes(path)[-1]
        matcher, best, most = SequenceMatcher(b=text, autojunk=False), None, _LIKE
        for entry in sorted(free, key=lambda entry: entry is not own):
            if not entry.msgstr or self._scene.get(id(entry)) != scene:
                continue
            matcher.set_seq1(entry.msgid)
            if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and (ratio := matcher.ratio()) > most:
                best, most = entry, ratio
                if entry is own:
                    break
        return best

    @cached_property
    def _scene(self) -> Mapping[int, str]:
        return {id(entry): _scopes(now)[-1] for _, now, entry in self._entries}

    def _first(self, candidates: Iterable[polib.POEntry]) -> polib.POEntry | None:
        """One that no other text has taken, else the first: the same words may stand in several places."""
        among = list(candidates)
        chosen = next((entry for entry in among if id(entry) not in self._taken), among[0] if among else None)
        if chosen is not None:
            self._taken.add(id(chosen))
        return chosen

    @cached_property
    def _places(self) -> Mapping[Hashable, list[polib.POEntry]]:
        places: dict[Hashable, list[polib.POEntry]] = defaultdict(list)
        for path, _, entry in self._entries:
            for words in translated_words(entry):
                places[path, words].append(entry)
        return places

    @cached_property
    def _elsewhere(self) -> Mapping[Hashable, list[polib.POEntry]]:
        """The same by the keys of `_keys`: most stories are read without it."""
        places: dict[Hashable, list[polib.POEntry]] = defaultdict(list)
        for path, now, entry in self._entries:
            for words in translated_words(entry):
                for scope in _scopes(path):
                    places["inside", scope, words].append(entry)
                places["renamed", now, words].append(entry)
                for scope in _scopes(now):
                    places["inside the renamed", scope, words].append(entry)
                places["kind", _kind(now), words].append(entry)
                places["anywhere", words].append(entry)
        return places

    @staticmethod
    def _keys(path: str, text: str) -> Iterator[Hashable]:
        scopes = _scopes(path)
        yield from (("inside", scope, text) for scope in scopes)
        yield "renamed", path, text
        yield from (("inside the renamed", scope, text) for scope in scopes)
        yield "kind", _kind(path), text
        yield "anywhere", text


def translated_words(entry: polib.POEntry) -> Iterator[str]:
    """The words that an entry translates: of one marked fuzzy because they changed, those that it had before."""
    if entry.msgstr.strip() and not entry.msgid_plural:
        if not entry.fuzzy:
            yield entry.msgid
        elif entry.previous_msgid:
            yield entry.previous_msgid


def _scopes(path: str) -> tuple[str, ...]:
    """Where a text stands, from the narrowest: its choice, its scene."""
    words = path.split("/")
    whole = "/".join(words[:2]) if words[0] in _KEPT_BY_ID else words[0]
    at = words.index("choices") if "choices" in words else -1
    return (whole,) if at < 0 else ("/".join(words[: at + 2]), whole)


def _kind(path: str) -> str:
    """What a text is: the last word of its path that is no number."""
    return next((word for word in reversed(path.split("/")) if not word.isdigit()), "")
