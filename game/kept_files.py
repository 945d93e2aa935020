"""Files of the cache: found by a hash over all that they were made from, whole or not at all, a few of each kind."""

from __future__ import annotations

import os
from contextlib import suppress

from game.hashing import blake2b
from game.paths import cache_dir


def fetch(kind: str, key: str) -> bytes | None:
    """What is kept under a key; None when there is nothing, or what is there is damaged.

    Args:
        kind: What is kept, as in `story`.
        key: A hash, in figures and letters.
    """
    path = cache_dir() / f"{kind}-{key}.json"
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return None
        digest, _, body = path.read_bytes().partition(b"\n")
        if digest.decode("ascii", "replace") != _digest(body):
            return None
    except OSError:
        return None
    with suppress(OSError):  # a cache that can be read alone
        os.utime(path)
    return body


def store(kind: str, key: str, body: bytes, most: int) -> None:
    """Keep something under a key. A cache that cannot be written only costs time.

    Args:
        kind: What is kept.
        key: A hash, in figures and letters.
        body: What it holds.
        most: How many of this kind are kept; the least recently used go first.
    """
    folder = cache_dir()
    new = folder / f"{kind}-{key}-{os.getpid()}.new"  # a name of this process: two may do this at once
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new.write_bytes(_digest(body).encode() + b"\n" + body)
        new.replace(folder / f"{kind}-{key}.json")
        newest_first = sorted(folder.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest_first[most:]:
            path.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):  # half of it would stay, and take room from what is whole
            new.unlink(missing_ok=True)


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
