"""A story in other words: found by path, never stale before a reader, kept when the story moves on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from game.story.load import inspect, languages, load, texts
from game.story.translation import merge

BAKER = Path(__file__).parents[1] / "stories" / "baker"


@pytest.fixture
def baker(tmp_path: Path) -> Path:
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    (folder / "locale").mkdir()
    return folder


def translated(folder: Path, words: dict[str, str]) -> None:
    """Write a German catalogue in which every text is itself in capitals, but for those given."""
    catalogue = merge(texts(folder), None, "de", "Baker")
    lines, path = [], ""
    for line in catalogue.splitlines():
        path = line.removeprefix('msgctxt "').removesuffix('"') if line.startswith("msgctxt") else path
        lines.append(f'msgstr "{words[path]}"' if line == 'msgstr ""' and path in words else line)
    (folder / "locale" / "de.po").write_text("\n".join(lines) + "\n", "utf-8")


def test_a_translated_text_is_read_and_an_untranslated_one_stays(baker: Path) -> None:
    translated(baker, {"story/title": "Der Ofen"})
    story = load(baker, "de")
    assert (story.title, story.language) == ("Der Ofen", "de")
    assert story.about == load(baker).about


def test_a_language_without_a_catalogue_is_the_storys_own(baker: Path) -> None:
    assert load(baker, "nl").title == load(baker).title
    assert languages(baker) == ()


def test_ids_and_hashes_do_not_depend_on_the_language(baker: Path) -> None:
    translated(baker, {"story/title": "Der Ofen"})
    ours, theirs = load(baker), load(baker, "de")
    assert {s.id: s.hash for s in ours.scenes.values()} == {s.id: s.hash for s in theirs.scenes.values()}
    assert ours.rules == theirs.rules


def test_a_stale_translation_gives_way_to_the_new_text_and_only_authors_hear_of_it(baker: Path) -> None:
    translated(baker, {"story/title": "Der Ofen"})
    file = baker / "story.yaml"
    old = load(baker).title
    file.write_text(file.read_text("utf-8").replace(f"title: {old}", "title: Another oven"), "utf-8")
    assert load(baker, "de").title == "Another oven"
    assert "stale-translation" in {problem.code for problem in inspect(baker).problems}


def test_a_broken_catalogue_does_not_keep_a_story_from_being_played(baker: Path) -> None:
    (baker / "locale" / "de.po").write_text("msgid \nnonsense", "utf-8")
    assert load(baker, "de").title == load(baker).title
    assert "catalogue-syntax" in {problem.code for problem in inspect(baker).problems}


def test_a_translation_cannot_speak_to_the_terminal(baker: Path) -> None:
    translated(baker, {"story/title": "\\x1b]0;mine\\x07"})
    catalogue = baker / "locale" / "de.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("\\x1b", "\x1b").replace("\\x07", "\x07"), "utf-8")
    assert load(baker, "de").title == load(baker).title
    assert "control-character" in {problem.code for problem in inspect(baker).problems}


def test_merging_keeps_what_was_translated_marks_what_changed_and_sets_aside_what_is_gone() -> None:
    first = merge({"a": "One.", "b": "Two.", "c": "Three."}, None, "de", "Numbers")
    done = (
        first.replace('msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Eins."')
        .replace('msgid "Two."\nmsgstr ""', 'msgid "Two."\nmsgstr "Zwei."')
        .replace('msgid "Three."\nmsgstr ""', 'msgid "Three."\nmsgstr "Drei."')
    )
    again = merge({"a": "One.", "b": "Two, or so.", "d": "Four."}, done, "de", "Numbers")
    assert 'msgid "One."\nmsgstr "Eins."' in again
    assert '#, fuzzy\n#| msgid "Two."\nmsgctxt "b"\nmsgid "Two, or so."\nmsgstr "Zwei."' in again
    assert 'msgid "Four."\nmsgstr ""' in again
    assert '#~ msgstr "Drei."' in again


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's own tools are not installed")
def test_gettexts_own_tools_accept_a_catalogue(baker: Path) -> None:
    translated(baker, {"story/title": "Der Ofen"})
    command = ["msgfmt", "--check", "-o", "/dev/null", str(baker / "locale" / "de.po")]
    found = subprocess.run(command, capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")
