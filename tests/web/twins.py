"""The page's modules beside Python's that they mirror, and what both held when they were last proved equal."""

from __future__ import annotations

import ast
import re
from hashlib import blake2b
from pathlib import Path

GAME = Path("game")
WEB = GAME / "web"
PROVED = ("engine", "i18n", "view")
"""The folders whose modules are compared with Python's."""

RECORD = Path(__file__).with_name("twins.txt")

_HEADER = re.compile(r"/\*\*.*?\*/", re.DOTALL)
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([\w/]+\.py)`")

NOT_ON_THE_PAGE = {
    "decision_list.py": "decisions are typed on command lines",
    "strategist.py": "its tables would weigh 24 kB more: it plays in the terminal",
    "tree.py": "the map of all roads is the terminal's",
    "tree_layout.py": "the map of all roads is the terminal's",
}
"""Modules of `game/play` that the page does without, and why."""


def twins() -> dict[Path, list[Path]]:
    """Each module of the page that mirrors something, with what its header names."""
    modules = [module for folder in PROVED for module in sorted((WEB / folder).glob("*.js"))]
    found = {module: _mirrored(module) for module in modules}
    return {module: named for module, named in found.items() if named}


def _mirrored(module: Path) -> list[Path]:
    header = _HEADER.search(module.read_text("utf-8"))
    folder, paths = GAME, []
    for name in _NAMED.findall(header[0]) if header else []:
        near = [path for path in (Path(name), folder / name, GAME / name) if path.is_file()]
        [path] = near[:1] or GAME.rglob(name)
        folder = path.parent
        paths.append(path)
    return paths


def recorded() -> dict[str, str]:
    """What each module held when it was last proved equal, by its path."""
    lines = RECORD.read_text("utf-8").splitlines() if RECORD.exists() else []
    return dict(line.split(" ") for line in lines if not line.startswith("#"))


def held() -> dict[str, str]:
    """The same, as it is now."""
    modules = {path for module, mirrored in twins().items() for path in (module, *mirrored)}
    return {path.as_posix(): fingerprint(path) for path in sorted(modules)}


def record(now: dict[str, str]) -> None:
    """Keep what the modules hold."""
    head = "# What each module of the two engines held when they were last proved equal: see game/web/README.md.\n"
    RECORD.write_text(head + "".join(f"{path} {held}\n" for path, held in now.items()), "utf-8")


def fingerprint(module: Path) -> str:
    """A hash over what a module does: comments, docstrings and layout are left out."""
    source = module.read_text("utf-8")
    code = _without_docstrings(source) if module.suffix == ".py" else "".join(_COMMENT.sub("", source).split())
    return blake2b(code.encode(), digest_size=8).hexdigest()


def _without_docstrings(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [part for part in body if not _is_string(part)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
