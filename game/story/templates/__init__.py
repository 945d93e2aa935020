"""Stories to start from: one folder for each language, each a whole story whose comments tell how it is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from game.story import schema
from game.story.schema.files import ID

SCHEMAS = ".schema"
"""The folder beside a story's files that their first lines look for their schemas in.

A copy, because it works without a network, on another machine, and whatever version is installed where; a hidden one,
because it is the editor's and not the author's.
"""

_HERE = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """The languages that a story can be started in, by code."""
    return tuple(sorted(folder.name for folder in _HERE.iterdir() if (folder / "story.yaml").is_file()))


def story_id(path: Path) -> str | None:
    """What a folder's name makes as a story's identity, if it makes one."""
    return ID.made(path.resolve().name)


def begin(path: Path, language: str, files: Mapping[str, str] | None = None) -> None:
    """Put a story to start from into a folder, which is made where there is none.

    Args:
        path: The folder; what its name makes becomes the story's identity, so that two stories are never one.
        language: One of `languages()`.
        files: Those of another story to begin with, by name, its id in place.

    Raises:
        FileExistsError: Something is there already. Nothing has been written.
        OSError: It cannot be written. What was begun is taken away again.
    """
    made = not path.exists()
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(path)
    texts = _template(language, story_id(path)) if files is None else files
    try:
        for name, text in texts.items():
            (path / name).write_text(text, "utf-8")
        (path / SCHEMAS).mkdir()
        schema.write(path / SCHEMAS)
    except BaseException:
        for name in texts:
            (path / name).unlink(missing_ok=True)
        rmtree(path / SCHEMAS, ignore_errors=True)
        if made:
            with suppress(OSError):
                path.rmdir()
        raise


def _template(language: str, id: str | None) -> dict[str, str]:
    texts = {file.name: file.read_text("utf-8") for file in sorted((_HERE / language).iterdir())}
    return texts | {"story.yaml": _named(texts["story.yaml"], id)}


def _named(text: str, made: str | None) -> str:
    """A story.yaml with another id, its comment where it stood."""
    if made is None:
        return text
    return re.sub(r"^id: \S+ *", lambda match: f"id: {made}".ljust(len(match[0]) - 1) + " ", text, flags=re.MULTILINE)
