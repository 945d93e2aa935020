"""When an author saves: the moments at which the files of a story's folder change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game.story.folder import LOCALE, WALKTHROUGHS

if TYPE_CHECKING:
    from watchfiles import Change

SETTLED = 40
"""Milliseconds without a change after which a save is over: editors write in several steps."""

LATEST = 200
"""Milliseconds after which it is told even so."""


def available() -> bool:
    """Whether changes can be noticed: the library that does it is installed."""
    from importlib.util import find_spec

    return find_spec("watchfiles") is not None


async def changes(folder: Path) -> AsyncIterator[None]:
    """Yield each time that one of the story's files has changed, been added or gone."""
    from watchfiles import awatch

    watched = awatch(*_folders(folder), watch_filter=_counts, debounce=LATEST, step=SETTLED, recursive=False)
    async for _ in watched:
        yield


def changes_from_a_thread(folder: Path) -> Iterator[None]:
    """The same for a thread of its own."""
    from watchfiles import watch

    watched = watch(*_folders(folder), watch_filter=_counts, debounce=LATEST, step=SETTLED, recursive=False)
    for _ in watched:
        yield


def _folders(folder: Path) -> list[Path]:
    """The folder and that of its catalogues: no others, a stranger's folder may be deep."""
    return [path for path in (folder, folder / LOCALE) if path.is_dir()]


def _counts(change: Change, path: str) -> bool:
    """Whether a file is one that readers read; its walkthroughs are not."""
    return path.endswith((".yaml", ".po")) and Path(path).name != WALKTHROUGHS
