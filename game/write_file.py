"""A file written whole or not at all; never over what is no file, never through a link to somewhere else."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from game.i18n.catalogue import tr


def write_file(file: Path, text: str, within: Path | None = None) -> None:
    """Write a text in UTF-8, in place of what a file held; its rights stay as they are.

    A pipe is written into where nobody says which folder it lies in: then somebody has named it.

    Args:
        file: The file. Its folder exists.
        text: What it shall hold; line ends are written as they are.
        within: A folder that it must not leave, by links of the folders on its way either: a story is a stranger's.

    Raises:
        OSError: It cannot be written: no room, no right, a folder, a link, a device. What was there is as it was.
    """
    if within is not None and not file.parent.resolve().is_relative_to(within.resolve()):
        raise OSError(errno.ELOOP, tr("it leads out of the story’s folder"), str(file))
    mode = _mode(file)
    if mode is not None and stat.S_ISFIFO(mode):
        if within is not None:
            raise OSError(errno.EINVAL, tr("it is not a file"), str(file))
        with file.open("w", encoding="utf-8", newline="") as pipe:
            pipe.write(text)
        return
    beside = file.parent / f".{os.getpid()}.part"
    try:
        beside.unlink(missing_ok=True)
        with beside.open("x", encoding="utf-8", newline="") as whole:  # never through a link that somebody put there
            whole.write(text)
            whole.flush()
            os.fsync(whole.fileno())
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(file)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _mode(file: Path) -> int | None:
    """What stands there already, as `lstat` says it; None where nothing does."""
    try:
        mode = file.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, tr("it is a link"), str(file))
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, tr("it is a folder"), str(file))
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise OSError(errno.EINVAL, tr("it is a device"), str(file))
    return mode
