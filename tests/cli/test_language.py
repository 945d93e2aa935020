"""Which language is spoken, and where it is asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from game.cli import argparse_internals
from game.cli.parser import command_parser, purposes
from game.i18n import catalogue
from game.i18n.languages import best_match, choose_language, language_tag
from game.journal import Journal
from game.story.folder import file_of
from game.story.load import load, load_localised, story_texts
from game.story.translation import merge
from tests.cli.conftest import BAKER, ROOT, Holdup, process


@pytest.fixture
def bilingual(tmp_path: Path) -> Path:
    """The baker, who also speaks a French of sorts."""
    folder = tmp_path / "bilingual"
    shutil.copytree(BAKER, folder)
    catalogue = merge(story_texts(BAKER), None, "fr", "x")
    for entry in catalogue:
        entry.msgstr = entry.msgid.replace("Another log", "Encore une bûche")
    file = folder / file_of("fr")
    file.parent.mkdir()
    file.write_text(str(catalogue), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("flag", "saved", "environ", "language"),
    [
        ("fr", "en", {"HOLDUP_LANG": "en", "LANG": "en_US.UTF-8"}, "fr"),
        (None, "en", {"HOLDUP_LANG": "fr", "LANG": "en_US.UTF-8"}, "fr"),
        (None, "en", {"LANG": "fr_FR.UTF-8"}, "en"),
        (None, None, {"LANG": "fr_FR.UTF-8"}, "fr_FR"),
        (None, None, {"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en_GB"),
        (None, None, {"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, None),
        (None, None, {"LANG": "POSIX"}, None),
        (None, None, {"HOLDUP_LANG": "", "LANG": ""}, None),
        (None, None, {}, None),
    ],
)
def test_the_flag_then_the_setting_then_the_locale(
    flag: str | None, saved: str | None, environ: dict[str, str], language: str | None
) -> None:
    assert choose_language(flag, saved, environ) == language


def test_codes_are_read_however_they_are_written() -> None:
    assert [language_tag(said) for said in ("FR", "fr-fr", "pt_BR@x", "C.UTF-8", "français", "../fr", "")] == [
        "fr",
        "fr_FR",
        "pt_BR",
        None,
        None,
        None,
        None,
    ]


def test_any_countrys_language_is_better_than_none() -> None:
    assert best_match("fr_CA", ("en", "fr")) == "fr"
    assert best_match("pt", ("pt_BR", "en")) == "pt_BR"
    assert best_match("de", ("en", "fr")) is None


def test_a_story_is_told_in_the_readers_language_or_in_english(bilingual: Path) -> None:
    assert load_localised(bilingual, "fr_CA").language == "fr"
    assert load_localised(bilingual, "de").language == "en"
    assert load_localised(bilingual, None).language == "en"
    assert load(bilingual, "fr").language == "fr"


def test_the_flag_changes_interface_and_story_alike(holdup: Holdup, bilingual: Path) -> None:
    done = holdup("play", bilingual, "--seat", "apprentice", "--lang", "fr")
    assert "Encore une bûche" in done.out
    assert "Votre partie est enregistrée" in done.out or "Votre choix" in done.out
    assert "Another log" in holdup("--lang=en", "play", bilingual, "--seat", "apprentice").out


def test_the_setting_is_spoken_until_the_flag_says_otherwise(
    holdup: Holdup, bilingual: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOLDUP_LANG")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    Journal.open().profile.set("language", "fr")
    assert "Votre choix" in holdup("play", bilingual).out
    assert "Votre choix" not in holdup("play", bilingual, "--lang", "en").out
    assert "COMMANDE" in holdup("--help").out
    assert holdup("journal", "--lang", "en").out != holdup("journal").out


@pytest.mark.parametrize("said", ["", "C", "klingon", "../fr"])
def test_what_is_no_language_is_said(holdup: Holdup, said: str) -> None:
    done = holdup("play", BAKER, "--lang", said)
    assert done.code == 2
    assert "is not a language" in done.err


def test_a_language_that_nobody_speaks_here_names_those_that_are(holdup: Holdup) -> None:
    done = holdup("play", BAKER, "--lang", "de")
    assert done.code == 2
    assert "Choose from: en, fr" in done.err


def test_help_is_worth_reading_in_both_languages(holdup: Holdup) -> None:
    english, french = holdup("--help").out, holdup("--help", "--lang", "fr").out
    for name in (
        "HOLDUP_HOME", "HOLDUP_CACHE", "HOLDUP_LANG", "NO_COLOR", "ACCESSIBLE", "journal.db", "130, 141, 143",
        "README.md", "holdup check --explain", *purposes(),
    ):  # fmt: skip
        assert name in english
        assert name in french
    assert "Exit codes:" in english
    assert "Codes de retour\u00a0:" in french
    assert "usage\u00a0:" in french
    assert holdup("help").out == english
    assert holdup("help", "play").out == holdup("play", "--help").out


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_help_fits_the_terminal(holdup: Holdup, monkeypatch: pytest.MonkeyPatch, language: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in ("", *purposes()):
        page = holdup("help", *filter(None, [command]), "--lang", language).out
        # an example is a line to be copied, a path is what it is
        told = [line for line in page.splitlines() if not line.startswith("  holdup ") and "/" not in line]
        assert [line for line in told if len(line) > columns and "msgfmt" not in line] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_manual_page_tells_every_command_and_option(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    page = holdup("help", "--man", "--lang", language).out
    assert page.startswith(".TH HOLDUP 1 ")
    assert [line for line in page.splitlines() if line.startswith(("'", "..")) or "\\n" in line] == []
    for name in purposes():
        assert f"\n.SS {name}\n" in page
        for option in argparse_internals.option_strings(command_parser(name)):
            assert option.replace("-", "\\-") in page
    assert ("EXIT CODES" if language == "en" else "CODES DE RETOUR") in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_groff_sets_the_manual_page_without_a_complaint(holdup: Holdup, language: str) -> None:
    page = holdup("help", "--man", "--lang", language).out
    command = ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-P-cbou"]
    done = subprocess.run(command, input=page, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--strict" in done.stdout
    assert r"printf '1\n2\n' | holdup play --seat both" in done.stdout


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            ["check", "--fromat", "json"],
            "options inconnues\u00a0: --fromat. Vouliez-vous dire «\u00a0--format\u00a0»",
        ),
        (["--seet", "both"], "holdup play\u00a0: erreur"),
        (
            ["graph", "--format", "png"],
            "n’est pas possible\u202f; au choix\u00a0: svg, mermaid, markdown, dot, twee, json",
        ),
        (["play", "--seed", "x"], "écrivez un nombre entier de 0 à"),
        (["replay"], "il manque\u00a0: PARTIE"),
        (["play", "--seat"], "il faut une valeur"),
        (["check", "--strict=1"], "ne prend pas de valeur"),
    ],
)
def test_what_is_mistyped_is_said_in_french_with_the_commands_own_usage(
    holdup: Holdup, argv: list[str], said: str
) -> None:
    done = holdup(*argv, "--lang", "fr")
    assert done.code == 2
    assert said in " ".join(re.split(r"[ \n]+", done.err)).replace("'", "")
    assert done.err.startswith("usage\u00a0: holdup ")


def test_help_about_nothing_known_guesses(holdup: Holdup) -> None:
    done = holdup("help", "chek")
    assert done.code == 2
    assert "Did you mean “check”?" in done.err


def test_a_help_page_makes_no_journal(holdup: Holdup, own_home: Path) -> None:
    holdup("--help")
    assert not (own_home / "data").exists()


def test_at_the_first_start_without_a_locale_the_player_is_asked_once(bilingual: Path) -> None:
    told = {
        key: value for key, value in os.environ.items() if key not in ("HOLDUP_LANG", "LANG", "LC_ALL", "LC_MESSAGES")
    }

    def start() -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable,
            ["-m", "game", "play", str(bilingual)],
            cwd=str(ROOT),
            env={**told, "TERM": "dumb"},
            encoding="utf-8",
            timeout=10,
        )

    child = start()
    child.expect("1. English")
    child.expect("2. français")
    child.sendline("seven")
    child.expect("Tapez un numéro de 1 à 2")
    child.sendline("Français")
    child.expect("1. Nouvelle partie")
    child.close(force=True)
    again = start()
    assert again.expect(["1. Nouvelle partie", "1. English"]) == 0
    again.close(force=True)


@pytest.mark.parametrize("leaving", ["q\n", "\x04"], ids=["q", "end"])
def test_whoever_leaves_at_the_question_of_the_language_has_left(own_home: Path, leaving: str) -> None:
    told = {name: value for name, value in os.environ.items() if name not in ("HOLDUP_LANG", "LANG", "LC_ALL")}
    child = pexpect.spawn(
        sys.executable, ["-m", "game"], cwd=str(ROOT), env={**told, "TERM": "dumb"}, encoding="utf-8", timeout=10
    )
    child.expect("Your choice / Votre choix:")
    child.send(leaving)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert Journal.open().profile.setting("language") is None


def test_a_pipe_is_asked_nothing(bilingual: Path) -> None:
    done = process("play", bilingual, HOLDUP_LANG="", LANG="C", LC_ALL="C")
    assert done.code == 0
    assert "1. English" not in done.out
    catalogue.set_language("en")


@pytest.mark.parametrize(
    "locale", [{"LANG": "C"}, {"LC_ALL": "C.UTF-8"}, {"LANG": "POSIX"}, {"LANG": "", "LC_ALL": ""}]
)
def test_a_locale_that_names_no_language_speaks_english(tmp_path: Path, locale: dict[str, str]) -> None:
    environ: dict[str, Any] = {"HOLDUP_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **locale}
    helped = process("--help", **environ)
    begun = process("new", tmp_path / "story", **environ)
    assert helped.out.startswith("usage: holdup")
    assert (helped.code, begun.code) == (0, 0)
    assert load(tmp_path / "story").language == "en"
