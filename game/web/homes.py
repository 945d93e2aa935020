"""A home for each browser: the folder where its journal is, found again by a cookie."""

from __future__ import annotations

import re
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from game.journal import Journal, JournalUnavailable

COOKIE = "holdup"

LASTS = 400 * 24 * 3600
"""How many seconds a browser remembers who it is; browsers allow no more."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def new_token() -> str:
    """What a browser shows to be known again: 192 random bits, 32 characters."""
    return secrets.token_urlsafe(24)


def is_token(said: str | None) -> bool:
    """Whether this could be a token."""
    return said is not None and _TOKEN.fullmatch(said) is not None


class Homes:
    """The homes of a server's players.

    A folder is named by its token's hash, so that reading the folders' names lets nobody in.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._guests: Counter[Path] = Counter()

    @contextmanager
    def entered(self, token: str) -> Iterator[Path]:
        """A browser's home while somebody plays in it; an empty one is gone once everybody has left.

        Raises:
            OSError: It cannot be made.
        """
        home = self._root / blake2b(token.encode(), digest_size=16).hexdigest()
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._guests[home] += 1
        try:
            yield home
        finally:
            self._guests[home] -= 1
            if not self._guests[home]:
                del self._guests[home]
                _leave(home)


def _leave(home: Path) -> None:
    """Take a home away that nobody would miss: no run was begun in it, and nothing was set."""
    kept = home / "data" / "journal.db"
    with suppress(JournalUnavailable, OSError):
        if kept.exists():
            journal = Journal.open(kept)
            missed = bool(journal.runs() or journal.runs(deleted=True) or journal.shelf.settings())
            journal.close()
            if missed:
                return
        shutil.rmtree(home)
