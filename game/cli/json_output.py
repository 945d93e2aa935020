"""JSON as commands print it: letters as they are, and what a terminal would obey as numbers."""

from __future__ import annotations

import json
import re


def json_text(data: object, indent: int | None = None) -> str:
    """Some data as JSON that is safe to look at, and means the same to whatever reads it."""
    from game.story.unfit_characters import ANY_UNFIT

    return ANY_UNFIT.sub(_as_numbers, json.dumps(data, ensure_ascii=False, indent=indent))


def _as_numbers(unfit: re.Match[str]) -> str:
    return json.dumps(unfit[0])[1:-1]
