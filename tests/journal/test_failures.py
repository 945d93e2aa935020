"""Damaged files, full disks, folders that cannot be written: a sentence each, and nothing lost."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from game.journal import ActiveRun, Journal, JournalUnavailable
from game.journal.database import Database
from game.play.run import Run
from game.play.setup import Setup
from tests.play.drafts import choice, scene, story


def ruin(file: Path) -> bytes:
    """Overwrite a database with something that is none."""
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    file.write_bytes(b"Not a database at all. " * 300)
    return file.read_bytes()


def test_a_damaged_journal_is_set_aside_and_named(file: Path, setup: Setup) -> None:
    Journal.open(file).begin(Run.start(setup))
    damaged = ruin(file)
    journal = Journal.open(file)
    aside = [path for path in file.parent.iterdir() if path.name.startswith("journal-damaged-")]
    assert [path.read_bytes() for path in aside] == [damaged]
    named, read_back = journal.notices()
    assert str(aside[0]) in named
    assert "No run" in read_back
    assert journal.notices() == ()
    journal.begin(Run.start(setup))
    assert len(Journal.open(file).runs()) == 1


def test_its_write_ahead_log_goes_with_it(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 5000)
    file.with_name("journal.db-wal").write_bytes(b"precious")
    Journal.open(file)
    [log] = file.parent.glob("journal-damaged-*-wal")
    assert log.read_bytes() == b"precious"
    assert log.name.removesuffix("-wal") in {path.name for path in file.parent.iterdir()}


REFUSE_EACH_RUN = "CREATE TRIGGER no BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'no'); END"
FORGET_EACH_DECISION = "CREATE TRIGGER no AFTER INSERT ON decisions BEGIN DELETE FROM decisions; END"
SHOW_ANOTHER_TABLE = "ALTER TABLE seen RENAME TO was_seen; CREATE VIEW seen AS SELECT * FROM was_seen"
ONE_RUN_A_STORY = "CREATE UNIQUE INDEX one ON runs (story)"
WORK_THE_PAGE_OUT = "ALTER TABLE seen ADD COLUMN more TEXT GENERATED ALWAYS AS (page)"
WANT_MORE = "ALTER TABLE runs ADD COLUMN more TEXT NOT NULL DEFAULT ''"
ALTERED = (REFUSE_EACH_RUN, FORGET_EACH_DECISION, SHOW_ANOTHER_TABLE, ONE_RUN_A_STORY, WORK_THE_PAGE_OUT, WANT_MORE)


@pytest.mark.parametrize("sql", ALTERED)
def test_a_journal_altered_so_that_it_may_refuse_or_change_what_is_written_is_set_aside_and_its_runs_go_on(
    file: Path, setup: Setup, sql: str
) -> None:
    first = Journal.open(file)
    ActiveRun(first, Run.start(setup)).decide("c0")
    first.close()
    connection = sqlite3.connect(file)
    connection.executescript(sql)
    connection.close()
    journal = Journal.open(file)
    assert "journal-damaged-" in journal.notices()[0]
    assert [entry.count for entry in journal.runs()] == [1]
    ActiveRun(journal, Run.start(setup)).decide("c0")
    assert [entry.count for entry in Journal.open(file).runs()] == [1, 1]


def test_two_damaged_journals_in_a_second_are_both_kept(file: Path) -> None:
    file.parent.mkdir(parents=True)
    for text in (b"first " * 500, b"second " * 500):
        file.write_bytes(text)
        Journal.open(file).close()
        for suffix in ("-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
    assert len(list(file.parent.glob("journal-damaged-*.db"))) == 2


def test_a_database_of_something_else_is_set_aside_too(file: Path, setup: Setup) -> None:
    file.parent.mkdir(parents=True)
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE runs (recipe TEXT)")
        other.execute("INSERT INTO runs VALUES ('bread')")
    other.close()
    Journal.open(file).begin(Run.start(setup))
    [aside] = file.parent.glob("journal-damaged-*.db")
    assert sqlite3.connect(aside).execute("SELECT recipe FROM runs").fetchall() == [("bread",)]


def test_a_journal_damaged_in_mid_play_costs_no_decision(file: Path, setup: Setup) -> None:
    active = ActiveRun(Journal.open(file), Run.start(setup))
    for _ in range(5):
        active.decide("c0")
    inner = sqlite3.connect(file)
    inner.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    inner.close()
    with file.open("r+b") as raw:
        raw.seek(100)
        raw.write(b"\xff" * (file.stat().st_size - 100))
    active.decide("c1")
    assert any("journal-damaged-" in notice for notice in active.notices())
    assert active.saved
    assert active.run_id is not None
    assert ActiveRun.resumed(Journal.open(file), setup.story, active.run_id).run == active.run
    assert list(file.parent.glob("journal-damaged-*.db"))


def test_a_journal_of_a_later_version_is_left_alone(file: Path) -> None:
    Journal.open(file).close()
    later = sqlite3.connect(file)
    later.execute("PRAGMA user_version = 99")
    later.close()
    before = file.read_bytes()
    with pytest.raises(JournalUnavailable, match=r"later version.*left alone"):
        Journal.open(file)
    assert file.read_bytes() == before
    assert not list(file.parent.glob("journal-damaged-*"))


def test_where_there_can_be_no_folder_the_game_goes_on_unsaved(tmp_path: Path, setup: Setup) -> None:
    (tmp_path / "data").write_text("a file, where a folder should be")
    with pytest.raises(JournalUnavailable, match=r"data/journal\.db” cannot be used: (?!\[Errno)"):
        Journal.open(tmp_path / "data" / "journal.db")
    journal = Journal.available(tmp_path / "data" / "journal.db")
    active = ActiveRun(journal, Run.start(setup))
    active.decide("c0")
    assert "nothing is being saved" in " ".join(active.notices())
    assert not active.saved
    assert active.notices() == ()


def test_a_journal_is_kept_in_a_way_that_readers_need_not_wait_and_nothing_written_is_lost(file: Path) -> None:
    database = Database(file)
    kept = {name: database.read(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_cannot_be_written_is_said(file: Path, setup: Setup) -> None:
    Journal.open(file).close()
    file.chmod(0o400)
    file.parent.chmod(0o500)
    try:
        with pytest.raises(JournalUnavailable, match=r"read-only|cannot be used"):
            Journal.open(file)
    finally:
        file.parent.chmod(0o700)


def leave_room(journal: Journal, pages: int) -> None:
    """Let the file grow by so many pages and no more."""
    connection = journal._database._reach()
    held = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {held + pages}")


def test_a_journal_that_cannot_be_written_is_said_once_however_many_pages_are_turned(file: Path, setup: Setup) -> None:
    journal = Journal.open(file)
    active = ActiveRun(journal, Run.start(setup))
    active.decide("c0")
    journal._database._reach().execute("PRAGMA query_only = ON")
    said = list[str]()
    for page in range(1, 4):
        active.turn(page)
        said += active.notices()
    assert said == ["The journal cannot be written at the moment."]


def test_a_full_disk_is_said_once_and_made_good_later(file: Path) -> None:
    wordy = scene("a", choice("talk", "a"))
    wordy["choices"][0]["say"]["text"] = "blah " * 2000
    setup = Setup(story(wordy), frozenset(["left"]))
    journal = Journal.open(file)
    active = ActiveRun(journal, Run.start(setup))
    active.decide("talk")
    assert active.saved
    assert active.run_id is not None
    leave_room(journal, 0)
    active.decide("talk")
    assert "disk is full" in active.notices()[0]
    assert not active.saved
    active.decide("talk")
    assert active.notices() == ()
    assert len(Journal.open(file).load(active.run_id).decisions) == 1
    leave_room(journal, 1000)
    active.decide("talk")
    assert "whole run is saved" in active.notices()[0]
    assert active.saved
    assert len(Journal.open(file).load(active.run_id).decisions) == 4
