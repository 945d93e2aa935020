"""A run that was played becomes a walkthrough, and what the file held stays as it was."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from game.explore.record import CannotRecord, record
from game.explore.walkthroughs import own_tests, walk, walkthroughs
from game.play.run import Decision, Run
from game.play.setup import Rival, Setup, seats
from game.story.load import load
from game.story.model import OwnStart
from game.story.own_start import begun

BAKER = Path(__file__).parents[1] / "stories" / "baker"
HELD = """# my tests
walkthroughs:

    first:   # the short one
        decisions: [clay]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKER, tmp_path / "story"))


def played(folder: Path, *choices: str, seat: str = "baker", seed: int = 0, opening: str = "") -> Run:
    story = load(folder)
    setup = Setup(story, seats(story, seat), Rival.WEIGHTED if seed else Rival.HISTORY, seed, opening)
    return Run.replay(setup, [Decision("", choice) for choice in choices])


@pytest.mark.parametrize(
    ("choices", "seat", "seed", "opening"),
    [(("clay",), "baker", 0, ""), (("done",), "apprentice", 7, ""), (("cut", "keep"), "baker", 3, "market")],
)
def test_a_recorded_run_is_replayed_to_the_same_place(
    folder: Path, choices: tuple[str, ...], seat: str, seed: int, opening: str
) -> None:
    run = played(folder, *choices, seat=seat, seed=seed, opening=opening)
    record(folder, "mine", run)
    (kept,) = walkthroughs(load(folder), folder)
    outcome = walk(load(folder), kept)
    assert outcome.failures == ()
    assert outcome.run is not None
    assert [state.values for state in outcome.run.states] == [state.values for state in run.states]


@pytest.mark.parametrize("after", ["", "\n# the end\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_the_file_held_stays_byte_for_byte(folder: Path, after: str, newline: str) -> None:
    file = folder / "walkthroughs.yaml"
    before = (HELD + after).replace("\n", newline)
    file.write_bytes(before.encode())
    record(folder, "second", played(folder, "mason"))
    written = file.read_bytes().decode()
    assert all(line in written.split(newline) for line in before.split(newline))
    assert "\n" not in written.replace("\r\n", "") if newline == "\r\n" else "\r" not in written
    assert [each.name for each in walkthroughs(load(folder), folder)] == ["first", "second"]


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("first", HELD, "There is a walkthrough “first” already."),
        ("My Run", HELD, "“My Run” is no name"),
        ("second", "walkthroughs: {first: {decisions: [clay]}}\n", "cannot be added to"),
        ("second", "walkthroughs:\n  first: [\n", "has errors: mend them first"),
        ("second", "laws:\n  one: {alway: heat > 1}\n", "has errors: mend them first"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_written(folder: Path, name: str, held: str, said: str) -> None:
    file = folder / "walkthroughs.yaml"
    file.write_text(held, "utf-8")
    with pytest.raises(CannotRecord, match=said):
        record(folder, name, played(folder, "clay"))
    assert file.read_text("utf-8") == held


@pytest.mark.parametrize(
    "held",
    [
        "",
        "# my tests\n",
        "walkthroughs:\n",
        "walkthroughs: {}  # none yet\n",
        "laws:\n  one: {always: heat <= 5}  # of course\n",
        "walkthroughs: {}\nlaws:\n  one: {always: heat <= 5}\n",
    ],
)
def test_a_file_without_walkthroughs_gets_its_first(folder: Path, held: str) -> None:
    file = folder / "walkthroughs.yaml"
    file.write_text(held, "utf-8")
    record(folder, "second", played(folder, "clay"))
    assert [each.name for each in walkthroughs(load(folder), folder)] == ["second"]
    assert len(own_tests(load(folder), folder).laws) == held.count("one:")
    assert held.count("#") == file.read_text("utf-8").count("#")


def test_a_file_that_leads_out_of_the_folder_or_is_no_text_is_left_alone(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.yaml"
    outside.write_text(HELD, "utf-8")
    file = folder / "walkthroughs.yaml"
    os.symlink(outside, file)
    with pytest.raises(CannotRecord, match=r"walkthroughs\.yaml"):
        record(folder, "second", played(folder, "clay"))
    assert outside.read_text("utf-8") == HELD
    file.unlink()
    file.write_bytes(b"walkthroughs:\n  \xe9: {}\n")
    with pytest.raises(CannotRecord, match="UTF-8"):
        record(folder, "second", played(folder, "clay"))


def test_a_run_that_no_road_leads_to_is_not_kept(folder: Path) -> None:
    story = begun(load(folder), OwnStart("queue", {"heat": 6}))
    run = Run.start(Setup(story, frozenset({"baker"})))
    with pytest.raises(CannotRecord, match="No road leads here"):
        record(folder, "mine", run)
    with pytest.raises(CannotRecord, match="Nothing has been decided"):
        record(folder, "mine", played(folder))
    assert not (folder / "walkthroughs.yaml").exists()
