"""Where things are kept, on every platform.

`HOLDUP_HOME` puts all of it in one folder of the reader's choice; `HOLDUP_CACHE` names the cache alone, for many homes
that share one.
"""

from __future__ import annotations

import os
from pathlib import Path


def data_dir() -> Path:
    """The folder of the journal. It may not exist yet."""
    return _folder("data")


def keys_file() -> Path:
    """The keys that the reader has chosen. It may not exist."""
    return data_dir() / "keys.toml"


def cache_dir() -> Path:
    """The folder of compiled stories, which can be deleted at any time. It may not exist yet."""
    shared = os.environ.get("HOLDUP_CACHE")
    return Path(shared).expanduser() if shared else _folder("cache")


def _folder(kind: str) -> Path:
    home = os.environ.get("HOLDUP_HOME")
    if home:
        return Path(home).expanduser() / kind
    import platformdirs

    dirs = platformdirs.PlatformDirs("holdup", appauthor=False)
    return Path(dirs.user_data_dir if kind == "data" else dirs.user_cache_dir)
