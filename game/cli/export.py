"""`holdup export`: the gazette of a run, printed or written to a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.cli.errors import UsageError
from game.cli.options import add_run
from game.cli.pages import page
from game.cli.write_output import write_output
from game.i18n.catalogue import tr

FORMATS = ("md", "html")

_SUFFIXES = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup export`."""
    add_run(command)
    command.add_argument(
        "--format", choices=FORMATS, help=tr("Markdown, or a page for a browser (default: by the file)")
    )
    command.add_argument(
        "-o", "--output", metavar=tr("FILE"), help=tr("the file to write (default: print it); - prints too")
    )
    page(
        command,
        tr("Make a newspaper of a run: the front page, your decisions, what history did, and the sources."),
        ("holdup export 3 -o gazette.html", tr("a single file for a browser, to read, send or print")),
        ("holdup export 3 -o gazette.md", tr("the same in Markdown")),
        ("holdup export holdup-AdCx7Q --format md", tr("a run that somebody sent, printed here")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write a gazette.

    Returns:
        0.

    Raises:
        UsageError: There is no story at the path.
        Refused: There is no such run, its code is damaged, the story is broken or the file cannot be written.
    """
    from game.cli import launch
    from game.cli.resolve_run import resolve_run

    output = None if arguments.output in (None, "-") else Path(arguments.output)
    with launch.players_journal(plays=False) as journal:
        resolved = resolve_run(arguments, journal, asked=False)
        for notice in resolved.notices:
            print(notice, file=sys.stderr)
        if resolved.lost:
            count = len(resolved.run.decisions)
            print(tr("The story has changed: only the first {count} decisions are told.", count=count), file=sys.stderr)
        from game import gazette
        from game.view.curves import kept_curve

        paper = gazette.paper(resolved.run, kept_curve(journal, resolved.run))
        text = (gazette.html if _format(arguments.format, output) == "html" else gazette.markdown)(paper)
        _write(text, output)
    return 0


def _format(asked: str | None, output: Path | None) -> str:
    """What to write: what was asked for, else what the file's name says, else Markdown."""
    if asked is not None:
        return asked
    if output is None:
        return "md"
    format = _SUFFIXES.get(output.suffix.lower())
    if format is None:
        raise UsageError(tr("“{file}” says neither .md nor .html: add --format md or --format html.", file=output))
    return format


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8")) if hasattr(sys.stdout, "buffer") else sys.stdout.write(text)
        return
    write_output(output, text)
    print(output)
