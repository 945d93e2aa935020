"""Catalogues that no reader ever meets: named otherwise than a language's code, or put where nobody looks."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from itertools import chain, islice
from pathlib import Path

from game.i18n.catalogue import tr_lazy
from game.story.folder import LANGUAGE, LOCALE, MOST_CATALOGUES, MOST_TOGETHER, file_of
from game.story.problems import Position, Report
from game.story.words_meant import language_meant

_ELSEWHERE = ("locales", "lang", "langs", "langues", "i18n", "l10n", "po", "translations", "traductions")
"""Folders in which other tools look for catalogues."""

_MOST = 50
"""More of them are not looked at: it is another project's folder."""


def check_catalogues(path: Path, looked_at: Collection[str], report: Report) -> None:
    """Warn of catalogues in a story's folder that are never read.

    Args:
        path: The folder.
        looked_at: The languages of the catalogues that were looked at.
        report: Where problems go.
    """
    if os.path.lexists(path / LOCALE) and not os.path.isdir(path / LOCALE):
        report.error(Position(LOCALE), "unreadable-file", tr_lazy("it is no folder: no catalogue can be in it"))
    read = sorted(file.name for file in (path / LOCALE).glob("*.po") if _is_read(path, file))
    for name in [name for name in read if name.removesuffix(".po") not in looked_at][:_MOST]:
        message = tr_lazy(
            "this catalogue was not looked at: a story has {count} of them at most, of {size} MiB together",
            count=MOST_CATALOGUES,
            size=MOST_TOGETHER >> 20,
        )
        report.warn(Position(f"{LOCALE}/{name}"), "unread-catalogue", message)
    for file in islice(_unread(path), _MOST):
        name = file.relative_to(path).as_posix()
        code = next((code for word in (file.stem, *reversed(file.parent.parts)) if (code := _code(word))), None)
        hint = tr_lazy("name it `{file}`", file=file_of(code or "fr"))
        if code is None:
            hint = tr_lazy("name it by the language’s code, as in `{file}`", file=file_of("fr"))
        report.warn(Position(name), "unread-catalogue", tr_lazy("no reader ever meets this catalogue"), hint)


def _unread(path: Path) -> Iterator[Path]:
    """The catalogues that lie where none is read, in the order of their names."""
    beside = chain(path.glob("*.[pP][oO]"), *(sorted((path / folder).glob("*.po")) for folder in _ELSEWHERE))
    inside = (file for file in (path / LOCALE).glob("**/*.[pP][oO]") if not _is_read(path, file))
    yield from sorted(islice(chain(beside, inside), _MOST))


def _is_read(path: Path, file: Path) -> bool:
    named = file.suffix == ".po" and LANGUAGE.fullmatch(file.stem) is not None
    return named and file.parent == path / LOCALE and _code(file.stem) == file.stem


def _code(word: str) -> str | None:
    """The code of the language that a word means."""
    meant = language_meant(word)
    return meant if meant is not None and LANGUAGE.fullmatch(meant) and not re.fullmatch("po|lc", meant) else None
