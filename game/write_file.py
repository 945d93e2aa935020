"""A file written whole or not at all; never over what is no file, never through a link to somewhere else."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from game.i18n.catalogue import tr


class HalfWritten(OSError):
    """Some of several files are written, and could not be put back: their names are in `files`."""

    def __init__(self, files: Iterable[Path], cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.files = tuple(file.name for file in files)


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
    mode = _mode(file)
    if within is None and mode is not None and stat.S_ISFIFO(mode):
        with file.open("w", encoding="utf-8", newline="") as pipe:
            pipe.write(text)
        return
    with _beside(file, text.encode(), within) as whole:
        whole.replace(file)


def write_files(texts: Mapping[Path, str], gone: Collection[Path], within: Path) -> None:
    """Write several texts as `write_file` writes one, and take some files away: all of it, or nothing.

    All is on the disk before the first file changes, what would be put back as well: a full disk is found in time.

    Args:
        texts: The texts, by file.
        gone: The files that are taken away.
        within: A folder that none of them may leave.

    Raises:
        HalfWritten: Something failed in the midst of it, and putting back did too.
        OSError: Something failed; all is as it was.
    """
    with ExitStack() as beside:
        new = {
            file: beside.enter_context(_beside(file, text.encode(), within, n))
            for n, (file, text) in enumerate(texts.items())
        }
        before = [file for file in (*texts, *gone) if file.exists()]
        old = {
            file: beside.enter_context(_beside(file, file.read_bytes(), within, n))
            for n, file in enumerate(before, len(new))
        }
        changed: list[Path] = []
        try:
            for file, whole in new.items():
                whole.replace(file)
                changed.append(file)
            for file in gone:
                file.unlink()
                changed.append(file)
        except OSError as error:
            try:
                while changed:
                    file = changed[-1]
                    old[file].replace(file) if file in old else file.unlink()
                    changed.pop()
            except OSError:
                raise HalfWritten(changed, error) from None
            raise


@contextmanager
def _beside(file: Path, data: bytes, within: Path | None, number: int = 0) -> Iterator[Path]:
    """What a file is to hold, on the disk beside it under another name, which is gone in the end."""
    if within is not None and not file.parent.resolve().is_relative_to(within.resolve()):
        raise OSError(errno.ELOOP, tr("it leads out of the story’s folder"), str(file))
    mode = _mode(file)
    if mode is not None and not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, tr("it is not a file"), str(file))
    whole = file.parent / f".{os.getpid()}{f'-{number}' if number else ''}.part"
    try:
        whole.unlink(missing_ok=True)
        with whole.open("xb") as stream:  # never through a link that somebody put there
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            whole.chmod(stat.S_IMODE(mode))
        yield whole
    finally:
        with suppress(OSError):
            whole.unlink(missing_ok=True)


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
