"""Homes, caches, folders and outputs that cannot be: a sentence, the documented exit code, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from game import paths
from game.i18n import catalogue
from game.view.own_keys import use_own_keys
from tests.cli.conftest import BAKER, Holdup
from tests.places import PLACES, put

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


@pytest.mark.parametrize("what", PLACES)
def test_keys_that_are_no_file_are_told_in_a_sentence(holdup: Holdup, what: str) -> None:
    put(what, paths.keys_file())
    (told,) = use_own_keys()
    assert told.startswith("keys.toml: it cannot be read: ")
    assert told.removeprefix("keys.toml: ") in holdup("doctor", BAKER).out


@pytest.mark.parametrize("what", PLACES)
def test_a_journal_that_is_no_file_is_told_by_doctor_too(holdup: Holdup, what: str) -> None:
    put(what, paths.data_dir() / "journal.db")
    assert holdup("doctor", BAKER).code == 1
    assert "nothing is being saved" in holdup("play", BAKER, "--plain", typed="1\n").out


@pytest.mark.parametrize("what", [what for what in PLACES if what != "folder"])
@pytest.mark.parametrize("where", ["", "data", "cache"])
def test_doctor_sees_that_a_folder_cannot_be_where_something_else_is(
    holdup: Holdup, own_home: Path, what: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOLDUP_CACHE", raising=False)
    put(what, own_home / where)
    done = holdup("doctor", BAKER)
    assert "It cannot be written" in done.out
    assert done.code == (0 if where == "cache" else 1)
    assert holdup("play", BAKER, "--plain", typed="1\n").code == 0


@pytest.mark.parametrize("what", PLACES)
def test_what_is_no_file_in_the_cache_only_costs_time(holdup: Holdup, own_cache: Path, what: str) -> None:
    holdup("play", BAKER, "--plain", "--lang", "fr", typed="1\n")
    kept = list(own_cache.iterdir())
    assert {file.name.partition("-")[0] for file in kept} >= {"story", "words"}
    for file in kept:
        put(what, file)
    catalogue._remembered.cache_clear()
    assert holdup("play", BAKER, "--plain", "--lang", "fr", typed="1\n").code == 0


@pytest.mark.parametrize("what", PLACES)
def test_check_tells_of_what_is_no_file_or_no_folder_where_the_story_would_have_one(
    holdup: Holdup, tmp_path: Path, what: str
) -> None:
    for name in ("story.yaml", "market.yaml", "endings.yaml", "facts.yaml", "people.yaml", "walkthroughs.yaml"):
        folder = tmp_path / name
        shutil.copytree(BAKER, folder)
        if name == "market.yaml":
            name = episode_of(folder)
        put(what, folder / name)
        done = holdup("check", folder)
        assert "cannot be read" in done.out + done.err, name
        assert done.code in (1, 2)
    shutil.copytree(BAKER, tmp_path / "story")
    shutil.rmtree(tmp_path / "story" / "locale", ignore_errors=True)
    put(what, tmp_path / "story" / "locale")
    assert (holdup("check", tmp_path / "story").code == 0) == (what == "folder")


def episode_of(folder: Path) -> str:
    """The name of a file of scenes."""
    return next(file.name for file in sorted(folder.glob("*.yaml")) if "\nscenes:" in file.read_text("utf-8"))


@pytest.mark.parametrize("what", PLACES)
def test_no_author_s_command_waits_for_what_is_no_file(holdup: Holdup, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "story"
    shutil.copytree(BAKER, folder)
    for name in ("odds.json", "values.json", "locale/de.po", "schema/story.json", "transcripts/a.txt"):
        put(what, folder / name)
    for line, code in (
        (("extract", folder, "de"), 1),
        (("explore", folder, "--save-odds"), 1),
        (("schema", "--write", folder / "schema"), 1),
        (("rename", "the-crack", "the-hole", folder), 0),
    ):
        done = holdup(*line)
        assert (done.code, "Traceback" in done.err) == (code, False), line


@pytest.mark.skipif(
    sys.platform != "linux", reason="names that are no text, and a folder that is gone under one's feet"
)
def test_a_story_in_a_folder_whose_name_is_no_text_is_played_and_its_run_kept(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff\xfe story")
    shutil.copytree(BAKER, folder)
    assert holdup("play", folder, "--plain", "--seat", "baker", typed="1\n").code == 0
    assert "it is played, and not watched" in holdup("watch", folder, "--plain").err
    assert "?? story" in holdup("journal", "--json").out
    assert holdup("play", folder, "--plain", "--continue", typed="1\n").code == 0
    for words in ("check", "words", "graph", "test", "explore"):
        done = holdup(words, folder)
        assert (done.code in (0, 1, 2), "Traceback" in done.err) == (True, False)


@pytest.mark.skipif(
    sys.platform != "linux", reason="names that are no text, and a folder that is gone under one's feet"
)
@pytest.mark.parametrize("command", [("play", ".", "--plain"), ("watch", ".", "--plain"), ("check",), ("new", "x")])
def test_a_current_folder_that_is_gone_is_a_sentence(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    done = holdup(*command)
    assert (done.code in (0, 1, 2), "Traceback" in done.err) == (True, False)
    assert len(done.err.splitlines()) <= 1


def test_no_word_is_too_long_to_be_no_code(holdup: Holdup) -> None:
    assert holdup("check", "--explain", "n" * 300).code == 2
