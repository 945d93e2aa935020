"""Whether there is a terminal that a screen can be drawn on."""

from __future__ import annotations

import os
import sys


def has_terminal() -> bool:
    """Whether input, output and errors are all a terminal's, and one that can do more than print lines."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    try:
        attended = all(stream is not None and stream.isatty() for stream in streams)
    except ValueError:  # one was closed
        return False
    return attended and os.environ.get("TERM", "") not in ("", "dumb")
