"""What stands where an author types, found from the lines alone: half-typed YAML has no tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.lsp.text import Text
from game.story.folder import WALKTHROUGHS
from game.story.schema import KINDS
from game.story.schema.groups import Either, ListOf, MapOf, ObjectShape
from game.story.schema.shapes import Shape

_KEY = re.compile(r"(\s*(?:- +)*)([\w-]+) *:(?= |$)")
_IN_BRACES = re.compile(r"(?:^|[{,])\s*([\w-]+) *: *([^{},]*)$")
_OPENS_A_GROUP = re.compile(r"(?::|-|\[|,|\{)\s*$")
"""What stands before a brace that opens a group of keys; inside a text, a brace prints a name."""

_WORD = re.compile(r"[\w/-]*$")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is typed where.

    Attributes:
        key: The key whose value is typed; empty where a key is.
        typed: What there is of the word so far.
        before: The value as far as it is typed, up to the cursor.
        path: The keys that it all stands under, the outermost first, `key` not among them.
        group: What may stand there, where a key is typed.
        value: What may stand there, where a value is.
    """

    key: str
    typed: str
    before: str
    path: tuple[str, ...]
    group: ObjectShape | MapOf | None
    value: Shape | None


def cursor(text: Text, file: str, line: int, column: int) -> Cursor:
    """What is typed at a place.

    Args:
        text: The file's text.
        file: Its name in the story's folder.
        line: From 1.
        column: From 1.
    """
    written = text.line(line)[: column - 1]
    match = _WORD.search(written)
    typed = match[0] if match else ""
    path = _above(text, line, len(written) - len(written.lstrip(" -")))
    shape = _shape(file, path)
    own = _KEY.match(written)
    opened = written[: max(written.rfind("{"), 0)]
    if written.rfind("{") > written.rfind("}") and _OPENS_A_GROUP.search(opened):
        if (outer := _KEY.match(opened)) is not None:
            path = (*path, outer[2])
            shape = _under(shape, outer[2])
        shape = shape.item if isinstance(shape, ListOf) else shape
        inner = _IN_BRACES.search(written[written.rfind("{") :])
        if inner is not None:
            return Cursor(inner[1], typed, inner[2], path, None, _under(shape, inner[1]))
        return Cursor("", typed, "", path, _group(shape), None)
    if own is not None:
        before = written[own.end() :].lstrip()
        return Cursor(own[2], typed, before, path, None, _under(shape, own[2]))
    if written.lstrip().startswith("- ") and isinstance(shape, ListOf | Either) and _group(shape) is None:
        return Cursor(path[-1] if path else "", typed, written.lstrip(" -"), path[:-1], None, shape)
    if written.strip(" -") == typed and _group(shape) is not None:
        return Cursor("", typed, "", path, _group(shape), None)
    return Cursor(path[-1] if path else "", typed, written.lstrip(" -"), path[:-1], None, shape)


def _above(text: Text, line: int, column: int) -> tuple[str, ...]:
    """The keys that a line stands under, by their indentation."""
    path: list[str] = []
    for number in range(line - 1, 0, -1):
        if column == 0:
            break
        written = text.line(number)
        match = _KEY.match(written)
        if match is None or written.lstrip().startswith("#"):
            continue
        if len(match[1]) < column and written[match.end() :].strip() in ("", ">-", ">", "|", "|-"):
            path.append(match[2])
            column = len(match[1])
            if "-" in match[1]:
                column = len(match[1]) - len(match[1].lstrip())  # its siblings in the item stand under the same key
                column += 1
    return tuple(reversed(path))


def _shape(file: str, path: tuple[str, ...]) -> Shape | None:
    """What may stand under some keys of a file."""
    stem = file.removesuffix(".yaml")
    shape: Shape | None = KINDS[stem if stem in KINDS or file == WALKTHROUGHS else "episode"]
    for key in path:
        shape = _under(shape, key)
    return shape


def _under(shape: Shape | None, key: str) -> Shape | None:
    """What may stand under a key of a shape, whether it stands there itself or in the items of a list."""
    group = _group(shape)
    if isinstance(group, ObjectShape):
        return group.keys[key].shape if key in group.keys else None
    return group.item if isinstance(group, MapOf) else None


def _group(shape: Shape | None) -> ObjectShape | MapOf | None:
    """The group of keys that a shape is, or is made of."""
    if isinstance(shape, ObjectShape | MapOf):
        return shape
    if isinstance(shape, ListOf):
        return _group(shape.item)
    if isinstance(shape, Either):
        return _group(shape.group) or _group(shape.list)
    return None
