"""A story in other words: found by path, never stale before a reader, kept when the story moves on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from game.story.folder import MOST_OF_A_CATALOGUE
from game.story.load import catalogue_languages, inspect, load, story_texts
from game.story.po import MOST_LINES, InvalidCatalogue, parse
from game.story.translation import merge
from game.story.variables import VariableKind
from tests.story.conftest import BAKER


@pytest.fixture
def baker(tmp_path: Path) -> Path:
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    (folder / "locale").mkdir()
    return folder


def translated(folder: Path, words: dict[str, str]) -> None:
    """Write a German catalogue in which every text is itself in capitals, but for those given."""
    catalogue = str(merge(story_texts(folder), None, "de", "Baker"))
    lines, path = [], ""
    for line in catalogue.splitlines():
        path = line.removeprefix('msgctxt "').removesuffix('"') if line.startswith("msgctxt") else path
        lines.append(f'msgstr "{words[path]}"' if line == 'msgstr ""' and path in words else line)
    (folder / "locale" / "de.po").write_text("\n".join(lines) + "\n", "utf-8")


def full(folder: Path) -> str:
    """A German catalogue without a fault, in which every text is itself after a `de`, where its signs allow that."""
    catalogue = merge(story_texts(folder), None, "de", "Baker")
    for entry in catalogue:
        entry.msgstr = entry.msgid if entry.msgid.startswith(("> ", "- ")) else f"de {entry.msgid}"
    return str(catalogue)


def test_a_translated_text_is_read_and_an_untranslated_one_stays(baker: Path) -> None:
    translated(baker, {"story/title": "Der Ofen"})
    story = load(baker, "de")
    assert (story.title, story.language) == ("Der Ofen", "de")
    assert story.about == load(baker).about


def test_the_sentence_of_a_flag_is_translated_as_every_label_is(baker: Path) -> None:
    (baker / "locale" / "de.po").write_text(full(baker), "utf-8")
    read = (VariableKind.FORCE, VariableKind.STAKE, VariableKind.VOTE, VariableKind.COUNTER, VariableKind.FLAG)
    labels = [v.label for v in load(baker, "de").variables if v.kind in read]
    assert "de The queue knows that bread will be late." in labels
    assert [label for label in labels if not label.startswith("de ")] == []


def test_a_language_without_a_catalogue_is_the_storys_own(baker: Path) -> None:
    assert load(baker, "nl").title == load(baker).title
    assert catalogue_languages(baker) == ()


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
    first = str(merge({"a": "One.", "b": "Two.", "c": "Three."}, None, "de", "Numbers"))
    done = (
        first.replace('msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Eins."')
        .replace('msgid "Two."\nmsgstr ""', 'msgid "Two."\nmsgstr "Zwei."')
        .replace('msgid "Three."\nmsgstr ""', 'msgid "Three."\nmsgstr "Drei."')
    )
    again = str(merge({"a": "One.", "b": "Two, or so.", "d": "Four."}, parse(done), "de", "Numbers"))
    assert 'msgid "One."\nmsgstr "Eins."' in again
    assert '#, fuzzy\n#| msgid "Two."\nmsgctxt "b"\nmsgid "Two, or so."\nmsgstr "Zwei."' in again
    assert 'msgid "Four."\nmsgstr ""' in again
    assert '#~ msgstr "Drei."' in again


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's own tools are not installed")
def test_a_translation_follows_its_text_along_a_list_and_never_stands_beside_another() -> None:
    older = {"door/text/0": "One.", "door/text/1/one_of/0": "Two.", "door/text/2": "Three.", "gate/text/0": "Two."}
    catalogue = merge(older, None, "de", "Baker")
    for entry in catalogue:
        entry.msgstr = f"de {entry.msgid}"
    newer = {"door/text/0/one_of/0": "Two.", "door/text/1": "Four.", "door/text/2": "Three!", "door/text/3": "One."}
    merged = merge(newer, catalogue, "de", "Baker")
    assert {entry.msgctxt: (entry.msgstr, entry.fuzzy) for entry in merged if not entry.obsolete} == {
        "door/text/0/one_of/0": ("de Two.", False),
        "door/text/1": ("", False),
        "door/text/2": ("de Three.", True),
        "door/text/3": ("de One.", False),
    }
    assert [entry.msgctxt for entry in merged if entry.obsolete] == ["gate/text/0"]


def test_gettexts_own_tools_accept_a_catalogue(baker: Path) -> None:
    translated(baker, {"story/title": "Der Ofen"})
    command = ["msgfmt", "--check", "-o", "/dev/null", str(baker / "locale" / "de.po")]
    found = subprocess.run(command, capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")


FLOUR = "the-crack/choices/clay/result/0"
"""A text of one line with a placeholder in it."""

QUOTED = "the-crack/text/2"
"""A text that is a quotation."""

Edit = Callable[[str], str | bytes]


def to(path: str, words: str) -> Edit:
    """Makes a text's translation say something else, in gettext's notation."""

    def edit(catalogue: str) -> str:
        head, context, tail = catalogue.partition(f'msgctxt "{path}"\n')
        return head + context + re.sub(r'(?m)^msgstr .*(?:\n".*)*', lambda _: f'msgstr "{words}"', tail, count=1)

    return edit


def twice(catalogue: str) -> str:
    return f'{catalogue}\nmsgctxt "story/title"\nmsgid "x"\nmsgstr "y"\n'


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (to(FLOUR, ""), "warning[untranslated]: `the-crack/choices/clay/result/0` has no translation"),
        (to(FLOUR, "  "), "warning[untranslated]: `the-crack/choices/clay/result/0` has no translation"),
        (to(FLOUR, "Mehl."), "error[translation-placeholders]: `{flour}` is missing"),
        (to(FLOUR, "{flour} {mehl}"), "error[translation-placeholders]: `{mehl}` is not in the text"),
        (
            to(FLOUR, "{floor}"),
            "error[translation-placeholders]: `{flour}` is missing, `{floor}` is not in the text "
            "(did you mean `{flour}`?)",
        ),
        (to(FLOUR, "{flour} *Mehl"), "warning[translation-markup]: the stars"),
        (to(FLOUR, "- {flour}"), "warning[translation-markup]: the signs of quotation or list"),
        (to(QUOTED, "Kein *Zitat*."), "warning[translation-markup]: the signs of quotation or list"),
        (
            to(FLOUR, "{flour}\\nMehl"),
            "error[translation-markup]: the text is one line, and its translation is several",
        ),
        (to(FLOUR, "{flour}" + "!" * 10_000), "error[text-too-long]"),
        (to(FLOUR, "{flour}\u202e"), "error[bidi-character]"),
        (lambda po: twice(po), "error[duplicate-translation]: `story/title` is translated already, on line "),
        (lambda po: po.replace('msgctxt "story/title"\n', "", 1), "warning[orphan-translation]: this entry has no"),
        (lambda po: po.replace('"story/title"', '"story/titel"', 1), "`story/title` has moved since it was translated"),
        (lambda po: po.replace('\nmsgctxt "story/title"', '\n#, fuzzy\nmsgctxt "story/title"'), "is marked fuzzy"),
        (lambda po: po.replace("charset=UTF-8", "charset=ISO-8859-1"), "warning[catalogue-syntax]: its header"),
        (lambda po: po.encode("utf-8-sig"), "warning[catalogue-syntax]: it begins with a byte order mark"),
        (lambda po: po.replace("msgstr", "msgtxt", 1), "de.po:3:1: error[catalogue-syntax]"),
        (lambda po: po.replace('msgstr ""', 'msgstr "', 1), "de.po:3:1: error[catalogue-syntax]"),
        (
            lambda po: po[: po.rindex("msgstr")],
            "error[catalogue-syntax]: this entry cannot be read, and translates nothing: it breaks",
        ),
        (lambda po: po.replace("msgid", "msgid 7", 1), "de.po:2:1: error[catalogue-syntax]"),
        (lambda po: f'{po}msgid "x"\nmsgid "x"\nmsgstr ""\n', "error[catalogue-syntax]"),
        (lambda po: f"{po}\0", "error[catalogue-syntax]"),
        (
            lambda po: "",
            "de.po:1:1: error[catalogue-syntax]: this gettext catalogue cannot be read: there is no message",
        ),
        (lambda po: po + '"x"\n' * (MOST_LINES + 1), "has more than 2000 lines"),
        (lambda po: po.encode().replace(b"Baker", b"B\xe4ker", 1), "de.po:4:23: error[not-utf8]"),
        (lambda po: po.encode("utf-16"), "de.po:1:1: error[not-utf8]"),
        (lambda po: po + "# \n" + "#" * MOST_OF_A_CATALOGUE, "error[file-too-large]: a catalogue holds at most 16 MiB"),
    ],
)
def test_each_mistake_in_a_catalogue_is_one_line_for_its_author_and_none_for_readers(
    baker: Path, edit: Edit, problem: str
) -> None:
    catalogue = full(baker)
    data = edit(catalogue)
    assert data != catalogue
    (baker / "locale" / "de.po").write_bytes(data if isinstance(data, bytes) else data.encode())
    found = [str(found) for found in inspect(baker).problems]
    assert len([said for said in found if problem in said]) == 1
    assert [said for said in found if "untranslated" not in said and problem not in said] == []
    assert len(found) <= 2
    story = load(baker, "de")
    assert [scene.id for scene in story.scenes.values()] == [scene.id for scene in load(baker).scenes.values()]


def test_a_mistake_in_a_translation_is_shown_where_its_words_begin(baker: Path) -> None:
    catalogue = to(FLOUR, "Mehl.")(full(baker))
    assert isinstance(catalogue, str)
    (baker / "locale" / "de.po").write_text(catalogue, "utf-8")
    (found,) = inspect(baker).problems
    assert catalogue.splitlines()[found.line - 1] == 'msgstr "Mehl."'


@pytest.mark.parametrize(
    "edit",
    [
        lambda po: po.replace("\n", "\r\n"),
        lambda po: po.replace("\n\n", "\n\n\n") + "\n#~ msgctxt \"old\"\n#~ msgid \"old\"\n#~ msgstr \"alt\"\n",
        lambda po: po.replace("\nmsgctxt", "\n# a word of the translator\n#. one of the program\n#, no-wrap\nmsgctxt"),
    ],
)  # fmt: skip
def test_what_editors_of_catalogues_write_is_read(baker: Path, edit: Callable[[str], str]) -> None:
    (baker / "locale" / "de.po").write_bytes(edit(full(baker)).encode())
    assert [problem for problem in inspect(baker).problems if problem.file.startswith("locale/")] == []
    assert load(baker, "de").title == f"de {load(baker).title}"


def test_a_new_scene_is_one_line_of_what_its_catalogue_lacks_and_extracting_makes_it_a_line_for_each(
    baker: Path,
) -> None:
    catalogue = baker / "locale" / "de.po"
    catalogue.write_text(re.sub('(?m)^msgctxt "the-crack/(.*\n)+?\n', "", full(baker)), "utf-8")
    (found,) = inspect(baker).problems
    new = [path for path in story_texts(baker) if path.startswith("the-crack/")]
    assert str(found.message) == f"{len(new)} texts are not in this catalogue yet; the first is `{new[0]}`"
    catalogue.write_text(str(merge(story_texts(baker), parse(catalogue.read_text("utf-8")), "de", "Baker")), "utf-8")
    lines = [(problem.line, str(problem.message)) for problem in inspect(baker).problems]
    texts = story_texts(baker)
    elsewhere = {text for path, text in texts.items() if path not in new}
    assert len({line for line, _ in lines}) == len(lines)
    assert {message for _, message in lines} == {
        f"`{path}` has no translation" for path in new if texts[path] not in elsewhere
    }


def test_a_catalogue_without_contexts_is_told_in_one_line(baker: Path) -> None:
    (baker / "locale" / "de.po").write_text(re.sub("(?m)^msgctxt .*\n", "", full(baker)), "utf-8")
    found = [str(problem.message) for problem in inspect(baker).problems if problem.code == "orphan-translation"]
    assert found == [f"{len(story_texts(baker))} entries have no `msgctxt`, the path of the text that they translate"]


@pytest.mark.parametrize("kind", ["folder", "link out", "link to itself", "pipe"])
def test_a_catalogue_that_is_no_file_of_the_folder_is_told_and_read_by_nobody(
    baker: Path, tmp_path: Path, kind: str
) -> None:
    file = baker / "locale" / "de.po"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        (tmp_path / "elsewhere.po").write_text(full(baker), "utf-8")
        file.symlink_to(tmp_path / "elsewhere.po" if kind == "link out" else file)
    [problem] = inspect(baker).problems
    assert str(problem).startswith("locale/de.po:1:1: error[unreadable-file]: it cannot be read: it ")
    assert load(baker, "de").title == load(baker).title


def test_a_catalogue_from_another_tool_comes_back_with_all_that_translators_wrote() -> None:
    theirs = parse(
        """\
