"""A disk that fails at any write of any command: nothing is lost, and what could not be kept is said.

`HOLDUP_THOROUGH=1000` fails every write of every command with every error, for once and for good.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from game.cli import main
from game.i18n import catalogue
from game.journal import Journal
from tests.failing_disk import ERRORS, PASSING, Disk, failing, sqlite_can_fail
from tests.switches import THOROUGH

BAKER = Path(__file__).parent / "stories" / "baker"
FAILURES = 2 * THOROUGH
"""How many failures of each command are tried."""

pytestmark = pytest.mark.skipif(not sqlite_can_fail(), reason="this Python does not say where its SQLite is")

Runs = dict[int, list[tuple[str, str]]]
Files = dict[str, bytes]


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Command(NamedTuple):
    """A command line, in which `HOME` stands for the folder that holds all that it writes, and what is typed."""

    words: str
    typed: str = ""


PLAYING = {
    "a first game": Command("play HOME/story --plain --seat baker", "1\n1\n1\nq\n"),
    "going on": Command("play HOME/story --plain --continue", "1\nlang fr\nlang en\n1\nq\n"),
    "to an ending, and its gazette": Command("play HOME/story --plain --seat both", "1\n" * 12 + "e\nq\n"),
}

WRITING = {
    "naming a run": Command("journal rename 1 Rain"),
    "deleting a run": Command("journal delete 1"),
    "restoring a run": Command("journal restore 2"),
    "reading runs back": Command("journal salvage HOME/aside.db"),
    "a gazette": Command("export 1 -o HOME/gazette.html"),
    "a page": Command("publish HOME/story -o HOME/page.html"),
    "recording a walkthrough": Command("test HOME/story --record 1 calm"),
    "accepting transcripts": Command("test HOME/story --bless"),
    "renaming": Command("rename the-crack the-hole HOME/story"),
    "a catalogue": Command("extract HOME/story de"),
    "a new story": Command("new HOME/new"),
    "schemas": Command("schema --write HOME/schema"),
    "odds": Command("explore HOME/story --save-odds"),
}


def run(command: Command, home: Path) -> Said:
    """Run a command in this process, with a home and temporary files of its own."""
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(command.typed), (out := io.StringIO()), (err := io.StringIO())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDUP_HOME", str(home / "kept"))
        patch.setenv("HOLDUP_LANG", "en")
        patch.setattr(tempfile, "tempdir", str(home / "temporary"))
        try:
            code = main(command.words.replace("HOME", str(home)).split())
        except SystemExit as left:
            code = int(left.code or 0)
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
    return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story, a journal of three runs of which one is deleted, and another journal to read back."""
    home = tmp_path_factory.mktemp("sound")
    (home / "temporary").mkdir()
    shutil.copytree(BAKER, home / "story")
    for typed in ("1\n1\nq\n", "2\n1\nq\n", "3\nq\n"):
        run(Command("play HOME/story --plain --seat baker", typed), home)
    run(Command("journal delete 2"), home)
    shutil.copy(home / "kept" / "data" / "journal.db", home / "aside.db")
    with closing(sqlite3.connect(home / "aside.db", isolation_level=None)) as aside:
        aside.execute("UPDATE runs SET created = created + 1")
    (home / "story" / "walkthroughs.yaml").write_text("walkthroughs:\n  first: {seat: baker, decisions: [clay]}\n")
    (home / "gazette.html").write_text("before")
    return home


class Kept(NamedTuple):
    """A run as the journal has it."""

    decisions: list[tuple[str, str]]
    name: str
    deleted: bool


def kept(home: Path) -> dict[int, Kept]:
    """Every run, looked at once the disk is well again."""
    journal = Journal.open(home / "kept" / "data" / "journal.db")
    assert journal.notices() == (), "a disk that fails is no damage"
    runs = {
        entry.id: Kept([(one.scene, one.choice) for one in journal.load(entry.id).decisions], entry.name, deleted)
        for deleted in (False, True)
        for entry in journal.runs(deleted=deleted)
    }
    journal.close()
    return runs


def files(home: Path) -> dict[str, bytes]:
    """Every file that is not the journal's."""
    found = (file for file in home.rglob("*") if file.is_file() and "data" not in file.parts[:-1])
    return {str(file.relative_to(home)): file.read_bytes() for file in found}


class Outcome(NamedTuple):
    """What a command said, and what there is afterwards."""

    said: Said
    kept: dict[int, Kept]
    files: dict[str, bytes]


