from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game.cli import journal
from game.journal import replay_saved
from game.story.load import story_texts
from game.story.translation import merge
from tests.cli.conftest import BAKER, Holdup


@pytest.fixture
def kept(holdup: Holdup) -> None:
    for typed in ("1\n2\n", "3\n"):
        holdup("play", BAKER, "--seat", "both", typed=typed)


@pytest.mark.usefixtures("kept")
def test_the_list_is_for_people_and_for_programs(holdup: Holdup) -> None:
    listed = holdup("journal")
    assert [line[:2] for line in listed.out.splitlines() if line[:1].isdigit()] == ["2.", "1."]
    told = json.loads(holdup("journal", "--json").out)
    assert [(run["id"], run["story"], run["seat"], run["count"]) for run in told] == [
        (2, "baker", "both", 1),
        (1, "baker", "both", 2),
    ]
    assert told[0]["updated"].endswith("+00:00")
    assert told[0]["deleted"] is None


@pytest.mark.usefixtures("kept")
def test_a_run_is_shown_with_its_decisions(holdup: Holdup) -> None:
    shown = holdup("journal", "show", "1")
    assert "1. Clay and ash, now, with bare hands. (the-crack:clay)" in shown.out
    told = json.loads(holdup("journal", "show", "1", "--json").out)
    assert [(taken["scene"], taken["choice"]) for taken in told["decisions"]] == [
        ("the-crack", "clay"),
        ("hearth", "wait"),
    ]


@pytest.mark.usefixtures("kept")
def test_a_long_run_is_shown_page_by_page_without_being_played_again(
    holdup: Holdup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def played_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(journal, "A_PAGE", 1)
    monkeypatch.setattr(replay_saved, "replay_saved", played_again)
    first, second = holdup("journal", "show", "1"), holdup("journal", "show", "1", "--page", "2")
    assert "  1. Clay and ash" in first.out
    assert first.out.endswith("Page 1 of 2. The next: holdup journal show 1 --page 2\n")
    assert second.out.splitlines()[-1].startswith("  2. ")
    assert len(second.out.splitlines()) == len(first.out.splitlines()) - 1
    told = json.loads(holdup("journal", "show", "1", "--page", "2", "--json").out)
    assert (told["page"], told["pages"], [taken["choice"] for taken in told["decisions"]]) == (2, 2, ["wait"])
    assert holdup("journal", "show", "1", "--page", "3") == (2, "", "Run 1 has 2 pages.\n")
    assert holdup("journal", "--page", "2").code == 2


def test_a_run_is_told_in_the_language_that_is_spoken_now_and_as_it_was_played_once_its_story_is_gone(
    holdup: Holdup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "story"))
    catalogue = str(merge(story_texts(folder), None, "fr", "Baker"))
    for english, french in {"The market": "Le marché", "Wake the mason.": "Réveiller le maçon."}.items():
        catalogue = catalogue.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{french}"')
    (folder / "locale").mkdir()
    (folder / "locale" / "fr.po").write_text(catalogue, "utf-8")
    holdup("play", folder, "--seat", "baker", typed="2\n")
    assert "The market" in holdup("journal").out
    monkeypatch.setenv("HOLDUP_LANG", "fr")
    assert "Le marché" in holdup("journal").out
    assert json.loads(holdup("journal", "--json").out)[0]["episode"] == "Le marché"
    shown = holdup("journal", "show", "1")
    assert "Le marché" in shown.out
    assert "1. Réveiller le maçon" in shown.out
    shutil.rmtree(folder)
    assert "The market" in holdup("journal").out
    assert "1. Wake the mason" in holdup("journal", "show", "1").out


@pytest.mark.usefixtures("kept")
def test_a_run_is_renamed_deleted_and_restored(holdup: Holdup) -> None:
    assert "“La longue nuit”" in holdup("journal", "rename", "1", "La", "longue", "nuit").out
    assert "La longue nuit" in holdup("journal").out
    assert "restore 1" in holdup("journal", "delete", "1").out
    assert "La longue nuit" not in holdup("journal").out
    assert "La longue nuit" in holdup("journal", "--deleted").out
    holdup("journal", "restore", "1")
    assert "La longue nuit" in holdup("journal").out
    assert "no longer has a name" in holdup("journal", "rename", "1").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show",), "Which run?"),
        (("show", "9"), "There is no run 9"),
        (("list", "3"), "“3” is more than list takes."),
        (("delete", "1", "2"), "“2” is more than delete takes."),
        (("show", "x"), "write the number of a run"),
        (("burn", "1"), "burn"),
    ],
)
@pytest.mark.usefixtures("kept")
def test_what_makes_no_sense_is_said_and_changes_nothing(holdup: Holdup, words: tuple[str, ...], says: str) -> None:
    done = holdup("journal", *words)
    assert done.code == 2
    assert says in done.err
    assert not done.out
    assert len(json.loads(holdup("journal", "--json").out)) == 2
