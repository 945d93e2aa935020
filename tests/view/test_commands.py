"""The table of commands: no key means two things in one place, and what is said of a command holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from game.i18n import catalogue
from game.view.commands import (
    COMMANDS,
    LINES,
    MENUS,
    Action,
    Command,
    Need,
    Scope,
    command_of_key,
    commands_at,
    footer,
    help_rows,
    key_table,
    menu,
    palette,
    typed_at,
)

README = Path(__file__).parents[2] / "README.md"
EVERYTHING = frozenset(Need)


@pytest.mark.parametrize("where", Scope)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_commands_share_a_key_in_one_place(where: Scope, language: str) -> None:
    catalogue.set_language(language)
    counted = Counter(key for command in commands_at(where) for key in {*command.keys_at(where)})
    catalogue.set_language("en")
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("where", [scope for scope in Scope if scope in LINES])
def test_no_two_commands_share_a_letter_or_a_word_where_they_are_typed(where: Scope) -> None:
    counted = Counter(
        name for command in typed_at(where) for name in {command.typed_letter, *command.words, *command.aliases} if name
    )
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("where", Scope)
def test_a_footer_names_only_keys_that_give_their_command_there(where: Scope) -> None:
    for command in footer(where, EVERYTHING):
        keys = command.keys_at(where)
        assert keys, command.action
        assert all(command_of_key(where, key) is command for key in keys)
        assert command.label_text


def test_every_command_but_those_that_only_move_about_can_be_looked_for_in_the_palette() -> None:
    found = {command.action for where in Scope for command in palette(where, EVERYTHING)}
    moves = {Action.UP, Action.DOWN, Action.LEFT, Action.RIGHT, Action.PAGE_UP, Action.PAGE_DOWN, Action.FIRST}
    moves |= {Action.LAST, Action.TO_CHOICES, Action.GO_ON, Action.CHOOSE, Action.CHOOSE_NUMBER, Action.SEAT_BEFORE}
    answers = {Action.YES, Action.NO, Action.PALETTE}
    lines_alone = {Action.WIRE, Action.AGAIN}
    assert found == {*Action} - moves - answers - lines_alone


@pytest.mark.parametrize("where", [Scope.TITLE, Scope.READING, Scope.DECIDING, Scope.ENDING, Scope.JOURNAL, Scope.TREE])
def test_the_endings_a_new_game_and_the_journals_rooms_are_found_from_wherever_one_is(where: Scope) -> None:
    offered = {command.action for command in palette(where, EVERYTHING)}
    anywhere = {Action.ENDINGS, Action.NEW_GAME, Action.JOURNAL, Action.TREE, Action.SETTINGS, Action.LANGUAGE}
    assert anywhere - offered <= {Action.JOURNAL if where is Scope.JOURNAL else Action.TREE}


def test_what_cannot_be_given_is_neither_in_the_palette_nor_in_the_footer_and_says_why() -> None:
    undo = next(command for command in COMMANDS if command.action is Action.UNDO)
    assert undo not in palette(Scope.DECIDING, ())
    assert undo not in footer(Scope.DECIDING, ())
    assert undo.refusal(()) == "There is nothing to take back yet."
    assert undo.refusal({Need.DECISION}) is None
    assert {undo} <= {*palette(Scope.DECIDING, {Need.DECISION})} & {*footer(Scope.DECIDING, {Need.DECISION})}


def test_a_menu_leaves_out_what_cannot_be_done() -> None:
    assert [command.action for command in menu(Scope.TITLE, ())] == [*MENUS[Scope.TITLE][1:]]
    assert [command.action for command in menu(Scope.ENDING, {Need.DECISION})] == [
        Action.TITLE,
        Action.NEW_GAME,
        Action.JOURNAL,
        Action.UNDO,
    ]


def test_what_is_shown_has_words_and_what_has_keys_is_told_by_the_help() -> None:
    for command in COMMANDS:
        assert command.label or command.sentence or not (command.title or command.hinted), command.action
        assert bool(command.words) == bool(command.typed), command.action
        told = command.typed_help or command.sentence or command.label
        assert not command.words or told[:1].islower(), command.action
    assert ("u", "take back your last decision") in help_rows(Scope.DECIDING)
    assert ("u", "take back your last decision") not in help_rows(Scope.JOURNAL)


def test_a_letter_of_the_readers_language_gives_a_command_beside_the_english_one() -> None:
    catalogue.set_language("fr")
    answers = [command_of_key(Scope.CONFIRM, key) for key in ("o", "y")]
    catalogue.set_language("en")
    assert [command.action for command in answers if isinstance(command, Command)] == [Action.YES, Action.YES]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_palette_says_no_name_twice(language: str) -> None:
    catalogue.set_language(language)
    said = {command.title_text: command.palette_text for where in Scope for command in palette(where, EVERYTHING)}
    catalogue.set_language("en")
    assert [title for title, text in said.items() if text.casefold().startswith(title.casefold())] == []
    assert said["Journal"].casefold() in ("all your runs", "toutes vos parties")
    back, begin = ("Retour", "Commencer") if language == "fr" else ("Back", "Begin")
    assert (said[back], said[begin]) == ("", "")


def test_the_readme_lists_the_keys_as_they_are() -> None:
    assert key_table() in README.read_text("utf-8")
