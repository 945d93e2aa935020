"""A home for each player: the folder where their journal is. A cookie says which browser, a number which player."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from game.hashing import blake2b
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


@dataclass(frozen=True, slots=True)
class Home:
    """Where one player's things are.

    Attributes:
        folder: The folder.
        player: The player's number within their browser, from 1.
    """

    folder: Path
    player: int


class Homes:
    """The homes of a server's players.

    A folder is named by a hash of its browser's token and its player's number, so that reading the folders' names lets
    nobody in.
    """

    def __init__(self, root: Path, places: int) -> None:
        """Keep homes in a folder, for so many players at once."""
        self._root = root
        self._places = places
        self._held: set[Path] = set()

    @contextmanager
    def entered(self, token: str, wanted: int = 0) -> Iterator[Home]:
        """A home that nobody else is in, while a tab of a browser plays in it; left empty, it is gone.

        The player who is wanted, if not at play elsewhere. Else the first who has a home: a new tab finds what a closed
        one left. Else the first number that is free. Numbers beyond the places are only found again, never given.

        Args:
            token: The browser's.
            wanted: The number of the player whom the tab had before; 0 for none.

        Raises:
            OSError: It cannot be made.
        """
        home = self._free(token, wanted)
        self._held.add(home.folder)
        try:
            home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            home.folder.touch()  # whoever keeps the server forgets those who have not come for long
            yield home
        finally:
            _leave(home.folder)
            self._held.remove(home.folder)

    def _free(self, token: str, wanted: int) -> Home:
        numbers = range(1, self._places + 1)
        asked = self._home(token, wanted)
        if asked.folder not in self._held and (wanted in numbers or asked.folder.is_dir()):
            return asked
        free = [home for number in numbers if (home := self._home(token, number)).folder not in self._held]
        return next((home for home in free if home.folder.is_dir()), free[0])

    def _home(self, token: str, player: int) -> Home:
        return Home(self._root / blake2b(f"{token} {player}".encode(), digest_size=16).hexdigest(), player)


def _leave(home: Path) -> None:
    """Take a home away that nobody would miss: no run was begun in it, nothing was set, nothing set aside."""
    kept = home / "data" / "journal.db"
    with suppress(JournalUnavailable, OSError):
        if kept.exists():
            journal = Journal.open(kept)
            missed = bool(journal.runs() or journal.runs(deleted=True) or journal.profile.settings())
            journal.close()
            if missed or any(kept.parent.glob("*-damaged-*")):
                return
        shutil.rmtree(home)
