"""`holdup export`: the gazette of a run, printed or written to a file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from game.cli.arguments import Misused
from game.cli.kept import kept
from game.cli.stage import Refused
from game.i18n.catalogue import tr
from game.journal import Journal

_SUFFIXES = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


def run(arguments: argparse.Namespace) -> int:
    """Write a gazette.

    Returns:
        0, or 1 when there is no such run, its code is damaged, the story is broken or the file cannot be written.

    Raises:
        Misused: There is no story at the path.
    """
    journal = Journal.available()
    output = None if arguments.output in (None, "-") else Path(arguments.output)
    try:
        found = kept(arguments, journal, asked=False)
        for notice in found.notices:
            print(notice, file=sys.stderr)
        if found.lost:
            count = len(found.run.decisions)
            print(tr("The story has changed: only the first {count} decisions are told.", count=count), file=sys.stderr)
        from game import gazette

        told = gazette.paper(found.run)
        text = (gazette.html if _format(arguments.format, output) == "html" else gazette.markdown)(told)
        _write(text, output)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        journal.close()
    return 0


def _format(asked: str | None, output: Path | None) -> str:
    """What to write: what was asked for, else what the file's name says, else Markdown."""
    if asked is not None:
        return asked
    if output is None:
        return "md"
    found = _SUFFIXES.get(output.suffix.lower())
    if found is None:
        raise Misused(tr("“{file}” says neither .md nor .html: add --format md or --format html.", file=output))
    return found


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8")) if hasattr(sys.stdout, "buffer") else sys.stdout.write(text)
        return
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_text(text, "utf-8")
        os.replace(part, output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(
            tr("“{file}” cannot be written: {reason}.", file=output, reason=error.strerror or str(error))
        ) from None
    print(output)
