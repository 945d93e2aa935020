"""How well everything is that the game needs: looked at without changing anything, each finding with a remedy."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from game import __version__, paths
from game.cli.errors import UsageError
from game.cli.libraries import Library, libraries
from game.i18n.catalogue import tr
from game.journal.readonly import (
    is_sound,
    mistrust,
    read_only,
    refuse_what_is_no_log,
    refuse_what_keeps_nothing,
    waits_alone,
)
from game.journal.run_entry import COLUMNS, begun_with, run_entry
from game.journal.tables import NewerJournal, StrangeJournal, prepare, read_every_row, try_to_write
from game.program import command_line
from game.story.load import catalogue_languages, inspect
from game.story.problems import Severity, StoryNotFound
from game.terminal import has_terminal

SMALLEST, COMFORTABLE = (40, 15), (80, 24)
"""Windows, in columns and lines: what the screen needs, and what it likes."""


class Health(Enum):
    """How well something is."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how well it is, and what to do about it where it is not well."""

    state: Health
    what: str
    remedy: str = ""


def versions() -> Iterator[Finding]:
    """The program and what it stands on."""
    yield Finding(
        Health.OK, f"holdup {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
    yield Finding(Health.OK, f"SQLite {sqlite3.sqlite_version}")
    import yaml

    if yaml.__with_libyaml__:
        from yaml import _yaml

        yield Finding(Health.OK, f"libyaml {_yaml.get_version_string()}")
    else:
        again = tr("Install it again: {command}", command="pip install --force-reinstall --no-cache-dir pyyaml")
        yield Finding(Health.BROKEN, tr("PyYAML {version} without libyaml", version=yaml.__version__), again)
    yield from map(_library, libraries())


def _library(library: Library) -> Finding:
    command = f"pip install '{library.name}{library.wanted}'"
    if library.version is None and library.command:
        message = tr("{name} is not installed; only `{command}` needs it", name=library.name, command=library.command)
        return Finding(Health.OK, message, tr("If you want it: {command}", command=command))
    if library.version is None:
        message = tr("{name} is not installed", name=library.name)
        return Finding(Health.BROKEN, message, tr("Install it: {command}", command=command))
    if not library.fits:
        message = tr(
            "{name} {version}, where {wanted} is needed",
            name=library.name,
            version=library.version,
            wanted=library.wanted,
        )
        state = Health.WARNING if library.command else Health.BROKEN
        return Finding(state, message, tr("Install it: {command}", command=command))
    return Finding(Health.OK, f"{library.name} {library.version}")


def terminal() -> Iterator[Finding]:
    """What the game is shown on."""
    seen = {name: os.environ.get(name, "") for name in ("TERM", "COLORTERM", "NO_COLOR", "ACCESSIBLE", "TERM_PROGRAM")}
    description = ", ".join(f"{name}={value}" for name, value in seen.items() if value) or tr("nothing says what it is")
    if not has_terminal():
        why = tr("The game is told as lines of text here. For the screen, start it in a terminal window.")
        yield Finding(Health.OK, description, why)
    else:
        yield Finding(Health.OK, description)
        yield _size()
    if os.environ.get("TMUX") and not seen["TERM"].startswith(("tmux", "screen")):
        say = tr("In ~/.tmux.conf, write: set -g default-terminal tmux-256color")
        yield Finding(Health.WARNING, tr("tmux, but TERM says {term}", term=seen["TERM"] or "-"), say)
    elif has_terminal() and not seen["COLORTERM"] and not seen["NO_COLOR"]:
        say = tr("If your terminal knows all colours, say so: export COLORTERM=truecolor")
        count = 256 if seen["TERM"].endswith(("256color", "kitty")) else 16
        yield Finding(Health.OK, tr("colours are rounded to the nearest of {count}", count=count), say)
    encoding = (getattr(sys.stdout, "encoding", None) or "-").lower()
    if encoding.replace("-", "") == "utf8":
        yield Finding(Health.OK, tr("encoding {name}", name=encoding))
    else:
        say = tr("Accents and lines may be lost. Choose a UTF-8 locale, or: export PYTHONUTF8=1")
        yield Finding(Health.WARNING, tr("encoding {name}", name=encoding), say)


def _size() -> Finding:
    columns, lines = shutil.get_terminal_size()
    message = tr("{columns} columns, {lines} lines", columns=columns, lines=lines)
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        remedy = tr("Too small for the screen. Enlarge the window, or play with --plain.")
        return Finding(Health.WARNING, message, remedy)
    comfortable = columns >= COMFORTABLE[0] and lines >= COMFORTABLE[1]
    return Finding(Health.OK, message, "" if comfortable else tr("80 columns and 24 lines are comfortable."))


def folders() -> Iterator[Finding]:
    """Where things are kept."""
    for name, folder in ((tr("data"), paths.data_dir()), (tr("cache"), paths.cache_dir())):
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if os.path.isdir(folder) else 0
        message = tr("{name}: {path}, {size} kB", name=name, path=folder, size=-(-size // 1000))
        if _writable(folder):
            yield Finding(Health.OK, message)
        elif folder == paths.data_dir():
            remedy = tr("It cannot be written: nothing is saved. Change its rights, or set HOLDUP_HOME.")
            yield Finding(Health.BROKEN, message, remedy)
        else:
            yield Finding(Health.WARNING, message, tr("It cannot be written: each start is slower."))


def journal(file: Path) -> Iterator[Finding]:
    """The journal's file, read only."""
    for aside in _set_aside(file):
        yield Finding(
            Health.WARNING,
            tr("set aside as damaged: {path}", path=aside),
            tr(
                "To read it again: {command}. Delete it when you no longer need it.",
                command=command_line("journal", "salvage", aside),
            ),
        )
    try:
        refuse_what_is_no_log(file)
        if _is_still_empty(file):
            yield Finding(Health.OK, tr("none yet: the first run begins it"))
        else:
            yield _read_through(file)
    except NewerJournal:
        remedy = tr("It is left alone, and nothing is saved. Take that version again, or set HOLDUP_HOME.")
        yield Finding(Health.BROKEN, tr("{path}: written by a later version of this program", path=file), remedy)
    except (sqlite3.DatabaseError, StrangeJournal, UnicodeDecodeError) as error:
        remedy = tr(
            "Start the game: a damaged journal is set aside, never deleted, and what can be read goes on in a new one."
        )
        yield Finding(Health.BROKEN, f"{file}: {error}", remedy)
    except OSError as error:
        remedy = tr("Nothing is saved. Move it away or change its rights, or set HOLDUP_HOME.")
        yield Finding(Health.BROKEN, f"{file}: {error.strerror}", remedy)


def _is_still_empty(file: Path) -> bool:
    """Whether a journal is yet to be begun here.

    Raises:
        OSError: Nobody can say, or a link leads to where none can be.
    """
    try:
        seen = file.stat()
    except FileNotFoundError:
        if os.path.lexists(file):
            file.resolve().parent.stat()
        return not waits_alone(file)
    return stat.S_ISREG(seen.st_mode) and not seen.st_size and not waits_alone(file)


def _set_aside(file: Path) -> list[Path]:
    """The files that were set aside as damaged; none where nobody may look, which is told of the folder."""
    try:
        return sorted(file.parent.glob(f"{file.stem}-damaged-*{file.suffix}"))
    except OSError:
        return []


def _read_through(file: Path) -> Finding:
    """Every run, read as the game would read it, and a row of each table written as the game would, into a copy.

    Raises:
        sqlite3.DatabaseError: It is damaged.
        NewerJournal: It was written by a later version of the program.
        StrangeJournal: It is no journal.
        OSError: It cannot be read.
    """
    refuse_what_keeps_nothing(file)
    if waits_alone(file):
        raise StrangeJournal(tr("it is gone, and its log alone is left"))
    file.open("r+b").close()
    with _copy_of(file) as copy:
        prepare(copy)
        read_every_row(copy)
        try_to_write(copy)
        rows = copy.execute(f"SELECT {COLUMNS} FROM runs").fetchall()
        decisions, endings = (
            copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("decisions", "endings")
        )
    damaged = [str(row["id"]) for row in rows if run_entry(row).damaged or not begun_with(row)]
    if damaged:
        remedy = tr(
            "The other runs are not touched by it. To take a run out of the list: {command}",
            command=command_line("journal", "delete", "N"),
        )
        return Finding(Health.BROKEN, tr("damaged runs: {numbers}", numbers=", ".join(damaged)), remedy)
    runs = sum(row["deleted"] is None for row in rows)
    message = tr(
        "sound; runs: {runs}, decisions: {decisions}, endings: {endings}",
        runs=runs,
        decisions=decisions,
        endings=endings,
    )
    return Finding(Health.OK, message)


@contextmanager
def _copy_of(file: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the journal that may be written, if every page of it is as it should be."""
    with (
        TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder, file.name), isolation_level=None)) as copy,
    ):
        with read_only(file) as connection:
            if not is_sound(connection):
                connection.execute("SELECT * FROM sqlite_master")  # SQLite may say what is wrong
                raise sqlite3.DatabaseError(tr("damaged"))
            connection.backup(copy)
        mistrust(copy)
        yield copy


def keys(file: Path) -> Iterator[Finding]:
    """The keys that the reader has chosen."""
    from game.view.own_keys import command_name, read_keys

    if not os.path.lexists(file):
        yield Finding(Health.OK, tr("the game’s own; others would be in {path}", path=file))
        return
    read = read_keys(file)
    given = ", ".join(f"{command_name(action)} = {' '.join(keys)}" for action, keys in read.keys.items())
    yield Finding(Health.OK, f"{file}: {given or '-'}")
    for problem in read.problems:
        yield Finding(Health.WARNING, problem, tr("That line changes nothing until it is mended."))


def story(place: Path) -> Iterator[Finding]:
    """A story, as `check` sees it.

    Raises:
        UsageError: There is none.
    """
    try:
        inspection = inspect(place)
    except StoryNotFound as error:
        raise UsageError(str(error)) from None
    errors = sum(problem.severity is Severity.ERROR for problem in inspection.problems)
    warnings = len(inspection.problems) - errors
    message = tr("{path} (errors: {errors}, warnings: {warnings})", path=place, errors=errors, warnings=warnings)
    if not inspection.problems:
        message = tr("{path}: no problem", path=place)
    state = Health.BROKEN if errors else Health.WARNING if warnings else Health.OK
    yield Finding(
        state,
        message,
        tr("See them with: {command}", command=command_line("check", place)) if inspection.problems else "",
    )
    if inspection.document is not None:
        spoken = ", ".join((inspection.document["language"], *catalogue_languages(place)))
        yield Finding(Health.OK, tr("languages: {codes}", codes=spoken))


def _writable(folder: Path) -> bool:
    """Whether a file can be written in a folder, or in the nearest one that exists, where it would be made."""
    try:
        there = next(parent for parent in (folder, *folder.absolute().parents) if os.path.lexists(parent))
        with TemporaryFile(dir=there) as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True
