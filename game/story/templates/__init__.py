"""Stories to start from: one folder for each language, each a whole story whose comments tell how it is made."""

from __future__ import annotations

import re
from pathlib import Path

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


def begin(path: Path, language: str) -> None:
    """Put a story to start from into a folder, which is made where there is none.

    Args:
        path: The folder; what its name makes becomes the story's identity, so that two stories are never one.
        language: One of `languages()`.

    Raises:
        FileExistsError: Something is there already. Nothing has been written.
        OSError: It cannot be written.
    """
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(path)
    for file in sorted((_HERE / language).iterdir()):
        text = file.read_text("utf-8")
        if file.name == "story.yaml":
            text = _named(text, ID.made(path.resolve().name))
        (path / file.name).write_text(text, "utf-8")
    (path / SCHEMAS).mkdir()
    schema.write(path / SCHEMAS)


def _named(text: str, made: str | None) -> str:
    """A story.yaml with another id, its comment where it stood."""
    if made is None:
        return text
    return re.sub(r"^id: \S+ *", lambda match: f"id: {made}".ljust(len(match[0]) - 1) + " ", text, flags=re.MULTILINE)
