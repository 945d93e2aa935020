"""`holdup new`: a small complete story to start from."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.errors import Refused, UsageError, visible
from game.cli.pages import page
from game.i18n.catalogue import tr
from game.program import command_line


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup new`."""
    command.add_argument("path", metavar=tr("PATH"), help=tr("the folder to make; it must not exist, or be empty"))
    command.add_argument("--language", choices=("en", "fr"), help=tr("the story’s language (default: yours)"))
    page(
        command,
        tr("Begin a story: a small one, complete and playable, whose comments tell how it is made."),
        ("holdup new ~/my-story", tr("then play it")),
        ("holdup new ~/my-story --language fr", tr("in French")),
        ("holdup watch ~/my-story", tr("and play while you rewrite it")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write a story into a new folder.

    Returns:
        0.

    Raises:
        UsageError: Something is there already.
        Refused: It cannot be written.
    """
    from game.story import templates

    path = Path(arguments.path)
    language = arguments.language or _spoken()
    try:
        templates.begin(path, language)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(
            tr("{path}: there is something already, and it stays as it is. Name a new folder.", path=path)
        ) from None
    except OSError as error:
        raise Refused(
            tr("{path}: this cannot be written ({reason}).", path=path, reason=error.strerror or error)
        ) from None
    print(visible(tr("A story begins in {path}. Play it, then change it while it is played:", path=path)))
    print(*(f"  {visible(command_line(command, path))}" for command in ("play", "watch")), sep="\n")
    return 0


def _spoken() -> str:
    """The language of the interface, as far as there is a story to start from in it; else English."""
    from game.i18n import catalogue, languages
    from game.story import templates

    return languages.best_match(catalogue.current_language(), templates.languages()) or languages.SOURCE
