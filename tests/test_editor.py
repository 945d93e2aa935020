"""The author's editor, opened at a line, each in its own way of saying where."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.editor import NoEditor, command, edit

FILE = Path("scenes") / "01.yaml"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"EDITOR": "nano"}, ["nano", "+45", "scenes/01.yaml"]),
        ({"EDITOR": "nano", "VISUAL": "hx"}, ["hx", "+45", "scenes/01.yaml"]),
        ({"EDITOR": "/usr/bin/vim -p"}, ["/usr/bin/vim", "-p", "+45", "scenes/01.yaml"]),
        ({"VISUAL": "code --wait"}, ["code", "--wait", "--goto", "scenes/01.yaml:45"]),
        ({"VISUAL": "zed"}, ["zed", "scenes/01.yaml:45"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(said: dict[str, str], words: list[str]) -> None:
    assert command(FILE, 45, said) == words


@pytest.mark.parametrize("said", [{}, {"EDITOR": "  "}, {"VISUAL": "'vim"}])
def test_without_one_a_sentence_says_how_to_name_it(said: dict[str, str]) -> None:
    with pytest.raises(NoEditor, match="VISUAL"):
        command(FILE, 45, said)


def test_one_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    with pytest.raises(NoEditor, match="no-such-editor-anywhere cannot be run"):
        edit(FILE, 1)