def tried(command: Command, sound: Path, home: Path, disk: Disk) -> Outcome:
    """Run a command on a copy of what is sound."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(sound, home)
    with failing(disk):
        said = run(command, home)
    return Outcome(said, kept(home), files(home))


def failures(writes: int, seed: str) -> Iterator[tuple[int, int, bool]]:
    """Which write fails, with which error, and whether only that one does; all there are, or some by chance."""
    every = [case for case in product(range(writes), ERRORS, (True, False)) if case[2] or case[1] not in PASSING]
    yield from every if len(every) <= FAILURES else Random(seed).sample(every, FAILURES)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.parametrize("name", WRITING)
def test_a_command_has_done_all_that_it_says_or_nothing_and_says_why(name: str, sound: Path, home: Path) -> None:
    command = WRITING[name]
    before, whole = kept(sound), tried(command, sound, home, well := Disk(home))
    assert whole.said.code == 0
    assert (whole.kept, whole.files) != (before, files(sound)), "it writes something"
    for at, error, once in failures(len(well.done), name):
        outcome = tried(command, sound, home, Disk(home, at, error, once))
        said = outcome.said
        what = f"{well.done[at]}, write {at} of {len(well.done)}, error {error}, {once=}: {said}"
        if said.code == 0:
            assert (outcome.kept, outcome.files) == (whole.kept, whole.files), what
        else:
            assert (said.code, outcome.kept, outcome.files) == (1, before, files(sound)), what
            assert 1 <= len(said.err.splitlines()) <= 2, what
            assert "cannot be" in said.err, what


@pytest.mark.parametrize("name", PLAYING)
def test_a_game_goes_on_and_keeps_what_it_says_that_it_keeps(name: str, sound: Path, home: Path) -> None:
    command = PLAYING[name]
    before, whole = kept(sound), tried(command, sound, home, well := Disk(home))
    [played] = [id for id, run in whole.kept.items() if run != before.get(id)]
    assert whole.said.out.endswith("Your run is saved.\n")
    for at, error, once in failures(len(well.done), name):
        outcome = tried(command, sound, home, Disk(home, at, error, once))
        what = f"{well.done[at]}, write {at} of {len(well.done)}, error {error}, {once=}: {outcome}"
        assert outcome.said.code == 0, what
        if "Your run is saved." in outcome.said.out:
            assert outcome.kept == whole.kept, what
            continue
        assert "This run could not be saved." in outcome.said.out, what
        assert "cannot be" in outcome.said.out + outcome.said.err, what
        begun = outcome.kept.pop(played, Kept([], "", False)).decisions
        least = before[played].decisions if played in before else []
        assert (begun[: len(least)], whole.kept[played].decisions[: len(begun)]) == (least, begun), what
        assert outcome.kept == {id: run for id, run in before.items() if id != played}, what


def test_doctor_is_never_content_with_a_disk_that_fails(sound: Path, home: Path) -> None:
    command = Command("doctor HOME/story")
    whole = tried(command, sound, home, well := Disk(home))
    for at, error, once in failures(len(well.done), "doctor"):
        outcome = tried(command, sound, home, Disk(home, at, error, once))
        what = f"{well.done[at]}, write {at} of {len(well.done)}, error {error}, {once=}: {outcome.said}"
        assert outcome[1:] == whole[1:], what
        assert outcome.said.code in (0, 1), what
        assert error in PASSING or once or outcome.said.code == 1, what


def test_a_cache_that_cannot_be_written_costs_time_and_no_word(
    sound: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDUP_CACHE", str(home / "cache"))
    for words in ("check HOME/story --lang fr", "play HOME/story --plain --seat baker"):
        command = Command(words, "1\nq\n")
        catalogue._remembered.cache_clear()
        whole = tried(command, sound, home, well := Disk(home / "cache"))
        assert well.done
        for at, error, once in failures(len(well.done), words):
            catalogue._remembered.cache_clear()
            outcome = tried(command, sound, home, Disk(home / "cache", at, error, once))
            assert (outcome.said, outcome.kept) == (whole.said, whole.kept)
            assert not list((home / "cache").glob("*.new"))


def test_a_damaged_journal_on_a_disk_that_fails_is_set_aside_whole_or_stays_and_no_run_is_lost(
    sound: Path, home: Path, tmp_path: Path
) -> None:
    hurt = tmp_path / "hurt"
    shutil.copytree(sound, hurt)
    with closing(sqlite3.connect(hurt / "kept" / "data" / "journal.db", isolation_level=None)) as journal:
        journal.execute("DROP TABLE seen")
    before = kept(sound)
    command = Command("play HOME/story --plain --seat baker", "1\nq\n")
    shutil.copytree(hurt, home)
    with failing(well := Disk(home)):
        assert "It is kept as" in " ".join(run(command, home).out.split())
    for at, error, once in failures(len(well.done), "damaged"):
        shutil.rmtree(home)
        shutil.copytree(hurt, home)
        with failing(Disk(home, at, error, once)):
            said = run(command, home)
        what = f"{well.done[at]}, write {at} of {len(well.done)}, error {error}, {once=}: {said}"
        assert said.code == 0, what
        again = Journal.open(home / "kept" / "data" / "journal.db")
        told = " ".join((*said.out.split(), *again.notices()))
        again.close()
        [aside] = (home / "kept" / "data").glob("*-damaged-*.db")
        assert "It is kept as" in told, what
        run(Command(f"journal salvage {aside}"), home)
        found = kept(home)
        assert {id: found.get(id) for id in before} == before, what
