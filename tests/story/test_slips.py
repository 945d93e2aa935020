"""Single mistakes of real hands: each is told once, at its line, with its cause and the way out."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from game.story.load import inspect
from game.story.problems import Problem
from tests.story.pages import without_idle
from tests.story.slips import SLIPS, STORY, Slip


def _problems(folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return without_idle(inspect(folder).problems)


def _line(slip: Slip) -> int:
    source = STORY[slip.file]
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(slip.old, slip.new, strict=False)))
    return source.count("\n", 0, source.index(slip.old)) + slip.new.count("\n", 0, alike) + 1 + slip.below


def test_the_story_that_the_slips_spoil_is_sound(tmp_path: Path) -> None:
    assert _problems(tmp_path, STORY) == ()


def test_every_slip_spoils_something_and_has_a_name_of_its_own() -> None:
    assert len({slip.name for slip in SLIPS}) == len(SLIPS) >= 218
    assert all(STORY[slip.file].count(slip.old) >= 1 and slip.new != slip.old for slip in SLIPS)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_once_at_its_line_with_the_way_out(slip: Slip, tmp_path: Path) -> None:
    spoilt = STORY[slip.file].replace(slip.old, slip.new, 1)
    (problem,) = _problems(tmp_path, {**STORY, slip.file: spoilt})
    assert problem.code == slip.code
    assert (problem.file, problem.line) == (slip.file, _line(slip))
    assert slip.says.lower() in f"{problem.message} {problem.hint}".lower()


def test_true_where_only_a_number_can_stand_is_sent_to_a_figure(tmp_path: Path) -> None:
    spoilt = STORY["nuit.yaml"].replace("draw: 1", "draw: true")
    (problem,) = _problems(tmp_path, {**STORY, "nuit.yaml": spoilt})
    assert (problem.code, str(problem.message)) == ("wrong-type", "the boolean `true` where a whole number is due")
    assert str(problem.hint) == "write a figure, like 1"
