"""`holdup doctor`: what a game needs, looked at without changing anything, each line with the way out."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from importlib import metadata
from pathlib import Path

from game import __version__, paths
from game.cli.arguments import Misused
from game.cli.setting import glance
from game.story.load import inspect, languages, shipped
from game.story.problems import Severity, StoryNotFound
from game.words import tr

SMALLEST, COMFORTABLE = (40, 15), (80, 24)
"""Windows, in columns and lines: what the screen needs, and what it likes."""


class State(Enum):
    """How well something is."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how well it is, and what to do about it where it is not."""

    state: State
    said: str
    way_out: str = ""


def run(arguments: argparse.Namespace) -> int:
    """Look at everything, and tell it.

    Returns:
        1 when something is broken, else 0.

    Raises:
        Misused: There is no story at the path.
    """
    place = Path(arguments.path) if arguments.path else shipped()
    names = {State.OK: tr("ok"), State.WARNING: tr("warning"), State.BROKEN: tr("broken")}
    width = max(map(len, names.values())) + 2
    worst = False
    for title, findings in (
        (tr("Versions"), versions()),
        (tr("Terminal"), terminal()),
        (tr("Folders"), folders()),
        (tr("Journal"), journal(paths.data_dir() / "journal.db")),
        (tr("Story"), story(place)),
    ):
        print(title)
        for finding in findings:
            print(f"  {names[finding.state]:{width}}{finding.said}")
            if finding.way_out:
                print(f"  {'':{width}}{finding.way_out}")
            worst = worst or finding.state is State.BROKEN
    print(tr("Something is broken; the lines above say what to do.") if worst else tr("Nothing is broken."))
    return 1 if worst else 0


def versions() -> Iterator[Finding]:
    """The program and what it stands on."""
    yield Finding(
        State.OK, f"holdup {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
    again = tr("Install the program again, from where you had it, with everything that it needs.")
    textual = _version("textual")
    yield Finding(State.OK, f"Textual {textual}") if textual else Finding(State.BROKEN, "Textual: -", again)
    import yaml

    if yaml.__with_libyaml__:
        from yaml import _yaml

        yield Finding(State.OK, f"PyYAML {yaml.__version__}, libyaml {_yaml.get_version_string()}")
    else:
        yield Finding(State.BROKEN, tr("PyYAML {version} without libyaml", version=yaml.__version__), again)
    yield Finding(State.OK, f"SQLite {sqlite3.sqlite_version}")
    served = _version("textual-serve")
    absent = tr("textual-serve is not installed; only `holdup serve` needs it")
    yield Finding(State.OK, f"textual-serve {served}" if served else absent)


def terminal() -> Iterator[Finding]:
    """What the game is shown on."""
    seen = {name: os.environ.get(name, "") for name in ("TERM", "COLORTERM", "NO_COLOR", "ACCESSIBLE", "TERM_PROGRAM")}
    told = ", ".join(f"{name}={value}" for name, value in seen.items() if value) or tr("nothing says what it is")
    attended = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    if not attended or seen["TERM"] in ("", "dumb"):
        why = tr("The game is told as lines of text here. For the screen, start it in a terminal window.")
        yield Finding(State.OK, told, why)
    else:
        yield Finding(State.OK, told)
        yield _size()
    if os.environ.get("TMUX") and not seen["TERM"].startswith(("tmux", "screen")):
        say = tr("In ~/.tmux.conf, write: set -g default-terminal tmux-256color")
        yield Finding(State.WARNING, tr("tmux, but TERM says {term}", term=seen["TERM"] or "-"), say)
    elif attended and not seen["COLORTERM"] and not seen["NO_COLOR"]:
        say = tr("If your terminal knows all colours, say so: export COLORTERM=truecolor")
        yield Finding(State.OK, tr("colours are rounded to the nearest of 256"), say)
    encoding = (getattr(sys.stdout, "encoding", None) or "-").lower()
    if encoding.replace("-", "") == "utf8":
        yield Finding(State.OK, tr("encoding {name}", name=encoding))
    else:
        say = tr("Accents and lines may be lost. Choose a UTF-8 locale, or: export PYTHONUTF8=1")
        yield Finding(State.WARNING, tr("encoding {name}", name=encoding), say)


def _size() -> Finding:
    columns, lines = shutil.get_terminal_size()
    said = tr("{columns} columns, {lines} lines", columns=columns, lines=lines)
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        way_out = tr("Too small for the screen. Enlarge the window, or play with --plain.")
        return Finding(State.WARNING, said, way_out)
    comfortable = columns >= COMFORTABLE[0] and lines >= COMFORTABLE[1]
    return Finding(State.OK, said, "" if comfortable else tr("80 columns and 24 lines are comfortable."))


def folders() -> Iterator[Finding]:
    """Where things are kept."""
    for name, folder in ((tr("data"), paths.data_dir()), (tr("cache"), paths.cache_dir())):
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else 0
        said = tr("{name}: {path}, {size} kB", name=name, path=folder, size=-(-size // 1000))
        if _writable(folder):
            yield Finding(State.OK, said)
        elif folder == paths.data_dir():
            way_out = tr("It cannot be written: nothing is saved. Change its rights, or set HOLDUP_HOME.")
            yield Finding(State.BROKEN, said, way_out)
        else:
            yield Finding(State.WARNING, said, tr("It cannot be written: each start is slower."))


def journal(file: Path) -> Iterator[Finding]:
    """The journal's file, read only."""
    for aside in sorted(file.parent.glob(f"{file.stem}-damaged-*{file.suffix}")):
        yield Finding(
            State.WARNING, tr("set aside as damaged: {path}", path=aside), tr("Delete it once you do not miss it.")
        )
    if not file.exists():
        yield Finding(State.OK, tr("none yet: the first run begins it"))
        return
    try:
        with closing(glance(file)) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            counts = [
                connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
                for what in ("runs WHERE deleted IS NULL", "decisions", "endings")
            ]
    except sqlite3.Error as error:
        verdict, counts = str(error), [0, 0, 0]
    if verdict == "ok":
        told = tr("sound; runs: {runs}, decisions: {decisions}, endings: {endings}", **_named(counts))
        yield Finding(State.OK, told)
    else:
        way_out = tr("Start the game: a damaged journal is set aside, never deleted, and a new one is begun.")
        yield Finding(State.BROKEN, f"{file}: {verdict}", way_out)


def _named(counts: list[int]) -> dict[str, int]:
    return dict(zip(("runs", "decisions", "endings"), counts, strict=True))


def story(place: Path) -> Iterator[Finding]:
    """A story, as `check` sees it."""
    try:
        found = inspect(place)
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
    warnings = len(found.problems) - errors
    told = tr("{path}: {errors} errors, {warnings} warnings", path=place, errors=errors, warnings=warnings)
    if not found.problems:
        told = tr("{path}: no problem", path=place)
    state = State.BROKEN if found.document is None else State.WARNING if found.problems else State.OK
    yield Finding(state, told, tr("See them with: holdup check {path}", path=place) if found.problems else "")
    if found.document is not None:
        spoken = ", ".join((found.document["language"], *languages(place)))
        yield Finding(State.OK, tr("languages: {codes}", codes=spoken))


def _writable(folder: Path) -> bool:
    """Whether a folder can be written, or made where it does not exist yet."""
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
