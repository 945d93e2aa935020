"""A story's folder: its files as bytes, and nothing outside it; no more of them than a story can have."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.read_file import read_regular
from game.story.problems import Position, Report

WALKTHROUGHS = "walkthroughs.yaml"
"""The file of a story's own tests."""

LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?(@[a-z]+)?")
"""What a catalogue is called, before its `.po`."""

LOCALE = "locale"
"""Where a story's catalogues are, one a language."""

MOST_FILES = 500
"""How many files of a story are read, and how many others are told of."""

MOST_BYTES = 4 * 1024 * 1024
"""What a file may hold."""

MOST_TOGETHER = 4 * MOST_BYTES
"""What the files of a story may hold together."""

_TOO_MANY = tr_lazy("a story has at most {count} files", count=MOST_FILES)
_TOO_LARGE = tr_lazy("a story’s files hold at most {count} MiB together", count=MOST_TOGETHER >> 20)

ROOM_MADE = {
    _TOO_MANY: tr_lazy("put scenes together in fewer files"),
    _TOO_LARGE: tr_lazy("cut, or make two stories of it"),
}
"""The way out where a file is refused because the others take all the room."""

MOST_OF_A_CATALOGUE = 4 * MOST_BYTES
"""What a catalogue may hold: it has the words of all files, twice."""

MOST_CATALOGUES = 30
"""How many catalogues of a story are looked at when nobody has said which, and they hold at most `MOST_TOGETHER`."""

_KINDS = ("endings.yaml", "facts.yaml", "people.yaml", WALKTHROUGHS)
"""The files that every story may have, unnamed."""

_ESCAPES = (b"\\x", b"\\u", b"\\U")
"""Letters written as numbers: a name may hide in them."""


class Unreadable(Exception):
    """A file of a story that is not read, with the reason."""

    def __init__(self, reason: LazyMessage) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Folder:
    """What was read of a story's folder.

    Attributes:
        files: Bytes by file name.
        refused: The files that could not be read, with the reason.
        unlisted: The names of files that look like a story's and that its `story.yaml` does not name: they were left
            alone.
    """

    files: dict[str, bytes]
    refused: dict[str, LazyMessage]
    unlisted: tuple[str, ...] = ()


def file_of(language: str) -> str:
    """The name of a language's catalogue in a story's folder."""
    return f"{LOCALE}/{language}.po"


def read_folder(path: Path, extra: tuple[str, ...] = (), written: bytes = b"") -> Folder:
    """Read `story.yaml` and the files beside it that it may mean: those whose names stand in it, and those of a kind.

    Links are followed only as long as they stay in the folder; a story is a stranger's.

    Args:
        path: The folder.
        extra: Further files, such as a catalogue.
        written: What is to count as its `story.yaml`, where an editor holds one that is not saved.
    """
    root = path.resolve()
    files: dict[str, bytes] = {}
    refused: dict[str, LazyMessage] = {}
    left = MOST_TOGETHER
    story = "story.yaml"
    beside = sorted(entry.name for entry in path.iterdir() if entry.suffix == ".yaml" and entry.name != story)
    listed, unlisted = [story] if os.path.lexists(path / story) else [], list[str]()
    for name in (*listed, *beside, *extra):
        if name in beside and name not in extra and not _is_meant(name, written or files.get(story, b"")):
            unlisted.append(name)
        elif len(files) + len(refused) >= MOST_FILES and name not in extra:
            refused[name] = _TOO_MANY
        else:
            most = _most(name) if name in extra else min(_most(name), left)
            try:
                data = read_file(root, name, most)
            except Unreadable as error:
                refused[name] = error.reason
                continue
            if name not in extra and len(data) > left:
                refused[name] = _TOO_LARGE
                continue
            files[name] = data
            left -= 0 if name in extra else len(data)
    return Folder(files, refused, tuple(unlisted[:MOST_FILES]))


def read_file(folder: Path, name: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file in a story's folder, and one more than it may hold where it holds more.

    Args:
        folder: The story's folder.
        name: The file's name in it.
        most: How much it may hold.

    Raises:
        Unreadable: It leads out of the folder, is no regular file, or cannot be read.
    """
    file = folder / name
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            raise Unreadable(tr_lazy("it leads out of the story’s folder"))
        return read_regular(file, most + 1)
    except RuntimeError:
        raise Unreadable(tr_lazy("it leads round in circles")) from None
    except IsADirectoryError:
        raise Unreadable(tr_lazy("it is a folder")) from None
    except PermissionError:
        raise Unreadable(tr_lazy("it may not be read by you")) from None
    except OSError as error:
        raise Unreadable(LazyMessage(error.strerror or str(error))) from None


def decoded(data: bytes, name: str, report: Report) -> str | None:
    """The text of a file; None when it holds too much or is not UTF-8, which is reported.

    Args:
        data: The file's bytes.
        name: Its name in the story's folder.
        report: Where problems go.
    """
    most = _most(name)
    if len(data) > most:
        message = tr_lazy("a file of a story holds at most {count} MiB", count=most >> 20)
        if most > MOST_BYTES:
            message = tr_lazy("a catalogue holds at most {count} MiB", count=most >> 20)
        report.error(Position(name), "file-too-large", message)
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text if "\n" in text else text.replace("\r", "\n")  # as old Macs end their lines
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        report.error(
            Position(name, line, column),
            "not-utf8",
            tr_lazy("this file is not UTF-8 from here on"),
        )
        return None


def _is_meant(name: str, story: bytes) -> bool:
    """Whether `story.yaml` may mean a file: its name stands in it, or it is of a kind that every story may have."""
    return (
        name in _KINDS
        or os.fsencode(name.removesuffix(".yaml")) in story
        or any(escape in story for escape in _ESCAPES)
    )


def _most(name: str) -> int:
    return MOST_OF_A_CATALOGUE if name.startswith(f"{LOCALE}/") else MOST_BYTES
