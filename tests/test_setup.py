"""What `script/play` does where it cannot set up: it starts with what is there, or says in a sentence why it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose libraries are those of the tests, set up before pyproject.toml was edited."""
    place = tmp_path / "checkout"
    (place / "script").mkdir(parents=True)
    for name in ("play", ".setup"):
        shutil.copy2(ROOT / "script" / name, place / "script" / name)
    (place / "game").symlink_to(ROOT / "game")
    (place / "pyproject.toml").write_text("[project]\n")
    (place / "constraints.txt").write_text("# for play\nlibrary==99 --hash=sha256:00\n")
    scripts = place / ".venv" / "bin"
    scripts.mkdir(parents=True)
    python = scripts / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{place}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (place / ".venv" / ".ready-play").write_text("before")
    return place


def play(checkout: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`script/play`, with an index that has nothing."""
    environment = {**os.environ, "PIP_NO_INDEX": "1", "HOLDUP_LANG": "en", **more}
    command = [str(checkout / "script" / "play"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_an_edited_project_without_a_network_starts_with_a_warning(checkout: Path) -> None:
    done = play(checkout, "--version")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("holdup ")
    assert "starts with the libraries of last time" in done.stderr


def test_a_checkout_that_was_never_set_up_does_not_start(checkout: Path) -> None:
    (checkout / ".venv" / ".ready-play").unlink()
    done = play(checkout, "--version")
    assert done.returncode == 1
    assert "run this again once it is mended" in done.stderr


def test_the_same_checkout_by_another_road_is_not_set_up_again(checkout: Path, tmp_path: Path) -> None:
    sums = subprocess.run(
        "cat pyproject.toml constraints.txt | cksum",
        shell=True,
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    (checkout / ".venv" / ".ready-play").write_text(f"{checkout.resolve()} {sums.stdout.strip()}")
    (tmp_path / "link").symlink_to(checkout)
    assert play(tmp_path / "link", "--version").stderr == ""


def test_an_environment_that_is_meant_for_other_programs_does_not_stop_it(checkout: Path, tmp_path: Path) -> None:
    """Each of these may stop Python or a shell that heeds it, and none hides what another does."""
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('taken over')")
    foreign = {
        "PYTHONHOME": "/nowhere",
        "PYTHONPATH": str(tmp_path),
        "PYTHONHASHSEED": "none",
        "PYTHONINSPECT": "1",
        "CDPATH": "/:.",
        "HOME": "",
        "TMPDIR": "/nowhere",
        "PYTHONWARNINGS": "error",
        "ENV": "/nowhere",
        "BASH_ENV": "/nowhere",
    }
    done = play(checkout, "--version", **foreign)
    assert (done.returncode, done.stdout[:7]) == (0, "holdup "), done.stderr
