"""Standard output and errors on which nothing can speak to the terminal: commands print what strangers have written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast


class InertStream:
    """A stream of text that shows a sign for each character that a terminal would obey.

    Attributes:
        raw: The stream beneath, for whoever speaks to the terminal on purpose.
    """

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw
        self._failed: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text, made inert."""
        from game.story.unfit_characters import OBEYED

        try:
            return self.raw.write(OBEYED.sub("\ufffd", text))
        except OSError as error:
            self._failed = error
            raise

    def flush(self) -> None:
        """Have all that was written arrive; what failed before fails here too, since argparse passes over it."""
        if self._failed is not None:
            raise self._failed
        self.raw.flush()

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts, made inert."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


@contextmanager
def inert_streams() -> Iterator[None]:
    """Have standard output and errors inert for a while."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, InertStream(raw_stream(stream))) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def raw_stream(stream: TextIO) -> TextIO:
    """The stream itself, which passes everything on."""
    return stream.raw if isinstance(stream, InertStream) else stream
