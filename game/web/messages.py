"""What the page says: the messages in its modules, as `game.cli.extract_interface` reads those in Python's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

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
