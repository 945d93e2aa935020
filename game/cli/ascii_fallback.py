"""Output that is not UTF-8: each character that it cannot hold is written as the nearest that it can."""

from __future__ import annotations

import codecs
import io
import unicodedata

_SPELLED = {"œ": "oe", "Œ": "OE", "…": "...", "→": "->", "←": "<-"}
_NEAREST = str.maketrans("’‘“”«»–—•▸─│·", '\'\'""""--*>-|-') | str.maketrans(_SPELLED)


def fall_back_to_ascii(stream: io.TextIOWrapper) -> None:
    """Let a stream write what comes nearest instead of failing, accents left out and signs spelled in ASCII."""
    codecs.register_error("nearest", _nearest)
    stream.reconfigure(errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    refused = error.object[error.start : error.end]
    apart = unicodedata.normalize("NFKD", refused.translate(_NEAREST))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode("ascii"), error.end
