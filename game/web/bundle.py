"""Plain ES modules to one script: each in a scope of its own, after those that it imports.

Modules inside a page cannot import one another, and no build step is wanted. The imports and exports that are written
here are of few forms; any other is refused rather than misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
ENTRY = FOLDER / "main.js"

_IMPORT = re.compile(r'^import \{\s*([^}]+?),?\s*\} from "(\.[^"]+)";\n', re.MULTILINE)
_EFFECT = re.compile(r'^import "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_TYPE = re.compile(r"/\*\* @[^\n]*?\*/ ?")
_INDENT = re.compile(r"^ +", re.MULTILINE)
_OPEN = re.compile(r"^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$|^.*\$\{[^}\n]*$", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class UnknownForm(ValueError):
    """A module imports, exports or quotes in a way that is not read here."""


def modules(entry: Path = ENTRY) -> tuple[Path, ...]:
    """A module and all that it imports, each once, after those that it imports itself."""
    return tuple(_modules(entry.resolve(), set()))


def bundle(entry: Path = ENTRY) -> str:
    """One script that does what a module does; its comments are left out, and how far its lines are set in.

    Raises:
        UnknownForm: An import or export is of a form that is not known here, or a text runs over several lines.
    """
    return "\n".join(map(_scoped, modules(entry)))


def _modules(path: Path, met: set[Path]) -> Iterator[Path]:
    met.add(path)
    source = path.read_text("utf-8")
    for name in (*(found[1] for found in _IMPORT.findall(source)), *_EFFECT.findall(source)):
        other = (path.parent / name).resolve()
        if other not in met:
            yield from _modules(other, met)
    yield path


def _scoped(path: Path) -> str:
    """A module as a scope: its imports become lookups, its exports what the scope returns."""
    source = path.read_text("utf-8")
    exports = _EXPORT.findall(source)
    source = _COMMENT.sub("", _EFFECT.sub("", _EXPORT.sub("", source)))
    source = _TYPE.sub("", _IMPORT.sub(lambda found: _lookup(path, found), source)).replace("export {};\n", "")
    if left := _UNKNOWN.search(source) or _OPEN.search(source):
        raise UnknownForm(f"{path}: {left[0]}")
    source = _INDENT.sub("", source)
    return f"const {_name(path)} = (() => {{\n{source}return {{ {', '.join(exports)} }};\n}})();"


def _lookup(path: Path, found: re.Match[str]) -> str:
    names = found[1].replace(" as ", ": ")
    return f"const {{ {names} }} = {_name((path.parent / found[2]).resolve())};\n"


def _name(path: Path) -> str:
    """What a module's scope is called: its folder and its name, so that two of one name are no trouble."""
    return f"${path.parent.name}_{path.stem}"
