"""Who lives where: a folder a player, that nobody else can guess, and that is kept when it would be missed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from game.journal import Journal
from game.web import homes as homes_module
from game.web.homes import Home, Homes, is_token, new_token

TOKEN = new_token()
PAGE = Path(homes_module.__file__).with_name("README.md")


def set_something(home: Home) -> None:
    journal = Journal.open(home.folder / "data" / "journal.db")
    journal.profile.set("theme", "paper")
    journal.close()


def settle(homes: Homes, players: int) -> None:
    """Have so many players who leave something behind."""
    if players:
        with homes.entered(TOKEN) as home:
            set_something(home)
            settle(homes, players - 1)


def test_a_home_is_named_after_no_secret_and_open_to_nobody_else(tmp_path: Path) -> None:
    assert is_token(TOKEN)
    with Homes(tmp_path, 2).entered(TOKEN) as home:
        assert TOKEN not in str(home.folder)
        assert home.folder.stat().st_mode & 0o077 == 0
    assert not home.folder.exists()


def test_a_home_where_something_was_set_is_kept(tmp_path: Path) -> None:
    with Homes(tmp_path, 2).entered(TOKEN) as home:
        set_something(home)
    assert home.folder.exists()


def test_a_damaged_journal_is_kept_though_nothing_can_be_read_in_it(tmp_path: Path) -> None:
    with Homes(tmp_path, 2).entered(TOKEN) as home:
        set_something(home)
        (home.folder / "data" / "journal.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    assert list(home.folder.glob("data/*-damaged-*"))


def test_the_first_who_has_something_comes_back_first(tmp_path: Path) -> None:
    homes = Homes(tmp_path, 5)
    with homes.entered(TOKEN), homes.entered(TOKEN) as second:
        set_something(second)
    with homes.entered(TOKEN) as later, homes.entered(TOKEN) as beside:
        assert (later.player, beside.player) == (2, 1)


@pytest.mark.parametrize(("wanted", "given"), [(3, 3), (2, 2), (0, 1), (5, 5), (6, 1), (-1, 1), (10**9, 1)])
def test_whoever_has_a_number_may_come_back_and_no_number_is_made_up(tmp_path: Path, wanted: int, given: int) -> None:
    homes = Homes(tmp_path, 5)
    settle(homes, 3)
    with homes.entered(TOKEN, wanted) as home:
        assert home.player == given


def test_a_tab_where_nothing_was_begun_does_not_take_another_tabs_journal_when_both_come_back(tmp_path: Path) -> None:
    homes = Homes(tmp_path, 5)
    with homes.entered(TOKEN) as first, homes.entered(TOKEN):
        set_something(first)
    with homes.entered(TOKEN, 2), homes.entered(TOKEN, 1) as back:
        assert back.folder == first.folder


def test_two_never_share_a_home(tmp_path: Path) -> None:
    homes = Homes(tmp_path, 5)
    settle(homes, 2)
    with homes.entered(TOKEN, 2) as one, homes.entered(TOKEN, 2) as two, homes.entered(TOKEN, 2) as three:
        assert (one.player, two.player, three.player) == (2, 1, 3)
        with homes.entered(new_token(), 2) as stranger:
            assert stranger.player == 2
            assert stranger.folder != one.folder


def test_whoever_was_known_on_a_larger_server_is_found_on_a_smaller_one(tmp_path: Path) -> None:
    settle(Homes(tmp_path, 3), 3)
    with Homes(tmp_path, 1).entered(TOKEN, 3) as home:
        assert home.player == 3


def test_those_who_have_not_come_for_a_year_are_forgotten_by_the_command_that_the_page_gives(tmp_path: Path) -> None:
    root, known = tmp_path / "private", tmp_path / "holdup"  # as systemd keeps it
    root.mkdir()
    known.symlink_to(root)
    homes = Homes(known, 3)
    settle(homes, 2)
    (known / "own").mkdir()
    for folder in root.iterdir():
        os.utime(folder, (0, 0))
    with homes.entered(TOKEN, 2) as home:
        pass
    command = next(line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("find "))
    subprocess.run(command.replace("/var/lib/holdup", str(known)), shell=True, check=True)
    assert {folder.name for folder in root.iterdir()} == {home.folder.name, "own"}
