"""`holdup export`: which format, to where, and what is said when it cannot be."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import BAKER, Holdup


def test_the_files_name_says_the_format_and_it_is_written_whole(holdup: Holdup, tmp_path: Path) -> None:
    holdup("play", BAKER, "--replay", "clay,cut,sell")
    page, text = tmp_path / "g.html", tmp_path / "g.md"
    done = holdup("export", 1, "-o", page)
    assert (done.code, done.out) == (0, f"{page}\n")
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert holdup("export", 1, "-o", text).code == 0
    assert text.read_text("utf-8").startswith("# The Oven on Market Day\n")
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["g.html", "g.md"]


def test_without_a_file_it_is_printed(holdup: Holdup) -> None:
    holdup("play", BAKER, "--replay", "clay,cut,sell")
    assert holdup("export", 1).out.startswith("# The Oven on Market Day\n")
    assert holdup("export", 1, "--format", "html", "-o", "-").out.startswith("<!doctype html>")


def test_a_file_that_says_no_format_and_one_that_cannot_be_written_get_a_sentence(
    holdup: Holdup, tmp_path: Path
) -> None:
    holdup("play", BAKER, "--replay", "clay")
    done = holdup("export", 1, "-o", tmp_path / "g.pdf")
    assert (done.code, done.err) == (
        2,
        f"“{tmp_path / 'g.pdf'}” says neither .md nor .html: add --format md or --format html.\n",
    )
    nowhere = tmp_path / "nowhere" / "g.md"
    done = holdup("export", 1, "-o", nowhere)
    assert (done.code, done.err) == (1, f"“{nowhere}” cannot be written: No such file or directory.\n")
    assert holdup("export", 9).code == 1
