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


@pytest.mark.skipif(sys.platform != "linux", reason="the system limits it")
def test_a_pool_works_where_no_memory_is_left_for_its_own_threads_and_its_processes_are_limited_as_this_one() -> None:
    work = f"""\
import concurrent.futures.process, multiprocessing.popen_spawn_posix, resource, sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from game import memory_limit
from game.processes import worker_pool
with memory_limit.limited(1):
    limit = resource.getrlimit(resource.RLIMIT_DATA)
    with worker_pool(1, abs, -3) as pool:
        print(pool.submit(abs, -3).result())
    assert limit == resource.getrlimit(resource.RLIMIT_DATA)
with memory_limit.limited(400):
    limit = resource.getrlimit(resource.RLIMIT_DATA)
    with worker_pool(1, abs, -3) as pool:
        print(pool.submit(resource.getrlimit, resource.RLIMIT_DATA).result() == limit)
"""
    ran = subprocess.run([sys.executable, "-P", "-c", work], capture_output=True, text=True, timeout=60)
    assert ran.stdout.split() == ["3", "True"], ran.stderr