# Numbers in German.
# Copyright of theirs
msgid ""
msgstr ""
"Project-Id-Version: old\\n"
"Last-Translator: Ana\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.4\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# why it is put that way
#, no-wrap
msgctxt "a"
msgid ""
"One and "
"one."
msgstr ""
"Eins und "
"eins."

# still to be looked at
#, fuzzy
#| msgid "Zwo."
msgctxt "b"
msgid "Two."
msgstr "Zwei."

# a question about it
msgctxt "c"
msgid "Three."
msgstr ""

msgctxt "p"
msgid "Plural."
msgid_plural "Plurals."
msgstr[0] "Einzahl."
msgstr[1] "Mehrzahl."

#~ msgctxt "old"
#~ msgid "Old."
#~ msgstr "Alt."
"""
    )
    now = {"a": "One and one.", "b": "Two.", "c": "Three.", "p": "Plural.", "old": "Old."}
    ours = merge(now, theirs, "de", "Numbers")
    entries = {entry.msgctxt: entry for entry in ours}
    assert ours.header == "Numbers in German.\nCopyright of theirs"
    assert (ours.metadata["Last-Translator"], ours.metadata["X-Generator"]) == ("Ana", "Poedit 3.4")
    assert ours.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert (entries["a"].msgstr, entries["a"].tcomment) == ("Eins und eins.", "why it is put that way")
    assert entries["a"].flags == ["no-wrap"]
    assert (entries["b"].fuzzy, entries["b"].previous_msgid) == (True, "Zwo.")
    assert entries["c"].tcomment == "a question about it"
    assert (entries["p"].msgstr, entries["p"].fuzzy) == ("Einzahl.", True)
    assert (entries["old"].msgstr, entries["old"].obsolete) == ("Alt.", False)
    assert str(merge(now, parse(str(ours)), "de", "Numbers")) == str(ours)


def test_a_catalogue_that_translates_a_text_twice_is_not_merged(baker: Path) -> None:
    with pytest.raises(InvalidCatalogue, match="`story/title` is translated already"):
        merge(story_texts(baker), parse(twice(full(baker))), "de", "Baker")
