"""An evening as a person has it, typed into a terminal that can do nothing but print."""

from __future__ import annotations

import os
import sys

import pexpect

from game.journal import Journal
from tests.cli.conftest import BAKER, ROOT


def spawn(*argv: object, **environment: str) -> pexpect.spawn[str]:
    told = {"TERM": "dumb", "HOLDUP_LANG": "", "LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1"}
    env = {**os.environ, **told, **environment}
    return pexpect.spawn(
        sys.executable,
        ["-m", "game", "play", *map(str, argv)],
        cwd=str(ROOT),
        env=env,
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 80),
    )


class Person:
    """Reads up to some words, then types; keeps what was read."""

    def __init__(self, child: pexpect.spawn[str]) -> None:
        self.child = child
        self.read = ""

    def sees(self, *words: str) -> None:
        for word in words:
            self.child.expect_exact(word)
            self.read += (self.child.before or "") + word

    def types(self, line: str) -> None:
        self.child.sendline(line)


def test_an_evening_from_the_title_to_the_door() -> None:
    person = Person(spawn())
    person.sees("Holdup", "You have 106 hours.", "1. New game", "Enter for 1, ? for help):")
    person.types("")
    person.sees("Which seat do you take?", "q to go back):")
    person.types("2")
    person.sees("Who holds the other side?", "q to go back):")
    person.types("")
    person.sees("Seed ", "Episode 1: ", "1. ", "Your choice (1 to ")
    person.types("1")
    person.sees("You: ", "Your choice (1 to ")
    person.types("lang fr")
    person.sees("Épisode 1", "Votre choix (1 à ")
    person.types("annuler")
    person.sees("Votre dernière décision est ", "déjà", "choisi)", "Votre choix (1 à ")
    person.types("2")
    person.sees("Vous", "Votre choix (1 à ")
    person.types("j")
    person.sees("1. Holdup, ", "Avec un numéro", "Votre choix (1 à ")
    person.types("arbre")
    person.sees("L’arbre : ", "1. ", "vous êtes ici", "Votre choix (1 à ")
    person.types("g 1")
    person.sees("Une nouvelle partie part de", "(o ou n)")
    person.types("o")
    person.sees("déjà", "choisi)", "Votre choix (1 à ")
    person.types("1")
    person.sees("Vous", "Votre choix (1 à ")
    person.types("n 7")
    person.sees("Quel siège", "pour revenir)")
    person.types("3")
    person.sees("Combien de lecteurs", "pour revenir)")
    person.types("1")
    person.sees("Graine 7", "Votre choix (1 à ")
    person.types("titre")
    person.sees("Votre partie est s", "1. Continuer", "Quitter", "pour l’aide)")
    person.types("q")
    person.child.expect(pexpect.EOF)
    person.child.close()
    assert person.child.exitstatus == 0
    assert "\x1b" not in person.read
    newest, branch, first = Journal.open().runs()
    assert (newest.seat, newest.seed, newest.count) == ("both", 7, 0)
    assert (branch.parent, branch.count) == (first.id, 1)
    assert first.count == 1
    assert Journal.open().profile.setting("language") == "fr"


def test_ctrl_d_leaves_from_anywhere_and_ctrl_c_from_a_run_with_the_run_saved() -> None:
    for typed in ((), ("1",), ("1", "1")):
        person = Person(spawn(BAKER))
        person.sees("Enter for 1, ? for help):")
        for line in typed:
            person.types(line)
            person.sees("q to go back):")
        person.child.sendeof()
        person.child.expect(pexpect.EOF)
        person.child.close()
        assert person.child.exitstatus == 0
    person = Person(spawn(BAKER, "--seat", "baker"))
    person.sees("Your choice (1 to 3")
    person.child.sendintr()
    person.sees("Your run is saved.")
    person.child.expect(pexpect.EOF)
    person.child.close()
    assert person.child.exitstatus == 130
