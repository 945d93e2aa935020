"""Completion, definition, references, symbols, hover and rename: recorded as an editor asks for them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from game.story.load import inspect
from game.story.references import references
from tests.cli.test_rename import NAMES
from tests.lsp.conftest import BAKER, DAWN, MARKET, EditorOf
from tests.lsp.editor import CAPABILITIES, Editor, ServerError


def offered(editor: Editor, name: str, marked: str) -> dict[str, str]:
    """What may be written at the bar, with what is said of it."""
    items = editor.about("completion", name, marked)
    return {item["label"]: item.get("detail") or item.get("documentation") or "" for item in items}


def test_all_that_is_announced_is_asked_for_here(editor: Editor) -> None:
    announced = {name for name, value in editor.announced.items() if name.endswith("Provider") and value}
    assert editor.announced["executeCommandProvider"] == {"commands": []}, "pygls says so of every server"
    assert announced == {
        "codeActionProvider",
        "completionProvider",
        "definitionProvider",
        "documentSymbolProvider",
        "executeCommandProvider",
        "foldingRangeProvider",
        "hoverProvider",
        "inlayHintProvider",
        "referencesProvider",
        "renameProvider",
        "semanticTokensProvider",
        "workspaceSymbolProvider",
    }


def test_a_road_is_offered_every_scene_and_ending_with_its_title(editor: Editor) -> None:
    found = offered(editor, DAWN, "next: the-|crack")
    assert found["cold-door"] == "The cold door"
    assert found["queue"] == "The queue"
    assert found["cold-oven"] == "The cold oven"
    assert "patched" not in found


def test_a_condition_is_offered_variables_and_questions(editor: Editor) -> None:
    found = offered(editor, DAWN, "        if: m|ason >= 1\n        locked")
    assert found["patched"] == "The crack has been patched with clay."
    assert found["flour"] == "flour"
    assert found["took"] == "whether a choice was taken"
    assert "cold-door" not in found


def test_a_paragraph_of_a_group_is_offered_its_keys(editor: Editor) -> None:
    editor.replace(DAWN, "      - if: mason >= 1\n", "      - first_of:\n          - i\n")
    assert {"if", "for", "invented", "one_of"} <= offered(editor, DAWN, "          - i|\n").keys()
    editor.replace(DAWN, "          - i\n", "          - if: mas\n")
    assert "mason" in offered(editor, DAWN, "if: mas|\n")


def test_a_question_is_offered_what_it_asks_about(editor: Editor) -> None:
    editor.replace(DAWN, "      - if: mason >= 1\n", "      - if: took(the-\n")
    found = offered(editor, DAWN, "took(the-|\n")
    assert found["the-crack/clay"] == "Clay and ash, now, with bare hands."
    assert "the-crack" not in found


def test_what_is_offered_takes_the_place_of_all_that_is_typed_of_the_name(editor: Editor) -> None:
    """To some editors `scene/choice` is two words, or the bracket before it is a part of one."""
    editor.replace(DAWN, "      - if: mason >= 1\n", "      - if: took(the-crack/c\n")
    items = editor.about("completion", DAWN, "took(the-crack/c|\n")
    clay = next(item["textEdit"] for item in items if item["label"] == "the-crack/clay")
    assert (editor.words(DAWN, clay["range"]), clay["newText"]) == ("the-crack/c", "the-crack/clay")
    keys = editor.about("completion", DAWN, "bottle|neck: true")
    neck = next(item["textEdit"] for item in keys if item["label"] == "bottleneck")
    assert (editor.words(DAWN, neck["range"]), neck["newText"]) == ("bottle", "bottleneck: ")


def test_effects_are_offered_what_can_be_changed(editor: Editor) -> None:
    found = offered(editor, DAWN, "effects: {patched: true, h|eat: -1}")
    assert "queue_told" in found
    assert "loaves" not in found, "what follows from others is set by nobody"


def test_a_text_is_offered_what_it_can_print(editor: Editor) -> None:
    assert "loaves" in offered(editor, DAWN, "for {fl|our} minutes.")


def test_seats_and_facts_are_offered_by_name(editor: Editor) -> None:
    assert offered(editor, DAWN, "      - for: app|rentice") == {
        "baker": "The baker",
        "apprentice": "The apprentice",
    }
    assert offered(editor, DAWN, "facts: [cracked-oven, clay|-patch]")["market-day"] == "Market day"


def test_keys_are_offered_with_what_they_are_for(editor: Editor) -> None:
    editor.replace(DAWN, "    bottleneck: true\n", "    bott\n")
    found = offered(editor, DAWN, "    bott|\n")
    assert found["bottleneck"] == "whether every road passes here"
    assert "say" not in found
    editor.replace(DAWN, "        say: Wake the mason.\n", "        say: Wake the mason.\n        on\n")
    found = offered(editor, DAWN, "        on|\n")
    assert found["once"] == "whether it can be taken only once in a run"
    assert "bottleneck" not in found


def test_words_of_a_key_are_offered(editor: Editor) -> None:
    editor.open("facts.yaml")
    assert set(offered(editor, "facts.yaml", "    certainty: disp|uted")) == {"established", "reported", "disputed"}


def test_a_name_leads_to_its_definition_in_another_file(editor: Editor) -> None:
    editor.open(MARKET)
    (place,) = editor.about("definition", MARKET, "        if: not queue|_told")
    assert place["uri"] == editor.uri("story.yaml")
    assert editor.words("story.yaml", place["range"]) == "queue_told"


def test_a_name_knows_its_uses(editor: Editor) -> None:
    context = {"includeDeclaration": True}
    found = editor.about("references", DAWN, "  the-cr|ack:\n", context=context)
    named = [(Path(each["uri"]).name, editor.words(Path(each["uri"]).name, each["range"])) for each in found]
    assert named.count((DAWN, "the-crack")) == 2
    uses = editor.about("references", DAWN, "  the-cr|ack:\n", context={"includeDeclaration": False})
    assert len(uses) == len(found) - 1


def test_a_file_has_an_outline_of_scenes_and_choices(editor: Editor) -> None:
    scenes = editor.whole("documentSymbol", DAWN)
    crack = next(scene for scene in scenes if scene["name"] == "the-crack")
    assert crack["detail"] == "The crack"
    assert [choice["name"] for choice in crack["children"]] == ["clay", "mason", "nothing"]
    assert (
        crack["range"]["start"]["line"] < crack["children"][-1]["range"]["end"]["line"] <= crack["range"]["end"]["line"]
    )


def test_a_story_is_searched_by_names_and_by_words(editor: Editor) -> None:
    assert [each["name"] for each in editor.ask("workspace/symbol", query="ast the loaves")] == []
    found = editor.ask("workspace/symbol", query="cut the loaves")
    assert [(each["name"], each["containerName"]) for each in found] == [("cut", "queue")]
    assert "patched" in [each["name"] for each in editor.ask("workspace/symbol", query="patch")]


def hovered(editor: Editor, name: str, marked: str) -> str:
    answer = editor.about("hover", name, marked)
    assert answer["contents"]["kind"] == "markdown"
    return str(answer["contents"]["value"])


def test_a_fact_is_told_with_its_sources(editor: Editor) -> None:
    told = hovered(editor, DAWN, "facts: [cracked-oven, clay|-patch]")
    assert "The crack was sealed by hand." in told
    assert "- The parish · The parish book" in told
    assert "disputed" in told


def test_a_variable_is_told_with_what_was_declared_of_it(editor: Editor) -> None:
    told = hovered(editor, DAWN, "effects: {patched: true, h|eat: -1}")
    assert "declared from 0 to 6" in told
    assert "proved" not in told, "nothing has been proved in this editor"


def test_a_mistake_is_told_with_the_page_of_its_code(editor: Editor) -> None:
    editor.replace(DAWN, "next: the-crack", "next: the-crak")
    assert hovered(editor, DAWN, "next: the-|crak").startswith("# `leads-nowhere`")


def test_a_scene_is_told_with_its_first_lines_in_every_language(tmp_path: Path, editor_of: EditorOf) -> None:
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    (folder / "locale").mkdir()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = 'msgctxt "square/text/0"\nmsgid "Trestles, cheese, a queue."\nmsgstr "Des tréteaux, du fromage."\n'
    (folder / "locale" / "fr.po").write_text(header + entry, "utf-8")
    editor = editor_of(folder)
    editor.open(MARKET)
    told = hovered(editor, MARKET, "start: squ|are")
    assert "> Trestles, cheese, a queue." in told
    assert "> *fr* Des tréteaux, du fromage." in told


def test_all_of_a_name_is_marked_whose_middle_is_pointed_at(editor: Editor) -> None:
    assert editor.words(DAWN, editor.about("hover", DAWN, "next: the-cr|ack")["range"]) == "the-crack"


def test_nothing_is_told_of_plain_words(editor: Editor) -> None:
    assert editor.about("hover", DAWN, "The clock on the w|all") is None
    assert editor.about("definition", DAWN, "The clock on the w|all") == []
    assert editor.about("prepareRename", DAWN, "The clock on the w|all") is None


def made(editor: Editor, edit: dict[str, Any], folder: Path) -> None:
    """Make edits in the files of a folder, as an editor does."""
    for change in edit["documentChanges"]:
        if change.get("kind") == "rename":
            (folder / Path(change["oldUri"]).name).rename(folder / Path(change["newUri"]).name)
            continue
        file = folder / Path(change["textDocument"]["uri"]).name
        words = file.read_text("utf-8")
        starts = [0]
        for line in words.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        for each in sorted(change["edits"], key=lambda each: -each["range"]["start"]["line"]):
            start, end = each["range"]["start"], each["range"]["end"]
            first, last = (starts[place["line"]] + place["character"] for place in (start, end))
            words = words[:first] + each["newText"] + words[last:]
        file.write_text(words, "utf-8")


@pytest.mark.parametrize(
    ("marked", "old", "new"),
    [
        ("next: the-cr|ack", "the-crack", "the-split"),
        ("  the-cr|ack:\n", "the-crack", "the-split"),
        ("      cl|ay:\n", "clay", "ash"),
        ("effects: {pat|ched: true, heat: -1}", "patched", "mended"),
        ("facts: [cracked-oven, clay|-patch]", "clay-patch", "clay-and-ash"),
    ],
)
def test_a_thing_is_renamed_in_every_file(editor: Editor, tmp_path: Path, marked: str, old: str, new: str) -> None:
    assert editor.words(DAWN, editor.about("prepareRename", DAWN, marked)) == old
    edit = editor.about("rename", DAWN, marked, newName=new)
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    made(editor, edit, folder)
    assert not inspect(folder).problems
    named = [each.written for each in references({file.name: file.read_bytes() for file in folder.glob("*.yaml")})]
    assert new in named
    assert old not in named


def test_an_episode_is_renamed_with_its_file(editor: Editor, tmp_path: Path) -> None:
    editor.open("story.yaml")
    edit = editor.about("rename", "story.yaml", "episodes: [01-before-dawn, 02-mar|ket]", newName="02-the-fair")
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    made(editor, edit, folder)
    assert (folder / "02-the-fair.yaml").is_file()
    assert not inspect(folder).problems


def test_a_name_that_is_taken_is_refused_in_words(editor: Editor) -> None:
    with pytest.raises(ServerError, match="cold-door"):
        editor.about("rename", DAWN, "next: the-cr|ack", newName="cold-door")


def test_nothing_is_renamed_while_a_file_cannot_be_read(editor: Editor) -> None:
    editor.replace(DAWN, "    bottleneck: true\n", "    bottleneck: true\n    we\n")
    with pytest.raises(ServerError, match=f"{DAWN} cannot be read as it is: mend it first"):
        editor.about("rename", DAWN, "next: the-cr|ack", newName="the-split")


def test_an_editor_that_moves_no_files_is_told_what_does(tmp_path: Path) -> None:
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    editor = Editor(folder, "--seconds", "0", capabilities={**CAPABILITIES, "workspace": {}})
    try:
        editor.open("story.yaml")
        with pytest.raises(ServerError, match="holdup rename"):
            editor.about("rename", "story.yaml", "episodes: [01-before-dawn, 02-mar|ket]", newName="02-the-fair")
    finally:
        editor.kill()


def test_what_others_stand_under_can_be_folded(editor: Editor) -> None:
    folds = {(each["startLine"], each["endLine"]) for each in editor.whole("foldingRange", DAWN)}
    lines = editor.texts[DAWN].split("\n")
    start, end = lines.index("  cold-door:"), lines.index("  the-crack:") - 1
    assert (start, end) in folds


def test_claims_have_colours_of_their_own(editor: Editor) -> None:
    legend = editor.announced["semanticTokensProvider"]["legend"]["tokenTypes"]
    data = editor.whole("semanticTokens/full", DAWN)["data"]
    lines, line, column, found = editor.texts[DAWN].split("\n"), 0, 0, []
    for i in range(0, len(data), 5):
        down, right, length, kind, _ = data[i : i + 5]
        line, column = line + down, right + (0 if down else column)
        found.append((legend[kind], lines[line][column : column + length]))
    assert ("documented", "documented: The oven of the square cracked on the eve of the *June market*.") in found
    assert ("invented", "invented: You slept on the flour sacks, and you heard it go.") in found
    assert not any("clock on the wall" in words for _, words in found)


@pytest.mark.parametrize(
    ("name", "marked", "new", "written"),
    [
        ("walkthroughs.yaml", "took(stairs/g|o)", "climb", 'decisions: [go, stay, "climb"]'),
        ("story.yaml", "sky: {values: {ca|lm", "still", "never: took(stairs/go) and sky == still"),
        ("story.yaml", "challenges: {thr|ift", "saving", "challenges: {saving: {was: thrift,"),
        ("walkthroughs.yaml", "  qu|iet:", "loud", "  loud: {never"),
    ],
)
def test_whatever_a_story_names_is_renamed_in_the_editor_too(
    editor_of: EditorOf, tmp_path: Path, name: str, marked: str, new: str, written: str
) -> None:
    editor = editor_of(Path(shutil.copytree(NAMES, tmp_path / "names")))
    for file in ("story.yaml", "01-night.yaml", "walkthroughs.yaml"):
        editor.open(file)
    edit = editor.about("rename", name, marked, newName=new)
    changed = "\n".join(each["newText"] for part in edit["documentChanges"] for each in part["edits"])
    assert written in changed
