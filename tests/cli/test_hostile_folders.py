"""Folders as large as a story may be: every command ends within its budget, or says in one sentence why not.

Every command meets a small one, each of another kind. With `HOLDUP_THOROUGH` every command meets full ones of all
kinds, and what it took of the processor and of memory is held against what is meant.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.story.load import inspect
from game.story.problems import Severity
from tests import hostile
from tests.benchmarks.hostile import COMMANDS, Measured, measure
from tests.switches import THOROUGH

MEGABYTES = 500
SECONDS = 15
"""Of the processor, where a command has no time of its own: five times what is meant, as machines differ."""

PROOFS = {"test", "diff", "explore 3", "where 3", "test 3", "diff 3"}
"""Commands that prove: they take the time that they are given, and all the memory that their states need."""

IN_SMALL = 0.004

EACH_ONCE = [
    (name, kind)
    for number, name in enumerate(COMMANDS)
    for kind in (list(hostile.KINDS)[(8 * number) % len(hostile.KINDS)],)
]
"""Every command, each with another kind of folder."""


def written(folder: Path) -> dict[Path, bytes]:
    """All files below a folder, but for what is kept in a home or a cache."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file: file.read_bytes() for file in files}


def ends_well(done: Measured) -> None:
    """See that a command did what it does, or said in one sentence why not."""
    assert "Traceback" not in done.err
    assert done.code in (0, 1, 2)
    if done.code and not done.out:
        assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_a_folder_that_is_full_of_one_thing_is_a_sound_story(kind: str, tmp_path: Path) -> None:
    folder = hostile.write(kind, tmp_path / "story", IN_SMALL)
    wrong = [problem for problem in inspect(folder).problems if problem.severity is Severity.ERROR]
    assert wrong == []
    hostile.edit(folder)
    assert inspect(folder).document is not None


@pytest.mark.parametrize(("name", "kind"), EACH_ONCE, ids=[f"{name}-{kind}" for name, kind in EACH_ONCE])
def test_every_command_ends_well(name: str, kind: str, tmp_path: Path) -> None:
    folder = hostile.write(kind, tmp_path / "story", IN_SMALL)
    before = written(folder)
    done = measure(name, folder)
    ends_well(done)
    if not name.startswith(("rename", "extract")):
        assert written(folder) == before
    assert not list(folder.rglob("*.part*"))


@pytest.mark.skipif(THOROUGH < 2, reason="HOLDUP_THOROUGH=2: half an hour")
@pytest.mark.parametrize("kind", hostile.KINDS)
def test_every_command_ends_within_its_budget_with_every_folder(kind: str, tmp_path: Path) -> None:
    for number, name in enumerate(COMMANDS):
        done = measure(name, hostile.write(kind, tmp_path / str(number) / "story"), 100)
        ends_well(done)
        if name not in PROOFS:
            assert done.megabytes < MEGABYTES, name
            assert done.seconds < SECONDS * (os.cpu_count() or 1 if name == "playtest" else 1), name
