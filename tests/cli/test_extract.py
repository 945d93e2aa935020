"""`holdup extract`: catalogues that ordinary tools read, and that lose nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from game.story.load import catalogue_languages, load, story_texts
from game.story.translation import in_reading_order
from tests.cli.conftest import BAKER, Holdup
from tests.play.lighthouse import STORY, write


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKER, tmp_path / "story"))


def read(story: Path) -> polib.POFile:
    return polib.pofile(str(story / "locale" / "fr.po"))


def test_every_text_of_a_story_is_gathered_with_its_path(holdup: Holdup, story: Path) -> None:
    done = holdup("extract", story, "fr")
    assert done.code == 0
    assert done.out.splitlines()[0] == str(story / "locale" / "fr.po")
    assert {entry.msgctxt: entry.msgid for entry in read(story)} == dict(story_texts(story))
    count = len(story_texts(story))
    stay = [path for path in story_texts(story) if path.startswith("sources/")]  # called what they were called
    assert f"{count} texts: {count} new, 0 changed, 0 gone, {count - len(stay)} to translate." in done.out
    assert {entry.msgctxt for entry in read(story).translated_entries()} == set(stay)


def test_what_an_article_is_called_stays_until_a_translator_says_otherwise(holdup: Holdup, story: Path) -> None:
    facts, path = story / "facts.yaml", "sources/market-ledger/title"
    holdup("extract", story, "fr")
    facts.write_text(facts.read_text("utf-8").replace("title: The market ledger", "title: The ledger of 1951"), "utf-8")
    assert "0 changed" not in holdup("extract", story, "fr").out
    catalogue = read(story)
    entry = next(entry for entry in catalogue if entry.msgctxt == path)
    assert (entry.msgid, entry.msgstr, entry.fuzzy) == ("The ledger of 1951",) * 2 + (False,)
    entry.msgstr = "Le registre de 1951"
    catalogue.save(str(story / "locale" / "fr.po"))
    facts.write_text(facts.read_text("utf-8").replace("The ledger of 1951", "The ledger"), "utf-8")
    holdup("extract", story, "fr")
    entry = next(entry for entry in read(story) if entry.msgctxt == path)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Le registre de 1951", True, "The ledger of 1951")


def test_a_template_says_nothing_for_anybody(holdup: Holdup, story: Path) -> None:
    holdup("extract", story, "template")
    template = polib.pofile(str(story / "locale" / "story.pot"))
    assert template.translated_entries() == []


NOTED = {
    "a scene": ("  the-crack:\n", "  the-crack:\n    note: A crack, and a blow.\n", "the-crack/title"),
    "a choice": ("      mason:\n", "      mason:\n        note: Rhymes with nothing.\n", "the-crack/choices/mason/say"),
    "a paragraph": (
        "        invented: It roars.\n",
        "        invented: It roars.\n        note: As an oven does.\n",
        "hearth/text/1",
    ),
    "a storylet": ("  cat:\n", "  cat:\n    note: White, or black.\n", "deck/cat/text/0"),
    "an episode": ("number: 1\n", "number: 1\nnote: Slow.\n", "01-before-dawn/episode"),
}


@pytest.mark.parametrize("what", NOTED)
def test_an_authors_note_goes_to_translators_beside_the_text(holdup: Holdup, story: Path, what: str) -> None:
    old, new, path = NOTED[what]
    file = story / "01-before-dawn.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    note = next(line for line in new.splitlines() if "note: " in line).partition("note: ")[2]
    assert holdup("check", story).out == "no problem\n"
    holdup("extract", story, "fr")
    noted = {entry.msgctxt: entry.comment.split("\n")[0] for entry in read(story) if note in entry.comment}
    assert noted == {path: note}


def test_notes_stand_in_every_file(holdup: Holdup, story: Path) -> None:
    for name, old, new in (
        ("story.yaml", "heat: {name: heat,", "heat: {note: The oven's., name: heat,"),
        ("story.yaml", "  baker: {name", "  baker: {note: A man., name"),
        ("endings.yaml", "  cold-oven:\n", "  cold-oven:\n    note: Short.\n"),
        ("facts.yaml", "  clay-patch:\n", "  clay-patch:\n    note: Clay.\n"),
    ):
        file = story / name
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    holdup("extract", story, "fr")
    told = {entry.msgctxt: entry.comment for entry in read(story)}
    assert told["story/heat/name"] == "The oven's."
    assert told["story/seats/baker/name"] == "A man."
    assert told["cold-oven/title"] == "Short."
    assert told["facts/clay-patch/title"] == "Clay."


def test_a_number_called_note_is_no_note(holdup: Holdup, story: Path) -> None:
    file = story / "story.yaml"
    flags = "  note: The mason has left a note.\n"
    file.write_text(file.read_text("utf-8").replace("flags:\n", f"flags:\n{flags}", 1), "utf-8")
    holdup("extract", story, "fr")
    assert not any("left a note" in entry.comment for entry in read(story))


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="no gettext tools here")
def test_gettext_accepts_the_catalogue(holdup: Holdup, story: Path) -> None:
    holdup("extract", story, "fr")
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(story / "locale" / "fr.po")]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_what_is_translated_survives_and_what_changed_is_marked(holdup: Holdup, story: Path) -> None:
    holdup("extract", story, "fr")
    catalogue = read(story)
    catalogue.metadata["Last-Translator"] = "Ana"
    for entry in catalogue:
        entry.msgstr = f"fr {entry.msgid}"
    catalogue.save(str(story / "locale" / "fr.po"))
    file = story / "02-market.yaml"
    before = file.read_text("utf-8")
    kept = next(
        entry for entry in catalogue if entry.msgid in before and "\n" not in entry.msgid and len(entry.msgid) > 25
    )
    file.write_text(before.replace(kept.msgid, f"{kept.msgid} Now.", 1), "utf-8")
    done = holdup("extract", story, "fr")
    assert f"{len(story_texts(story))} texts: 0 new, 1 changed, 0 gone, 1 to translate." in done.out
    again = read(story)
    assert again.metadata["Last-Translator"] == "Ana"
    [stale] = again.fuzzy_entries()
    assert (stale.msgctxt, stale.msgstr) == (kept.msgctxt, kept.msgstr)
    assert stale.previous_msgid == kept.msgid
    holdup("check", story)
    assert holdup("extract", story, "fr").out.splitlines()[1].endswith("1 to translate.")


def test_extracting_twice_changes_nothing(holdup: Holdup, story: Path) -> None:
    holdup("extract", story, "fr")
    first = (story / "locale" / "fr.po").read_bytes()
    holdup("extract", story, "fr")
    assert (story / "locale" / "fr.po").read_bytes() == first


def test_a_catalogue_that_cannot_be_read_is_left_alone(holdup: Holdup, story: Path) -> None:
    file = story / "locale" / "fr.po"
    file.parent.mkdir()
    file.write_bytes(b"not a catalogue \xff")
    done = holdup("extract", story, "fr")
    assert done.code == 1
    assert "is not a catalogue that can be read" in " ".join(done.err.split())
    assert file.read_bytes() == b"not a catalogue \xff"


def test_a_broken_story_is_to_be_mended_first(holdup: Holdup, story: Path) -> None:
    (story / "02-market.yaml").write_text("scenes: [", "utf-8")
    done = holdup("extract", story, "fr")
    assert done.code == 1
    assert "holdup check" in done.err
    assert not (story / "locale").exists()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "nothing to translate"), ("../x", "is not a language"), ("C", "is not")]
)
def test_a_language_that_makes_no_sense_is_refused(holdup: Holdup, story: Path, language: str, said: str) -> None:
    done = holdup("extract", story, language)
    assert done.code == 2
    assert said in done.err


def test_a_storys_template_lies_beside_its_catalogues_and_translates_nothing(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "baker"))
    assert holdup("extract", folder, "template").code == 0
    template = polib.pofile(str(folder / "locale" / "story.pot"))
    assert [entry.msgid for entry in template] == list(in_reading_order(story_texts(folder)).values())
    assert template.translated_entries() == []
    assert load(folder).language == "en"
    assert catalogue_languages(folder) == ()


def test_a_translator_is_told_where_a_text_stands_what_it_claims_when_it_is_read_and_what_it_answers(
    holdup: Holdup, story: Path
) -> None:
    holdup("extract", story, "fr")
    entries = {entry.msgctxt: entry for entry in read(story)}
    looked = entries["the-crack/text/1"]
    assert looked.occurrences == [("01-before-dawn.yaml", "28")], "the line of its own paragraph"
    assert looked.comment.split("\n") == [
        "to The baker",
        "invented: the story's own, to be free with",
        "read when: mason >= 1",
    ]
    result = entries["the-crack/choices/mason/result/1"]
    assert "answers: Wake the mason." in result.comment
    assert "read when: flour <= 3" in result.comment
    assert "what can be chosen" in entries["the-crack/choices/mason/say"].comment


def test_every_text_says_where_it_is_written_and_what_it_stands_for(holdup: Holdup, tmp_path: Path) -> None:
    folder = tmp_path / "stairs"
    folder.mkdir()
    night = """\
