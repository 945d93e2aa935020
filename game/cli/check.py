"""`holdup check`: everything that is wrong with a story, for its author."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import UsageError
from game.cli.options import current_story, story_folder
from game.cli.pages import page
from game.i18n.catalogue import LazyMessage, tr

if TYPE_CHECKING:
    from game.story.problems import Problem


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup check`."""
    from game.cli.formats import FORMATS

    command.add_argument(
        "paths",
        nargs="*",
        metavar=tr("PATH"),
        help=tr("folders with a story.yaml (default: the current one if it has one, else the shipped story)"),
    )
    command.add_argument("--strict", action="store_true", help=tr("warnings count as errors"))
    command.add_argument(
        "--allowed", action="store_true", help=tr("tell also the warnings that the story allows in its story.yaml")
    )
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help=tr("lines for people (text), for GitHub’s pages (github), or for tools (json, sarif 2.1.0)"),
    )
    command.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="CODE",
        help=tr("explain the code of a problem; without one, list them all"),
    )
    page(
        command,
        tr("Say everything that is wrong with a story, each problem with its file, line and column."),
        ("holdup check scenes", tr("check the story of a folder")),
        ("holdup check --strict one two", tr("check two stories, and fail at a mere warning")),
        ("holdup check --format sarif > check.sarif", tr("for tools that read reports of static analysis")),
        ("holdup check --explain", tr("all codes")),
        ("holdup check --explain unknown-name", tr("what a code means, with an example")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Check stories, or explain a code.

    Returns:
        1 when a story has an error (with `--strict`, a warning), else 0.

    Raises:
        UsageError: There is no story at a path, or no such code.
    """
    if arguments.explain is not None:
        from game.cli import explain

        return explain.show(arguments.explain)
    from game.cli.formats import FORMATS
    from game.story.problems import Severity, by_place

    paths = [Path(path) for path in arguments.paths] or [story_folder(current_story())]
    problems = by_place(dict.fromkeys(problem for path in paths for problem in _problems(path, arguments.allowed)))
    sys.stdout.write(FORMATS[arguments.format](problems))
    return 1 if any(arguments.strict or problem.severity is Severity.ERROR for problem in problems) else 0


def _problems(path: Path, everything: bool) -> Iterator[Problem]:
    """What is wrong with the story in a folder; its files are named as from the current folder, to be clicked on.

    What a stranger's file names would say to the terminal is left out. `everything` includes what the story allows.
    """
    from dataclasses import replace

    from game.story.load import inspect
    from game.story.problems import StoryNotFound
    from game.story.unfit_characters import UNFIT_IN_A_LINE

    try:
        problems = inspect(path, everything=everything).problems
    except StoryNotFound as error:
        raise UsageError(str(error)) from None
    for problem in problems:
        file, *sentences = (
            UNFIT_IN_A_LINE.sub("\ufffd", str(words))
            for words in (_shown(path / problem.file), problem.message, problem.hint)
        )
        yield replace(problem, file=file, message=LazyMessage(sentences[0]), hint=LazyMessage(sentences[1]))


def _shown(path: Path) -> Path:
    """A path from the current folder, where it lies in there; else as it was given."""
    try:
        return path.absolute().relative_to(Path.cwd())
    except (ValueError, OSError):
        return path
