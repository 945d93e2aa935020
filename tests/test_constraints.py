"""Two fresh machines get the same libraries: constraints.txt names one version of each, with its hashes."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests import switches

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "constraints.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

BLOCK = re.compile(
    r"^# for ([\w ]+)\n([\w.-]+)==([\w.]+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


def needed(words: list[str]) -> dict[str, str]:
    """Requirements by the name of what they require, as PyPI writes it; the project's own extras left out."""
    parts = (re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?(.*)", word) for word in words)
    return {part[1].lower().replace("_", "-"): part[2] for part in parts if part and part[1] != "holdup"}


def test_every_library_has_one_version_for_each_system_with_its_hashes_and_nothing_else_is_there() -> None:
    rest = BLOCK.sub("", TEXT)
    assert [line for line in rest.splitlines() if not line.startswith("# ")] == []
    assert "://" not in TEXT


@pytest.mark.parametrize("name", ["play", "author", "test", "dev"])
def test_what_the_project_asks_for_is_there(name: str) -> None:
    there = {block[2] for block in BLOCK.finditer(TEXT) if name in block[1].split()}
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    asked = [*project["dependencies"], *groups["build"], *project["optional-dependencies"].get(name, [])]
    assert needed(asked).keys() <= there


@pytest.mark.slow
@pytest.mark.skipif(not switches.PACKAGING, reason="takes minutes: HOLDUP_PACKAGING=1")
def test_a_fresh_checkout_plays_by_a_link_from_anywhere(tmp_path: Path) -> None:
    checkout, link = tmp_path / "a checkout", tmp_path / "play"
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, files.split("\0")):
        if name.startswith(("game/", "scenes/", "script/", "pyproject", "constraints", "README", "LICENSE")):
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            (checkout / name).write_bytes((ROOT / name).read_bytes())
            (checkout / name).chmod((ROOT / name).stat().st_mode)
    link.symlink_to(checkout / "script" / "play")
    environment = os.environ | {"PIP_NO_CACHE_DIR": "1", "PIP_NO_COMPILE": "1", "HOLDUP_HOME": str(tmp_path / "home")}
    for _ in range(2):  # the second time, nothing is set up
        done = subprocess.run([link, "--version"], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("holdup ")
    assert "setting up" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not switches.PACKAGING, reason="takes minutes: HOLDUP_PACKAGING=1")
def test_no_version_is_missing_and_none_is_there_in_vain() -> None:
    done = subprocess.run([ROOT / "script" / ".constraints", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
