"""How the program was called is how its commands are printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.program import as_called, command_line, program_name

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _called_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOLDUP_CALLED_AS", raising=False)


@pytest.mark.parametrize(
    ("argv", "path", "name"),
    [
        ("/usr/bin/holdup", "/usr/bin", "holdup"),
        ("/home/me/.venv/bin/holdup", "/usr/bin", "/home/me/.venv/bin/holdup"),
        (".venv/bin/holdup", "/usr/bin", ".venv/bin/holdup"),
        ("/src/game/__main__.py", "/usr/bin", "holdup"),
        ("/my tools/holdup", "/usr/bin", "'/my tools/holdup'"),
    ],
)
def test_a_name_on_the_path_is_enough_and_elsewhere_the_path_is_said(
    monkeypatch: pytest.MonkeyPatch, argv: str, path: str, name: str
) -> None:
    monkeypatch.setattr(sys, "argv", [argv])
    monkeypatch.setenv("PATH", path)
    assert program_name() == name


def test_the_checkouts_script_is_named_as_it_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDUP_CALLED_AS", "./script/play")
    assert command_line("check", Path("my story")) == "./script/play check 'my story'"
    assert as_called("printf '1\\n' | holdup play --seat both") == "printf '1\\n' | ./script/play play --seat both"
    assert as_called("holdup export -o holdup.html") == "./script/play export -o holdup.html"


@pytest.mark.parametrize("words", [["check", "--help"], ["check", "nowhere", "--nonsense"]])
def test_help_and_usage_errors_say_the_name_that_was_called(words: list[str]) -> None:
    environment = os.environ | {"HOLDUP_CALLED_AS": "../holdup/script/play", "HOLDUP_LANG": "en"}
    called = subprocess.run(
        [sys.executable, "-m", "game", *words], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert (called.stdout + called.stderr).startswith("usage: ../holdup/script/play check ")


def test_the_script_says_how_it_was_called() -> None:
    assert "HOLDUP_CALLED_AS=$0" in (ROOT / "script" / "play").read_text("utf-8")
