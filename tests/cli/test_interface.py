"""The interface's words: all of them found in the code, all of them in every catalogue, none that could go wrong."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest

from game.cli import extract_interface
from game.i18n import catalogue, languages
from game.paths import cache_dir
from game.story.paragraphs import Mark
from tests.cli.conftest import BAKER, Holdup

PLAIN_SPACE = re.compile(r"(?<![,:])(?<!\bou) [;!?:»]|« ")
"""A space where French has a no-break one. A `?` after a comma, a colon or “ou” is a key to press."""

SAID_ELSEWHERE = {
    ("tui/screens/palette.py", "NAMES[name]"): {"Night", "High contrast"},
    ("tui/screens/settings.py", "NAMES[name]"): {"Night", "High contrast"},
    **{
        ("view/commands.py", given): set[str]()
        for given in (
            "self.value",
            "self.local_key",
            "self.title",
            "self.label",
            "self.brief or self.label",
            "self.sentence or self.label",
            "self.typed_help or self.sentence or self.label",
            "self.shown",
            "word",
            "english",
        )
    },
    ("explore/explain_unreachable.py", "_NEVER_REACHED"): {"{name} is never reached"},
    ("explore/report.py", "sentence"): {"{survey} (met): {ranges}", "{survey} (never left): {ranges}"},
    ("i18n/catalogue.py", "self.one"): set(),
    ("i18n/catalogue.py", "joint"): {"{before}, {after}", "{before}; {after}", "{before} and {after}"},
    ("story/questions.py", "asks"): {"`{op}` asks about a choice", "`{op}` asks about a seat"},
    ("story/questions.py", "no_such"): {"no choice is called `{about}`", "no seat is called `{about}`"},
    ("story/laws.py", "template"): {"there is no scene `{name}`", "there is no scene or ending `{name}`"},
    ("story/schema/shapes.py", "no_name"): set(),
    ("story/translation.py", "one"): {"`{path}` has no translation"},
    ("story/translation.py", "many"): {"{count} texts have no translation; the first is `{path}`"},
    ("story/walkthroughs.py", "template"): {"there is no opening `{name}`", "there is no ending `{name}`"},
}
"""Where `tr` is given what is neither a string nor a part of a table of its module, and some of what it says there."""


@pytest.fixture(scope="module", autouse=True)
def code_read_once() -> Iterator[None]:
    """The messages of the code, which no test changes; to find them takes most of a second."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(extract_interface, "messages", cache(extract_interface.messages))
        yield


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the interface's catalogues, which are the ones in use."""
    folder = Path(shutil.copytree(languages.LOCALE, tmp_path / "locale"))
    monkeypatch.setattr(languages, "LOCALE", folder)
    return folder


@pytest.fixture(params=sorted(languages.LOCALE.glob("*.po")), ids=lambda file: file.stem)
def po_file(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(request.param))


def entry(po_file: polib.POFile, message: str) -> polib.POEntry:
    found = po_file.find(message)
    assert found is not None
    return found


def test_every_message_is_translated_and_none_is_stale_or_translated_twice(po_file: polib.POFile) -> None:
    translated = [extract_interface.key(one) for one in po_file if not one.obsolete]
    spoken = [message.key for message in extract_interface.messages()]
    assert len(spoken) > 600
    assert set(spoken) - set(translated) == set()
    assert set(translated) - set(spoken) == set()
    assert len(translated) == len(set(translated))
    assert [one.msgid for one in po_file if not one.obsolete and not one.translated()] == []


def test_every_translation_has_the_fields_of_its_message(po_file: polib.POFile) -> None:
    assert [one.msgid for one in po_file if not catalogue.is_sound(one)] == []


def test_french_signs_have_no_break_spaces_and_curly_apostrophes() -> None:
    entries = polib.pofile(str(languages.LOCALE / "fr.po"))
    said = [words for one in entries for words in (one.msgstr, *one.msgstr_plural.values())]
    assert [french for french in said if PLAIN_SPACE.search(french) or re.search(r"\w'\w", french)] == []


