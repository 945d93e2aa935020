"""Single edits of a story: no change of meaning is missed, and no wording is called one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import BAKER, ROOT, Holdup

DAWN = "01-before-dawn.yaml"
MEANS = {
    "an effect": ("effects: {heat: 2}", "effects: {heat: 3}"),
    "an effect more": ("effects: {heat: 2}", "effects: {heat: 2, flour: -1}"),
    "a threshold": ("if: mason >= 1\n        locked", "if: mason >= 2\n        locked"),
    "a weight": ("weight: mason + 1", "weight: mason + 2"),
    "a paragraph's condition": ("if: flour <= 3", "if: flour <= 2"),
    "a condition taken away": ("        if: mason >= 1\n        locked: The mason has gone back to bed.\n", ""),
    "a paragraph more": (
        "      - The clock on the wall says four.\n",
        "      - The clock says four.\n      - A cat.\n",
    ),
    "a paragraph less": ("      - The clock on the wall says four.\n", ""),
    "a reader": ("- for: apprentice", "- for: baker"),
    "an hour": ("04:20", "04:30"),
    "a choice only once": ("      nothing:\n        say", "      nothing:\n        once: true\n        say"),
    "a seat": ("seat: apprentice\n    at", "seat: baker\n    at"),
    "a choice renamed": ("      nothing:\n", "      nought:\n"),
    "a mark": ("        invented: It roars.", "        documented: It roars."),
}
WORDING = {
    "a sentence": ("The clock on the wall says four.", "The clock on the wall said four."),
    "a title": ("title: The crack", "title: A crack"),
    "what is offered": ("say: Fire it as it is.", "say: Fire it."),
    "a result": ("The crack opens its mouth.", "The crack yawns."),
    "why it is closed": ("The mason has gone back to bed.", "The mason sleeps."),
    "a condition spelled otherwise": ("if: flour <= 3", "if: (flour <= 3)"),
    "a comment": ("    title: The crack", "    # why here?\n    title: The crack"),
}


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKER, tmp_path / "new"))


def told(holdup: Holdup, edited: Path, edit: tuple[str, str]) -> dict[str, object]:
    file = edited / DAWN
    text = file.read_text("utf-8")
    assert edit[0] in text
    file.write_text(text.replace(*edit, 1), "utf-8")
    done = holdup("diff", BAKER, edited, "--format", "json")
    assert done.err == ""
    read: dict[str, object] = json.loads(done.out)
    return read


@pytest.mark.parametrize("kind", MEANS)
def test_an_edit_that_means_something_is_told(holdup: Holdup, edited: Path, kind: str) -> None:
    found = told(holdup, edited, MEANS[kind])
    assert found["means"], found
    assert found["parts"]


@pytest.mark.parametrize("kind", WORDING)
def test_an_edit_of_words_is_called_wording(holdup: Holdup, edited: Path, kind: str) -> None:
    found = told(holdup, edited, WORDING[kind])
    assert not found["means"], found
    assert not found["endings"]


def test_what_follows_from_an_edit_is_proved(holdup: Holdup, edited: Path) -> None:
    found = told(holdup, edited, ("      nothing:\n", "      nought:\n"))
    assert found["saves"] == ["the-crack/nothing"]
    assert "the-crack/nought" in str(found["opened"])
    assert "the-crack/nothing" in str(found["closed"])


def test_a_story_too_large_is_compared_and_not_proved(holdup: Holdup, edited: Path) -> None:
    file = edited / DAWN
    file.write_text(file.read_text("utf-8").replace("effects: {heat: 2}", "effects: {heat: 3}"), "utf-8")
    done = holdup("diff", BAKER, edited, "--max-states", 3)
    assert "the-crack.choices.nothing.effects.add.heat: 2 → 3" in done.out
    assert "too large; only what was changed is told" in done.out
    assert "Odds of endings" not in done.out


def test_it_says_so_where_nothing_changed(holdup: Holdup, edited: Path) -> None:
    assert holdup("diff", BAKER, edited).out == "Nothing changed.\n"


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("nowhere", "“nowhere” is no folder; a revision of git is written REVISION:FOLDER"),
        ("no-such-revision:scenes", "git does not know “no-such-revision:scenes”"),
        ("--output=x:scenes", "is no folder"),
    ],
)
def test_what_is_no_story_is_told(holdup: Holdup, old: str, said: str) -> None:
    done = holdup("diff", "--", old, BAKER)
    assert done.code == 2
    assert said in done.err


def test_without_git_one_is_asked_for_folders(holdup: Holdup, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in holdup("diff", "HEAD:scenes", BAKER).err


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_a_revision_is_read_through_git(holdup: Holdup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = holdup("diff", "HEAD:tests/stories/baker", "HEAD:tests/stories/baker")
    assert (done.code, done.out) == (0, "Nothing changed.\n")
