"""Processes of the program's own: what lies in the folder that they are started in is never run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game.processes import command

SHADOWS = ("argparse", "game", "json", "multiprocessing", "numpy", "pickle", "runpy", "yaml")


@pytest.fixture
def strangers(tmp_path: Path) -> Path:
    """A folder whose files bear the names of modules, and end whoever imports them."""
    folder = tmp_path / "strangers"
    folder.mkdir()
    for name in SHADOWS:
        (folder / f"{name}.py").write_text("raise SystemExit('run')\n", "utf-8")
    return folder


def test_a_module_of_the_program_runs_from_a_strangers_folder_and_none_of_its_own(strangers: Path) -> None:
    ran = subprocess.run(command("game.explore.run_curve", "--help"), cwd=strangers, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "--with-parent" in ran.stdout


def test_a_pool_works_in_a_strangers_folder(strangers: Path) -> None:
    work = f"""\
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from game.processes import worker_pool
with worker_pool(1, print) as pool:
    print(pool.submit(abs, -3).result())
"""
    ran = subprocess.run([sys.executable, "-P", "-c", work], cwd=strangers, capture_output=True, text=True)
    assert ran.stdout.split() == ["3"], ran.stderr
