"""`holdup extract`: the texts of a story, or the interface's, as a catalogue, begun or brought up to date."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from game.cli import interface
from game.cli.arguments import Misused
from game.i18n import catalogue
from game.i18n.catalogue import tr
from game.story.folder import file_of
from game.story.load import load, shipped_folder, story_texts
from game.story.po import InvalidCatalogue, entry_key, parse
from game.story.problems import BrokenStory, StoryNotFound
from game.story.translation import merge

if TYPE_CHECKING:
    import polib

Merge = Callable[["polib.POFile | None"], "polib.POFile"]
"""Makes a catalogue of an older one, or of none."""


class Count(NamedTuple):
    """What bringing a catalogue up to date changes, in texts."""

    all: int
    new: int
    changed: int
    gone: int
    left: int


def run(arguments: argparse.Namespace) -> int:
    """Write a catalogue.

    Returns:
        0, or 1 when the story is broken or the catalogue cannot be read or written; what was there is then untouched.

    Raises:
        Misused: There is no story at the path, or the language is no other language's code.
    """
    language = catalogue.language_tag(arguments.language)
    if language is None:
        raise Misused(tr("“{word}” is no language: write a code, as in --lang fr.", word=arguments.language))
    if arguments.interface:
        return _interface(arguments.path, language)
    place = Path(arguments.path) if arguments.path else shipped_folder()
    try:
        story = load(place)
        found = story_texts(place)
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    except BrokenStory:
        command = f"holdup check {quote(str(place))}"
        said = tr("This story has errors. Mend them first; they are listed by: {command}", command=command)
        print(said, file=sys.stderr)
        return 1
    if language == story.language:
        raise Misused(tr("The story is written in “{code}”: there is nothing to translate.", code=language))
    return _update(place / file_of(language), lambda older: merge(found, older, language, story.title))


def _interface(path: str | None, language: str) -> int:
    if path is not None:
        raise Misused(tr("The interface lies in no folder of yours: holdup extract --interface {code}", code=language))
    if language == "en":
        raise Misused(tr("The interface is written in English: there is nothing to translate."))
    messages = interface.said()
    file = catalogue.LOCALE / f"{language}.po"
    done = _update(file, lambda older: interface.merge(messages, older, language), interface.WIDTH)
    return done or _complain(file)


def _complain(file: Path) -> int:
    """Name the translations that readers do not get, because their fields are not those of the message."""
    translated = parse(file.read_text("utf-8")).translated_entries()
    broken = [entry for entry in translated if not catalogue.same_placeholders(entry.msgid, entry.msgstr)]
    for entry in broken:
        said = tr("{file}:{line}: the fields in braces are not those of the message", file=file, line=entry.linenum)
        print(said, file=sys.stderr)
    return 1 if broken else 0


def _update(file: Path, merge: Merge, width: int = 100) -> int:
    try:
        older = _older(file, width)
        before = {entry_key(entry): entry.msgid for entry in older or () if not entry.obsolete}
        merged = merge(older)
        _write(file, str(merged))
    except (InvalidCatalogue, UnicodeDecodeError) as error:
        print(tr("{path} is not a catalogue that can be read. Mend it, or move it away.", path=file), file=sys.stderr)
        if isinstance(error, InvalidCatalogue):
            print(f"{file}:{error.line}:{error.column}: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        said = tr("{path} cannot be written: {reason}.", path=file, reason=error.strerror or error)
        print(said, file=sys.stderr)
        return 1
    counted = count(before, merged)._asdict()
    print(file)
    print(tr("{all} texts: {new} new, {changed} changed, {gone} gone, {left} to translate.", **counted))
    return 0


def count(before: Mapping[str, str], merged: polib.POFile) -> Count:
    """Compare a catalogue with what it was.

    Args:
        before: The texts that it had, by context or, where they have none, by themselves.
        merged: The catalogue as it is now.
    """
    now = {entry_key(entry): entry for entry in merged if not entry.obsolete}
    edited = {entry.previous_msgid for name, entry in now.items() if name not in before} & before.keys()
    return Count(
        all=len(now),
        new=len(now.keys() - before.keys()) - len(edited),
        changed=len(edited) + sum(before.get(name, entry.msgid) != entry.msgid for name, entry in now.items()),
        gone=len(before.keys() - now.keys() - edited),
        left=len(now) - len(merged.translated_entries()),
    )


def _older(file: Path, width: int) -> polib.POFile | None:
    """The catalogue that is there; None where there is none, or nothing in it.

    Raises:
        InvalidCatalogue: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
        OSError: It is no file, or one that may not be read.
    """
    if not file.exists():
        return None
    if not file.is_file():
        raise OSError(errno.EINVAL, tr("it is no file"))
    text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return parse(text, width) if text.strip() else None


def _write(file: Path, text: str) -> None:
    """Write a whole file or none of it."""
    file.parent.mkdir(exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
