"""A copy of the baker's story, and an editor in which it is open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.editor import Editor

BAKER = Path(__file__).parent.parent / "stories" / "baker"
DAWN, MARKET = "01-before-dawn.yaml", "02-market.yaml"


@pytest.fixture(scope="module")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("author") / "baker"
    shutil.copytree(BAKER, folder)
    editor = Editor(folder, "--seconds", "0")
    yield editor
    editor.kill()


@pytest.fixture
def editor(_shared: Editor) -> Iterator[Editor]:
    """An editor with the dawn open, as it is on the disk; its server lives as long as the module's tests."""
    _shared.told.clear()
    _shared.open(DAWN)
    yield _shared
    for name in list(_shared.texts):
        _shared.tell("textDocument/didClose", textDocument={"uri": _shared.uri(name)})
        _shared.texts.pop(name)
