"""Journals that no accident made: altered, of another build, from a stranger. They open, or are set aside whole."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from game.cli import health
from game.cli.health import Health
from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup
from game.story.model import Story
from tests.journal.conftest import LEFT
from tests.journal.damage import fill, offered
from tests.places import PLACES, put

RUNS = 6
TOO_LONG = 100_000_000


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, long_story: Story) -> Path:
    """A sound journal of a few runs."""
    file = tmp_path_factory.mktemp("sound") / "journal.db"
    fill(file, Setup(long_story, LEFT, seed=12), RUNS)
    return file


@pytest.fixture
def file(sound: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    (tmp_path / "data").mkdir()
    return Path(copyfile(sound, tmp_path / "data" / "journal.db"))


def alter(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def tables(edit: str) -> tuple[str, ...]:
    """What edits the words by which SQLite knows the tables."""
    return "PRAGMA writable_schema = ON", f"UPDATE sqlite_master SET sql = {edit}"


def healthy(file: Path) -> bool:
    return all(finding.state is Health.OK for finding in health.journal(file))


def played(file: Path, setup: Setup) -> tuple[int, tuple[str, ...]]:
    """How many runs of a journal can be gone on with, and what is said; a run is begun and must be kept."""
    journal = Journal.available(file)
    shown = [state for _, state in offered(journal, setup.story) if not isinstance(state, str)]
    told = journal.notices()
    active = ActiveRun(journal, Run.start(setup))
    active.decide("c0")
    assert active.saved
    journal.close()
    assert Health.BROKEN not in {finding.state for finding in health.journal(file)}
    return len(shown), told


SOUND = {
    "small pages": ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM"),
    "large pages": ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 65536", "VACUUM"),
    "its number": ("PRAGMA application_id = 77",),
    "a table more": ("CREATE TABLE notes (words)",),
    "a turn after which there is none": ("UPDATE runs SET turn = 9223372036854775807 WHERE id = 3",),
    "parents in a circle": ("UPDATE runs SET parent = 3 WHERE id = 4", "UPDATE runs SET parent = 4 WHERE id = 3"),
    "numbers among the settings": ("INSERT INTO settings VALUES ('language', x'ff')", "UPDATE settings SET value = 5"),
    "a decision in bytes": ("UPDATE decisions SET said = x'ff', hash = zeroblob(4) WHERE run = 3",),
}


@pytest.mark.parametrize("how", SOUND)
def test_what_changes_nothing_for_the_game_is_taken_as_it_is(file: Path, setup: Setup, how: str) -> None:
    alter(file, *SOUND[how])
    assert healthy(file)
    assert played(file, setup) == (RUNS, ())


ALTERED = {
    "trigger": ("CREATE TRIGGER no BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'no'); END",),
    "view": ("ALTER TABLE endings RENAME TO kept", "CREATE VIEW endings AS SELECT * FROM kept"),
    "table of another program": ("DROP TABLE seen", "CREATE VIRTUAL TABLE seen USING fts5 (story, page)"),
    "check of a decision": tables("replace(sql, 'said TEXT NOT NULL', 'said TEXT NOT NULL CHECK (said = 1)')"),
    "check of a run": tables("replace(sql, 'page INTEGER', 'page INTEGER CHECK (page > 9)')"),
    "check of a setting": tables("replace(sql, 'value TEXT', 'value TEXT CHECK (value = 1)')"),
    "check that fills memory": tables("replace(sql, 'said TEXT', 'said TEXT CHECK (randomblob(1000000000) IS NULL)')"),
    "default that loads": tables("replace(sql, 'DEFAULT 0', 'DEFAULT (load_extension(1))')"),
    "column that is worked out": ("ALTER TABLE runs ADD COLUMN more AS (id + 1)",),
    "no number left": ("UPDATE sqlite_sequence SET seq = 9223372036854775807",),
    "version none": ("PRAGMA user_version = 0",),
    "version below": ("PRAGMA user_version = -1",),
    "version before": ("PRAGMA user_version = 2",),
    "tables of no form": tables("'CREATE TABLE runs (' WHERE name = 'runs'"),
    "table nowhere": ("PRAGMA writable_schema = ON", "UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'runs'"),
}


@pytest.mark.parametrize("how", ALTERED)
def test_what_was_altered_is_told_by_doctor_and_set_aside_by_the_game_with_every_run_read_back(
    file: Path, setup: Setup, how: str
) -> None:
    alter(file, *ALTERED[how])
    assert not healthy(file)
    runs, told = played(file, setup)
    assert runs == RUNS
    assert "It is kept as" in told[0]
    assert played(file, setup) == (RUNS + 1, ())


@pytest.mark.parametrize("column", ["name", "snapshot"])
def test_a_row_that_would_fill_the_memory_costs_itself(file: Path, setup: Setup, column: str) -> None:
    alter(file, f"UPDATE runs SET {column} = CAST(zeroblob({TOO_LONG}) AS TEXT) WHERE id = 3")
    assert not healthy(file)
    runs, told = played(file, setup)
    assert (runs, told[1:]) == (RUNS - 1, (f"{RUNS - 1} runs were read back.", "One run could not be read."))


def test_words_that_would_fill_the_screen_are_left_out_of_the_list(file: Path) -> None:
    alter(file, "UPDATE runs SET title = CAST(zeroblob(1000000) AS TEXT) WHERE id = 3")
    journal = Journal.open(file)
    entry = journal.entries([3])[3]
    assert (entry.title, entry.damaged) == ("", True)


def test_a_log_whose_file_is_gone_is_kept_and_read_back(file: Path, setup: Setup, tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(whole, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = WAL")
        copy.execute("PRAGMA wal_autocheckpoint = 0")
        source.backup(copy)
        file.unlink()
        copyfile(whole.with_name("whole.db-wal"), file.with_name("journal.db-wal"))
    assert not healthy(file)
    runs, told = played(file, setup)
    assert (runs, "It is kept as" in told[0]) == (RUNS, True)


@pytest.mark.parametrize("log", ["-shm", "-wal", "-journal"])
def test_noise_in_the_place_of_a_log_costs_nothing(file: Path, setup: Setup, log: str) -> None:
    file.with_name(file.name + log).write_bytes(os.urandom(40_000))
    assert played(file, setup) == (RUNS, ())


@pytest.mark.parametrize("log", ["-shm", "-wal", "-journal"])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_file_in_the_place_of_a_log_is_told_and_the_runs_are_there(
    file: Path, setup: Setup, place: str, log: str
) -> None:
    put(place, file.with_name(file.name + log))
    assert not healthy(file)
    journal = Journal.available(file)
    assert len(list(offered(journal, setup.story))) == RUNS
    assert f"“journal.db{log}”, beside it, is no regular file" in journal.notices()[0]


@pytest.mark.parametrize("offset", [16, 18, 20, 28, 32, 44, 56])
def test_no_field_of_the_file_s_head_keeps_a_run_back(file: Path, setup: Setup, offset: int) -> None:
    for value in (b"\x09\x09\x09\x09", b"\xff\xff\xff\xff", bytes(4)):
        with file.open("r+b") as raw:
            raw.seek(offset)
            raw.write(value)
        assert played(file, setup)[0] >= RUNS
