"""Compiled stories on disk: JSON that cannot run code, found by a hash over everything it was made from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from game import __version__
from game.hashing import blake2b
from game.paths import cache_dir
from game.story.compiled import FORMAT, CompiledStory

MOST_KEPT = 8
"""How many compiled stories are kept; the least recently used go first."""

_PREFIX = "story-"


def cache_key(files: Mapping[str, bytes], language: str | None) -> str:
    """The name under which a story is kept: it changes with any byte of its files, the language and the program."""
    hashed = blake2b(f"{FORMAT}\0{__version__}\0{language or ''}".encode(), digest_size=16)
    for name, data in sorted(files.items()):
        hashed.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hashed.update(data)
    return hashed.hexdigest()


def fetch(key: str) -> CompiledStory | None:
    """The story kept under a key; None when there is none, or what is there is damaged."""
    path = _path(key)
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        if digest.decode("ascii", "replace") != _digest(body):
            return None
        document = json.loads(body)
        os.utime(path)
    except (OSError, ValueError):
        return None
    document["places"] = {name: tuple(place) for name, place in document["places"].items()}
    return cast(CompiledStory, document)


def store(key: str, document: CompiledStory) -> None:
    """Keep a story under a key, whole or not at all. A cache that cannot be written only costs time."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    folder = cache_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f"{_PREFIX}{key}-{os.getpid()}.new"  # a name of this process: two may do this at once
        new.write_bytes(_digest(body).encode() + b"\n" + body)
        new.replace(_path(key))
        _forget_old(folder)
    except OSError:
        return


def _forget_old(folder: Path) -> None:
    newest_first = sorted(folder.glob(f"{_PREFIX}*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest_first[MOST_KEPT:]:
        path.unlink(missing_ok=True)


def _path(key: str) -> Path:
    return cache_dir() / f"{_PREFIX}{key}.json"


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
