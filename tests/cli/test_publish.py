"""`holdup publish`: to where, in which languages, and what is said when it cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.cli import publish
from game.story import file_watch
from tests.cli.conftest import BAKER, ROOT, Holdup


def test_the_file_is_named_by_the_story_and_its_sizes_languages_and_script_are_told(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = holdup("publish", BAKER, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    file, what, sizes, script = done.out.splitlines()
    assert file == "baker.html"
    whole, packed = (int(words.split()[-2]) for words in sizes.partition(" as ")[0].split(","))
    assert -(-Path(file).stat().st_size // 1000) == whole > 2 * packed
    assert sizes.endswith("it speaks: en.")
    assert "open it in a browser" in what
    digest = script.rpartition(" ")[2]
    assert digest.startswith("sha256-")
    assert digest in Path(file).read_text("utf-8")
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {"baker.html"}


def test_it_is_printed_or_written_where_one_says(holdup: Holdup, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert holdup("publish", BAKER, "-o", page).out.splitlines()[0] == str(page)
    assert holdup("publish", BAKER, "-o", "-").out == page.read_text("utf-8")


@pytest.mark.parametrize("asked", ["fr", "en,fr", " fr , en "])
def test_it_speaks_what_is_asked_for(holdup: Holdup, tmp_path: Path, asked: str) -> None:
    done = holdup("publish", "-o", tmp_path / "page.html", "--languages", asked, "--lang", "en")
    assert f"it speaks: {'fr, en' if 'en' in asked else 'fr'}." in done.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--languages", "de"), 2, "The story does not speak “de”. Choose from: en."),
        (("--watch", "-o", "-"), 2, "--watch writes a file again and again"),
        (("-o", "no/such/folder/page.html"), 1, "“no/such/folder/page.html” cannot be written"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(holdup: Holdup, words: tuple[str, ...], code: int, said: str) -> None:
    done = holdup("publish", BAKER, *words, "--lang", "en")
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_a_folder_without_a_story_a_broken_one_and_a_missing_library_are_told(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text("as it was")
    assert holdup("publish", tmp_path / "nowhere", "-o", page).code == 2
    story = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (story / "endings.yaml").write_text("endings: {}\n")
    done = holdup("publish", story, "-o", page, "--lang", "en")
    assert done.code == 1
    assert f"{story / 'endings.yaml'}:1:" in done.err
    assert "holdup check" in done.err
    assert page.read_text() == "as it was"
    monkeypatch.setattr(file_watch, "available", lambda: False)
    assert "watchfiles" in holdup("publish", BAKER, "--watch", "-o", page).err


def test_warnings_are_no_hindrance(holdup: Holdup, tmp_path: Path) -> None:
    story = Path(shutil.copytree(BAKER, tmp_path / "story"))
    with (story / "story.yaml").open("a") as file:
        file.write("\n# idle\n")
    text = (story / "story.yaml").read_text("utf-8")
    (story / "story.yaml").write_text(text.replace("flags:", "flags:\n  idle: Nothing sets it.", 1), "utf-8")
    assert holdup("check", story, "--strict").code == 1
    assert holdup("publish", story, "-o", tmp_path / "page.html").code == 0


def test_a_page_that_is_slow_to_send_is_warned_of(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "LARGE", 1000)
    done = holdup("publish", BAKER, "-o", tmp_path / "page.html", "--lang", "en")
    assert done.code == 0
    assert "It is large" in done.err
    assert "--languages en" in done.err


def test_a_file_is_whole_or_as_it_was(holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text("as it was")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert holdup("publish", BAKER, "-o", page).code == 1
    assert page.read_text() == "as it was"
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {"page.html"}


def test_beside_the_editor_each_save_is_written_and_a_mistake_leaves_the_page_as_it_was(tmp_path: Path) -> None:
    story, page, told = Path(shutil.copytree(BAKER, tmp_path / "story")), tmp_path / "page.html", tmp_path / "told"
    file = story / "story.yaml"
    text = file.read_text("utf-8")
    command = [sys.executable, "-m", "game", "publish", str(story), "-o", str(page), "--watch", "--lang", "en"]
    with told.open("w") as errors:
        watching = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors)
    try:
        assert comes(page, "The Oven on Market Day")
        file.write_text("title: [\n", "utf-8")
        assert comes(told, "story.yaml:")
        assert "The Oven on Market Day" in page.read_text("utf-8")
        file.write_text(text.replace("The Oven on Market Day", "The Kiln"), "utf-8")
        assert comes(page, "<title>The Kiln</title>")
    finally:
        watching.kill()
        watching.wait()


def comes(file: Path, words: str) -> bool:
    for _ in range(400):
        if file.exists() and words in file.read_text("utf-8"):
            return True
        time.sleep(0.05)
    return False
