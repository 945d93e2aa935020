"""Mistakes are told while they are typed, in words that are nowhere on the disk, with what mends them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.lsp.conftest import BAKER, DAWN, MARKET
from tests.lsp.editor import Editor


def told(diagnostics: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(each["code"], each["severity"]) for each in diagnostics]


def test_a_sound_story_has_nothing_underlined(editor: Editor) -> None:
    assert editor.write(DAWN, editor.texts[DAWN]) == []


def test_a_mistake_is_told_before_it_is_saved_and_goes_when_it_is_mended(editor: Editor) -> None:
    before = (editor.folder / DAWN).read_text("utf-8")
    (problem,) = editor.replace(DAWN, "next: the-crack", "next: the-crak")
    assert (problem["code"], problem["severity"], problem["source"]) == ("leads-nowhere", 1, "holdup")
    assert editor.words(DAWN, problem["range"]) == "the-crak"
    assert problem["message"].endswith("(did you mean `the-crack`?)")
    page = Path(problem["codeDescription"]["href"].removeprefix("file://"))
    assert page.read_text("utf-8").startswith("# `leads-nowhere`")
    assert editor.write(DAWN, before) == []
    assert (editor.folder / DAWN).read_text("utf-8") == before


def test_a_mistake_in_one_file_is_told_of_the_file_that_it_breaks(editor: Editor) -> None:
    editor.open(MARKET)
    editor.type(DAWN, editor.texts[DAWN].replace("    title: The crack", "    titel: The crack"))
    assert told(editor.underlined(DAWN)) == [("unknown-key", 1)]
    editor.type(MARKET, editor.texts[MARKET].replace("next: counter", "next: countre"))
    assert "leads-nowhere" in {code for code, _ in told(editor.underlined(MARKET))}


def test_places_are_counted_in_the_editors_units(editor: Editor) -> None:
    (problem,) = editor.replace(DAWN, "The clock on the wall says four.", "\U0001d11e {flowr} four.")
    assert problem["code"] == "unknown-name"
    assert editor.words(DAWN, problem["range"]).strip("{}") == "flowr"


def test_lines_may_end_as_windows_ends_them(editor: Editor) -> None:
    (problem,) = editor.write(DAWN, editor.texts[DAWN].replace("next: the-crack", "next: x").replace("\n", "\r\n"))
    assert (problem["code"], editor.words(DAWN, problem["range"])) == ("leads-nowhere", "x")


def test_half_typed_yaml_is_told_of_and_nothing_is_lost(editor: Editor) -> None:
    (problem,) = editor.replace(DAWN, "    choices:\n      clay:", "    choices: {\n      clay:")
    assert problem["code"] == "unclosed-bracket"
    assert editor.about("definition", DAWN, "next: the-cr|ack")[0]["uri"] == editor.uri(DAWN)


def test_what_stands_below_half_typed_lines_is_known_where_it_stands_now(editor: Editor) -> None:
    outline = editor.whole("documentSymbol", DAWN)
    lines = {scene["name"]: scene["selectionRange"]["start"]["line"] for scene in outline}
    editor.replace(DAWN, "    bottleneck: true\n", "    bottleneck: true\n    we\n    sa\n")
    for scene in editor.whole("documentSymbol", DAWN):
        moved = 2 if lines[scene["name"]] > lines["the-crack"] else 0
        assert scene["selectionRange"]["start"]["line"] == lines[scene["name"]] + moved
        assert editor.words(DAWN, scene["selectionRange"]) == scene["name"]
    (place,) = editor.about("definition", DAWN, "- {to: first-l|ight}")
    assert editor.words(DAWN, place["range"]) == "first-light"


def test_what_the_story_allows_is_not_underlined(editor: Editor) -> None:
    editor.open("story.yaml")
    editor.type("story.yaml", editor.texts["story.yaml"].replace("allow: [forgotten-choice]\n", ""))
    assert "forgotten-choice" in {code for code, _ in told(editor.notified_of(DAWN))}


def test_a_file_that_belongs_to_no_story_is_left_alone(editor: Editor, tmp_path: Path) -> None:
    alone = tmp_path / "notes.yaml"
    alone.write_text("a: [")
    document = {"uri": alone.as_uri(), "languageId": "yaml", "version": 1, "text": "a: ["}
    editor.tell("textDocument/didOpen", textDocument=document)
    assert editor.ask("textDocument/documentSymbol", textDocument={"uri": alone.as_uri()}) == []


def test_the_authors_language_is_spoken(tmp_path: Path) -> None:
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    french = Editor(folder, "--seconds", "0", locale="fr-FR")
    try:
        french.open(DAWN)
        (problem,) = french.replace(DAWN, "next: the-crack", "next: the-crak")
        assert "vouliez-vous dire `the-crack`" in problem["message"]
        assert "/codes/fr/" in problem["codeDescription"]["href"]
        assert french.leave() == 0
    finally:
        french.kill()


def mends(editor: Editor, name: str, problem: dict[str, Any]) -> list[str]:
    context = {"diagnostics": [problem]}
    actions = editor.whole("codeAction", name, range=problem["range"], context=context)
    found = []
    for action in actions:
        assert action["kind"] == "quickfix"
        ((uri, (edit,)),) = action["edit"]["changes"].items()
        assert uri == editor.uri(name)
        lines = editor.texts[name].split("\n")
        start, end = edit["range"]["start"], edit["range"]["end"]
        line = lines[start["line"]]
        lines[start["line"]] = line[: start["character"]] + edit["newText"] + line[end["character"] :]
        found.append("\n".join(lines))
    return found


def test_what_was_meant_mends_a_name(editor: Editor) -> None:
    sound = editor.texts[DAWN]
    (problem,) = editor.replace(DAWN, "next: the-crack", "next: the-crak")
    assert mends(editor, DAWN, problem) == [sound]


def test_what_was_meant_mends_a_key(editor: Editor) -> None:
    sound = editor.texts[DAWN]
    (problem,) = editor.replace(DAWN, "bottleneck: true", "botleneck: true")
    assert mends(editor, DAWN, problem) == [sound]


def test_what_is_to_be_written_mends_an_operator(editor: Editor) -> None:
    (problem,) = editor.replace(DAWN, "        if: mason >= 1\n        locked", "        if: mason ≥ 1\n        locked")
    assert [words.count("if: mason >= 1\n        locked") for words in mends(editor, DAWN, problem)] == [1]


def test_a_text_that_yaml_cuts_is_quoted(editor: Editor) -> None:
    (problem,) = editor.replace(DAWN, "    title: The crack\n", '    title: The "crack": wide\n')
    assert [words.count('title: "The \\"crack\\": wide"') for words in mends(editor, DAWN, problem)] == [1]


def test_what_was_meant_mends_a_name_inside_a_text(editor: Editor) -> None:
    (problem,) = editor.replace(DAWN, "for {flour} minutes", "for {flowr} minutes")
    assert [words.count("for {flour} minutes") for words in mends(editor, DAWN, problem)] == [1]


def test_a_hint_that_mends_nothing_is_no_fix(editor: Editor) -> None:
    crack = "    record: The baker mixed clay and ash, and sealed it by hand before the first fire.\n    choices:"
    (problem,) = editor.replace(DAWN, crack, f"{crack} {{")
    assert problem["message"].endswith("`}`)")
    assert mends(editor, DAWN, problem) == []
