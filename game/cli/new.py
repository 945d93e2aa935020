"""`holdup new`: a small complete story to start from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.errors import Refused, UsageError
from game.cli.pages import page
from game.i18n.catalogue import tr
from game.program import command_line

if TYPE_CHECKING:
    from game.story.problems import Report

_LARGEST = 4_000_000


def define(command: argparse.ArgumentParser) -> None:
    """What can be written after `holdup new`."""
    command.add_argument("path", metavar=tr("PATH"), help=tr("the folder to make; it must not exist, or be empty"))
    command.add_argument("--language", choices=("en", "fr"), help=tr("the story’s language (default: yours)"))
    command.add_argument(
        "--from",
        dest="twee",
        metavar=tr("FILE"),
        type=Path,
        help=tr("take over the passages, links and texts of a Twee 3 file, as Twine exports it"),
    )
    page(
        command,
        tr("Begin a story: a small one, complete and playable, whose comments tell how it is made."),
        ("holdup new ~/my-story", tr("then play it")),
        ("holdup new ~/my-story --language fr", tr("in French")),
        ("holdup new ~/my-story --from old.twee", tr("from a story of Twine’s; what only its format means is told")),
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
    from game.story.problems import Report

    path = Path(arguments.path)
    language = arguments.language or _spoken()
    report = Report()
    files = None if arguments.twee is None else _taken_over(arguments.twee, path, language, report)
    try:
        templates.begin(path, language, files)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(
            tr("{path}: there is something already, and it stays as it is. Name a new folder.", path=path)
        ) from None
    except OSError as error:
        raise Refused(
            tr("{path}: this cannot be written ({reason}).", path=path, reason=error.strerror or error)
        ) from None
    for problem in report.problems:
        print(problem, file=sys.stderr)
    print(tr("A story begins in {path}. What to do with it:", path=path))
    lines = {command_line(command, path): purpose for command, purpose in _next().items()}
    widest = max(map(len, lines))
    print(*(f"  {line:{widest}}   {purpose}" for line, purpose in lines.items()), sep="\n")
    return 0


def _next() -> dict[str, str]:
    """The commands of an author's first day, in their order."""
    return {
        "play": tr("play it"),
        "watch": tr("play it while you write it"),
        "check": tr("say everything that is wrong with it"),
        "explore": tr("prove what can be reached, and how likely it is"),
        "publish": tr("make a page of it, to play in any browser"),
    }


def _taken_over(file: Path, path: Path, language: str, report: Report) -> dict[str, str]:
    """The files of a story made of a Twee 3 file."""
    from game.story.from_twee import NoTwee, story_files
    from game.story.templates import story_id

    try:
        with file.open("rb") as source:
            text = source.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise Refused(tr("{path}: this is too large for a story.", path=file))
        return story_files(text.decode("utf-8"), story_id(path) or "story", language, report, str(file))
    except OSError as error:
        raise UsageError(
            tr("{path}: this cannot be read ({reason}).", path=file, reason=error.strerror or error)
        ) from None
    except (UnicodeDecodeError, NoTwee):
        raise UsageError(tr("{path}: this is not Twee 3. In Twine: Build, Export As Twee.", path=file)) from None


def _spoken() -> str:
    """The language of the interface, as far as there is a story to start from in it; else English."""
    from game.i18n import catalogue, languages
    from game.story import templates

    return languages.best_match(catalogue.current_language(), templates.languages()) or languages.SOURCE
