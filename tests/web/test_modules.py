"""The page's modules: their types hold, they are written as prettier writes, and none of them says what it must not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from game.web import bundle
from game.web.messages import said
from tests.npm import Missing, package

WEB = bundle.FOLDER
MODULES = sorted(WEB.rglob("*.js"))
NAMES = [module.relative_to(WEB).as_posix() for module in MODULES]

FORBIDDEN = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\(|setTimeout\(\s*[\"'`]|fetch\("
    r"|XMLHttpRequest|WebSocket|sendBeacon|import\()|[\"'`]style[\"'`]\s*[,:]"
)
"""What would read a string as markup or as code, ask something of elsewhere, or be refused by the page's policy."""

LONGEST = 420
"""Lines of a module: a sign to look, here as elsewhere."""


def tool(name: str, version: str) -> Path:
    try:
        return package(name, version)
    except Missing as why:
        pytest.skip(str(why))


def test_the_types_hold() -> None:
    program = tool("typescript", "7.0.2") / "bin" / "tsc"
    done = subprocess.run(["node", program, "-p", WEB], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


def test_they_are_written_as_prettier_writes() -> None:
    program = tool("prettier", "3.10.1") / "bin" / "prettier.cjs"
    command: list[str | Path] = [
        "node",
        program,
        "--print-width=120",
        "--check",
        *MODULES,
        WEB / "page.css",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_none_reads_a_string_as_anything_but_text(module: Path) -> None:
    code = re.sub(r"^ *(?:/\*\*.*?\*/|//[^\n]*)$", "", module.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert [found[0] for found in FORBIDDEN.finditer(code)] == []
    assert len(code.splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_each_message_is_written_out_where_it_is_said(module: Path) -> None:
    source = module.read_text("utf-8")
    calls = re.findall(r"(?<![\w.])(?:tr|trn|trc)\(\s*([\"'`]|[A-Za-z])", source)
    assert "`" not in calls
    assert "'" not in calls
    assert calls.count('"') <= len(list(said(module)))


def test_the_engine_has_no_words_no_document_and_knows_nothing_of_the_screen() -> None:
    for folder, kept_out in (("engine", ("../",)), ("i18n", ("../",)), ("view", ("../screen/", "../journal/"))):
        for module in (WEB / folder).glob("*.js"):
            imported = re.findall(r'from "([^"]+)"', module.read_text("utf-8"))
            assert [name for name in imported if name.startswith(kept_out)] == [], module
    for module in (WEB / "engine").glob("*.js"):
        assert re.search(r"\b(?:document|window|localStorage|navigator)\.", module.read_text("utf-8")) is None or (
            module.stem == "link"  # its `document` is the compiled story
        )


def test_every_module_is_part_of_the_page() -> None:
    assert set(bundle.modules()) == set(MODULES)
