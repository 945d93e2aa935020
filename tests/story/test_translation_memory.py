"""Translations survive what authors do all day: no edit loses one whose words still stand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
from hypothesis import given
from hypothesis import strategies as st

from game.story.load import inspect, load, story_texts
from game.story.po import parse
from game.story.problems import Report
from game.story.translation import Catalogue, merge

BAKER = Path(__file__).parents[1] / "stories" / "baker"
CRACK = "A line runs from the door to the vault, two fingers wide."


def catalogue_of(texts: dict[str, str], sign: str = "de") -> polib.POFile:
    catalogue = merge(texts, None, "de", "Baker")
    for entry in catalogue:
        entry.msgstr = f"{sign} {entry.msgctxt}: {entry.msgid}"
    return catalogue


def now(catalogue: polib.POFile) -> dict[str, tuple[str, bool]]:
    return {entry.msgctxt: (entry.msgstr, entry.fuzzy) for entry in catalogue if not entry.obsolete}


def read(catalogue: polib.POFile, texts: dict[str, str], was: dict[str, str] | None = None) -> dict[str, str]:
    reader = Catalogue("de.po", parse(str(catalogue)), Report())
    reader.follow(was or {})
    return {path: reader.translate(path, text) for path, text in texts.items()}


def test_its_own_place_comes_before_the_same_words_elsewhere() -> None:
    older = catalogue_of({"a/choices/x/say": "Yes.", "a/choices/y/say": "Yes.", "b/choices/x/say": "Yes."})
    texts = {"a/choices/x/say": "Yes.", "a/choices/z/say": "Yes.", "c/title": "Yes."}
    merged = now(merge(texts, older, "de", "Baker"))
    assert merged["a/choices/x/say"] == ("de a/choices/x/say: Yes.", False)
    assert merged["a/choices/z/say"] == ("de a/choices/y/say: Yes.", False)
    assert merged["c/title"] == ("de b/choices/x/say: Yes.", False)


def test_a_paragraph_that_is_put_in_pushes_no_translation_off_its_words() -> None:
    older = catalogue_of({"s/text/0": "One.", "s/text/1": "Two."})
    merged = merge({"s/text/0": "New.", "s/text/1": "One.", "s/text/2": "Two."}, older, "de", "Baker")
    assert now(merged) == {
        "s/text/0": ("", False),
        "s/text/1": ("de s/text/0: One.", False),
        "s/text/2": ("de s/text/1: Two.", False),
    }


def test_what_is_changed_finds_its_help_even_where_the_list_has_moved() -> None:
    older = catalogue_of({"s/text/0": "The oven is cold tonight.", "s/text/1": "Two."})
    merged = now(merge({"s/text/0": "New.", "s/text/1": "The oven is cold.", "s/text/2": "Two."}, older, "de", "B"))
    assert merged["s/text/1"] == ("de s/text/0: The oven is cold tonight.", True)
    assert merged["s/text/0"] == ("", False)


def test_what_went_comes_back_with_its_words_however_often_others_took_its_place() -> None:
    first = catalogue_of({"s/text/0": "One."})
    second = merge({"s/text/0": "Quite another thing."}, first, "de", "Baker")
    for entry in second:
        if not entry.obsolete:
            entry.msgstr, entry.flags, entry.previous_msgid = "de other", [], None
    third = merge({"t/title": "x"}, second, "de", "Baker")
    fourth = merge({"s/text/0": "Yet another, wholly new."}, parse(str(third)), "de", "Baker")
    back = merge({"u/news": "Quite another thing."}, parse(str(fourth)), "de", "Baker")
    assert now(back) == {"u/news": ("de other", False)}


def test_an_edit_that_is_taken_back_finds_its_translation_again() -> None:
    older = catalogue_of({"s/text/0": "The oven is cold."})
    changed = merge({"s/text/0": "The oven is cold!"}, older, "de", "Baker")
    assert now(changed)["s/text/0"] == ("de s/text/0: The oven is cold.", True)
    texts = {"s/text/0": "The oven is cold."}
    assert read(changed, texts) == {"s/text/0": "de s/text/0: The oven is cold."}
    assert now(merge(texts, parse(str(changed)), "de", "B"))["s/text/0"] == ("de s/text/0: The oven is cold.", False)


WORDS = st.sampled_from([f"{word} {number}" for word in ("door", "oven", "cat") for number in range(8)])
SCENES = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.lists(WORDS, max_size=5), min_size=1, max_size=4)


def laid(scenes: dict[str, list[str]], inside: str) -> dict[str, str]:
    return {f"{scene}/{inside}/{i}": text for scene, texts in scenes.items() for i, text in enumerate(texts)}


@given(older=SCENES, newer=SCENES, moved=st.sampled_from(["text", "choices/x/result", "text/0/one_of"]))
def test_no_edit_loses_a_translation_whose_words_stand(
    older: dict[str, list[str]], newer: dict[str, list[str]], moved: str
) -> None:
    catalogue, texts = catalogue_of(laid(older, "text")), laid(newer, moved)
    standing = {text for texts in older.values() for text in texts}
    merged = now(merge(texts, catalogue, "de", "Baker"))
    spoken = read(catalogue, texts)
    for path, text in texts.items():
        if text in standing:
            assert merged[path][0].endswith(f": {text}")
            assert not merged[path][1]
            assert spoken[path].endswith(f": {text}")
        else:
            assert spoken[path] == text


@given(older=SCENES, gone=SCENES)
def test_whatever_goes_is_kept_and_comes_back_after_any_number_of_extracts(
    older: dict[str, list[str]], gone: dict[str, list[str]]
) -> None:
    texts = laid(older, "text")
    between = merge(laid(gone, "text"), catalogue_of(texts), "de", "Baker")
    between = merge({"story/title": "t"}, parse(str(between)), "de", "Baker")
    back = now(merge(texts, parse(str(between)), "de", "Baker"))
    assert all(back[path][0].endswith(f": {text}") and not back[path][1] for path, text in texts.items())


@given(scenes=SCENES)
def test_a_scene_that_is_renamed_keeps_every_translation_at_its_own_place(scenes: dict[str, list[str]]) -> None:
    was = {scene: f"new-{scene}" for scene in scenes}
    older = catalogue_of(laid(scenes, "text"))
    texts = {f"new-{path}": text for path, text in laid(scenes, "text").items()}
    merged = now(merge(texts, older, "de", "Baker", was))
    spoken = read(older, texts, was)
    for path, text in texts.items():
        assert merged[path] == (spoken[path], False) == (f"de {path.removeprefix('new-')}: {text}", False)


def test_readers_lose_nothing_before_the_catalogue_follows_and_authors_hear_it_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (folder / "locale").mkdir(exist_ok=True)
    file = folder / "locale" / "de.po"
    whole = catalogue_of(dict(story_texts(folder)))
    for entry in whole:
        entry.msgstr = f"{entry.msgid}"
    whole.save(str(file))
    file.write_text(re.sub(f'msgstr "{CRACK}"', 'msgstr "Ein Riss."', file.read_text("utf-8")), "utf-8")
    episode = folder / "01-before-dawn.yaml"
    text = episode.read_text("utf-8").replace(f"      - {CRACK}\n", f"      - invented: Nine.\n      - {CRACK}\n")
    episode.write_text(
        text.replace("  the-crack:\n    was: the-fissure", "  rift:\n    was: [the-fissure, the-crack]"), "utf-8"
    )
    episode.write_text(episode.read_text("utf-8").replace("next: the-crack", "next: rift"), "utf-8")
    rift = load(folder, "de").scenes["rift"]
    assert [paragraph.line.source for paragraph in rift.text][:2] == ["Nine.", "Ein Riss."]
    told = [str(problem.message) for problem in inspect(folder).problems]
    assert len([said for said in told if "moved" in said]) <= 3
    merged = merge(story_texts(folder), parse(file.read_text("utf-8")), "de", "Baker", load(folder).was)
    assert {entry.msgctxt for entry in merged if not entry.obsolete and not entry.msgstr} == {"rift/text/0"}


def test_a_broken_entry_costs_that_entry_alone(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (folder / "locale").mkdir(exist_ok=True)
    file = folder / "locale" / "de.po"
    whole = catalogue_of(dict(story_texts(folder)))
    for entry in whole:
        entry.msgstr = entry.msgid
    text = str(whole).replace(f'msgstr "{CRACK}"', f'msgstr "{CRACK}').replace('msgstr "The bakehouse"', "msgtr", 1)
    file.write_text(text.replace('msgstr "The baker"', 'msgstr "Die Bäckerin"'), "utf-8")
    assert load(folder, "de").seats["baker"].name == "Die Bäckerin"
    told = [problem for problem in inspect(folder).problems if problem.code == "catalogue-syntax"]
    assert [str(problem.message).partition(":")[0] for problem in told] == [
        "this entry cannot be read, and translates nothing"
    ] * 2
    lines = file.read_text("utf-8").splitlines()
    assert [lines[problem.line - 1] for problem in told] in (
        [f'msgstr "{CRACK}', "msgtr"], ["msgtr", f'msgstr "{CRACK}'],
    )  # fmt: skip


def test_a_catalogue_begins_with_the_story_and_ends_with_its_sources() -> None:
    texts = story_texts(BAKER)
    catalogue = merge(texts, None, "de", "Baker")
    begins = [entry.msgctxt.partition("/")[0] for entry in catalogue]
    assert begins[0] == "story"
    assert begins[-1] == "sources"
    assert begins.index("facts") > begins.index("the-crack")
    assert sorted(entry.msgctxt for entry in catalogue) == sorted(texts)
