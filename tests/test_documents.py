"""What is written for those who carry on holds: files named are there, switches and versions are those in use."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest
import yaml

from game import __version__
from game.cli.parser import parse, purposes
from game.i18n import catalogue
from tests.recording import CHOOSES

ROOT = Path(__file__).parent.parent
CONTRIBUTING = ROOT / ".github" / "CONTRIBUTING.md"
DOCUMENTS = [ROOT / "README.md", CONTRIBUTING, ROOT / "game" / "README.md", ROOT / "tests" / "benchmarks" / "README.md"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))

PACKAGES = sorted(path.parent for path in (ROOT / "game").glob("*/__init__.py"))
GUIDES = [
    *(ROOT / "README.md", CONTRIBUTING, ROOT / "scenes" / "README.md", ROOT / "scenes" / "CURES.md"),
    *(ROOT / "game" / "locale" / "README.md", ROOT / "game" / "web" / "README.md"),
]
INVENTED = "words --episode 3"
"""What the first change that CONTRIBUTING walks through would add."""

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
MAPPED = re.compile(r"`([a-z_0-9]+)[`./]|^ {4}([a-z_]+) ", re.MULTILINE)
NAMED = re.compile(r"`((?:\./)?(?:game|tests|scenes|script|\.ci)/[\w./-]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    linked = [document.parent / target for target in LINK.findall(text) if not target.startswith("../../releases/")]
    named = [ROOT / name for name in NAMED.findall(text) if "NAME" not in name]
    assert [path for path in (*linked, *named) if not path.exists()] == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.name))
def test_the_map_of_a_package_names_every_module_and_none_that_is_gone(package: Path) -> None:
    drawn = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    modules = {path.stem for path in package.glob("[!_]*") if path.suffix == ".py" or (path / "__init__.py").exists()}
    commands = purposes().keys() | {"explain"} if package.name == "cli" else set[str]()
    named = {name for names in MAPPED.findall(drawn) for name in names if name}
    assert sorted(modules - commands - named) == []
    everywhere = {path.stem for path in ROOT.glob("game/**/*") if "__pycache__" not in path.parts}
    assert sorted(named - everywhere - {"game", "tr", "trn", "trc"}) == []


def typed(text: str) -> set[str]:
    """The commands that a document has somebody type: lines of a block, and what stands in a sentence."""
    blocks = "".join(
        block
        for kind, block in re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        if kind in ("", "sh")
    )
    lines = re.findall(r"^(?:holdup|\./script/play) (.+?)(?: {2,}.*| +[>|#].*)?$", blocks, re.MULTILINE)
    return {*lines, *re.findall(r"`(?:holdup|\./script/play) ([^`…\n]+)`", text)} - {INVENTED, "..."}


def taken(words: list[str]) -> bool:
    """Whether the program takes a command line; asked for help, it gives that."""
    try:
        return parse(words).command is not None
    except SystemExit as end:
        return end.code == 0


@pytest.mark.parametrize("document", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_document_has_typed_is_taken(document: Path) -> None:
    commands = typed(document.read_text("utf-8"))
    assert commands
    refused = [words for words in map(shlex.split, commands - purposes().keys()) if not taken(words)]
    assert refused == []  # a name alone is spoken of, not typed
    catalogue.set_language("en")


def test_contributing_lists_every_switch_of_the_tests() -> None:
    asked = set(re.findall(r'environ(?:\.get\(|\[)"(HOLDUP_\w+)"', (ROOT / "tests" / "switches.py").read_text("utf-8")))
    listed = set(re.findall(r"^\| `(HOLDUP_\w+)=", CONTRIBUTING.read_text("utf-8"), re.MULTILINE))
    assert listed == asked
    for file in (ROOT / "tests").rglob("*.py"):
        elsewhere = re.findall(r"environ(?:\.get\(|\[)[\"'](HOLDUP_\w+)", file.read_text("utf-8"))
        assert file.name == "switches.py" or not asked & set(elsewhere), file


@pytest.mark.parametrize("size", ["80x24", "120x36"])
def test_the_readmes_recording_sees_where_the_game_asks(size: str) -> None:
    screen = (ROOT / "tests" / "tui" / "goldens" / f"decision-{size}.txt").read_text("utf-8")
    assert CHOOSES in screen.rstrip().splitlines()[-1]


def test_every_module_that_contributing_runs_is_there() -> None:
    for module in re.findall(r"python -m (tests[.\w]+)", "".join(path.read_text("utf-8") for path in DOCUMENTS)):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or path.is_dir(), module


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one_that_can_be_filled_in(form: Path) -> None:
    asked = yaml.safe_load(form.read_text("utf-8"))
    assert asked.keys() >= {"name", "description", "body"}
    ids = [field["id"] for field in asked["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for field in asked["body"]:
        assert field["type"] in {"textarea", "input", "dropdown", "markdown", "checkboxes"}
        assert field["attributes"]["label"]
        assert (field["type"] == "dropdown") == ("options" in field["attributes"])


def test_a_fault_is_reported_with_the_runs_code_and_what_doctor_says() -> None:
    fault = yaml.safe_load(FORMS[0].read_text("utf-8"))
    assert {field["id"] for field in fault["body"]} >= {"code", "doctor"}


def test_ci_runs_what_must_hold() -> None:
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]["ci"]["steps"]
    assert {"run": ".ci/run"} in steps


def test_every_hook_is_a_tool_of_the_checkout() -> None:
    [repository] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith((".venv/bin/", "./script/"))


def test_the_change_log_begins_with_this_version() -> None:
    sections = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert sections[0] == __version__
    assert len(sections) == len(set(sections))
