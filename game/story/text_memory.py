"""Finds a text of an older story in a newer one: by where it stands, by its words, or by what its scene was called.

Scenes are renamed, paragraphs move along their lists or elsewhere. Whatever belongs to words goes wherever they go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cached_property
from typing import Generic, TypeVar

from game.story.former import path_today

Thing = TypeVar("Thing")

_KEPT_BY_ID = ("story", "facts", "sources", "people", "deck", "endings")
"""What a path begins with where its second word says whose text it is."""

_LIKE = 0.6
"""How much of a text must stand for it to be the same one, worded otherwise."""


class TextMemory(Generic[Thing]):
    """What stands at the texts of an older story: a translation, or the text itself."""

    def __init__(
        self,
        things: Iterable[tuple[str, Thing]],
        was: Mapping[str, str],
        words: Callable[[Thing], Iterable[str]],
        text: Callable[[Thing], str],
    ) -> None:
        """Take things in, those that come first before others.

        Args:
            things: Each thing behind the path of its text.
            was: Former names of the story's parts, and present ones.
            words: The words for which a thing stands, exactly.
            text: Those with which others are compared that are only alike; empty where it is no help with others.
        """
        self._things = [(path, path_today(was, path), thing) for path, thing in things]
        self._words = words
        self._text = text
        self._taken: set[int] = set()

    def at(self, path: str, text: str) -> Thing | None:
        """What stands at a text's own path, for its words."""
        return self._first(self._places.get((path, text), ()), once=False)

    def near(self, path: str, text: str, *, once: bool = False) -> Thing | None:
        """What stands for its words elsewhere: inside the same choice, the same scene, then anywhere.

        `once` leaves out what another text has taken.
        """
        for key in self._keys(path, text):
            thing = self._first(self._elsewhere.get(key, ()), once)
            if thing is not None:
                return thing
        return None

    def rest(self, texts: Mapping[str, str], own: Mapping[str, Thing], free: dict[int, Thing]) -> dict[str, Thing]:
        """For texts whose words stand nowhere, what is nearest among what is free: first by likeness, then by path.

        Args:
            texts: The texts by path.
            own: What stands at each path.
            free: What may be given, by its identity; what is given is taken out.
        """
        given: dict[str, Thing] = {}
        for path, text in texts.items():
            if (alike := self._like(path, text, free.values(), own.get(path))) is not None:
                given[path] = free.pop(id(alike))
        for path in texts:
            mine = own.get(path)
            if path not in given and mine is not None and id(mine) in free:
                given[path] = free.pop(id(mine))
        return given

    def _like(self, path: str, text: str, free: Iterable[Thing], own: Thing | None) -> Thing | None:
        """Of some things of the same scene, the one whose words are most like those of a text; `own` comes first."""
        scene = _scopes(path)[-1]
        matcher, best, most = SequenceMatcher(b=text, autojunk=False), None, _LIKE
        for thing in sorted(free, key=lambda thing: thing is not own):
            if self._scene.get(id(thing)) != scene or not (older := self._text(thing)):
                continue
            matcher.set_seq1(older)
            if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and (ratio := matcher.ratio()) > most:
                best, most = thing, ratio
                if thing is own:
                    break
        return best

    @cached_property
    def _scene(self) -> Mapping[int, str]:
        return {id(thing): _scopes(now)[-1] for _, now, thing in self._things}

    def _first(self, candidates: Iterable[Thing], once: bool) -> Thing | None:
        """One that no other text has taken, else the first: the same words may stand in several places."""
        among = list(candidates)
        chosen = next((thing for thing in among if id(thing) not in self._taken), None)
        if chosen is None and among and not once:
            chosen = among[0]
        if chosen is not None:
            self._taken.add(id(chosen))
        return chosen

    @cached_property
    def _places(self) -> Mapping[Hashable, list[Thing]]:
        places: dict[Hashable, list[Thing]] = defaultdict(list)
        for path, _, thing in self._things:
            for words in self._words(thing):
                places[path, words].append(thing)
        return places

    @cached_property
    def _elsewhere(self) -> Mapping[Hashable, list[Thing]]:
        """The same by the keys of `_keys`: most stories are read without it."""
        places: dict[Hashable, list[Thing]] = defaultdict(list)
        for path, now, thing in self._things:
            for words in self._words(thing):
                for scope in _scopes(path):
                    places["inside", scope, words].append(thing)
                places["renamed", now, words].append(thing)
                for scope in _scopes(now):
                    places["inside the renamed", scope, words].append(thing)
                places["kind", _kind(now), words].append(thing)
                places["anywhere", words].append(thing)
        return places

    @staticmethod
    def _keys(path: str, text: str) -> Iterator[Hashable]:
        scopes = _scopes(path)
        yield from (("inside", scope, text) for scope in scopes)
        yield "renamed", path, text
        yield from (("inside the renamed", scope, text) for scope in scopes)
        yield "kind", _kind(path), text
        yield "anywhere", text


class _Text:
    """A text and its path; each its own, whatever its words."""

    __slots__ = ("path", "words")

    def __init__(self, path: str, words: str) -> None:
        self.path = path
        self.words = words


def paired(older: Mapping[str, str], newer: Mapping[str, str]) -> dict[str, str]:
    """The older text that each newer one was, path by path, each taken once; none for one that is new.

    Args:
        older: The texts as they were, by their paths in the names of today.
        newer: The texts as they are, by path.
    """
    own = {path: _Text(path, words) for path, words in older.items()}
    memory = TextMemory(own.items(), {}, lambda text: (text.words,), lambda text: text.words)
    pairs = {path: text for path, words in newer.items() if (text := memory.at(path, words)) is not None}
    for path, words in newer.items():
        if path not in pairs and (text := memory.near(path, words, once=True)) is not None:
            pairs[path] = text
    free = {id(text): text for text in own.values()}
    for text in pairs.values():
        del free[id(text)]
    pairs |= memory.rest({path: words for path, words in newer.items() if path not in pairs}, own, free)
    return {path: text.path for path, text in pairs.items()}


def _scopes(path: str) -> tuple[str, ...]:
    """Where a text stands, from the narrowest: its choice, its scene."""
    words = path.split("/")
    whole = "/".join(words[:2]) if words[0] in _KEPT_BY_ID else words[0]
    at = words.index("choices") if "choices" in words else -1
    return (whole,) if at < 0 else ("/".join(words[: at + 2]), whole)


def _kind(path: str) -> str:
    """What a text is: the last word of its path that is no number."""
    return next((word for word in reversed(path.split("/")) if not word.isdigit()), "")
