"""The house's rooms: imports run one way, and what need not be loaded is not."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BAKER = ROOT / "tests" / "stories" / "baker"


def test_imports_run_one_way_and_only_the_screens_know_textual() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("arguments", "kept_out"),
    [
        (["--version"], {"textual", "rich", "yaml", "sqlite3", "polib", "numpy"}),
        (["check", str(BAKER)], {"textual", "rich", "sqlite3", "numpy"}),
        (["play", str(BAKER), "--plain"], {"textual", "rich", "numpy"}),
    ],
)
def test_a_command_loads_no_more_than_it_needs(arguments: list[str], kept_out: set[str]) -> None:
    program = (
        "import sys\nfrom game.__main__ import main\n"
        f"sys.argv = ['holdup', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(sys.modules))"
    )
    command = [sys.executable, "-c", program]
    for _ in range(2):  # the first start fills the cache
        found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    loaded = set(found.stdout.partition("LOADED ")[2].split())
    assert loaded
    assert loaded & kept_out == set()


def test_each_class_name_is_defined_once() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "game").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(path.relative_to(ROOT)))
    assert len(homes) > 200
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_each_variable_says_what_it_holds() -> None:
    """Parameters, locals, fields and attributes alike."""
    filler, names = {"found", "told", "said", "kept"}, list[tuple[str, int, str]]()
    for path in sorted((ROOT / "game").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                    names.append((str(path.relative_to(ROOT)), node.lineno, name))
    assert len(names) > 20_000
    assert [one for one in names if one[2].lstrip("_") in filler] == []


def test_the_title_loads_neither_the_engine_of_a_run_nor_plain_mode() -> None:
    """Whoever starts the game waits for the title; a run is loaded when one is played."""
    program = "import sys, game.cli.play, game.cli.launch, game.tui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    names = set(loaded.stdout.split())
    assert "game.tui.screens.title" in names
    engine = {f"game.play.{name}" for name in ("run", "page")} | {"game.journal.active_run"}
    assert names & {*engine, "game.plain", "game.explore", "game.gazette", "numpy", "polib"} == set()
