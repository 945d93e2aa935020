"""What can stand in the place of a file and be none."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path


def _socket(place: Path) -> None:
    before = Path.cwd()
    os.chdir(place.parent)  # the path of a socket must be short
    try:
        with closing(socket.socket(socket.AF_UNIX)) as listening:
            listening.bind(place.name)
    finally:
        os.chdir(before)


PLACES: dict[str, Callable[[Path], None]] = {
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "socket": _socket,
    "circle of links": lambda place: place.symlink_to(place.name),
    "link to nowhere": lambda place: place.symlink_to("nowhere/at/all"),
    "device": lambda place: place.symlink_to("/dev/zero"),
}
"""By name, what puts it there."""


def put(what: str, place: Path) -> None:
    """Put something where a file is expected, in place of the file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    PLACES[what](place)
