"""Plain ES modules to one script: each in a block of its own, after those that it imports.

Modules inside a page cannot import one another, and no build step is wanted. What modules export is declared once,
before all of them; what they keep to themselves stays in their block. The imports and exports that are written here are
of few forms; any other is refused rather than misread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from game.web.messages import numbered, numbers

FOLDER = Path(__file__).parent
ENTRY = FOLDER / "main.js"

_IMPORT = re.compile(r'^import \{\s*([^}]+?),?\s*\} from "(\.[^"]+)";\n', re.MULTILINE)
_AS = re.compile(r"(\w+) as (\w+)")
_EFFECT = re.compile(r'^import "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:const |((?:async )?(?:function\*?|class)) )(\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_TYPE = re.compile(r"/\*\* @[^\n]*?\*/ ?")
_INDENT = re.compile(r"^ +", re.MULTILINE)
_OPEN = re.compile(r"^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$|^.*\$\{[^}\n]*$", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:(?:import|export)\b|[\[(`/+*-]).*", re.MULTILINE)
"""Other forms, and lines that would go on with a function or a class that stands before them."""


class UnknownForm(ValueError):
    """A module imports, exports or quotes in a way that is not read here."""


def modules(entry: Path = ENTRY) -> tuple[Path, ...]:
    """A module and all that it imports, each once, after those that it imports itself."""
    return tuple(_modules(entry.resolve(), set()))


def bundle(entry: Path = ENTRY) -> str:
    """One script that does what a module does; its comments are left out, and how far its lines are set in.

    Raises:
        UnknownForm: Something is imported or exported in a form that is not known here or under a name that another
            module has, or a text runs over several lines.
    """
    parts = modules(entry)
    names = Counter(name for path in parts for _, name in _EXPORT.findall(path.read_text("utf-8")))
    if twice := [name for name, count in names.items() if count > 1]:
        raise UnknownForm(f"exported by two modules: {', '.join(twice)}")
    known = numbers(parts)
    return f"let {', '.join(names)};\n" + "\n".join(_block(path, known) for path in parts)


def _modules(path: Path, met: set[Path]) -> Iterator[Path]:
    met.add(path)
    source = path.read_text("utf-8")
    for name in (*(groups[1] for groups in _IMPORT.findall(source)), *_EFFECT.findall(source)):
        other = (path.parent / name).resolve()
        if other not in met:
            yield from _modules(other, met)
    yield path


def _block(path: Path, known: Mapping[tuple[str, str], int]) -> str:
    """A module as a block: its exports are set, its imports are there already, its messages are numbers."""
    source = _COMMENT.sub("", numbered(path.read_text("utf-8"), known)).replace("export {};\n", "")
    source = _EFFECT.sub("", _IMPORT.sub(_renamed, source))
    source = _EXPORT.sub(lambda match: f"{match[2]} = {match[1]} {match[2]}" if match[1] else match[2], source)
    source = _TYPE.sub("", source)
    if left := _UNKNOWN.search(source) or _OPEN.search(source):
        raise UnknownForm(f"{path}: {left[0]}")
    return f"{{\n{_INDENT.sub('', source)}}}"


def _renamed(statement: re.Match[str]) -> str:
    """What a module calls otherwise than the one that it imports it from."""
    return "".join(f"const {own} = {name};\n" for name, own in _AS.findall(statement[1]))