def test_english_apostrophes_are_the_typographers() -> None:
    spoken = [text for message in extract_interface.messages() for text in (message.text, message.plural)]
    assert [text for text in spoken if re.search(r"\w'\w|s' ", text)] == []


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="no msgfmt here")
@pytest.mark.parametrize("file", sorted(languages.LOCALE.glob("*.po")), ids=lambda file: file.stem)
def test_gettext_accepts_the_interfaces_catalogues(file: Path) -> None:
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(file)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_no_message_hides_from_the_search() -> None:
    hidden: dict[tuple[str, str], set[str]] = {}
    for file in sorted(extract_interface.PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        tables = {name for node in tree.body for name, _ in extract_interface.assigned(node)}
        for given in extract_interface.spoken(tree):
            of_a_table = isinstance(given, ast.Subscript) and ast.unparse(given.value) in tables
            if not isinstance(given, ast.Constant) and not of_a_table:
                hidden[file.relative_to(extract_interface.PACKAGE).as_posix(), ast.unparse(given)] = set()
    assert hidden.keys() == SAID_ELSEWHERE.keys()
    assert set().union(*SAID_ELSEWHERE.values()) <= {message.text for message in extract_interface.messages()}
    assert {mark.value for mark in Mark} < set(extract_interface.STORIES)


def test_one_command_brings_a_catalogue_up_to_date_and_a_second_time_changes_nothing(
    holdup: Holdup, locale: Path
) -> None:
    assert holdup("extract", "--interface", "fr").code == 0
    first = (locale / "fr.po").read_bytes()
    done = holdup("extract", "--interface", "fr")
    assert (locale / "fr.po").read_bytes() == first
    assert "0 new, 0 changed, 0 gone, 0 to translate." in done.out


def test_one_command_begins_a_language(holdup: Holdup, locale: Path) -> None:
    done = holdup("extract", "--interface", "de")
    begun = polib.pofile(str(locale / "de.po"))
    assert done.code == 0
    assert done.out.splitlines()[0] == str(locale / "de.po")
    assert [extract_interface.key(one) for one in begun] == [message.key for message in extract_interface.messages()]
    assert begun.metadata["Language"] == "de"
    assert "de" in languages.interface_languages()
    assert holdup("--version", "--lang", "de").code == 0


def test_one_command_writes_a_template_that_any_language_may_begin_with(holdup: Holdup, locale: Path) -> None:
    first = holdup("extract", "--interface", "template")
    template = polib.pofile(str(locale / "holdup.pot"))
    assert first.out.splitlines()[0] == str(locale / "holdup.pot")
    assert {entry.msgid: entry.msgstr for entry in template}.keys() == {m.text for m in extract_interface.messages()}
    assert template.translated_entries() == []
    assert (template.metadata["Language"], "INTEGER" in template.metadata["Plural-Forms"]) == ("", True)
    assert "holdup" not in languages.interface_languages()
    holdup("extract", "--interface", "template")
    assert str(polib.pofile(str(locale / "holdup.pot"))) == str(template)


def test_translators_are_told_where_a_message_is_said_and_what_it_is_for() -> None:
    messages = {message.key: message for message in extract_interface.messages()}
    assert messages["", "say everything that is wrong with a story"].files == ("cli/parser.py",)
    assert messages["short month", "May"].files == ("i18n/dates.py", "web/i18n/dates.js")
    decision = messages["", "one decision"]
    assert decision.plural == "{count} decisions"
    assert {"plain/replay.py", "view/journal.py"} <= set(decision.files)
    assert messages["", "choose"].note.startswith("What a key does")
    assert messages["", "LANGUAGE"].note.startswith("What stands for a value")
    french = {entry.msgid: entry for entry in polib.pofile(str(languages.LOCALE / "fr.po"))}
    assert french["one decision"].msgid_plural == "{count} decisions"
    assert ("game/plain/replay.py", "") in french["one decision"].occurrences
    assert french["LANGUAGE"].comment.startswith("What stands for a value")


def test_what_was_edited_is_fuzzy_what_is_new_is_empty_and_what_is_gone_is_kept(holdup: Holdup, locale: Path) -> None:
    file = locale / "fr.po"
    po_file = polib.pofile(str(file), wrapwidth=extract_interface.WIDTH)
    edited = entry(po_file, "say everything that is wrong with a story")
    edited.msgid, edited.tcomment = "say all that is wrong with a story", "The verb is in the infinitive."
    po_file.remove(entry(po_file, "Nothing is broken."))
    po_file.append(polib.POEntry(msgid="Of another age and unlike the rest", msgstr="D’un autre âge"))
    po_file.save(str(file))
    done = holdup("extract", "--interface", "fr")
    again = polib.pofile(str(file))
    assert "1 new, 1 changed, 1 gone, 2 to translate." in done.out
    [fuzzy] = again.fuzzy_entries()
    assert (fuzzy.msgid, fuzzy.previous_msgid) == ("say everything that is wrong with a story", edited.msgid)
    assert (fuzzy.msgstr, fuzzy.tcomment) == (edited.msgstr, "The verb is in the infinitive.")
    assert [one.msgid for one in again.untranslated_entries()] == ["Nothing is broken."]
    assert [one.msgstr for one in again.obsolete_entries()] == ["D’un autre âge"]


def test_what_is_fuzzy_or_broken_is_said_in_english(holdup: Holdup, locale: Path, own_cache: Path) -> None:
    catalogue.set_language("fr")
    file = locale / "fr.po"
    po_file = polib.pofile(str(file))
    broken = {"To be continued": "À suivre {", "{name}, {before} before, {after} now": "{} avant"}
    for message, french in broken.items():
        entry(po_file, message).msgstr = french
    entry(po_file, "Nothing is broken.").flags.append("fuzzy")
    po_file.save(str(file))
    catalogue.set_language("fr")
    assert len(list(cache_dir().glob("words-fr-*.json"))) == 1  # what was parsed before the edit is gone
    assert catalogue.tr("Nothing is broken.") == "Nothing is broken."
    assert catalogue.tr("To be continued") == "To be continued"
    assert catalogue.tr("{name}, {before} before, {after} now", name="a", before=1, after=2) == "a, 1 before, 2 now"
    assert catalogue.tr("High contrast") == "Contraste élevé"
    done = holdup("extract", "--interface", "fr")
    assert done.code == 1
    assert done.err.count("the fields in braces are not those of the message") == len(broken)
    assert f"{file}:" in done.err


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"msgid \nnonsense", b'msgid "a"\nmsgstr "b\n'])
def test_a_catalogue_that_cannot_be_read_means_english(locale: Path, data: bytes) -> None:
    (locale / "fr.po").write_bytes(data)
    catalogue.set_language("fr")
    assert catalogue.tr("commands") == "commands"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--interface", "en"], "is written in English"),
        (["--interface", BAKER, "de"], "holdup extract --interface de"),
        (["--interface", "../de"], "is not a language"),
    ],
)
def test_what_makes_no_sense_is_refused(holdup: Holdup, locale: Path, argv: list[object], said: str) -> None:
    done = holdup("extract", *argv)
    assert done.code == 2
    assert said in done.err
    assert [file.name for file in locale.glob("*.po")] == ["fr.po"]
