"""What the small stories of a lighthouse have in common, and a way to read one from files."""

from __future__ import annotations

from pathlib import Path

from game.story.load import inspect, load
from game.story.model import Story
from tests.story.pages import BASE

KEEPER = frozenset({"keeper"})

ENDINGS = BASE["endings.yaml"]

_SEATS = BASE["story.yaml"].index("seats:")
_HEAD = BASE["story.yaml"][:_SEATS]

STORY = BASE["story.yaml"][_SEATS:]
"""The story from its seats on: one seat, some oil, and a lamp."""


def write(folder: Path, story: str, night: str, endings: str = ENDINGS, **more: str) -> None:
    """Put a story in a folder: `story` is given from its seats on, the other files whole."""
    for name, text in {"story": _HEAD + story, "night": night, "endings": endings, **more}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def told(folder: Path, story: str, night: str, endings: str = ENDINGS, **more: str) -> Story:
    """The same, read: a story in which nothing is wrong."""
    write(folder, story, night, endings, **more)
    assert [str(problem) for problem in inspect(folder).problems] == []
    return load(folder)
