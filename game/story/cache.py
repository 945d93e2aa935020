"""Compiled stories on disk: JSON that cannot run code, found by a hash over everything it was made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache as once
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Self, cast

from game import __version__, kept_files
from game.hashing import blake2b
from game.story.compiled_format import FORMAT
from game.story.no_collection import no_collection

if TYPE_CHECKING:
    from game.story.compiled import CompiledStory, Outline

MOST_KEPT = 8
"""How many compiled stories are kept."""

_KIND = "story"
_LAYOUT = 2
"""Raised whenever what is kept is laid out otherwise: a line for the outline, one for all of it."""


class Kept(NamedTuple):
    """A story that is kept: its outline, and what reads the whole of it."""

    outline: Outline
    whole: Callable[[], CompiledStory]

    @classmethod
    def fresh(cls, document: CompiledStory) -> Self:
        """A story that has just been compiled."""
        from game.story.outline import outline_of  # what is kept has its outline already

        return cls(outline_of(document), lambda: document)


def cache_key(files: Mapping[str, bytes], language: str | None) -> str:
    """The name under which a story is kept: it changes with any byte of its files, the language and the program."""
    hashed = blake2b(f"{_LAYOUT}\0{FORMAT}\0{__version__}\0{language or ''}".encode(), digest_size=16)
    for name, data in sorted(files.items()):
        hashed.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hashed.update(data)
    return hashed.hexdigest()


def fetch(key: str) -> Kept | None:
    """The story kept under a key; None when there is none, or what is there is damaged."""
    body = kept_files.fetch(_KIND, key)
    if body is None:
        return None
    outline, _, document = body.partition(b"\n")
    try:
        return Kept(json.loads(outline), once(partial(whole_story, document)))
    except ValueError:
        return None


def store(key: str, document: CompiledStory) -> Kept:
    """Keep a story under a key."""
    cached = Kept.fresh(document)
    kept_files.store(_KIND, key, b"\n".join(map(_encoded, (cached.outline, document))), MOST_KEPT)
    return cached


def whole_story(written: bytes) -> CompiledStory:
    """The document that is written so."""
    with no_collection():
        document = json.loads(written)
    document["places"] = {name: tuple(place) for name, place in document["places"].items()}
    return cast("CompiledStory", document)


def _encoded(part: object) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
