"""Where things are kept, on every platform.

`HOLDUP_HOME` puts all of it in one folder of the reader's choice; `HOLDUP_CACHE` names the cache alone, for many homes
that share one.
"""

from __future__ import annotations

import os
from pathlib import Path

_NOWHERE = Path(os.devnull)
"""Stands for the home of somebody whom the system does not know: nothing can be kept under it, which is said as of any
folder that cannot be written."""


def data_dir() -> Path:
    """The folder of the journal. It may not exist yet."""
    return _folder("data")


def keys_file() -> Path:
    """The keys that the reader has chosen. It may not exist."""
    return data_dir() / "keys.toml"


def cache_dir() -> Path:
    """The folder of compiled stories, which can be deleted at any time. It may not exist yet."""
    shared = os.environ.get("HOLDUP_CACHE")
    return _expanded(shared) if shared else _folder("cache")


def _folder(kind: str) -> Path:
    home = os.environ.get("HOLDUP_HOME")
    if home:
        return _expanded(home) / kind
    import platformdirs

    dirs = platformdirs.PlatformDirs("holdup", appauthor=False)
    try:
        return Path(dirs.user_data_dir if kind == "data" else dirs.user_cache_dir)
    except RuntimeError:
        return _NOWHERE / "no home folder" / kind


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return _NOWHERE / path
