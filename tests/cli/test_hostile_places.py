"""Homes, caches, folders and outputs that cannot be: a sentence, the documented exit code, and nothing lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from game import paths
from tests.cli.conftest import BAKER, Holdup

TOO_LONG = "/" + "a" * 5000
NOBODYS = "~nobody-of-that-name/holdup"


@pytest.mark.parametrize("home", [TOO_LONG, NOBODYS])
def test_without_a_home_that_can_be_the_game_is_played_and_says_that_it_keeps_nothing(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("HOLDUP_HOME", home)
    monkeypatch.delenv("HOLDUP_CACHE", raising=False)
    played = holdup("play", BAKER, "--plain", typed="1\n")
    assert played.code == 0
    assert "This run could not be saved." in played.out
    assert holdup("check", BAKER) == (0, "no problem\n", "")
    checked = holdup("doctor", BAKER)
    assert checked.code == 1
    assert "set HOLDUP_HOME" in checked.out


def test_somebody_whom_the_system_does_not_know_has_folders_where_nothing_can_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(path: Path) -> Path:
        raise RuntimeError(path)

    monkeypatch.setattr(Path, "expanduser", unknown)
    monkeypatch.setenv("HOLDUP_HOME", "~/kept")
    assert not paths.data_dir().parent.parent.parent.is_dir()


@pytest.mark.parametrize(
    "command",
    [("play",), ("check",), ("words",), ("test",), ("graph",), ("explore",), ("playtest",), ("diff",), ("doctor",)],
)
def test_a_folder_whose_name_is_too_long_is_told(holdup: Holdup, command: tuple[str, ...]) -> None:
    done = holdup(*command, TOO_LONG)
    assert done.code == 2
    assert "a" * 5000 in done.err


def test_a_salvage_of_a_name_that_is_too_long_is_told(holdup: Holdup) -> None:
    assert holdup("journal", "salvage", TOO_LONG).code == 2


@pytest.mark.parametrize("name", ["story.yaml", "locale/fr.po", "data/journal.db", "keys.toml"])
def test_no_page_takes_the_place_of_what_was_written_by_hand(holdup: Holdup, tmp_path: Path, name: str) -> None:
    holdup("play", BAKER, "--replay", "clay")
    file = tmp_path / "kept" / name
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    for line in (("export", 1, "--format", "html"), ("publish", BAKER)):
        done = holdup(*line, "-o", file)
        assert (done.code, "stays as it is" in done.err) == (1, True)
    assert file.read_text() == "mine"


def test_what_a_save_is_made_to_say_reaches_no_terminal(holdup: Holdup) -> None:
    holdup("play", BAKER, "--replay", "clay")
    with sqlite3.connect(paths.data_dir() / "journal.db") as connection:
        connection.execute(
            "UPDATE runs SET snapshot = json_set(snapshot, '$.offered', json_object('gone', ?))", ("\x1b]0;gotcha\x07",)
        )
    connection.close()
    done = holdup("export", 1)
    assert "can no longer be taken" in done.err
    assert not {"\x1b", "\x07"} & {*done.out, *done.err}
