"""What the page says: the messages in its modules, as `game.cli.extract_interface` reads those in Python's.

In a page they are numbers: a reader of French has no use for the English words, and packed data holds words more
tightly than a script does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from game.i18n import catalogue

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_CALL = re.compile(
    rf"\b(?:(?P<name>tr|message)\(\s*(?P<alone>{_STRING})|trn\(\s*(?P<one>{_STRING}),\s*(?P<many>{_STRING})"
    rf"|trc\(\s*(?P<context>{_STRING}),\s*(?P<text>{_STRING}))"
)
_NOTE = re.compile(r"^ *// translators: (.*)\n(?:^ *// .*\n)*\Z", re.MULTILINE)


class Said(NamedTuple):
    """A message: its English words, those for many where it counts something, its context, and a translator's note."""

    text: str
    plural: str = ""
    context: str = ""
    note: str = ""


def said(path: Path) -> Iterator[Said]:
    """The messages of a module, in its order: those written out in `tr`, `trn`, `trc` and `message`."""
    source = path.read_text("utf-8")
    for call in _CALL.finditer(source):
        words = {name: json.loads(text) for name, text in call.groupdict().items() if text and text.startswith('"')}
        line = source.rfind("\n", 0, call.start()) + 1
        noted = _NOTE.search(source, 0, line)
        note = " ".join(part.strip().removeprefix("// ") for part in noted[0].strip().splitlines()) if noted else ""
        text = words.get("alone") or words.get("one") or words["text"]
        yield Said(text, words.get("many", ""), words.get("context", ""), note.removeprefix("translators: "))


def numbers(paths: Iterable[Path]) -> dict[tuple[str, str], int]:
    """The number of each message of some modules, by its context and its words, in the order in which they stand."""
    met = dict.fromkeys((message.context, message.text) for path in paths for message in said(path))
    return {message: number for number, message in enumerate(met)}


def numbered(source: str, known: Mapping[tuple[str, str], int]) -> str:
    """A module's text with its messages as their numbers."""

    def number(call: re.Match[str]) -> str:
        context, text = (json.loads(call[name] or '""') for name in ("context", "text"))
        if call["one"]:
            return f'trn("{known["", json.loads(call["one"])]}", ""'
        return f'{call["name"] or "tr"}("{known[context, text or json.loads(call["alone"])]}"'

    return _CALL.sub(number, source)


def words(paths: Iterable[Path]) -> dict[str, Any]:
    """What the language in use says of the messages of some modules, by their numbers, in English at least."""
    every = [message for path in paths for message in said(path)]
    excerpt = catalogue.excerpt((message.context, message.text, message.plural) for message in every)
    known = numbers(paths)
    messages, plurals = [""] * len(known), dict[int, Any]()
    for message in every:
        number = known[message.context, message.text]
        if message.plural:
            plurals[number] = excerpt["plurals"].get(message.text, [message.text, message.plural])
        else:
            key = catalogue.key(message.context, message.text)
            messages[number] = excerpt["messages"].get(key, message.text)
    return {"messages": messages, "plurals": plurals, "forms": excerpt["forms"]}
