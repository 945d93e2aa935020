"""Commands run in this process for speed, or in one of their own where that is the point."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from game.cli import main

ROOT = Path(__file__).parents[2]
BAKER = ROOT / "tests" / "stories" / "baker"


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Holdup = Callable[..., Done]


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, whatever the story's language; and no terminal's promises."""
    monkeypatch.setenv("HOLDUP_LANG", "en")
    monkeypatch.delenv("ACCESSIBLE", raising=False)


@pytest.fixture
def holdup(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Holdup:
    """Runs a command here: `holdup("play", path, typed="1\\n")`."""

    def run(*argv: object, typed: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = main([str(word) for word in argv])
        except SystemExit as left:
            code = int(left.code or 0)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


def process(*argv: object, typed: bytes | None = b"", **environment: str) -> Done:
    """Run a command in a process of its own; `typed` None closes its input."""
    command = [sys.executable, "-m", "game", *map(str, argv)]
    done = subprocess.run(
        command, input=typed, capture_output=True, cwd=ROOT, env={**os.environ, **environment}, timeout=30
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
