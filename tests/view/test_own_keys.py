"""Keys of the reader's own: what a file of them comes to, and what is said of every line that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from game import paths
from game.view.commands import Action, Scope, command_of_key, give_keys, help_rows, key_of, key_table, letter_of
from game.view.own_keys import LONGEST, OwnKeys, read_keys, understood_keys, use_own_keys


@pytest.fixture(autouse=True)
def own_again() -> Iterator[None]:
    yield
    give_keys({})


@pytest.fixture
def file(own_home: Path) -> Path:
    file = paths.keys_file()
    file.parent.mkdir(parents=True)
    return file


def test_a_line_gives_a_command_other_keys_and_its_own_are_free(file: Path) -> None:
    before = key_table()
    file.write_text('skip = "x"\nundo = ["z", "ctrl+z"]\nhelp = "-"\n', "utf-8")
    assert use_own_keys() == ()
    taken = {key: command_of_key(Scope.READING, key) for key in ("x", "s", "z", "ctrl+z", "u", "minus")}
    assert {key: None if found is None else found.action for key, found in taken.items()} == {
        "x": Action.SKIP,
        "s": None,
        "z": Action.UNDO,
        "ctrl+z": Action.UNDO,
        "u": None,
        "minus": Action.HELP,
    }
    rows = dict(help_rows(Scope.READING))
    assert rows["z"] == "take back your last decision"
    assert "u" not in rows
    give_keys({})
    assert key_table() == before


def test_a_file_is_read_up_to_its_greatest_length_and_none_beyond_it(file: Path) -> None:
    line = 'skip = "x"\n'
    file.write_text(line + "#" * (LONGEST - len(line)), "utf-8")
    assert read_keys(file).keys == {Action.SKIP: ("x",)}
    file.write_text(line + "#" * (LONGEST + 1 - len(line)), "utf-8")
    assert read_keys(file) == OwnKeys({}, ("it is too long to be a file of keys.",))


def test_the_sign_that_joins_keys_is_a_key_too(file: Path) -> None:
    file.write_text('skip = "+"\nundo = "ctrl++"\n', "utf-8")
    assert [line for line in use_own_keys() if "skip" in line] == []
    taken = command_of_key(Scope.READING, "plus")
    assert taken is not None
    assert taken.action is Action.SKIP


def test_a_sentence_names_the_key_that_the_reader_gave() -> None:
    assert key_of(Action.RESTORE, Scope.JOURNAL) == "u"
    give_keys({Action.RESTORE: ("z",)})
    assert key_of(Action.RESTORE, Scope.JOURNAL) == "z"
    assert letter_of(Action.RECKONING, Scope.READING) == "l"


def test_no_sentence_of_a_screen_names_a_key_once_and_for_all() -> None:
    """A letter that stands alone in a sentence is a key; those of lines of text stay as they are."""
    named = [
        entry.msgid
        for entry in polib.pofile("game/locale/fr.po")
        if any(file.startswith(("game/tui", "game/view")) for file, _ in entry.occurrences)
        and not any(file.startswith("game/plain") for file, _ in entry.occurrences)
        and len(entry.msgid) > 1
        and re.search(r"(?<![\w’'])[b-z](?![\w’'])", re.sub(r"\{\w+\}", "", entry.msgid))
    ]
    assert named == []


def test_without_a_file_every_key_is_as_it_was(own_home: Path) -> None:
    assert use_own_keys() == ()
    assert command_of_key(Scope.READING, "s") is not None


def test_two_commands_may_change_places() -> None:
    read = understood_keys({"undo": "s", "skip": "u"})
    assert read.problems == ()
    assert read.keys == {Action.UNDO: ("s",), Action.SKIP: ("u",)}


def test_a_key_that_would_mean_two_things_is_told_and_the_later_line_changes_nothing() -> None:
    read = understood_keys({"undo": "x", "skip": "x"})
    assert read.keys == {Action.UNDO: ("x",)}
    assert read.problems == ("“x” would be skip and undo in one place: skip keeps its own keys.",)
    read = understood_keys({"undo": "j"})
    assert read.keys == {}
    assert read.problems == ("“j” would be undo and journal in one place: undo keeps its own keys.",)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"skipp": "x"}, "no command is called “skipp”. Did you mean “skip”?"),
        ({"up": "x"}, "no command is called “up”."),
        ({"skip": "hugo"}, "skip: “hugo” is the name of no key."),
        ({"skip": 7}, "skip: “7” is the name of no key."),
        ({"skip": []}, "skip: “” is the name of no key."),
        ({"skip": ["x", "hyper+x"]}, "skip: “hyper+x” is the name of no key."),
        ({"skip": "\x1b"}, "skip: “\x1b” is the name of no key."),
    ],
)
def test_whatever_is_wrong_with_a_line_is_said_in_a_sentence(lines: dict[str, object], said: str) -> None:
    read = understood_keys(lines)
    assert read.keys == {}
    assert read.problems == (said,)


@pytest.mark.parametrize("written", [b"skip = \n", b"\xff\xfe", b"x" * 30_000], ids=["syntax", "bytes", "long"])
def test_a_file_that_cannot_be_read_changes_nothing_and_says_why(file: Path, written: bytes) -> None:
    file.write_bytes(written)
    read = read_keys(file)
    assert read.keys == {}
    assert len(read.problems) == 1
    assert command_of_key(Scope.READING, "s") is not None


@pytest.mark.parametrize("text", ["skip = " + "9" * 5000, "skip = " + "[" * 5000, 'skip = "\\ud800"', "skip = \0"])
def test_a_file_beyond_the_limits_of_its_reader_is_told_and_changes_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(text, "utf-8")
    read = read_keys(file)
    assert (read.keys, len(read.problems)) == ({}, 1)
    assert read.problems[0].startswith("it cannot be read")


def test_a_file_that_an_editor_began_with_a_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(b'\xef\xbb\xbfskip = "x"\r\n')
    assert (len(read_keys(file).keys), read_keys(file).problems) == (1, ())
