"""Data as a page carries it: packed, and written in signs that are never markup.

Hosts pack pages with deflate, which finds again what stood 32 kB before at most. `bz2` sorts all of a text by what
follows each letter: a story's words are lighter by a quarter, and hosts pack them again. `engine/bzip2.js` reads it.
"""

from __future__ import annotations

import bz2
import json
from base64 import b64decode, b64encode
from typing import Any

_BLOCK = 100_000
_MOST = 9


def pack(data: object) -> str:
    """Write data down, the same each time; a browser makes no more room for it than it needs."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return b64encode(bz2.compress(text, min(_MOST, 1 + len(text) // _BLOCK))).decode()


def unpack(packed: str) -> Any:
    """Read it again, as the page does."""
    return json.loads(bz2.decompress(b64decode(packed)))
