"""What can be typed: one table for the answer and the help, the screen's letters, and words in two languages."""

from __future__ import annotations

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.plain.commands import Binding, ToWatch, TypedCommand, agreed, find
from game.plain.game import Game
from game.plain.replay import Viewing
from game.plain.room import Room
from game.plain.title import Title
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.model import Story
from game.view.commands import Action, Command
from tests.plain.conftest import Tell, talk_of


@pytest.fixture
def rooms(journal: Journal, baker: Story) -> tuple[Room, ...]:
    talk, _ = talk_of(baker, journal)
    run = Run.start(Setup(baker, seats(baker, "baker"))).decide("clay")
    return Title(talk), Game(talk, ActiveRun(journal, run)), Viewing(talk, ToWatch(run))


def answers(commands: tuple[TypedCommand, ...], typed: str) -> TypedCommand | None:
    return find(commands, typed)[0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_name_means_two_things(rooms: tuple[Room, ...], language: str) -> None:
    catalogue.set_language(language)
    for room in rooms:
        commands = room.commands()
        names = [name for command in commands for name in set(command.names)]
        assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
        assert all(" " not in name for name in names)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_command_is_told_by_the_help_and_answers_to_what_the_help_calls_it(
    rooms: tuple[Room, ...], language: str
) -> None:
    catalogue.set_language(language)
    _, game, _ = rooms
    game.command("?")
    game.command("? journal")
    told = game.talk.lines._out.getvalue().replace("\n   ", " ")  # type: ignore[attr-defined]
    for command in game.commands():
        assert command.told in told
        assert command.command.typed_text[0].islower()
        assert find(game.commands(), command.command.words_here[0])[0] is not None


def test_letters_are_the_screens(rooms: tuple[Room, ...]) -> None:
    _, game, _ = rooms
    meant = {
        "h": "facts",
        "u": "undo",
        "p": "standing",
        "w": "who",
        "l": "reckon",
        "c": "code",
        "e": "gazette",
        "s": "skip",
    }
    for letter, word in {**meant, "j": "journal", "q": "quit", "?": "help"}.items():
        found = answers(game.commands(), letter)
        assert found is not None
        assert found.command.words[0] == word


@pytest.mark.parametrize(
    ("typed", "language", "letter"),
    [
        ("undo", "en", "u"),
        ("UNDO", "en", "u"),
        ("annuler", "fr", "u"),
        ("undo", "fr", "u"),
        ("quitter", "fr", "q"),
        ("exit", "fr", "q"),
        ("sortir", "fr", "q"),
        ("aide", "fr", "?"),
        ("help", "en", "?"),
        ("Rétablir 3", "fr", "b"),
        ("retablir 3", "fr", "b"),
        ("j3", "en", "j"),
        ("encore", "fr", "a"),
        ("menu", "fr", "m"),
    ],
)
def test_each_answers_to_its_word_in_english_and_in_the_language_in_use(
    rooms: tuple[Room, ...], typed: str, language: str, letter: str
) -> None:
    catalogue.set_language(language)
    found = answers(rooms[1].commands(), typed)
    assert found is not None
    assert found.letter == letter


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_each_answers_to_its_words_in_every_language_whatever_is_spoken(rooms: tuple[Room, ...], language: str) -> None:
    catalogue.set_language(language)
    french = {"annuler": "u", "forces": "p", "comptes": "l", "encore": "a", "passer": "s", "aide": "?"}
    english = {"undo": "u", "standing": "p", "reckon": "l", "again": "a", "skip": "s", "help": "?"}
    for typed, letter in {**french, **english, "faits": "h", "history": "h", "Réglages": "", "settings": ""}.items():
        found = answers(rooms[1].commands(), typed)
        assert found is not None, typed
        assert found.letter == letter


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_another_language_means_two_things(rooms: tuple[Room, ...], language: str) -> None:
    catalogue.set_language(language)
    for room in rooms:
        commands = room.commands()
        names = {name for command in commands for name in command.names}
        others = [name for command in commands for name in set(command.elsewhere) - names]
        assert len(others) == len(set(others)), sorted(name for name in others if others.count(name) > 1)


def test_a_word_of_the_language_in_use_goes_before_the_same_word_of_another() -> None:
    first, second = (
        TypedCommand(Command(Action.UNDO, words=(word,)), Binding(lambda _: None)) for word in ("undo", "annuler")
    )
    assert find((first, second), "annuler")[0] is second
    assert find((first,), "annuler")[0] is first


def test_a_question_is_agreed_to_in_any_language() -> None:
    assert all(agreed(answer) for answer in ("y", "Yes", "o", "oui"))
    assert not any(agreed(answer) for answer in ("", "n", "non"))


def test_a_slip_is_guessed_at_in_the_language_in_use(tell: Tell, baker: Story) -> None:
    assert "Did you mean “journal”?" in " ".join(tell(baker, "jornal").split())
    assert "Did you mean" not in tell(baker, "annulerr")
    catalogue.set_language("fr")
    assert "Vouliez-vous dire «\u00a0annuler\u00a0»" in " ".join(tell(baker, "anuler").split(" "))
    assert "Vouliez-vous dire" not in tell(baker, "settingz")


def test_what_was_typed_is_not_said_again_for_ever(tell: Tell, baker: Story) -> None:
    said = tell(baker, "x" * 5000)
    assert f"“{'x' * 40}…” is not a choice here" in said
