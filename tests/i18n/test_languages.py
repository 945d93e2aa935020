"""What languages are called, and which one is spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.i18n.languages import language_name


def catalogue(folder: Path, language: str, header: str) -> Path:
    (folder / f"{language}.po").write_text(f'msgid ""\nmsgstr ""\n{header}\n', "utf-8")
    return folder


@pytest.mark.parametrize(
    ("language", "name"), [("en", "English"), ("en_GB", "English (GB)"), ("fr", "français"), ("fr_CA", "français (CA)")]
)
def test_a_language_is_called_what_its_catalogue_says(language: str, name: str) -> None:
    assert language_name(language) == name


def test_a_storys_catalogue_can_name_a_language_that_the_interface_does_not_speak(tmp_path: Path) -> None:
    assert language_name("de", tmp_path) == "de"
    catalogue(tmp_path, "de", '"X-Language-Name: Deutsch\\n"')
    assert (language_name("de", tmp_path), language_name("de_AT", tmp_path)) == ("Deutsch", "Deutsch (AT)")


@pytest.mark.parametrize("header", ["", '"X-Language-Name: \\n"', '"X-Language-Name"', "\udcff"])
def test_a_catalogue_that_says_no_name_leaves_the_tag(tmp_path: Path, header: str) -> None:
    (tmp_path / "de.po").write_bytes(header.encode("utf-8", "surrogateescape"))
    assert language_name("de", tmp_path) == "de"
