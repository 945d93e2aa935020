"""`holdup schema`: what editors read, printed or written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.story.schema import KINDS, json_schema, written
from tests.cli.conftest import Holdup


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_file_has_its_schema(holdup: Holdup, kind: str) -> None:
    done = holdup("schema", kind)
    assert (done.code, done.out, done.err) == (0, written(kind), "")


def test_without_a_kind_all_are_printed_as_one_object(holdup: Holdup) -> None:
    assert json.loads(holdup("schema").out) == {kind: json_schema(kind) for kind in KINDS}


def test_they_are_written_where_a_story_looks_for_them(holdup: Holdup, tmp_path: Path) -> None:
    done = holdup("schema", "--write", tmp_path / "story" / ".schema")
    files = sorted(Path(line) for line in done.out.splitlines())
    assert files == sorted((tmp_path / "story" / ".schema").iterdir())
    assert {file.stem: file.read_text("utf-8") for file in files} == {kind: written(kind) for kind in KINDS}
    assert holdup("schema", "story", "--write", tmp_path / "one").out == f"{tmp_path / 'one' / 'story.json'}\n"


def test_what_cannot_be_written_or_is_unknown_is_told(holdup: Holdup, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = holdup("schema", "--write", tmp_path / "file")
    assert (done.code, done.out) == (1, "")
    assert "cannot be written" in done.err
    assert holdup("schema", "scene").code == 2
