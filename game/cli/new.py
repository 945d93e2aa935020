"""`holdup new`: a small complete story to start from."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path

from game.cli.arguments import DEFAULT_LANGUAGE, Misused
from game.cli.setting import saved_language
from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.story import templates


def run(arguments: argparse.Namespace) -> int:
    """Write a story into a new folder.

    Returns:
        0, or 1 when it cannot be written.

    Raises:
        Misused: Something is there already.
    """
    path = Path(arguments.path)
    language = arguments.language or _spoken(arguments.lang)
    try:
        templates.begin(path, language)
    except (FileExistsError, NotADirectoryError):
        raise Misused(
            tr("{path}: there is something already, and it stays as it is. Name a new folder.", path=path)
        ) from None
    except OSError as error:
        print(
            tr("{path}: this cannot be written ({reason}).", path=path, reason=error.strerror or error), file=sys.stderr
        )
        return 1
    place = shlex.quote(str(path))
    print(tr("A story begins in {path}. Play it, then change it while it is played:", path=path))
    print(f"  holdup play {place}\n  holdup watch {place}")
    return 0


def _spoken(lang: str | None) -> str:
    """The language of the interface, as far as there is a story to start from in it; else English."""
    wanted = catalogue.choose_language(lang, saved_language(), os.environ) or DEFAULT_LANGUAGE
    return catalogue.best_match(wanted, templates.languages()) or "en"
