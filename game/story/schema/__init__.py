"""What each file of a story may hold: one definition for the checker and for the JSON Schema that editors read."""

from __future__ import annotations

from typing import Any

from game.story.schema.files import ENDINGS, EPISODE, FACTS, STORY
from game.story.schema.groups import Record

KINDS: dict[str, Record] = {"story": STORY, "episode": EPISODE, "endings": ENDINGS, "facts": FACTS}
"""The kinds of file, by the name of their JSON Schema."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file.

    Raises:
        KeyError: There is no such kind.
    """
    record = KINDS[kind]
    definitions: dict[str, Any] = {}
    root = record.schema(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Holdup: {kind}",
        "description": record.about,
        **root,
        "$defs": definitions,
    }
