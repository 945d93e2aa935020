"""A copy of the baker's story, and an editor in which it is open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.lsp.editor import Editor

BAKER = Path(__file__).parent.parent / "stories" / "baker"
DAWN, MARKET = "01-before-dawn.yaml", "02-market.yaml"

EditorOf = Callable[[Path], Editor]


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("author") / "baker"
    shutil.copytree(BAKER, folder)
    editor = Editor(folder, "--seconds", "0")
    yield editor
    editor.kill()


@pytest.fixture
def editor(_shared: Editor) -> Iterator[Editor]:
    """An editor with the dawn open, as it is on the disk; its server lives as long as the tests."""
    _shared.told.clear()
    _shared.open(DAWN)
    yield _shared
    _close_all(_shared)


@pytest.fixture
def editor_of(_shared: Editor, monkeypatch: pytest.MonkeyPatch) -> Iterator[EditorOf]:
    """The same editor, with a story of the test's own: `editor_of(folder)`."""

    def opened(folder: Path) -> Editor:
        monkeypatch.setattr(_shared, "folder", folder)
        return _shared

    _shared.told.clear()
    yield opened
    _close_all(_shared)


def _close_all(editor: Editor) -> None:
    for name in list(editor.texts):
        editor.tell("textDocument/didClose", textDocument={"uri": editor.uri(name)})
        editor.texts.pop(name)
