"""An older story told in the names of a newer one: what the newer says that it was, is renamed in a copy of the older.

Whoever compares the two then finds each thing under one name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from game.story.former import CHALLENGE, OPENING, SEAT, VARIABLE
from game.story.load import load, story_files
from game.story.problems import BrokenStory
from game.story.references import WHEREVER, NameKind, Reference, at_home, named_in
from game.story.rename import CannotRename, beside, rename

_KINDS = {
    SEAT: NameKind.SEAT,
    OPENING: NameKind.OPENING,
    VARIABLE: NameKind.VARIABLE,
    CHALLENGE: NameKind.CHALLENGE,
}


def told_today(
    old: Path, was: Mapping[str, str], made: Path, go_on: Callable[[], None] = lambda: None
) -> dict[str, str]:
    """Write the older story into a folder, in the names of today.

    Args:
        old: The folder of the older story, which is left alone.
        was: Former names and present ones, as the newer story has them.
        made: The folder to write into.
        go_on: Asked before each is renamed; may raise what ends it all.

    Returns:
        What was renamed, former names and present ones; nothing where the older story would not be sound
        under them.
    """
    read = story_files(old)
    files = {name: data.decode("utf-8-sig", "replace").replace("\r\n", "\n") for name, data in read.items()}
    files |= beside(old)
    renamed: dict[str, str] = {}
    by_file: dict[str, list[Reference]] = {}
    named, defined = _named(files, by_file)
    for kind, former, today in _wanted(was):
        go_on()
        if (kind, former) not in defined:
            continue
        try:
            change = rename(files, named, kind, former, today.rpartition("/")[2])
        except CannotRename:  # two that became one, say: then one of them is gone
            continue
        files = {change.moved.get(name, name): text for name, text in {**files, **change.files}.items()}
        renamed[former] = today
        for name in (*change.files, *change.moved):
            by_file.pop(name, None)
        named, defined = _named(files, by_file)
    for name, text in files.items() if renamed else ():
        file = made / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    return renamed if not renamed or _is_sound(made) else {}


def _is_sound(folder: Path) -> bool:
    try:
        load(folder)
    except BrokenStory:
        return False
    return True


def _named(
    files: Mapping[str, str], by_file: dict[str, list[Reference]]
) -> tuple[list[Reference], frozenset[tuple[NameKind, str]]]:
    """Everything that is named in files, and what is defined there; `by_file` has those looked at already."""
    for name, text in files.items():
        if name.endswith(".yaml") and name not in by_file:
            by_file[name] = named_in({name: text.encode()})
    there = at_home(each for name in sorted(by_file) for each in by_file[name])
    # of several choices of one name, walkthroughs find theirs by its former name too
    named = [each for each in there if not each.name.startswith(f"{WHEREVER}/")]
    return named, frozenset((each.kind, each.name) for each in named if each.defines)


def _wanted(was: Mapping[str, str]) -> Iterator[tuple[NameKind, str, str]]:
    """What is to be renamed: choices last, in scenes that have their names of today by then."""
    for former, today in sorted(was.items(), key=lambda names: "/" in names[0]):
        prefix = next((prefix for prefix in _KINDS if former.startswith(prefix)), "")
        kind = _KINDS.get(prefix, NameKind.CHOICE if "/" in former else NameKind.PLACE)
        yield kind, former.removeprefix(prefix), today.removeprefix(prefix)
