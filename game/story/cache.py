"""Compiled stories on disk: JSON that cannot run code, found by a hash over everything it was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from game import __version__, kept_files
from game.hashing import blake2b
from game.story.compiled import FORMAT, CompiledStory

MOST_KEPT = 8
"""How many compiled stories are kept."""

_KIND = "story"


def cache_key(files: Mapping[str, bytes], language: str | None) -> str:
    """The name under which a story is kept: it changes with any byte of its files, the language and the program."""
    hashed = blake2b(f"{FORMAT}\0{__version__}\0{language or ''}".encode(), digest_size=16)
    for name, data in sorted(files.items()):
        hashed.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hashed.update(data)
    return hashed.hexdigest()


def fetch(key: str) -> CompiledStory | None:
    """The story kept under a key; None when there is none, or what is there is damaged."""
    body = kept_files.fetch(_KIND, key)
    if body is None:
        return None
    try:
        document = json.loads(body)
    except ValueError:
        return None
    document["places"] = {name: tuple(place) for name, place in document["places"].items()}
    return cast(CompiledStory, document)


def store(key: str, document: CompiledStory) -> None:
    """Keep a story under a key."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    kept_files.store(_KIND, key, body, MOST_KEPT)