episode: Night
number: 1
start: stairs
scenes:
  stairs:
    title: The stairs
    text:
      - first: A hundred steps.
      - again: {invented: The stairs again.}
      - one_of:
          - Dust.
          - More dust.
    choices:
      climb: {say: Climb., effects: {oil: -1}, why: {oil: it burns}, to: stairs}
      note: {say: Write it down., to: dawn}
"""
    write(folder, STORY, night)
    assert holdup("extract", folder, "fr").code == 0
    entries = {entry.msgctxt: entry for entry in read(folder)}
    assert all(entry.occurrences for entry in entries.values())
    lines = night.split("\n")
    for path, entry in entries.items():
        (file, line) = entry.occurrences[0]
        assert file != "night.yaml" or entry.msgid in lines[int(line) - 1], path
    assert entries["stairs/text/0/first"].comment == "read when: not seen(stairs)"
    assert entries["stairs/text/1/again"].comment.split("\n")[-1] == "read when: seen(stairs)"
    assert entries["stairs/text/2/one_of/1"].comment == "one of several, of which one is read each time"
    assert entries["stairs/choices/note/say"].comment == "what can be chosen"


def test_the_first_text_that_lacks_a_translation_is_the_first_in_the_catalogue(holdup: Holdup, story: Path) -> None:
    holdup("extract", story, "fr")
    lacking = [line for line in holdup("check", story).out.splitlines() if "untranslated" in line]
    entry = next(iter(read(story)))
    assert len(lacking) == 1
    assert lacking[0].endswith(f"the first is `{entry.msgctxt}` (write it under its text, after `msgstr`)")
