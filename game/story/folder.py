"""A story's folder: its files as bytes, and nothing outside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOCALE = "locale"
"""Where a story's catalogues are, one a language."""

MOST_FILES = 500

MOST_READ = 4 * 1024 * 1024 + 1
"""One byte more than a file may hold, which is enough to know that it holds too much."""


@dataclass(frozen=True)
class Folder:
    """What was read: bytes by file name, and the names that could not be read, with the reason."""

    files: dict[str, bytes]
    refused: dict[str, str]


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
    refused: dict[str, str] = {}
    for name in (*names, *extra):
        file = path / name
        try:
            if not file.resolve().is_relative_to(root):
                refused[name] = "it leads out of the story's folder"
            elif not file.is_file():
                refused[name] = "it is no file"
            else:
                with file.open("rb") as stream:
                    files[name] = stream.read(MOST_READ)
        except (OSError, RuntimeError) as error:
            refused[name] = getattr(error, "strerror", None) or "it leads round in circles"
    return Folder(files, refused)
