"""A command line and an environment may hold anything: none of it reaches the terminal or ends in a traceback."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from game import memory_limit, paths
from game.story.model import Story
from tests.cli.conftest import BAKER, ROOT, Holdup, process

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
    ("new", f"/dev/null/{ESCAPE}"),
    ("schema", "--write", f"/dev/null/{ESCAPE}"),
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

    def noted(path: Path, language: str | None) -> Story:
        read.append(path.name)
        return real(path, language)

    monkeypatch.setattr(load, "load_localised", noted)
    listed = holdup("journal").out.splitlines()
    assert len([line for line in listed if "The Oven on Market Day" in line]) == 4
    assert sorted(read) == ["story2", "story3"]


def tell(folder: Path, stakes: str, text: str, choices: str) -> Path:
    (folder / "story.yaml").write_text(
        "id: x\ntitle: x\nlanguage: en\nversion: 1\nabout: x\nclock: {start: 1901-03-01 18:00, hours: 12}\n"
        f"seats: {{keeper: {{name: x}}}}\nstakes:\n{stakes}episodes: [night]\n"
    )
    (folder / "night.yaml").write_text(
        f"episode: E\nnumber: 1\nstart: s\nscenes:\n  s:\n    text:\n{text}    choices:\n{choices}"
        "      stop: {say: Stop., to: dawn}\n"
    )
    (folder / "endings.yaml").write_text(
        "endings: {dawn: {title: D, text: It is over., epitaph: x, hint: x, instead: x}}\n"
    )
    return folder


OIL = "  oil: {name: oil, max: 9, start: 5}\n"


def test_a_deck_of_more_storylets_than_can_be_compared_is_told(holdup: Holdup, tmp_path: Path) -> None:
    story = tell(tmp_path, OIL, "    - x\n", "")
    with (story / "night.yaml").open("a") as night:
        night.write("deck:\n" + "".join(f"  card{number}: {{text: Card {number}.}}\n" for number in range(1001)))
    done = holdup("explore", story)
    assert (done.code, done.out) == (1, "")
    assert done.err == "`night` has 1001 storylets: no more than 1000 at once can be explored.\n"


def test_a_scene_of_more_choices_than_may_stand_together_is_told(holdup: Holdup, tmp_path: Path) -> None:
    choices = "".join(f"      more{number}: {{say: More {number}., to: dawn}}\n" for number in range(500))
    done = holdup("explore", tell(tmp_path, OIL, "    - x\n", choices))
    assert (done.code, done.out) == (1, "")
    assert "night.yaml:9:7: error[file-too-large]: 501 stand here together, and 500 are the most" in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="the system limits it")
def test_what_goes_beyond_the_memory_it_may_take_ends_there() -> None:
    code = "from game import memory_limit\nwith memory_limit.limited(50):\n    bytearray(200 << 20)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr.endswith("MemoryError\n")
    assert subprocess.run([sys.executable, "-c", code.replace("50", "0")], cwd=ROOT).returncode == 0


def test_exploring_that_would_take_more_memory_than_it_may_says_so(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.cli import explore

    def full(_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(explore, "_explore", full)
    done = holdup("explore", BAKER, "--max-memory", "9000")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("This would take more than 9000 MiB of memory")


def test_a_machine_that_does_not_say_what_it_has_sets_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: str) -> int:
        raise ValueError

    monkeypatch.setattr(os, "sysconf", unknown)
    assert memory_limit.default_limit() == 0
    with memory_limit.limited(0):
        pass


@pytest.mark.parametrize(
    "put", [os.mkfifo, Path.mkdir, lambda place: place.symlink_to("/dev/null")], ids=["pipe", "folder", "device"]
)
def test_what_keeps_nothing_in_the_place_of_the_journal_is_said_to_keep_nothing(
    holdup: Holdup, own_home: Path, put: Callable[[Path], None]
) -> None:
    (own_home / "data").mkdir(parents=True)
    put(own_home / "data" / "journal.db")
    assert process("journal").err  # were the pipe read, this would be stopped after a while
    for line in (("journal",), ("--plain", BAKER, "--seat", "apprentice"), ("doctor", BAKER)):
        done = holdup(*line, typed="q\n")
        assert "it is no regular file, and keeps nothing" in done.out + done.err
        assert "The journal is empty." not in done.out


UNFIT = "\x1b]0;gotcha\x07\x9b2J\u202edrawkcab\x7f"


def unfit(text: str) -> set[str]:
    """What of a text a terminal would obey."""
    return set(text) & set("\x1b\x07\x9b\u202e\x7f")


def poison_the_journal() -> None:
    """Write what a terminal would obey into every text of the journal that may be any."""
    with closing(sqlite3.connect(paths.data_dir() / "journal.db")) as connection:
        for column in ("name", "title", "episode", "ending_title"):
            connection.execute(f"UPDATE runs SET {column} = ?", (UNFIT,))
        connection.execute("UPDATE runs SET path = path || ?", (UNFIT,))
        connection.execute("UPDATE decisions SET said = ?", (UNFIT,))
        connection.commit()


def test_what_a_journal_is_made_to_hold_speaks_to_no_terminal_in_whatever_form(holdup: Holdup) -> None:
    holdup("play", BAKER, "--replay", "clay")
    poison_the_journal()
    for line in (
        ("journal",),
        ("journal", "--json"),
        ("journal", "show", 1),
        ("journal", "show", 1, "--json"),
        ("export", 1),
        ("export", 1, "--format", "html"),
        ("doctor", BAKER),
        ("replay", 1),
    ):
        done = holdup(*line)
        assert done.out + done.err, line
        assert not unfit(done.out + done.err), line
    assert json.loads(holdup("journal", "--json").out)[0]["name"] == UNFIT


def test_what_a_story_s_files_hold_speaks_to_no_terminal_when_they_are_quoted(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / f"story{UNFIT}"
    shutil.copytree(BAKER, folder)
    night = next(file for file in sorted(folder.glob("*.yaml")) if "the-crack" in file.read_text())
    night.write_text(night.read_text().replace("the-crack:", f"the-crack:  # {UNFIT}"))
    for line in (
        ("uses", "the-crack", folder),
        ("rename", "the-crack", "the-hole", folder),
        ("check", folder),
        ("check", "--format", "json", folder),
        ("check", "--format", "sarif", folder),
        ("check", "--format", "github", folder),
        ("words", folder),
        ("explore", folder, "--json"),
        ("diff", folder, BAKER, "--format", "markdown"),
        ("graph", folder, "--format", "markdown"),
        ("doctor", folder),
        ("extract", folder, "de"),
        ("test", folder),
        ("publish", folder, "-o", folder / "page.html"),
        ("export", 1, "-o", folder / "page.md"),
    ):
        done = holdup(*line)
        assert done.out + done.err, line
        assert not unfit(done.out + done.err), line


def test_only_what_commands_say_goes_through_streams_that_are_inert() -> None:
    cli = ROOT / "game" / "cli"
    by_hand = {file.name for file in cli.glob("*.py") if "json.dumps" in file.read_text()}
    assert by_hand == {"json_output.py"}
