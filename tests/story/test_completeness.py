"""How much of a story a language has: what is offered, what is said of it, and what is read in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.i18n import catalogue
from game.story.completeness import share
from game.story.load import inspect, load, story_texts
from game.story.story_languages import current, known_languages, name_in_menus, offered_languages, spoken
from game.story.translation import merge

BAKER = Path(__file__).parents[1] / "stories" / "baker"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    (folder / "locale").mkdir(exist_ok=True)
    for file in (folder / "locale").glob("*.po"):
        file.unlink()
    story = folder / "story.yaml"
    story.write_text(story.read_text("utf-8").replace("language: en", "language: eo", 1), "utf-8")
    return folder


def translated(folder: Path, language: str, part: float, fuzzy: float = 0.0) -> None:
    entries = merge(story_texts(folder), None, language, "Baker")
    for entry in entries[: round(part * len(entries))]:
        entry.msgstr = f"{language}\n" if entry.msgid.endswith("\n") else f"{language} {entry.msgid}"
    for entry in entries[: round(fuzzy * len(entries))]:
        entry.flags = ["fuzzy"]
    entries.save(str(folder / "locale" / f"{language}.po"))


@pytest.mark.parametrize(("part", "fuzzy"), [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 0.25)])
def test_the_share_is_that_of_the_entries_that_say_something(folder: Path, part: float, fuzzy: float) -> None:
    translated(folder, "de", part, fuzzy)
    assert share(folder, "de") == pytest.approx(part - fuzzy, abs=0.03)


def test_what_is_no_catalogue_has_nothing(folder: Path, tmp_path: Path) -> None:
    assert share(folder, "de") == 0.0
    (folder / "locale" / "de.po").write_bytes(b"\xff\0")
    assert share(folder, "de") == 0.0


def test_a_language_that_has_little_is_offered_to_nobody_but_can_be_asked_for(folder: Path) -> None:
    translated(folder, "de", 0.1)
    translated(folder, "zh_Hans", 0.9)
    story = load(folder)
    assert "de" not in offered_languages(folder, story)
    assert "zh_Hans" in offered_languages(folder, story)
    assert "de" in known_languages(folder, story)
    assert name_in_menus(folder, "zh_Hans").endswith("%)")
    catalogue.set_language("de")
    assert "de" in offered_languages(folder, story)
    catalogue.set_language("en")


def test_what_it_lacks_is_read_in_english_where_that_is_whole(folder: Path) -> None:
    translated(folder, "de", 0.05)
    title = load(folder).endings["cold-oven"].title
    assert load(folder, "de").endings["cold-oven"].title == title
    translated(folder, "en", 1.0)
    german = load(folder, "de")
    assert german.title.startswith("de ")
    assert german.endings["cold-oven"].title == f"en {title}"
    translated(folder, "en", 0.3)
    assert load(folder, "de").endings["cold-oven"].title == title


def test_of_several_the_one_that_has_most_stands_in_and_english_where_they_are_level(folder: Path) -> None:
    translated(folder, "de", 0.05)
    translated(folder, "en", 0.85)
    translated(folder, "es", 0.95)
    title = load(folder).endings["cold-oven"].title
    assert load(folder, "de").endings["cold-oven"].title == f"es {title}"
    translated(folder, "en", 1.0)
    translated(folder, "es", 1.0)
    translated(folder, "cs", 1.0)
    assert load(folder, "de").endings["cold-oven"].title == f"en {title}"
    assert load(folder, "es").endings["cold-oven"].title == f"es {title}"


def test_titles_of_articles_names_and_figures_need_no_copying(folder: Path) -> None:
    texts = {path: words for path, words in story_texts(folder).items() if not path.startswith("sources/")}
    entries = merge(texts, None, "de", "Baker")
    for entry in entries:
        entry.msgstr = f"de {entry.msgid}"
    entries.save(str(folder / "locale" / "de.po"))
    assert share(folder, "de") == 1.0
    inspection = inspect(folder, "de")
    assert [problem for problem in inspection.problems if problem.code == "untranslated"] == []
    fact = load(folder, "de").facts["market-day"]
    assert [source.title for source in fact.sources] == ["The market ledger"]


def test_a_language_that_is_spoken_is_known_without_a_look_at_how_much_it_has(folder: Path) -> None:
    translated(folder, "de", 0.1)
    translated(folder, "fr_CA", 0.1)
    story = load(folder)
    heard = {"en": "en", "eo": "eo", "de": "de", "fr_CA": "fr_CA", "fr_BE": "fr", "it": "en"}
    for language, tag in heard.items():
        catalogue.set_language(language)
        assert spoken(folder, story) == current(offered_languages(folder, story)) == tag
