"""`holdup watch`: from the command line to the first page, and what can be wrong on the way."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import pytest

from game.journal import Journal
from game.story import file_watch
from tests.cli.conftest import BAKER, ROOT, Holdup


def test_a_run_begins_where_the_author_is_at_work(holdup: Holdup) -> None:
    done = holdup("watch", BAKER, "--plain", "--seat", "baker", "--replay", "clay", typed="")
    assert (done.code, done.err) == (0, "")
    assert "There are more people than loaves." in done.out
    assert "A line runs from the door" not in done.out


def test_every_opening_is_open_to_an_author(holdup: Holdup) -> None:
    assert holdup("play", BAKER, "--opening", "market").code == 1
    assert holdup("watch", BAKER, "--plain", "--opening", "market").code == 0


def test_nothing_goes_into_the_journal(holdup: Holdup) -> None:
    holdup("watch", BAKER, "--plain", typed="1\n1\n")
    assert Journal.open().runs() == ()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--seat", "miller"), 2, "“miller” is not a seat of this story."),
        (("--replay", "mud"), 1, "“the-crack:mud”, cannot be taken there"),
        (("--seed", "-1"), 2, "write a whole number"),
        (("--lang", "xx"), 2, "Neither the game nor this story speaks"),
    ],
)
def test_what_makes_no_sense_is_told(holdup: Holdup, words: tuple[str, ...], code: int, said: str) -> None:
    done = holdup("watch", BAKER, "--plain", *words)
    assert done.code == code
    assert said in done.err


def test_a_folder_without_a_story_and_a_missing_library_are_told(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert holdup("watch", tmp_path / "nowhere").code == 2
    monkeypatch.setattr(file_watch, "available", lambda: False)
    done = holdup("watch", BAKER)
    assert done.code == 1
    assert "watchfiles" in done.err


def test_a_broken_story_is_waited_for(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    file = folder / "01-before-dawn.yaml"
    sound = file.read_text("utf-8")
    file.write_text(sound.replace("next: the-crack\n", "next: the-krack\n"), "utf-8")
    command = [sys.executable, "-m", "game", "watch", str(folder), "--plain"]
    watching = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert watching.stdout is not None
        said = [watching.stdout.readline() for _ in range(3)]
        assert "leads-nowhere" in said[0]
        assert "Save a corrected file" in said[2]
        time.sleep(0.4)  # the watcher begins once it is said
        file.write_text(sound, "utf-8")
        too_late = Timer(20, watching.kill)
        too_late.start()
        assert any("A line runs from the door" in line for line in watching.stdout)
        too_late.cancel()
        watching.communicate(timeout=20)
    finally:
        watching.kill()
    assert watching.returncode == 0


@pytest.mark.parametrize("typed", ["", "1\n1\n"])
def test_a_broken_story_is_not_waited_for_once_the_input_has_ended(holdup: Holdup, tmp_path: Path, typed: str) -> None:
    pytest.importorskip("watchfiles")
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (folder / "endings.yaml").write_text("endings: {", "utf-8")
    done = holdup("watch", folder, "--plain", typed=typed)
    assert (done.code, done.err) == (
        1,
        "The input has ended, and the story has mistakes yet: there is nothing to play.\n",
    )
    assert "Save a corrected file" in done.out


def test_a_map_follows_the_run(holdup: Holdup, tmp_path: Path) -> None:
    drawn = tmp_path / "map.svg"
    for typed, here in (("", "the-crack"), ("1\n", "hearth")):
        done = holdup("watch", BAKER, "--plain", "--seat", "both", "--map", drawn, typed=typed)
        assert (done.code, done.err) == (0, "")
        picture = drawn.read_text("utf-8")
        x = picture.split('<rect id="here" x="')[1].split('"')[0]
        assert f'<g id="{here}">' in picture
        assert f'<rect x="{int(x) + 1}"' in picture.split(f'<g id="{here}">')[1].split("</g>")[0]


@pytest.mark.parametrize("name", ["map.png", "nowhere/map.svg"])
def test_a_map_that_cannot_be_one_is_refused(holdup: Holdup, tmp_path: Path, name: str) -> None:
    done = holdup("watch", BAKER, "--plain", "--map", tmp_path / name)
    assert done.code == 2
    assert "ends in .svg" in done.err


def test_a_map_that_cannot_be_written_is_told_and_the_run_goes_on(holdup: Holdup, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("", "utf-8")
    (tmp_path / "map.svg").symlink_to(tmp_path / "elsewhere")
    done = holdup("watch", BAKER, "--plain", "--seat", "both", "--map", tmp_path / "map.svg", typed="1\n")
    assert done.code == 0
    assert "cannot be written" in " ".join(done.out.split())  # wherever its line breaks
    assert (tmp_path / "elsewhere").read_text("utf-8") == ""


def test_a_run_begins_at_a_place_by_the_road_that_is_proved(holdup: Holdup) -> None:
    done = holdup("watch", BAKER, "--plain", "--at", "queue")
    assert (done.code, done.err) == (0, "")
    assert "By now 18 loaves can be hoped for." not in done.out
    assert "State of your own" not in done.out
    assert "Your choice" in done.out


def test_a_state_that_no_road_leads_to_is_marked_on_every_page(holdup: Holdup) -> None:
    done = holdup("watch", BAKER, "--plain", "--at", "queue", "--with", "heat=6,flour=0", typed="1\n")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("State of your own: heat=6, flour=0. No road leads here like this.") == 2


@pytest.mark.parametrize("state", [(), ("--with", "heat=6,mason=2,flour=0")])
def test_where_a_seat_decides_its_author_decides(holdup: Holdup, state: tuple[str, ...]) -> None:
    """The first seat is the baker's, who would read of this page by its news alone."""
    done = holdup("watch", BAKER, "--plain", "--at", "hearth", *state, typed="inspect\n")
    assert (done.code, done.err) == (0, "")
    assert "leads to first-light" in done.out
    assert "--seat apprentice" in done.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--at", "quue"), 2, "“quue” is not a place of this story. Did you mean “queue”?"),
        (("--at", "queue", "--with", "heet=1"), 2, "“heet” is not declared in story.yaml. Did you mean “heat”?"),
        (("--at", "queue", "--with", "heat=7"), 2, "“heat” cannot be “7”: write from heat=0 to heat=6."),
        (("--at", "queue", "--with", "patched=2"), 2, "“patched” cannot be “2”: write patched=false, patched."),
        (("--at", "queue", "--replay", "clay"), 2, "--at finds the decisions and the seed itself"),
        (("--at", "cat", "--with", "heat=1"), 2, "a storylet is drawn"),
        (("--with", "heat=1"), 2, "write --at as well"),
        (("--at", "the-crack/mason", "--seat", "apprentice", "--rival", "history"), 1, "Nothing leads to"),
    ],
)
def test_a_place_where_no_run_can_begin_is_told(holdup: Holdup, words: tuple[str, ...], code: int, said: str) -> None:
    done = holdup("watch", BAKER, "--plain", *words)
    assert done.code == code
    assert said in done.err
