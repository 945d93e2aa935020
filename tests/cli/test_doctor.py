"""`holdup doctor`: what it finds, what it advises, and that it touches nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game import __version__, paths
from game.cli import doctor
from game.journal import Journal
from tests.cli.conftest import BAKER, Holdup


def test_a_healthy_house_is_told_line_by_line(holdup: Holdup) -> None:
    done = holdup("doctor", BAKER)
    assert done.code == 0
    for said in (
        f"holdup {__version__}",
        "Textual 8",
        "libyaml",
        "SQLite 3",
        "encoding utf-8",
        "no problem",
        "none yet",
    ):
        assert said in done.out
    assert "Nothing is broken." in done.out


def test_it_changes_nothing(holdup: Holdup, own_home: Path) -> None:
    holdup("doctor", BAKER)
    assert not (own_home / "data").exists()
    holdup("play", BAKER, typed="1\n")
    before = {file: file.read_bytes() for file in (own_home / "data").iterdir()}
    holdup("doctor", BAKER)
    assert {file: file.read_bytes() for file in (own_home / "data").iterdir()} == before


def test_the_journal_is_counted(holdup: Holdup) -> None:
    holdup("play", BAKER, typed="1\n")
    assert "sound; runs: 1, decisions: 1, endings: 0" in holdup("doctor", BAKER).out


def test_a_damaged_journal_is_broken_and_left_as_it_is(holdup: Holdup) -> None:
    Journal.open().close()
    file = paths.data_dir() / "journal.db"
    damaged = file.read_bytes()[:2000] + b"\xff" * 4000
    file.write_bytes(damaged)
    done = holdup("doctor", BAKER)
    assert done.code == 1
    assert "Start the game: a damaged journal is set aside" in done.out
    assert file.read_bytes() == damaged
    assert "Traceback" not in done.out + done.err


def test_a_journal_set_aside_is_remembered(holdup: Holdup) -> None:
    folder = paths.data_dir()
    folder.mkdir(parents=True)
    (folder / "journal-damaged-2023-11-17-120000.db").write_bytes(b"")
    done = holdup("doctor", BAKER)
    assert done.code == 0
    assert "set aside as damaged" in done.out


def test_a_broken_story_is_told_with_the_way_out(holdup: Holdup, tmp_path: Path) -> None:
    story = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (story / "02-market.yaml").write_text("scenes: [", "utf-8")
    done = holdup("doctor", story)
    assert done.code == 1
    assert f"holdup check {story}" in done.out
    assert holdup("doctor", tmp_path / "nowhere").code == 2


def test_a_folder_that_cannot_be_written_is_broken(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("HOLDUP_HOME", str(in_the_way / "home"))
    done = holdup("doctor", BAKER)
    assert done.code == 1
    assert "set HOLDUP_HOME" in done.out


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"TMUX": "x", "TERM": "xterm"}, "set -g default-terminal tmux-256color"),
        ({"TERM": "dumb"}, "TERM=dumb"),
        ({"NO_COLOR": "1"}, "NO_COLOR=1"),
        ({"TERM": "", "COLORTERM": ""}, "nothing says what it is"),
    ],
)
def test_the_terminal_is_described(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    for name in ("TMUX", "TERM", "COLORTERM", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert said in holdup("doctor", BAKER).out


@pytest.mark.parametrize(
    ("size", "said"), [((30, 10), "Too small"), ((60, 20), "comfortable"), ((100, 30), "100 columns, 30 lines")]
)
def test_the_window_is_measured(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], said: str) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: size)
    finding = doctor._size()
    assert said in finding.said + finding.way_out


def test_nothing_private_is_told_but_paths(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "a-private-name")
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    out = holdup("doctor", BAKER).out
    assert "a-private-name" not in out
    assert "hush" not in out
