"""Decisions as authors and players write them: `choice` or `scene:choice`, separated by commas or blanks."""

from __future__ import annotations

import re

_ID = r"[a-z][a-z0-9-]*"
_DECISION = re.compile(rf"(?:({_ID}):)?({_ID})")


def words_of(text: str) -> list[str]:
    """The words of a list of decisions, each of which should be one."""
    return [word for word in re.split(r"[,\s]+", text) if word]


def scene_and_choice(word: str) -> tuple[str, str] | None:
    """What a word decides: the scene, empty where it is not said, and the choice; None where it is no decision."""
    match = _DECISION.fullmatch(word)
    return None if match is None else (match[1] or "", match[2])
