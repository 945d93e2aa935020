"""The interface's own words: read off the code, and brought into a catalogue of theirs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import game
from game.i18n.languages import NAME_FIELD
from game.story.po import as_obsolete, by_key, new_catalogue, updated_entry
from game.web.messages import said

if TYPE_CHECKING:
    import polib

WIDTH = 120
"""The longest line of these catalogues, in columns."""

PACKAGE = Path(game.__file__).parent

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

_SAY = {"tr": 0, "tr_lazy": 0, "message": 0, "in_every_language": 0, "trn": 0, "trn_lazy": 0, "trc": 1}
"""The functions that say a message, and which of their arguments it is."""

_COUNTING = ("trn", "trn_lazy")
"""Those of them whose next argument says it of many."""

_NOTE = "# translators: "
"""What a comment above a message begins with, when it is meant for those who translate it."""

_NOTES = {
    "label": "What a key does, at the foot of the screen: as short as can be.",
    "brief": "What a key does, at the foot of a narrow screen: even shorter.",
    "sentence": "What a command does, in the game's help; it begins with a small letter.",
    "help": "What a command or an option does, in --help.",
    "metavar": "What stands for a value in --help, in capitals.",
}
"""Notes for what is handed to a function, or under a keyword, of that name."""

_TYPED = "A word that players type; accents and capitals do not matter."

_ALIKE = 0.75
"""How alike two messages are, from 0 to 1, for one to be the other after an edit."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the interface, with all that helps to translate it.

    Attributes:
        text: The English words; for one, where it counts something.
        plural: The English words for many; empty where it counts nothing.
        context: Where it is said, when the same words say something else elsewhere.
        files: The modules that say it. Lines are left out: they would change with every edit.
        note: What translators should know.
    """

    text: str
    plural: str = ""
    context: str = ""
    files: tuple[str, ...] = ()
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: its context and its words."""
        return self.context, self.text


def messages() -> tuple[Message, ...]:
    """Every message of the interface, once each, by file and line; those of stories and argparse's own come last."""
    known: dict[tuple[str, str], Message] = {}
    own = [message for file in sorted(PACKAGE.rglob("*.py")) for message in _messages(file)]
    own += [message for file in sorted(PACKAGE.rglob("*.js")) for message in _messages_of_page(file)]
    stories = [Message(text, note="A word of a story's files, said to readers.") for text in STORIES]
    argparse = [Message(text, note="Said by argparse, Python's reader of command lines.") for text in ARGPARSE]
    for message in (*own, *stories, *argparse):
        first = known.setdefault(message.key, message)
        known[message.key] = replace(
            first,
            plural=first.plural or message.plural,
            files=tuple(dict.fromkeys((*first.files, *message.files))),
            note=first.note or message.note,
        )
    return tuple(known.values())


def merge(messages: Sequence[Message], older: polib.POFile | None, language: str) -> polib.POFile:
    """A catalogue for the interface's messages, with what an older one already translates.

    Args:
        messages: Every message.
        older: The older catalogue, if there is one. Its order is kept, and new messages follow. A message that was
            edited keeps its translation, marked fuzzy, where it can be told which it was; what nobody says any more is
            kept as obsolete.
        language: The language's tag; empty for a template, which every language may begin with.

    Returns:
        The new catalogue.

    Raises:
        InvalidCatalogue: The older one translates a message twice.
    """
    catalogue, known = new_catalogue(older, language, "holdup", WIDTH), by_key(older, key)
    catalogue.metadata.setdefault("Plural-Forms", "nplurals=INTEGER; plural=EXPRESSION;")
    catalogue.metadata.setdefault(NAME_FIELD, "")
    due, left = {message.key: message for message in messages}, []
    live = [of for of, entry in known.items() if not entry.obsolete]
    edited = _edited([of for of in due if of not in known], [of for of in live if of not in due])
    for of, entry in known.items():
        message = due.pop(edited.get(of, of), None)
        if message is None:
            left.append(entry)
        else:
            catalogue.append(_entry(message, entry))
    catalogue.extend(_entry(message, None) for message in due.values())
    catalogue.extend(as_obsolete(left))
    return catalogue


def key(entry: polib.POEntry) -> tuple[str, str]:
    """What tells an entry from the others of the interface's catalogue: its context and its words."""
    return entry.msgctxt or "", entry.msgid


