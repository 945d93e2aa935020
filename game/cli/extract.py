"""`holdup extract`: a story's texts as a catalogue for translators, begun or brought up to date."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from game import words
from game.cli.arguments import Misused
from game.story.folder import file_of
from game.story.load import load, shipped, texts
from game.story.problems import BrokenStory, StoryNotFound
from game.story.translation import merge
from game.words import tr


class Count(NamedTuple):
    """What bringing a catalogue up to date changes, in texts."""

    all: int
    new: int
    changed: int
    gone: int
    translated: int


def run(arguments: argparse.Namespace) -> int:
    """Write a story's catalogue.

    Returns:
        0, or 1 when the story is broken or the catalogue cannot be read or written; what was there is then untouched.

    Raises:
        Misused: There is no story at the path, or the language is no other language's code.
    """
    place = Path(arguments.path) if arguments.path else shipped()
    language = words.code(arguments.language)
    if language is None:
        raise Misused(tr("“{word}” is no language: write a code, as in --lang fr.", word=arguments.language))
    try:
        story = load(place)
        found = texts(place)
    except StoryNotFound as error:
        raise Misused(str(error)) from None
    except BrokenStory:
        said = tr("This story has errors. Mend them first; they are listed by: holdup check {path}", path=place)
        print(said, file=sys.stderr)
        return 1
    if language == story.language:
        raise Misused(tr("The story is written in “{code}”: there is nothing to translate.", code=language))
    return _update(place / file_of(language), found, language, story.title)


def _update(file: Path, found: Mapping[str, str], language: str, title: str) -> int:
    try:
        old = file.read_bytes().decode("utf-8") if file.exists() else None
        merged = merge(found, old, language, title)
        counted = count(found, old, merged)
        _write(file, merged)
    except (UnicodeDecodeError, ValueError):
        print(tr("{path} is not a catalogue that can be read. Mend it, or move it away.", path=file), file=sys.stderr)
        return 1
    except OSError as error:
        said = tr("{path} cannot be written: {reason}.", path=file, reason=error.strerror or error)
        print(said, file=sys.stderr)
        return 1
    print(file)
    print(
        tr(
            "{all} texts: {new} new, {changed} changed, {gone} gone, {left} to translate.",
            all=counted.all,
            new=counted.new,
            changed=counted.changed,
            gone=counted.gone,
            left=counted.all - counted.translated,
        )
    )
    return 0


def count(found: Mapping[str, str], old: str | None, merged: str) -> Count:
    """Compare a story's texts with its catalogue.

    Args:
        found: The texts by path.
        old: The catalogue as it was, if there was one.
        merged: The catalogue as it is now.
    """
    import polib

    before = {entry.msgctxt: entry.msgid for entry in polib.pofile(old + "\n") if not entry.obsolete} if old else {}
    return Count(
        all=len(found),
        new=len(found.keys() - before.keys()),
        changed=sum(path in before and before[path] != text for path, text in found.items()),
        gone=len(before.keys() - found.keys()),
        translated=len(polib.pofile(merged + "\n").translated_entries()),
    )


def _write(file: Path, text: str) -> None:
    """Write a whole file or none of it."""
    file.parent.mkdir(exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
