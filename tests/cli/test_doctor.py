"""`holdup doctor`: what it finds, what it advises, and that it touches nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from game import __version__, paths
from game.cli import health
from game.cli.health import Health
from game.cli.libraries import Library, libraries
from game.journal import Journal
from tests.cli.conftest import BAKER, ROOT, Holdup, process


def test_a_healthy_house_is_told_line_by_line(holdup: Holdup) -> None:
    done = holdup("doctor", BAKER)
    assert done.code == 0
    for said in (
        f"holdup {__version__}",
        "textual 8",
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


def test_it_touches_no_byte_beside_a_game_that_was_killed(holdup: Holdup, own_home: Path) -> None:
    journal = Journal.open()
    journal.profile.set("language", "fr")  # waits in the log, which only closing would write into the file
    folder = own_home / "data"
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    assert "journal.db-wal" in before
    assert "en bon état" in process("doctor", BAKER, HOLDUP_LANG="").out
    assert {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()} == before
    journal.close()


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


@pytest.mark.parametrize(
    ("sql", "said", "way_out"),
    [
        ("PRAGMA user_version = 99", "written by a later version of this program", "Take that version again"),
        ("DROP TABLE runs", "no such table: runs", "is set aside, never deleted"),
        ("ALTER TABLE runs DROP COLUMN snapshot", "no such column: snapshot", "is set aside, never deleted"),
        (
            "CREATE TRIGGER no BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'no'); END",
            "trigger no",
            "is set aside, never deleted",
        ),
    ],
)
def test_a_journal_that_the_game_would_not_take_is_broken(holdup: Holdup, sql: str, said: str, way_out: str) -> None:
    Journal.open().close()
    with closing(sqlite3.connect(paths.data_dir() / "journal.db")) as connection:
        connection.execute(sql)
        connection.commit()
    done = holdup("doctor", BAKER)
    assert done.code == 1
    assert said in done.out
    assert way_out in done.out


def test_a_journal_that_is_no_file_is_to_be_moved_away(holdup: Holdup) -> None:
    (paths.data_dir() / "journal.db").mkdir(parents=True)
    done = holdup("doctor", BAKER)
    assert done.code == 1
    assert "it is no regular file" in done.out
    assert "Move it away" in done.out


def test_an_empty_journal_is_no_journal_yet(holdup: Holdup) -> None:
    paths.data_dir().mkdir(parents=True)
    (paths.data_dir() / "journal.db").touch()
    done = holdup("doctor", BAKER)
    assert (done.code, "none yet" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("library", "state", "said"),
    [
        (Library("textual", ">=8.2.8,<9", "8.2.8", ""), Health.OK, "textual 8.2.8"),
        (Library("textual", ">=8.2.8,<9", "8.2.10", ""), Health.OK, "textual 8.2.10"),
        (Library("textual", ">=8.2.8,<9", "7.9.0", ""), Health.BROKEN, "textual 7.9.0, where >=8.2.8,<9 is needed"),
        (Library("textual", ">=8.2.8,<9", "9.0.0a1", ""), Health.BROKEN, "pip install 'textual>=8.2.8,<9'"),
        (Library("polib", ">=1.2,<2", None, ""), Health.BROKEN, "polib is not installed"),
        (Library("numpy", ">=2", "1.26", "holdup explore"), Health.WARNING, "numpy 1.26, where >=2 is needed"),
        (Library("numpy", ">=2", None, "holdup explore"), Health.OK, "only `holdup explore` needs it"),
    ],
)
def test_libraries_that_are_missing_or_of_another_age_come_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, library: Library, state: Health, said: str
) -> None:
    monkeypatch.setattr(health, "libraries", lambda: iter([library]))
    finding = list(health.versions())[-1]
    assert finding.state is state
    assert said in f"{finding.what} {finding.remedy}"


def test_every_library_that_the_package_asks_for_is_looked_at() -> None:
    found = {library.name: library for library in libraries()}
    assert found.keys() == {
        "textual",
        "pyyaml",
        "platformdirs",
        "polib",
        "shtab",
        "numpy",
        "watchfiles",
        "pygls",
    }
    assert all(library.fits for library in found.values())
    assert found["watchfiles"].command == "holdup watch"
    assert found["textual"].command == ""


@pytest.mark.parametrize(
    ("encoding", "said"), [("ascii", "Pour l'ecran"), ("latin-1", "Pour l'écran"), ("cp1252", "Pour l’écran")]
)
def test_a_terminal_without_utf8_is_told_so_in_letters_that_it_has(encoding: str, said: str) -> None:
    command = [sys.executable, "-m", "game", "doctor", str(BAKER), "--lang", "fr"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "TERM": "dumb"}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    out = done.stdout.decode(encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"attention  encodage {'iso8859-1' if encoding == 'latin-1' else encoding}" in out
    assert said in out
    assert "?" not in out


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


def test_a_story_whose_translation_is_broken_is_no_healthier_than_check_says(holdup: Holdup, tmp_path: Path) -> None:
    story = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (story / "locale").mkdir()
    (story / "locale" / "fr.po").write_text("no catalogue", "utf-8")
    assert holdup("check", story).code == 1
    done = holdup("doctor", story)
    assert done.code == 1
    assert "(errors: 1, warnings: 0)" in done.out


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
    finding = health._size()
    assert said in finding.what + finding.remedy


def test_nothing_private_is_told_but_paths(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "a-private-name")
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    out = holdup("doctor", BAKER).out
    assert "a-private-name" not in out
    assert "hush" not in out


def test_keys_of_ones_own_are_told_with_what_is_wrong_with_them(holdup: Holdup) -> None:
    assert "keys.toml" in holdup("doctor", BAKER).out
    file = paths.keys_file()
    file.parent.mkdir(parents=True)
    file.write_text('skip = "x"\nundo = "j"\n', "utf-8")
    done = holdup("doctor", BAKER)
    assert done.code == 0
    assert "skip = x" in done.out
    assert "“j” would be undo and journal" in done.out
