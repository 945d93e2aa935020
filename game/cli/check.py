"""`holdup check`: everything that is wrong with a story, for its author. Like the problems, it speaks English."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from game.cli.arguments import Misused
from game.cli.formats import FORMATS
from game.story.load import inspect, shipped_folder
from game.story.problems import Problem, Severity, StoryNotFound
from game.story.unfit_characters import ANY_UNFIT


def run(arguments: argparse.Namespace) -> int:
    """Check stories, or explain a code.

    Returns:
        1 when a story has an error (with `--strict`, a warning), else 0.

    Raises:
        Misused: There is no story at a path, or no such code.
    """
    if arguments.explain is not None:
        from game.cli import explained

        return explained.show(arguments.explain)
    paths = [Path(path) for path in arguments.paths] or [shipped_folder()]
    found = sorted({problem for path in paths for problem in _problems(path, arguments.allowed)})
    sys.stdout.write(FORMATS[arguments.format](found))
    return 1 if any(arguments.strict or problem.severity is Severity.ERROR for problem in found) else 0


def _problems(path: Path, everything: bool) -> Iterator[Problem]:
    """What is wrong with the story in a folder; its files are named as from the current folder, to be clicked on.

    What a stranger's file names would say to the terminal is left out. `everything` includes what the story allows.
    """
    try:
        problems = inspect(path, everything=everything).problems
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    for problem in problems:
        file, message = str(shown(path / problem.file)), problem.message
        yield replace(problem, file=ANY_UNFIT.sub("\ufffd", file), message=ANY_UNFIT.sub("\ufffd", message))


def shown(path: Path) -> Path:
    """A path from the current folder, where it lies in there; else as it was given."""
    try:
        return path.absolute().relative_to(Path.cwd())
    except (ValueError, OSError):
        return path
