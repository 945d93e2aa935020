"""What each file of a story may hold: one definition for the checker and for the JSON Schema that editors read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from game.story.schema.definitions import with_definitions
from game.story.schema.files import ENDINGS, EPISODE, FACTS, PEOPLE, STORY, WALKTHROUGHS
from game.story.schema.groups import ObjectShape
from game.write_file import write_files

KINDS: dict[str, ObjectShape] = {
    "story": STORY,
    "episode": EPISODE,
    "endings": ENDINGS,
    "facts": FACTS,
    "people": PEOPLE,
    "walkthroughs": WALKTHROUGHS,
}
"""The kinds of file, by the name of their JSON Schema."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 7, which editors know best) of a kind of file.

    Raises:
        KeyError: There is no such kind.
    """
    record = KINDS[kind]
    printed = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Holdup: {kind}",
        "description": record.about,
        **record.schema(),
    }
    return with_definitions(printed)


def written(kind: str) -> str:
    """The JSON Schema of a kind of file as it stands in its file beside this module."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=1) + "\n"


def write(folder: Path = Path(__file__).parent, kinds: Iterable[str] = KINDS) -> None:
    """Write the JSON Schema of some kinds of file into a folder; by default of all, into the one that is shipped."""
    write_files({folder / f"{kind}.json": written(kind) for kind in kinds}, (), within=folder)
