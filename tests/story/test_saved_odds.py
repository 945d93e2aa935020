"""Proven odds: told for the story that they were proved for, and for no other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game.explore.prove_odds import main, odds_of
from game.story import saved_odds
from game.story.fingerprint import fingerprint
from game.story.load import load, shipped_folder
from tests.story.conftest import BAKER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKER, tmp_path / "baker"))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")


def test_what_the_explorer_proves_is_what_readers_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert saved_odds.read_odds(folder, load(folder)) is None
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder / 'odds.json'}\n"
    found = saved_odds.read_odds(folder, load(folder))
    assert found is not None
    for seat in ("baker", "apprentice"):
        chances = [chance for told in found.values() for chance in told if chance.seat == seat]
        assert sum(chance.history for chance in chances) == pytest.approx(1)
        assert sum(chance.realistic for chance in chances) == pytest.approx(1)
    [baker, apprentice] = found["empty-shelves"]
    assert 0 < baker.history < apprentice.history or apprentice.history == 0


def test_rewording_keeps_the_odds_and_a_road_a_weight_or_a_range_does_not(folder: Path) -> None:
    main([str(folder)])
    edit(folder, "01-before-dawn.yaml", "Wake the mason.", "Wake the old mason.")
    assert saved_odds.read_odds(folder, load(folder)) is not None
    before = fingerprint(load(folder))
    for file, old, new in (
        ("01-before-dawn.yaml", "weight: mason + 1", "weight: mason + 2"),
        ("02-market.yaml", "to: counter\n      share", "to: queue\n      share"),
        ("story.yaml", "max: 5, start: 4", "max: 5, start: 3"),
    ):
        edit(folder, file, old, new)
        after = fingerprint(load(folder))
        assert after != before
        assert saved_odds.read_odds(folder, load(folder)) is None
        before = after


@pytest.mark.parametrize("strange", ["", "[]", "{", '{"shape": 3}', "null", "[" * 100_000, '{"odds": {}}'])
def test_a_strange_file_says_nothing(folder: Path, strange: str) -> None:
    (folder / "odds.json").write_text(strange, "utf-8")
    assert saved_odds.read_odds(folder, load(folder)) is None


@pytest.mark.parametrize("value", [-1, 2, 10**400, "x", None, [1]])
def test_odds_that_are_none_say_nothing(folder: Path, value: Any) -> None:
    story = load(folder)
    kept = odds_of(story)
    kept["odds"]["dawn"]["baker"]["history"]["cold-oven"] = value
    (folder / "odds.json").write_text(json.dumps(kept), "utf-8")
    assert saved_odds.read_odds(folder, story) is None


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    main([str(folder)])
    (folder / "odds.json").rename(tmp_path / "elsewhere.json")
    (folder / "odds.json").symlink_to(tmp_path / "elsewhere.json")
    assert saved_odds.read_odds(folder, load(folder)) is None


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.0, "—"), (0.0001, "<0.1%"), (0.0123, "1.2%"), (0.25, "25%"), (0.999, ">99%"), (1.0, "100%")],
)
def test_odds_are_never_rounded_to_nothing_or_to_certainty(chance: float, said: str) -> None:
    assert saved_odds.percent(chance) == said


def test_the_shipped_odds_are_those_of_the_shipped_story() -> None:
    odds = saved_odds.read_odds(shipped_folder(), load(shipped_folder()))
    assert odds is not None, "run: python -m game.explore.prove_odds scenes"
