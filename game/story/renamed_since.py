"""An older story told in the names of a newer one: what the newer says that it was, is renamed in a copy of the older.

Whoever compares the two then finds each thing under one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from game.story.former import CHALLENGE, OPENING, SEAT, VARIABLE
from game.story.load import load, story_files
from game.story.problems import BrokenStory
from game.story.references import WHEREVER, NameKind, references
from game.story.rename import CannotRename, beside, rename

_KINDS = {
    SEAT: NameKind.SEAT,
    OPENING: NameKind.OPENING,
    VARIABLE: NameKind.VARIABLE,
    CHALLENGE: NameKind.CHALLENGE,
}


def told_today(old: Path, was: Mapping[str, str], made: Path) -> dict[str, str]:
    """Write the older story into a folder, in the names of today.

    Args:
        old: The folder of the older story, which is left alone.
        was: Former names and present ones, as the newer story has them.
        made: The folder to write into.

    Returns:
        What was renamed, former names and present ones; nothing where the older story would not be sound
        under them.
    """
    read = story_files(old)
    files = {name: data.decode("utf-8-sig", "replace").replace("\r\n", "\n") for name, data in read.items()}
    files |= beside(old)
    renamed: dict[str, str] = {}
    for kind, former, today in _wanted(was):
        # of several choices of one name, walkthroughs find theirs by its former name too
        named = [each for each in references(_yaml(files)) if not each.name.startswith(f"{WHEREVER}/")]
        if not any(each.defines and (each.kind, each.name) == (kind, former) for each in named):
            continue
        try:
            change = rename(files, named, kind, former, today.rpartition("/")[2])
        except CannotRename:  # two that became one, say: then one of them is gone
            continue
        files = {change.moved.get(name, name): text for name, text in {**files, **change.files}.items()}
        renamed[former] = today
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


def _yaml(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items() if name.endswith(".yaml")}


def _wanted(was: Mapping[str, str]) -> Iterator[tuple[NameKind, str, str]]:
    """What is to be renamed: choices last, in scenes that have their names of today by then."""
    for former, today in sorted(was.items(), key=lambda names: "/" in names[0]):
        prefix = next((prefix for prefix in _KINDS if former.startswith(prefix)), "")
        kind = _KINDS.get(prefix, NameKind.CHOICE if "/" in former else NameKind.PLACE)
        yield kind, former.removeprefix(prefix), today.removeprefix(prefix)
