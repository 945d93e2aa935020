"""A command line and an environment may hold anything: none of it reaches the terminal, none of it ends in a traceback."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from game.cli import memory
from game.journal import Journal
from tests.cli.conftest import BAKER, Holdup, process

ESCAPE = "\x1b]0;gotcha\x07"
LINES = (
    (ESCAPE,),
    (f"--{ESCAPE}",),
    ("play", ESCAPE),
    ("play", BAKER, "--seat", ESCAPE, "--plain"),
    ("play", "--seed", ESCAPE),
    ("play", "--lang", ESCAPE),
    ("check", ESCAPE),
    ("check", f"--{ESCAPE}"),
    ("journal", ESCAPE),
    ("journal", "show", ESCAPE),
    ("journal", "salvage", ESCAPE),
    ("replay", ESCAPE),
    ("export", "1", "--format", ESCAPE),
    ("explain", ESCAPE),
    ("explore", BAKER, "--seat", ESCAPE),
    ("extract", BAKER, ESCAPE),
    ("test", BAKER, ESCAPE),
    ("completion", ESCAPE),
    ("new", f"/nowhere/{ESCAPE}"),
    ("schema", "--write", f"/nowhere/{ESCAPE}"),
)


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_what_is_quoted_of_a_command_line_speaks_to_no_terminal(holdup: Holdup, line: tuple[object, ...]) -> None:
    done = holdup(*line)
    assert done.code in (1, 2)
    assert done.err
    assert not {"\x1b", "\x07"} & {*done.out, *done.err}


def test_a_folder_s_name_speaks_to_no_terminal(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / "story\x1b[31m"
    shutil.copytree(BAKER, folder)
    for line in (
        ("check", folder),
        ("doctor", folder),
        ("extract", folder, "de"),
        ("schema", "--write", folder),
        ("new", folder / "new"),
    ):
        done = holdup(*line)
        assert "\x1b" not in done.out + done.err, line[0]


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that is still there after it was removed")
def test_a_report_for_editors_is_written_where_the_current_folder_is_gone(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    done = holdup("check", BAKER, "--format", "sarif")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["version"] == "2.1.0"


def test_the_journal_lists_runs_of_any_number_of_stories_and_reads_a_few(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.cli import journal
    from game.story import load

    for number in range(4):
        folder = tmp_path / f"story{number}"
        shutil.copytree(BAKER, folder)
        holdup("play", folder, "--seat", "apprentice", typed="1\n")
    read: list[str] = []
    real = load.load_localised
    monkeypatch.setattr(journal, "MOST_STORIES", 2)
    monkeypatch.setattr(load, "load_localised", lambda path, language: read.append(path.name) or real(path, language))
    listed = holdup("journal").out.splitlines()
    assert len([line for line in listed if "The Oven on Market Day" in line]) == 4
    assert sorted(read) == ["story2", "story3"]
    with Journal.open() as kept:
        assert len(kept.runs()) == 4


def test_a_scene_with_more_choices_than_can_be_compared_is_told(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / "story"
    shutil.copytree(BAKER, folder)
    episode = next(path for path in folder.glob("*.yaml") if "\nscenes:" in path.read_text())
    text = episode.read_text()
    choices = "".join(f"      more{number}: {{say: More {number}., to: enough}}\n" for number in range(1200))
    start = text.partition("start: ")[2].split()[0]
    episode.write_text(
        text.replace("\nscenes:\n", f"\nscenes:\n  enough:\n    text: x\n    choices:\n{choices}")
        .replace(f"start: {start}", "start: enough")
        .replace(": More 0., to: enough", f": More 0., to: {start}")
    )
    done = holdup("explore", folder)
    assert (done.code, done.out) == (1, "")
    assert done.err == "`enough` has 1200 choices or storylets: no more than 1000 at once can be explored.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the system limits it")
def test_exploring_ends_where_the_memory_it_may_take_ends(tmp_path: Path) -> None:
    stakes = "".join(f"  g{n}: {{name: g, max: 99, start: 5}}\n" for n in range(40))
    text = "".join(f"    - '{{g{n}}}'\n" for n in range(40))
    moves = "".join(f"      c{n}: {{say: A{n}, effects: {{g{n}: +1}}, to: s}}\n" for n in range(40))
    (tmp_path / "story.yaml").write_text(
        "id: x\ntitle: x\nlanguage: en\nversion: 1\nabout: x\nclock: {start: 1901-03-01 18:00, hours: 12}\n"
        f"seats: {{keeper: {{name: x}}}}\nstakes:\n{stakes}episodes: [night]\n"
    )
    (tmp_path / "night.yaml").write_text(
        f"episode: E\nnumber: 1\nstart: s\nscenes:\n  s:\n    text:\n{text}    choices:\n{moves}"
        "      stop: {say: Stop., to: dawn}\n"
    )
    (tmp_path / "endings.yaml").write_text(
        "endings: {dawn: {title: D, text: It is over., epitaph: x, hint: x, instead: x}}\n"
    )
    done = process("explore", tmp_path, "--max-memory", "40")
    assert "Traceback" not in done.err
    assert "all the memory that it may take" in done.out or "--max-memory" in done.err


def test_a_machine_that_does_not_say_what_it_has_sets_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: str) -> int:
        raise ValueError

    monkeypatch.setattr(os, "sysconf", unknown)
    assert memory.default_limit() == 0
    with memory.limited(0):
        pass
