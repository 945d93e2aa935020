"""Catalogues for translators, of a story's texts or of the interface's, begun or brought up to date."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from game.cli import extract_interface
from game.cli.errors import Refused, UsageError
from game.i18n import catalogue, languages
from game.i18n.catalogue import tr, tr_lazy
from game.program import command_line
from game.read_file import read_regular
from game.story.folder import LOCALE, MOST_OF_A_CATALOGUE, file_of
from game.story.po import InvalidCatalogue, entry_key, parse
from game.story.problems import BrokenStory, StoryNotFound
from game.story.translation import merge
from game.story.translator_notes import notes
from game.story.whole_story import read
from game.write_file import write_file

if TYPE_CHECKING:
    import polib

Merge = Callable[["polib.POFile | None"], "polib.POFile"]
"""Makes a catalogue of an older one, or of none."""

Key = Callable[["polib.POEntry"], Hashable]
"""What tells an entry of a catalogue from the others."""


class Count(NamedTuple):
    """What bringing a catalogue up to date changes, in texts."""

    all: int
    new: int
    changed: int
    gone: int
    left: int


def update_story(folder: Path, language: str) -> None:
    """Begin the catalogue of a story in a language, or bring it up to date, and print what that changed.

    Args:
        folder: The story's folder.
        language: The language's tag; empty for a template.

    Raises:
        UsageError: There is no story in the folder, or it is written in that language.
        Refused: The story is broken, or the catalogue cannot be read or written.
    """
    try:
        reading = read(folder)
    except StoryNotFound as error:
        raise UsageError(str(error)) from None
    except BrokenStory:
        command = command_line("check", folder)
        raise Refused(
            tr("This story has errors. Fix them first; this lists them: {command}", command=command)
        ) from None
    story, messages = reading.story, reading.texts
    if language == story.language:
        raise UsageError(tr("The story is written in “{code}”: there is nothing to translate.", code=language))
    file = folder / file_of(language) if language else folder / LOCALE / "story.pot"
    comments = notes(story, reading.written())
    del reading  # the trees of its files take as much room as the catalogue will
    _update(
        file, lambda older: merge(messages, older if language else None, language, story.title, story.was, comments)
    )


def update_interface(language: str) -> bool:
    """Begin the catalogue of the interface in a language, or bring it up to date, and print what that changed.

    Args:
        language: The language's tag; empty for a template.

    Returns:
        Whether readers get all its translations; those whose fields are not those of the message are named.

    Raises:
        UsageError: It is the language that the interface is written in.
        Refused: The catalogue cannot be read or written.
    """
    if language == languages.SOURCE:
        raise UsageError(tr("The interface is written in English: there is nothing to translate."))
    messages = extract_interface.messages()
    file = languages.LOCALE / (f"{language}.po" if language else "holdup.pot")
    _update(
        file,
        lambda older: extract_interface.merge(messages, older if language else None, language),
        extract_interface.WIDTH,
        extract_interface.key,
    )
    translated = parse(file.read_text("utf-8")).translated_entries()
    broken = [entry for entry in translated if not catalogue.is_sound(entry)]
    for entry in broken:
        complaint = tr(
            "{file}:{line}: the fields in braces are not those of the message", file=file, line=entry.linenum
        )
        print(complaint, file=sys.stderr)
    return not broken


def _update(file: Path, merge: Merge, width: int = 100, key: Key = entry_key) -> None:
    try:
        older = _older(file, width)
        before = {key(entry): entry.msgid for entry in older or () if not entry.obsolete}
        merged = merge(older)
        _write(file, str(merged))
    except (InvalidCatalogue, UnicodeDecodeError) as error:
        refusal = tr("{path} is not a catalogue that can be read. Fix it, or move it away.", path=file)
        where = f"\n{file}:{error.line}:{error.column}: {error}" if isinstance(error, InvalidCatalogue) else ""
        raise Refused(refusal + where) from None
    except OSError as error:
        raise Refused(tr("{path} cannot be written: {reason}.", path=file, reason=error.strerror or error)) from None
    print(file)
    counted = count(before, merged, key)._asdict()
    print(tr("{all} texts: {new} new, {changed} changed, {gone} gone, {left} to translate.", **counted))


def count(before: Mapping[Hashable, str], merged: polib.POFile, key: Key = entry_key) -> Count:
    """Compare a catalogue with what it was.

    Args:
        before: The texts that it had, by what tells them apart.
        merged: The catalogue as it is now.
        key: What tells an entry from the others.
    """
    now = {key(entry): entry for entry in merged if not entry.obsolete}
    gone = {name: text for name, text in before.items() if name not in now}
    previous = {entry.previous_msgid for name, entry in now.items() if name not in before}
    edited = {name for name, text in gone.items() if text in previous}
    added = [entry.msgid for name, entry in now.items() if name not in before]
    moved = {name for name, text in gone.items() if name not in edited and text in added}
    gone = {name: text for name, text in gone.items() if name not in moved}
    return Count(
        all=len(now),
        new=len(added) - len(edited) - len(moved),
        changed=len(edited) + sum(before.get(name, entry.msgid) != entry.msgid for name, entry in now.items()),
        gone=len(gone.keys() - edited),
        left=len(now) - len(merged.translated_entries()),
    )


def _older(file: Path, width: int) -> polib.POFile | None:
    """The catalogue that is there; None where there is none, or nothing in it.

    Raises:
        InvalidCatalogue: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
        OSError: It is no file, or one that may not be read.
    """
    if not os.path.lexists(file):
        return None
    data = read_regular(file, MOST_OF_A_CATALOGUE + 1)
    if len(data) > MOST_OF_A_CATALOGUE:
        too_large = tr_lazy("a catalogue holds at most {count} MiB", count=MOST_OF_A_CATALOGUE >> 20)
        raise InvalidCatalogue(1, 1, too_large)
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return parse(text, width) if text.strip() else None


def _write(file: Path, text: str) -> None:
    """Write a catalogue of a story; its folder stays inside the story's."""
    file.parent.mkdir(exist_ok=True)
    write_file(file, text, within=file.parent.parent)
