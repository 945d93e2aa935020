"""A story of one decision, to be published with whatever a test wants in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from game.web.publish import publish


def folder(at: Path, choices: Mapping[str, Mapping[str, Any]] | None = None, **words: Any) -> Path:
    """The files of the story.

    Args:
        at: Where they go.
        choices: What differs from the usual in the choices, by their ids: `stay` and `jump`.
        words: What is said instead of the usual: `title`, `text`, `fact`, `url`.
    """
    said: dict[str, Any] = {
        "title": "Small",
        "text": "You stand on a wall.",
        "fact": "The wall",
        "url": "https://example.org/wall",
    }
    said |= words
    usual: dict[str, dict[str, Any]] = {
        "stay": {"say": "Stay.", "to": "stayed", "result": "You stay.", "effects": {"nerve": -1}},
        "jump": {"say": "Jump.", "to": "jumped", "result": "You jump."},
    }
    more = choices or {}
    if "chance" in more.get("jump", {}):
        usual["jump"] = {"say": "Jump.", "to": "jumped", "wins": {"result": "Well."}, "fails": {"result": "Badly."}}
    offered = {id: {**usual.get(id, {}), **more.get(id, {})} for id in dict.fromkeys([*more, *usual])}
    at.mkdir(parents=True, exist_ok=True)
    files: dict[str, Any] = {
        "story": {
            "id": "small",
            "title": said["title"],
            "language": "en",
            "version": 1,
            "about": "A wall.",
            "clock": {"start": "2001-01-01 08:00", "hours": 4},
            "seats": {"one": {"name": "One", "about": "You."}},
            "stakes": {"nerve": {"name": said.get("nerve", "nerve"), "max": 5, "start": said.get("start", 3)}},
            "episodes": ["01-wall"],
            "openings": {"wall": {"name": "The wall", "episode": "01-wall"}},
            **said.get("story", {}),
        },
        "01-wall": {
            "episode": said.get("episode", "The wall"),
            "number": 1,
            "start": "wall",
            "scenes": {
                "wall": {
                    "at": "2001-01-01 08:00",
                    "place": said.get("place", "The wall"),
                    "text": said["text"],
                    "facts": ["wall"],
                    "choices": offered,
                }
            },
        },
        "endings": {
            "endings": {
                id: {
                    "title": title,
                    "text": title,
                    "epitaph": "The end.",
                    "hint": "Try.",
                    "instead": "Nothing.",
                    "at": "2001-01-01 09:00",
                }
                for id, title in (("stayed", "Still there"), ("jumped", "Down below"))
            }
        },
        "facts": {
            "sources": {"book": {"publisher": "A house", "title": "A book", "date": "2001", "url": said["url"]}},
            "facts": {
                "wall": {
                    "when": "2001-01-01",
                    "title": said["fact"],
                    "text": "It stands.",
                    "certainty": "established",
                    "sources": ["book"],
                }
            },
        },
    }
    for name, content in files.items():
        (at / f"{name}.yaml").write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    return at


def published(at: Path, name: str = "small.html", **given: Any) -> Path:
    """The story as a page."""
    file = at / name
    file.write_text(publish(folder(at / "story", **given)).html, "utf-8")
    return file
