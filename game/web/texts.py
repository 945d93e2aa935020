"""One story in several languages, written once: what they share, and what each says.

Compiled documents of one story are alike but for their words. `lift` takes out of them whatever is said to readers and
whatever differs, in the order in which it stands, and leaves a hole; `engine/texts.js` fills the holes again. Words by
themselves are also packed more tightly by those who compress them than words among brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

HOLE = "~"
"""What stands in the place of a text; being no name, it is lifted itself where a story says it."""

_NAME = re.compile(r"[a-z0-9][a-z0-9/_.:-]*|[<>=!]=|[<>+*-]")
"""Ids, dates without an hour, addresses, operators: what is the same in every language stays where it is."""


def lift(documents: Sequence[Any]) -> tuple[Any, list[list[Any]]]:
    """Take what is said out of documents alike in shape: what they share, with holes, and for each what fills them.

    Where their shapes part, all of the part is lifted.
    """
    texts: list[list[Any]] = [[] for _ in documents]
    return _lift(documents, texts), texts


def _lift(parts: Sequence[Any], texts: Sequence[list[Any]]) -> Any:
    first = parts[0]
    if isinstance(first, dict) and all(isinstance(p, dict) and [*p] == [*first] for p in parts):
        return {key: _lift([part[key] for part in parts], texts) for key in first}
    if isinstance(first, list | tuple) and all(isinstance(p, list | tuple) and len(p) == len(first) for p in parts):
        return [_lift(among, texts) for among in zip(*parts, strict=True)]
    if any(part != first or type(part) is not type(first) for part in parts) or _is_said(first):
        for part, lifted in zip(parts, texts, strict=True):
            lifted.append(part)
        return HOLE
    return first


def _is_said(part: Any) -> bool:
    return isinstance(part, str) and part != "" and _NAME.fullmatch(part) is None
