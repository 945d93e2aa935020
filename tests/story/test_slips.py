"""Single mistakes of real hands: each is told once, at its line, with its cause and the way out."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import polib
import pytest

from game.story.load import inspect, story_texts
from game.story.problems import Problem
from tests.story import slips_elsewhere, slips_in_catalogues
from tests.story.pages import without_idle
from tests.story.slips import SLIPS, STORY, Slip

MORE = slips_elsewhere.SLIPS
TRANSLATED = slips_in_catalogues.SLIPS


def _problems(folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline="")
    return without_idle(inspect(folder).problems)


def _line(slip: Slip, story: dict[str, str]) -> int:
    source = story[slip.file]
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(slip.old, slip.new, strict=False)))
    return source.count("\n", 0, source.index(slip.old)) + slip.new.count("\n", 0, alike) + 1 + slip.below


def _check(slip: Slip, story: dict[str, str], folder: Path) -> None:
    spoilt = story[slip.file].replace(slip.old, slip.new, 1)
    (problem,) = _problems(folder, {**story, slip.file: spoilt})
    assert problem.code == slip.code
    assert (problem.file, problem.line) == (slip.file, _line(slip, story))
    assert slip.says.lower() in f"{problem.message} {problem.hint}".lower()


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The story with a catalogue that repeats its words."""
    folder = tmp_path_factory.mktemp("story")
    assert _problems(folder, STORY) == ()
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for path, text in story_texts(folder).items():
        catalogue.append(polib.POEntry(msgctxt=path, msgid=text, msgstr=text))
    return {**STORY, slips_in_catalogues.FILE: str(catalogue)}


def test_the_stories_that_the_slips_spoil_are_sound(tmp_path: Path, translated: dict[str, str]) -> None:
    for number, story in enumerate((STORY, slips_elsewhere.STORY, translated)):
        (tmp_path / str(number)).mkdir()
        assert _problems(tmp_path / str(number), story) == ()


def test_every_slip_spoils_something_and_has_a_name_of_its_own(translated: dict[str, str]) -> None:
    assert len(SLIPS) >= 370
    for slips, story in ((SLIPS, STORY), (MORE, slips_elsewhere.STORY), (TRANSLATED, translated)):
        assert len({slip.name for slip in slips}) == len(slips)
        assert all(story[slip.file].count(slip.old) >= 1 and slip.new != slip.old for slip in slips)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_once_at_its_line_with_the_way_out(slip: Slip, tmp_path: Path) -> None:
    _check(slip, STORY, tmp_path)


@pytest.mark.parametrize("slip", MORE, ids=lambda slip: slip.name)
def test_a_slip_outside_the_scenes_is_told_once_too(slip: Slip, tmp_path: Path) -> None:
    _check(slip, slips_elsewhere.STORY, tmp_path)


@pytest.mark.parametrize("slip", TRANSLATED, ids=lambda slip: slip.name)
def test_a_slip_in_a_catalogue_is_told_once_too(slip: Slip, tmp_path: Path, translated: dict[str, str]) -> None:
    _check(slip, translated, tmp_path)


@pytest.mark.parametrize("file", slips_elsewhere.STORY)
def test_line_ends_of_other_systems_and_a_byte_order_mark_change_nothing(file: str, tmp_path: Path) -> None:
    whole = slips_elsewhere.STORY
    for number, spoilt in enumerate(
        (whole[file].replace("\n", "\r\n"), whole[file].replace("\n", "\r"), f"\ufeff{whole[file]}")
    ):
        (tmp_path / str(number)).mkdir()
        assert _problems(tmp_path / str(number), {**whole, file: spoilt}) == ()


def test_a_circle_without_a_way_out_is_told_and_not_all_that_lies_beyond_it(tmp_path: Path) -> None:
    spoilt = STORY["nuit.yaml"].replace("to: palier", "to: escalier")
    found = {problem.code for problem in _problems(tmp_path, {**STORY, "nuit.yaml": spoilt})}
    assert "endless-loop" in found
    assert not {"unreachable-scene", "unreachable-ending"} & found


def test_true_where_only_a_number_can_stand_is_sent_to_a_figure(tmp_path: Path) -> None:
    spoilt = STORY["nuit.yaml"].replace("draw: 1", "draw: true")
    (problem,) = _problems(tmp_path, {**STORY, "nuit.yaml": spoilt})
    assert (problem.code, str(problem.message)) == (
        "wrong-type",
        "the boolean `true` where a number of storylets is due",
    )
    assert str(problem.hint) == "write a figure, like 1"


def test_a_place_that_several_later_scenes_come_back_to_is_told_once(tmp_path: Path) -> None:
    ways = "      {}:\n        say: Tourner.\n        effects: {{lampe: -1}}\n        to: {}\n"
    towers = "".join(
        f"  {tower}:\n    title: La tour\n    at: 1990-03-01 18:45\n    text: Un tour.\n    choices:\n"
        f"{ways.format('haut', 'escalier')}{ways.format('bas', 'palier')}"
        for tower in ("tour-est", "tour-ouest")
    )
    roads = ways.format("est", "tour-est") + ways.format("ouest", "tour-ouest")
    night = STORY["nuit.yaml"].replace("  palier:\n", f"{roads}{towers}  palier:\n", 1)
    told = [problem for problem in _problems(tmp_path, {**STORY, "nuit.yaml": night}) if problem.code == "back-in-time"]
    (problem,) = told
    assert (problem.line, "`tour-est`, `tour-ouest`" in str(problem.message)) == (6, True)


@pytest.mark.parametrize("text", ["\\{vent}", "\\{vent\\}", "\\{ {vent} }", "{vent} \\}", "deux \\{ {vent} \\}"])
def test_braces_to_be_read_are_escaped_on_one_side_or_on_both(text: str, tmp_path: Path) -> None:
    night = STORY["nuit.yaml"].replace("- Il y a {vent} fenêtres.", f"- '{text}'")
    assert _problems(tmp_path, {**STORY, "nuit.yaml": night}) == ()
