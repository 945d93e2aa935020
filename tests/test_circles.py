"""No room leads back to itself: no module imports, however late or for its types alone, one that imports it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import game
from game.story.components import components

GAME = Path(game.__file__).parent


def modules() -> dict[str, Path]:
    """Every module by its full name; a package by that of its folder."""
    names = ((".".join(("game", *file.relative_to(GAME).with_suffix("").parts)), file) for file in GAME.rglob("*.py"))
    return {name.removesuffix(".__init__"): file for name, file in names}


def imports(name: str, file: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules that a module names in an import, wherever in it; packages on the way are not counted."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports from a place that moves with it"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    yield inner
                elif node.module in known:
                    yield str(node.module)


def test_no_module_is_imported_by_what_it_imports_lazy_and_type_only_imports_counted() -> None:
    known = modules()
    names = sorted(known)
    number = {name: index for index, name in enumerate(names)}
    leads = [sorted({number[to] for to in imports(name, known[name], known)} - {number[name]}) for name in names]
    parts = components(range(len(names)), lambda index: leads[index])
    assert [sorted(names[index] for index in part) for part in parts if len(part) > 1] == []
