"""Whatever happens to the file: the game starts, says what happened, and offers every run that can be read."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from game.journal import ActiveRun, Journal, JournalUnavailable
from game.journal.database import Database
from game.play.run import Run
from game.play.setup import Setup
from game.view.journal import run_line
from tests.journal.damage import damaged, fill, offered, readable_by_hand
from tests.switches import THOROUGH

DAMAGES = 40 * THOROUGH


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, long_story: object) -> Path:
    """A sound journal of 31 runs."""
    from game.story.model import Story

    assert isinstance(long_story, Story)
    file = tmp_path_factory.mktemp("sound") / "journal.db"
    fill(file, Setup(long_story, frozenset(["left"]), seed=12))
    return file


def test_no_damage_keeps_the_game_from_starting_or_hides_a_run_that_can_be_read(
    sound: Path, tmp_path: Path, setup: Setup
) -> None:
    chance = Random(20231117)
    for number in range(DAMAGES):
        file = tmp_path / f"{number}" / "journal.db"
        how = damaged(sound, file, chance)
        by_hand = readable_by_hand(file)
        journal = Journal.available(file)
        shown = dict(offered(journal, setup.story))
        for entry in journal.runs():
            run_line(entry, setup.story)
        journal.profile.reached(setup.story), journal.profile.setting("motion"), journal.profile.seen(setup.story.id)
        journal.roads(setup.story.id, "left"), journal.latest(setup.story.id), journal.seats(setup.story.id)
        assert by_hand <= set(shown), f"{how}: {by_hand - set(shown)} could be read"
        told = journal.notices()
        assert len(shown) == 31 or told or "row" in how, f"{how}: {len(shown)} of 31, and not a word"
        active = ActiveRun(journal, Run.start(setup))
        active.decide("c0")
        assert active.saved or "later version" in told[0], how
        journal.close()


def test_a_byte_that_is_no_text_costs_one_snapshot_and_no_run(sound: Path, tmp_path: Path, setup: Setup) -> None:
    journal = spoiled(sound, tmp_path, "UPDATE runs SET snapshot = cast(cast(snapshot AS blob) || x'ff' AS text)")
    assert len(list(offered(journal, setup.story))) == 31
    assert not [state for _, state in offered(journal, setup.story) if isinstance(state, str)]


def test_a_snapshot_that_is_gone_is_made_again_and_said(sound: Path, tmp_path: Path, setup: Setup) -> None:
    journal = spoiled(sound, tmp_path, "UPDATE runs SET snapshot = '{' WHERE id = 3")
    active = ActiveRun.resumed(journal, setup.story, 3)
    assert "made again" in active.notices()[0]
    active.decide("c0")
    assert ActiveRun.resumed(journal, setup.story, 3).notices() == ()


def test_a_run_whose_beginning_is_damaged_is_listed_so_and_refused_alone(
    sound: Path, tmp_path: Path, setup: Setup
) -> None:
    journal = spoiled(sound, tmp_path, "UPDATE runs SET rival = x'00', seat = 5 WHERE id = 3")
    lines = {entry.id: run_line(entry, setup.story) for entry in journal.runs()}
    assert [number for number, line in lines.items() if line.damaged] == [3]
    with pytest.raises(JournalUnavailable, match="Run 3 is damaged"):
        journal.load(3)
    assert journal.load(4).decisions


@pytest.mark.parametrize("edit", ["rival = 'nobody'", "rival = ''", "rival = 'strategist:99'", "seed = -1"])
def test_a_word_that_no_version_wrote_costs_its_own_run_and_not_the_list(
    sound: Path, tmp_path: Path, setup: Setup, edit: str
) -> None:
    journal = spoiled(sound, tmp_path, f"UPDATE runs SET {edit} WHERE id = 3")
    lines = {entry.id: run_line(entry, setup.story) for entry in journal.runs()}
    assert [number for number, line in lines.items() if line.damaged] == [3]
    with pytest.raises(JournalUnavailable, match="Run 3 is damaged"):
        journal.load(3)


def test_a_page_of_nothing_in_the_middle_sets_the_file_aside_with_all_that_is_left(
    sound: Path, tmp_path: Path, setup: Setup
) -> None:
    pages = sound.stat().st_size // 4096
    for page in range(1, pages):
        file = tmp_path / str(page) / "journal.db"
        file.parent.mkdir()
        content = bytearray(sound.read_bytes())
        content[page * 4096 : (page + 1) * 4096] = bytes(4096)
        file.write_bytes(content)
        by_hand = readable_by_hand(file)
        journal = Journal.open(file)
        assert by_hand <= {entry.id for entry in journal.runs()}, page
        journal.profile.seen(setup.story.id)
        journal.close()


def test_what_was_set_aside_can_be_read_back_later_and_only_once(sound: Path, tmp_path: Path, setup: Setup) -> None:
    journal = Journal.open(tmp_path / "journal.db")
    mine = ActiveRun(journal, Run.start(setup))
    mine.decide("c2")
    first, again = journal.salvage(sound), journal.salvage(sound)
    assert (first.runs, first.lost, first.known) == (31, 0, 0)
    assert (again.runs, again.lost, again.known) == (0, 0, 31)
    assert len(journal.runs()) == 32
    assert mine.run_id is not None
    assert ActiveRun.resumed(journal, setup.story, mine.run_id).run == mine.run


def test_a_first_page_that_is_gone_hides_nothing(sound: Path, tmp_path: Path, setup: Setup) -> None:
    file = tmp_path / "journal.db"
    content = bytearray(sound.read_bytes())
    content[:4096] = b"\xa5" * 4096
    file.write_bytes(content)
    assert len(Journal.open(file).runs()) == 31


def spoiled(sound: Path, folder: Path, sql: str) -> Journal:
    """A copy of the journal after a statement that nobody should have made."""
    file = folder / "journal.db"
    file.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(sql)
    return Journal.open(file)


def test_a_file_removed_under_an_open_game_is_noticed_and_the_whole_run_written_anew(file: Path, setup: Setup) -> None:
    active = ActiveRun(Journal.open(file), Run.start(setup))
    active.decide("c0")
    for path in file.parent.iterdir():
        path.unlink()
    active.decide("c1")
    assert "removed or replaced" in active.notices()[0]
    assert active.saved
    [kept] = Journal.open(file).runs()
    assert kept.count == 2


def test_a_file_replaced_under_an_open_game_loses_neither(file: Path, sound: Path, setup: Setup) -> None:
    active = ActiveRun(Journal.open(file), Run.start(setup))
    for path in file.parent.iterdir():
        path.unlink()
    file.write_bytes(sound.read_bytes())
    active.decide("c1")
    assert "removed or replaced" in active.notices()[0]
    assert len(Journal.open(file).runs()) == 32


def test_the_file_alone_holds_what_was_shown_while_the_game_is_open(file: Path, tmp_path: Path, setup: Setup) -> None:
    active = ActiveRun(Journal.open(file), Run.start(setup))
    active.decide("c0")
    copy = tmp_path / "copy.db"
    copy.write_bytes(file.read_bytes())
    [kept] = Journal.open(copy).runs()
    assert kept.count == 1


def test_the_last_run_played_is_the_first_listed_whatever_the_clock_says(file: Path, setup: Setup) -> None:
    now = 1_700_000_000.0
    journal = Journal(Database(file), lambda: now)
    begun = Run.start(setup).decide("c0")
    first, second = journal.begin(begun), journal.begin(begun)
    now -= 86_400
    journal.decided(first, begun.decide("c1"))
    assert [entry.id for entry in journal.runs()] == [first, second]
    latest = journal.latest(setup.story.id)
    assert latest is not None
    assert latest.id == first


@pytest.mark.skipif(os.name == "nt", reason="rights are other things there")
def test_a_new_journal_is_for_its_owners_eyes_alone(file: Path) -> None:
    before = os.umask(0)
    try:
        Journal.open(file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_journal_that_another_program_holds_can_still_be_read(
    sound: Path, setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.journal.database.PATIENCE", 0.05)
    holder = sqlite3.connect(sound, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        journal = Journal.available(sound)
        assert "busy" in journal.notices()[0]
        assert len(journal.runs()) == 31
        active = ActiveRun.resumed(journal, setup.story, 4)
        active.decide("c0")
        assert not active.saved
    finally:
        holder.close()


def test_a_journal_of_a_later_version_can_be_read_where_its_tables_are_known(sound: Path, tmp_path: Path) -> None:
    file = tmp_path / "journal.db"
    file.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(file)) as later:
        later.execute("PRAGMA user_version = 99")
    journal = Journal.available(file)
    assert "later version" in journal.notices()[0]
    assert len(journal.runs()) == 31
