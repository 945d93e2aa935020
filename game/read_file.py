"""A file read whole, or refused: never from a pipe, a device or a folder, which would keep its reader waiting."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""A pipe is opened although nobody writes into it, and then seen to be one."""


def read_regular(file: Path, most: int = -1) -> bytes:
    """The bytes of a regular file, reached through links or not; so many at most, or all.

    Raises:
        OSError: It is none, or cannot be read.
    """
    with open(os.open(file, os.O_RDONLY | _AT_ONCE), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            from game.i18n.catalogue import tr

            raise OSError(errno.EINVAL, tr("it is not a file"), str(file))
        return stream.read(most)
