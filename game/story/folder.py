"""A story's folder: its files as bytes, and nothing outside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from game.i18n.catalogue import LazyMessage, tr_lazy
from game.story.problems import Position, Report

WALKTHROUGHS = "walkthroughs.yaml"
"""The file of a story's own tests."""

LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?(@[a-z]+)?")
"""What a catalogue is called, before its `.po`."""

LOCALE = "locale"
"""Where a story's catalogues are, one a language."""

STAND_IN = "en"
"""The language in which is read what another one lacks, where the story has it whole."""

MOST_FILES = 500

MOST_BYTES = 4 * 1024 * 1024
"""What a file may hold."""

MOST_OF_A_CATALOGUE = 4 * MOST_BYTES
"""What a catalogue may hold: it has the words of all files, twice."""


@dataclass(frozen=True)
class Folder:
    """What was read: bytes by file name, and the names that could not be read, with the reason."""

    files: dict[str, bytes]
    refused: dict[str, LazyMessage]


def file_of(language: str) -> str:
    """The name of a language's catalogue in a story's folder."""
    return f"{LOCALE}/{language}.po"


def read_folder(path: Path, extra: tuple[str, ...] = ()) -> Folder:
    """Read every `.yaml` file that stands directly in a folder, in alphabetical order.

    Links are followed only as long as they stay in the folder; a story is a stranger's. `extra` names further files.
    """
    root = path.resolve()
    names = sorted(entry.name for entry in path.iterdir() if entry.suffix == ".yaml")[:MOST_FILES]
    files: dict[str, bytes] = {}
    refused: dict[str, LazyMessage] = {}
    for name in (*names, *extra):
        file = path / name
        try:
            if not file.resolve().is_relative_to(root):
                refused[name] = tr_lazy("it leads out of the story’s folder")
            elif not file.is_file():
                refused[name] = tr_lazy("it is not a file")
            else:
                with file.open("rb") as stream:
                    files[name] = stream.read(_most(name) + 1)  # enough to know that it holds too much
        except (OSError, RuntimeError) as error:
            refused[name] = _reason(error)
    return Folder(files, refused)


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
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        report.error(
            Position(name, line, column),
            "not-utf8",
            tr_lazy("this file is not UTF-8 from here on"),
            tr_lazy("save it as UTF-8"),
        )
        return None


def _reason(error: OSError | RuntimeError) -> LazyMessage:
    """Why a file could not be read: in the system's words, where it has any."""
    told = getattr(error, "strerror", None)
    return LazyMessage(told) if told else tr_lazy("it leads round in circles")


def _most(name: str) -> int:
    return MOST_OF_A_CATALOGUE if name.startswith(f"{LOCALE}/") else MOST_BYTES
