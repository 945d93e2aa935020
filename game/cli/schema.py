"""`holdup schema`: the JSON Schema of a story's files, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.errors import Refused
from game.cli.json_output import json_text
from game.cli.pages import page
from game.i18n.catalogue import tr

KINDS = ("story", "episode", "endings", "facts", "people", "walkthroughs")
"""The kinds of files: the keys of `game.story.schema.KINDS`, which loads more than a help page needs."""


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup schema`."""
    command.add_argument(
        "kind",
        nargs="?",
        choices=KINDS,
        metavar=tr("KIND"),
        help=tr("a kind of file: {kinds} (default: all, as one document)", kinds=", ".join(KINDS)),
    )
    command.add_argument("--write", metavar=tr("FOLDER"), help=tr("write a file for each kind into a folder instead"))
    page(
        command,
        tr("Print the JSON Schema of a story’s files: with it, editors complete keys and underline mistakes."),
        ("holdup schema episode", tr("one kind of file")),
        ("holdup schema --write ~/my-story/.schema", tr("beside a story, where its first lines look for them")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a schema, or all of them as one object, or write them into a folder.

    Returns:
        0.

    Raises:
        Refused: The folder cannot be written.
    """
    from game.story import schema

    kinds = [arguments.kind] if arguments.kind else list(schema.KINDS)
    if arguments.write is None:
        whole = schema.json_schema(kinds[0]) if arguments.kind else {kind: schema.json_schema(kind) for kind in kinds}
        print(json_text(whole, indent=1))
        return 0
    folder = Path(arguments.write)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        schema.write(folder, kinds)
    except OSError as error:
        reason = error.strerror or error
        raise Refused(tr("{path}: this cannot be written ({reason}).", path=folder, reason=reason)) from None
    for kind in kinds:
        print(folder / f"{kind}.json")
    return 0
