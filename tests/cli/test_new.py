"""`holdup new`: a story in one command, and never over something that was there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from game.story.load import load
from tests.cli.conftest import Holdup


def test_a_new_story_is_checked_and_played_at_once(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / "far" / "my-story"
    done = holdup("new", folder)
    assert (done.code, done.err) == (0, "")
    assert f"holdup play {folder}" in done.out
    assert holdup("check", "--strict", folder) == (0, "no problem\n", "")
    played = holdup("play", folder, "--plain", "--seat", "both", typed="1\n1\n1\n")
    assert played.code == 0
    assert "The end." in played.out


@pytest.mark.parametrize(
    ("words", "language"),
    [((), "en"), (("--language", "fr"), "fr"), (("--lang", "fr"), "fr"), (("--lang", "fr", "--language", "en"), "en")],
)
def test_it_is_told_in_ones_language_or_another(
    holdup: Holdup, tmp_path: Path, words: tuple[str, ...], language: str
) -> None:
    assert holdup("new", tmp_path / "story", *words).code == 0
    assert load(tmp_path / "story").language == language


def test_what_is_there_already_stays(holdup: Holdup, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    for path in (tmp_path, mine, mine / "below"):
        done = holdup("new", path)
        assert done.code == 2
        assert "stays as it is" in done.err
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_in_a_new_story_is_out_of_reach(holdup: Holdup, tmp_path: Path, language: str) -> None:
    pytest.importorskip("numpy")
    assert holdup("new", tmp_path / "story", "--language", language).code == 0
    assert holdup("explore", tmp_path / "story").code == 0


def test_an_empty_folder_will_do(holdup: Holdup, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert holdup("new", tmp_path / "empty").code == 0


def test_what_cannot_be_written_is_told(holdup: Holdup) -> None:
    done = holdup("new", "/proc/holdup-story")
    assert done.code == 1
    assert done.err.startswith("/proc/holdup-story: this cannot be written")


def test_what_could_not_be_finished_is_taken_away_and_can_be_tried_again(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    with monkeypatch.context() as disk:
        disk.setattr("game.story.schema.write", full)
        done = holdup("new", tmp_path / "story")
    assert (done.code, "No space left" in done.err) == (1, True)
    assert not (tmp_path / "story").exists()
    assert holdup("new", tmp_path / "story").code == 0


def test_a_story_of_twines_is_begun_with_what_it_could_not_say(holdup: Holdup, tmp_path: Path) -> None:
    old = tmp_path / "old.twee"
    old.write_text(":: Start\nIt rains. <<set $wet to 1>>\n[[Go in->House]]\n\n:: House\nDry.\n", "utf-8")
    done = holdup("new", tmp_path / "house", "--from", old)
    assert done.code == 0
    assert f"{old}:2:1: warning[foreign-markup]: `<<set $wet to 1>>` means nothing here" in done.err
    assert load(tmp_path / "house").id == "house"
    assert holdup("graph", tmp_path / "house", "--format", "twee").out.count("\n:: ") == 3


@pytest.mark.parametrize("held", [b"Once upon a time.", b":: Start\n\xff\xfe"])
def test_what_is_no_twee_begins_nothing(holdup: Holdup, tmp_path: Path, held: bytes) -> None:
    (tmp_path / "old.twee").write_bytes(held)
    done = holdup("new", tmp_path / "house", "--from", tmp_path / "old.twee")
    assert done.code == 2
    assert "this is not Twee 3" in done.err
    assert not (tmp_path / "house").exists()
    assert holdup("new", tmp_path / "house", "--from", tmp_path / "nowhere.twee").code == 2
