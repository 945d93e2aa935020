"""What a rival knows beforehand: read by name, told only of the story that it was made for, and never trusted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game.play.setup import Rival, Setup
from game.play.state import begin
from game.story.estimates import PLAYERS
from game.story.load import load
from game.story.model import Story
from game.story.saved_values import FILE, read_estimates, shape_of, strengths_measured

SHIPPED = Path(__file__).parents[2] / "scenes"
BAKER = Path(__file__).parents[1] / "stories" / "baker"


def data(story: Story) -> dict[str, Any]:
    """A small file for a story, its strengths rising."""
    first, opening = next(iter(story.seats)), next(iter(story.openings))
    scene = next(scene for scene in story.scenes.values() if scene.choices)
    variable = story.variables[0]
    dial = [{player: [4 + strength / 2, 0.1] for player in PLAYERS} for strength in range(5)]
    return {
        "shape": shape_of(story),
        "runs": 300,
        "strengths": {opening: {first: dial}},
        "variables": {variable.name: variable.min},
        "tables": {first: {scene.id: {"base": 1000, "add": {variable.name: [1, 2, 3]}}}},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "baker"
    shutil.copytree(BAKER, made)
    (made / FILE).write_text(json.dumps(data(load(made))), "utf-8")
    return made


def test_a_file_is_read_when_it_is_first_asked_for(folder: Path) -> None:
    story = load(folder)
    seat, opening = next(iter(story.seats)), next(iter(story.openings))
    dial = strengths_measured(story, opening, seat)
    assert [strength.against["random"].worth for strength in dial] == [4, 4.5, 5, 5.5, 6]
    assert dial[0].runs == 300
    assert story.estimates() is story.estimates()


def test_after_an_edit_the_figures_are_nobodys_and_the_tables_still_serve(folder: Path) -> None:
    endings = folder / "endings.yaml"
    told = load(folder)
    name = next(iter(told.endings))
    seats = "{" + ", ".join(f"{seat}: 3" for seat in told.seats) + "}"
    endings.write_text(endings.read_text("utf-8").replace(f"{name}:\n", f"{name}:\n    worth: {seats}\n", 1), "utf-8")
    story = load(folder)
    estimates = story.estimates()
    assert story.endings[name].worth
    assert estimates is not None
    assert strengths_measured(story, next(iter(story.openings)), next(iter(story.seats))) == ()
    assert estimates.tables


def test_former_names_are_understood(folder: Path) -> None:
    story = load(folder)
    seat, scene = next(iter(story.seats)), next(s.id for s in story.scenes.values() if s.choices)
    found = read_estimates(folder, {scene: "renamed", f"seat:{seat}": "seat:other"})
    assert found is not None
    assert list(found.tables["other"]) == ["renamed"]


@pytest.mark.parametrize(
    "strange",
    [
        "", "[]", "{}", "nonsense", "[" * 100_000, '{"shape": 1}', '{"shape": "", "strengths": [], "tables": 3}',
    ],
)  # fmt: skip
def test_a_strange_file_says_nothing_and_stops_nobody(folder: Path, strange: str) -> None:
    (folder / FILE).write_text(strange, "utf-8")
    story = load(folder)
    assert story.estimates() is None
    begin(Setup(story, frozenset(list(story.seats)[:1]), Rival.STRATEGIST_5))


@pytest.mark.parametrize("number", ["1e99", "1.5", str(2**40), "null", '"7"', "[]"])
def test_a_number_that_no_table_has_makes_a_file_strange(folder: Path, number: str) -> None:
    made = (folder / FILE).read_text("utf-8").replace('"base": 1000', f'"base": {number}')
    (folder / FILE).write_text(made, "utf-8")
    assert load(folder).estimates() is None


@pytest.mark.parametrize("figure", [str(10**400), "1e999", "NaN", "-1"])
def test_a_figure_that_nobody_measured_makes_a_file_strange(folder: Path, figure: str) -> None:
    made = (folder / FILE).read_text("utf-8")
    for sound, strange in (("[4.5, 0.1]", f"[{figure}, 0.1]"), ("[4.5, 0.1]", f"[4.5, {figure}]")):
        (folder / FILE).write_text(made.replace(sound, strange), "utf-8")
        assert load(folder).estimates() is None


def test_runs_without_end_make_a_file_strange(folder: Path) -> None:
    made = (folder / FILE).read_text("utf-8")
    (folder / FILE).write_text(made.replace('"runs": 300', '"runs": 1e999'), "utf-8")
    assert load(folder).estimates() is None


def test_a_file_that_leads_out_of_the_folder_is_not_read(folder: Path, tmp_path: Path) -> None:
    (folder / FILE).rename(tmp_path / "elsewhere.json")
    (folder / FILE).symlink_to(tmp_path / "elsewhere.json")
    assert load(folder).estimates() is None
