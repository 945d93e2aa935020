"""In an editor that speaks YAML Language Server, keys are completed, explained, and underlined where they are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.story import templates
from game.story.load import shipped_folder
from tests.npm import Missing
from tests.story.conftest import BAKER
from tests.story.language_server import Editor, installed

LINES = """\
# yaml-language-server: $schema=.schema/episode.json
episode: The night
number: 1
start: stairs
scenes:
  stairs:
    text: A hundred steps.
    HERE
    choices:
      climb:
        say: Climb.
        THERE
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("editor") / "story"
    templates.begin(path, "en")
    return path


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    try:
        program = installed()
    except Missing as error:
        pytest.skip(str(error))
    with Editor(program, folder) as opened:
        yield opened


def offered(editor: Editor, file: Path, mark: str) -> set[str]:
    """The keys offered where a mark stands."""
    text = LINES.replace(mark, "").replace("HERE", "").replace("THERE", "")
    line = next(i for i, words in enumerate(LINES.splitlines()) if words.strip() == mark)
    column = LINES.splitlines()[line].index(mark)
    editor.open(file, text)
    answer: Any = editor.at("completion", file, line, column)
    editor.close(file)
    items = answer["items"] if isinstance(answer, dict) else answer
    return {item["label"] for item in items}


def test_keys_are_completed_in_a_scene_and_in_a_choice(editor: Editor, folder: Path) -> None:
    scene = offered(editor, folder / "one.yaml", "HERE")
    choice = offered(editor, folder / "two.yaml", "THERE")
    assert {"seat", "at", "next", "facts"} <= scene
    assert {"effects", "why", "result", "to", "weight"} <= choice
    assert not {"say", "weight"} & scene
    assert not {"say", "draw"} & choice


def test_a_key_is_explained_under_the_pointer(editor: Editor, folder: Path) -> None:
    file = folder / "01-crossing.yaml"
    editor.open(file)
    lines = file.read_text("utf-8").splitlines()
    line = next(i for i, words in enumerate(lines) if words.strip().startswith("locked:"))
    told = editor.at("hover", file, line, lines[line].index("locked") + 2)
    editor.close(file)
    assert "Shown when `if` does not hold" in told["contents"]["value"].replace("\\", "")


@pytest.mark.parametrize(
    ("right", "wrong", "where", "said"),
    [
        ("bottleneck: true", "botleneck: true", "botleneck", "botleneck"),
        ("bottleneck: true", "bottleneck: often", "often", "boolean"),
        ("draw: 1", "draw: 12", "12", "9"),
        ("say: Straight on. It is only a bridge.", "say: 7", "7", "string"),
    ],
)
def test_a_mistake_is_underlined_where_it_stands(
    editor: Editor, folder: Path, right: str, wrong: str, where: str, said: str
) -> None:
    file = folder / "01-crossing.yaml"
    text = file.read_text("utf-8")
    assert right in text
    (found,) = editor.open(file, text.replace(right, wrong))
    editor.close(file)
    lines = text.replace(right, wrong).splitlines()
    line = next(i for i, words in enumerate(lines) if wrong in words)
    start, end = found["range"]["start"], found["range"]["end"]
    assert (start["line"], end["line"]) == (line, line)
    assert lines[line][start["character"] : end["character"]] == where
    assert said in found["message"]


@pytest.mark.parametrize("story", [BAKER, shipped_folder()], ids=["second", "shipped"])
def test_a_sound_story_is_underlined_nowhere(editor: Editor, story: Path) -> None:
    files = sorted(story.glob("*.yaml"))
    for file in files:
        assert editor.open(file) == [], file.name
        editor.close(file)
    story_file = story / "story.yaml"
    assert editor.open(story_file, story_file.read_text("utf-8") + "unheard-of: 1\n") != []
    editor.close(story_file)


@pytest.mark.parametrize("language", templates.languages())
def test_a_new_story_is_underlined_nowhere(editor: Editor, tmp_path: Path, language: str) -> None:
    templates.begin(tmp_path / "new", language)
    for file in sorted((tmp_path / "new").glob("*.yaml")):
        assert editor.open(file) == [], file.name
        editor.close(file)