def spoken(tree: ast.Module) -> Iterator[ast.expr]:
    """What the functions that say messages are given, each time that they are called."""
    return (call.args[_SAY[name]] for name, call in _calls(tree))


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAY:
            yield node.func.id, node


def assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement gives, with what it gives them."""
    if isinstance(node, ast.Assign):
        yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))


def _edited(new: Sequence[tuple[str, str]], gone: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """What each message that is gone became, where one of the new ones is like it."""
    became: dict[tuple[str, str], tuple[str, str]] = {}
    for context, text in new:
        candidates = {old: (before, old) for before, old in gone if before == context and (before, old) not in became}
        for near in get_close_matches(text, candidates, 1, _ALIKE):
            became[candidates[near]] = context, text
    return became


def _entry(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    """A message’s entry, with what an older one translates; its flags let gettext’s tools compare the fields."""
    entry = updated_entry(message.text, old, message.context or None, message.plural)
    entry.occurrences = [(f"game/{file}", "") for file in message.files]
    entry.comment = message.note
    kind = "python-format" if message.text in ARGPARSE else "python-brace-format"
    if re.search(r"%[(rs]|\{\w", message.text + message.plural) and kind not in entry.flags:
        entry.flags.append(kind)
    return entry


def _messages(file: Path) -> Iterator[Message]:
    """The messages of a module: what stands where one is said, or in a table of the module that is named there."""
    source = file.read_text("utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    tables = {name: value for node in tree.body for name, value in assigned(node)}
    name = file.relative_to(PACKAGE).as_posix()
    of_places = _notes_of_places(tree)
    for table in TABLES.get(name, ()):
        yield from (Message(text, files=(name,)) for text in _strings(tables.get(table)))
    for function, call in sorted(_calls(tree), key=lambda pair: (pair[1].lineno, pair[1].col_offset)):
        given = call.args[_SAY[function]]
        context = str(call.args[0].value) if function == "trc" and isinstance(call.args[0], ast.Constant) else ""
        plural = str(call.args[1].value) if function in _COUNTING and isinstance(call.args[1], ast.Constant) else ""
        typed = _TYPED if function == "in_every_language" else ""
        note = _note_above(lines, call.lineno) or of_places.get((call.lineno, call.col_offset), typed)
        if isinstance(given, ast.Constant):
            yield Message(str(given.value), plural, context, (name,), note)
        elif isinstance(given, ast.Subscript) and isinstance(given.value, ast.Name):
            for text in _strings(tables.get(given.value.id)):
                yield Message(text, plural, context, (name,), note)


def _messages_of_page(file: Path) -> Iterator[Message]:
    """The messages of a module of the page that `holdup publish` makes."""
    name = file.relative_to(PACKAGE).as_posix()
    return (Message(one.text, one.plural, one.context, (name,), one.note) for one in said(file))


def _notes_of_places(tree: ast.AST) -> dict[tuple[int, int], str]:
    """Notes on messages that what they are handed to explains, by the place of the call."""
    notes: dict[tuple[int, int], str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        handed = {keyword.arg or "": [keyword.value] for keyword in node.keywords}
        if isinstance(node.func, ast.Name):
            handed[node.func.id] = [*node.args, *(keyword.value for keyword in node.keywords)]
        for name, parts in handed.items():
            if name in _NOTES:
                calls = (call for part in parts for _, call in _calls(part))
                notes.update({(call.lineno, call.col_offset): _NOTES[name] for call in calls})
    return notes


def _note_above(lines: Sequence[str], number: int) -> str:
    """The note in the comments right above a line (from 1); empty where there is none."""
    above: list[str] = []
    for line in reversed(lines[: number - 1]):
        comment = line.strip()
        if not comment.startswith("#"):
            break
        above.insert(0, comment)
    start = next((at for at, comment in enumerate(above) if comment.startswith(_NOTE)), None)
    if start is None:
        return ""
    return " ".join([above[start].removeprefix(_NOTE), *(comment.lstrip("# ") for comment in above[start + 1 :])])


def _strings(table: ast.expr | None) -> Iterator[str]:
    """The strings of a tuple, or the values of a mapping."""
    parts = table.values if isinstance(table, ast.Dict) else table.elts if isinstance(table, ast.Tuple) else []
    yield from (str(part.value) for part in parts if isinstance(part, ast.Constant))
