"""Files are written whole, and nowhere else than said."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from game.write_file import write_file


def test_a_file_keeps_its_rights_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "gazette.md"
    file.write_text("before")
    file.chmod(0o640)
    write_file(file, "l’après\n")
    assert file.read_text("utf-8") == "l’après\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["gazette.md"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".", "folder"),
        ("folder", "folder"),
        ("link", "link"),
        ("x" * 300, "name too long"),
        ("gone/file.md", "No such file"),
    ],
)
def test_what_cannot_be_written_is_an_error_with_its_reason_and_nothing_is_touched(
    tmp_path: Path, name: str, reason: str
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(precious)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OSError, match=reason):
        write_file(tmp_path / name, "words")
    assert precious.read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == before


def test_a_link_in_the_place_of_the_file_beside_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / f".{os.getpid()}.part").symlink_to(precious)
    write_file(tmp_path / "gazette.md", "words")
    assert (precious.read_text(), (tmp_path / "gazette.md").read_text()) == ("mine", "words")


def test_a_device_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="device"):
        write_file(Path(os.devnull), "words")


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    write_file(pipe, "words")
    reader.join()
    assert read == ["words"]


def test_a_folder_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    story, outside = tmp_path / "story", tmp_path / "outside"
    story.mkdir()
    outside.mkdir()
    (story / "locale").symlink_to(outside)
    with pytest.raises(OSError, match="story’s folder"):
        write_file(story / "locale" / "fr.po", "words", within=story)
    assert not list(outside.iterdir())
