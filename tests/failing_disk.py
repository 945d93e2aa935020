"""A disk that fails: what the program and its SQLite write below a folder goes wrong from a moment on, or once.

Python's own writes are caught where they become system calls; SQLite lets each of its own be replaced.
"""

from __future__ import annotations

import builtins
import ctypes
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

SHORT = -1
"""Instead of an error: half of the bytes are written, as by a signal in the midst of it."""

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EINTR, SHORT)

PASSING = (errno.EINTR, SHORT)
"""What is tried again, and has not failed."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Disk:
    """What is done to the files below a folder, counted; from a number on it fails.

    Attributes:
        done: What was done, in order.
        held: The files of SQLite that lie on it.
    """

    def __init__(self, root: Path, at: int | None = None, error: int = errno.ENOSPC, once: bool = False) -> None:
        """Fail at a number of `done`, and at all that follow unless `once`; None fails never."""
        self.done: list[str] = []
        self.held = set[int]()
        self._root = os.path.realpath(root)
        self._at = at
        self._error = error
        self._once = once

    def fails(self, what: str) -> bool:
        """Note that something is about to be done, and whether it goes wrong."""
        number = len(self.done)
        self.done.append(what)
        return self._at is not None and (number == self._at if self._once else number >= self._at)

    def below(self, path: object) -> bool:
        """Whether a path lies on this disk."""
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return os.path.abspath(os.fsdecode(path)).startswith(self._root + os.sep)

    def error(self, path: object = None) -> OSError:
        """What Python makes of it."""
        return OSError(self._error, os.strerror(self._error), path)


class _File(io.FileIO):
    """A file on such a disk."""

    disk: Disk

    def write(self, data: Any, /) -> int:
        if not self.disk.fails("write"):
            return super().write(data)
        if self.disk._error not in PASSING:
            raise self.disk.error()
        return super().write(memoryview(data)[: max(1, len(data) // 2)])


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Let everything in this process write to a disk that fails."""
    opened = _opening(disk)
    with (
        patch.multiple(os, **_replaced(disk)),
        patch.multiple(builtins, open=opened),
        patch.multiple(io, open=opened),
        _sqlite_on(disk),
    ):
        yield disk


def _replaced(disk: Disk) -> dict[str, Any]:
    """The functions of `os` that change a file or a folder by its path, and `fsync`."""

    def by_path(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def function(path: Any, *args: Any, **kwargs: Any) -> Any:
            if disk.below(path) and disk.fails(name) and disk._error not in PASSING:
                raise disk.error(path)
            return real(path, *args, **kwargs)

        return function

    real_open, real_sync = os.open, os.fsync

    def open_(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        writes = flags & _WRITING and disk.below(path)
        if writes and disk.fails("open") and disk._error not in PASSING:
            raise disk.error(path)
        return real_open(path, flags, *args, **kwargs)

    def fsync(file: Any) -> None:
        if disk.fails("fsync") and disk._error not in PASSING:
            raise disk.error()
        real_sync(file)

    changed = {name: by_path(name) for name in ("mkdir", "rename", "replace", "chmod", "utime", "symlink")}
    return {**changed, "open": open_, "fsync": fsync}


def _opening(disk: Disk) -> Callable[..., Any]:
    real = io.open

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not set(mode) & set("wax+") or not disk.below(file):
            return real(file, mode, *args, **kwargs)
        if disk.fails(f"open {mode}") and disk._error not in PASSING:
            raise disk.error(file)
        raw = _File(file, mode.replace("b", "").replace("t", ""))
        raw.disk = disk
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        names = ("buffering", "encoding", "errors", "newline")
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        given.pop("buffering", None)
        return io.TextIOWrapper(buffered, **{**{"encoding": "utf-8"}, **given})

    return opened


_CALLS: dict[str, tuple[Any, ...]] = {
    "open": (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int),
    "write": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t),
    "pwrite": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "pwrite64": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
    "unlink": (ctypes.c_int, ctypes.c_char_p),
}
"""SQLite's calls that change a file: what each gives back, and takes."""


class _Vfs(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("version", "file", "longest")),
        *((name, ctypes.c_void_p) for name in ("next", "name", "data")),
        *((f"method{n}", ctypes.c_void_p) for n in range(13)),
        ("set", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)),
        ("get", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)),
    )


def _vfs() -> Any:
    """The way by which the SQLite of this process reaches its files; None where it cannot be found."""
    import _sqlite3

    try:
        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        find = library.sqlite3_vfs_find
    except (OSError, AttributeError):
        return None
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), (ctypes.c_char_p,)
    return find(None)


@contextmanager
def _sqlite_on(disk: Disk) -> Iterator[None]:
    vfs = _vfs()
    before = {name: vfs.contents.get(vfs, name.encode()) for name in _CALLS}
    kept = []
    try:
        for name, real in before.items():
            if real:
                kept.append(replacement := _replacement(disk, name, real))
                vfs.contents.set(vfs, name.encode(), ctypes.cast(replacement, ctypes.c_void_p))
        yield
    finally:
        for name, real in before.items():
            if real:
                vfs.contents.set(vfs, name.encode(), real)


def _replacement(disk: Disk, name: str, real: int) -> Any:
    kind = ctypes.CFUNCTYPE(*_CALLS[name], use_errno=True)
    passed_on = kind(real)

    def call(*args: Any) -> int:
        by_path = isinstance(args[0], bytes)
        here = disk.below(args[0]) if by_path else args[0] in disk.held
        reads = name == "open" and not args[1] & _WRITING
        if reads or not here or not disk.fails(f"sqlite {name}"):
            done = int(passed_on(*args))
            if name == "open":
                (disk.held.add if here else disk.held.discard)(done)
            return done
        if disk._error == SHORT:
            if "write" not in name:
                return int(passed_on(*args))
            return int(passed_on(*args[:2], max(1, args[2] // 2), *args[3:]))
        ctypes.set_errno(disk._error)
        return -1

    return kind(call)


def sqlite_can_fail() -> bool:
    """Whether the SQLite of this Python lets its calls be replaced."""
    vfs = _vfs()
    return vfs is not None and vfs.contents.version >= 3
