"""The interface's own words: read off the code, and brought into a catalogue of theirs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from game.story.po import as_obsolete, by_key, new_catalogue, updated_entry

if TYPE_CHECKING:
    import polib

WIDTH = 120
"""The longest line of these catalogues, in columns."""

PACKAGE = Path(__file__).parents[1]

TABLES = {"tui/theme.py": ("NAMES",)}
"""Words that stand in tables of one module and are said by another, by file."""

STORIES = ("documented", "disputed", "invented", "reported")
"""Words of a story's files that are said in the reader's language: marks of paragraphs, certainties of facts."""

ARGPARSE = (
    "usage: ",
    "%(prog)s: error: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
    "expected one argument",
    "expected at least one argument",
    "expected at most one argument",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "ignored explicit argument %r",
    "not allowed with argument %s",
)
"""What argparse says of its own accord, which is the same in every Python that we run on."""

_SAY = ("tr", "said_anywhere")

_ALIKE = 0.75
"""How alike two messages are, from 0 to 1, for one to be the other after an edit."""


def said() -> tuple[str, ...]:
    """Every message of the interface, once each, by file and line; those of stories and argparse's own come last."""
    files = sorted(PACKAGE.rglob("*.py"))
    found = [message for file in files for message in _said(file)]
    return tuple(dict.fromkeys((*found, *STORIES, *ARGPARSE)))


def merge(messages: Sequence[str], older: polib.POFile | None, language: str) -> polib.POFile:
    """A catalogue for the interface's messages, with what an older one already translates.

    Args:
        messages: Every message.
        older: The older catalogue, if there is one. Its order is kept, and new messages follow. A message that was
            edited keeps its translation, marked fuzzy, where it can be told which it was; what nobody says any more is
            kept as obsolete.
        language: The language's code.

    Returns:
        The new catalogue.

    Raises:
        InvalidCatalogue: The older one translates a message twice.
    """
    catalogue, known = new_catalogue(older, language, "holdup", WIDTH), by_key(older)
    live = [message for message, entry in known.items() if not entry.obsolete]
    edited = _edited([m for m in messages if m not in known], [m for m in live if m not in messages])
    due, left = dict.fromkeys(messages), []
    for message, entry in known.items():
        now = edited.get(message, message)
        if now in due:
            del due[now]
            catalogue.append(_flagged(updated_entry(now, entry)))
        else:
            left.append(entry)
    for message in due:
        catalogue.append(_flagged(updated_entry(message, None)))
    catalogue.extend(as_obsolete(left))
    return catalogue


def spoken(tree: ast.Module) -> Iterator[ast.expr]:
    """What `tr` and `said_anywhere` are given, each time that they are called."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in _SAY)


def assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement gives, with what it gives them."""
    if isinstance(node, ast.Assign):
        yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))


def _edited(new: Sequence[str], gone: Sequence[str]) -> dict[str, str]:
    """What each message that is gone became, where one of the new ones is like it."""
    became: dict[str, str] = {}
    for message in new:
        near = get_close_matches(message, [old for old in gone if old not in became], 1, _ALIKE)
        became.update(dict.fromkeys(near, message))
    return became


def _flagged(entry: polib.POEntry) -> polib.POEntry:
    """An entry whose flags let gettext's tools compare the fields of both sides."""
    kind = "python-format" if entry.msgid in ARGPARSE else "python-brace-format"
    if re.search(r"%[(rs]|\{\w", entry.msgid) and kind not in entry.flags:
        entry.flags.append(kind)
    return entry


def _said(file: Path) -> Iterator[str]:
    """The messages of a module: what its `tr` is given as it stands, or finds in a table of the module."""
    tree = ast.parse(file.read_text("utf-8"))
    tables = {name: value for node in tree.body for name, value in assigned(node)}
    for name in TABLES.get(file.relative_to(PACKAGE).as_posix(), ()):
        yield from _strings(tables.get(name))
    for message in sorted(spoken(tree), key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(message, ast.Constant):
            yield str(message.value)
        elif isinstance(message, ast.Subscript) and isinstance(message.value, ast.Name):
            yield from _strings(tables.get(message.value.id))


def _strings(table: ast.expr | None) -> Iterator[str]:
    """The strings of a tuple, or the values of a mapping."""
    parts = table.values if isinstance(table, ast.Dict) else table.elts if isinstance(table, ast.Tuple) else []
    yield from (str(part.value) for part in parts if isinstance(part, ast.Constant))
