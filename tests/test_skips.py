"""A machine that has all the tools may not pass by leaving tests out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("reason", "everywhere", "where_all_tools_are"),
    [("no zsh here", 0, 1), ("no Python 3.99 here", 0, 0), ("nothing is read-only to root", 0, 0)],
)
def test_a_test_that_is_left_out_fails_where_all_tools_are(
    tmp_path: Path, reason: str, everywhere: int, where_all_tools_are: int
) -> None:
    file = tmp_path / "test_it.py"
    file.write_text(f'import pytest\n\n@pytest.mark.skipif(True, reason="{reason}")\ndef test_it(): ...\n', "utf-8")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "tests.conftest", "-c", os.devnull, str(file)]
    environment = {name: value for name, value in os.environ.items() if name != "HOLDUP_SKIP_NOTHING"}

    def code(**more: str) -> int:
        return subprocess.run(command, cwd=ROOT, env=environment | more, capture_output=True).returncode

    assert code() == everywhere
    assert code(HOLDUP_SKIP_NOTHING="1") == where_all_tools_are
