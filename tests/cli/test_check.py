"""`holdup check`: every problem at once, a summary, and a code that a script can read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.story.problems import codes
from tests.cli.conftest import BAKER, Holdup


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(BAKER, tmp_path / "broken"))
    for name, old, new in (
        ("01-before-dawn.yaml", "if: heat >= 4", "if: heet >= 4"),
        ("02-market.yaml", "next: queue\n", "next: quue\n"),
    ):
        file = folder / name
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return folder


def test_a_sound_story_has_no_problem(holdup: Holdup) -> None:
    assert holdup("check", BAKER) == (0, "no problem\n", "")


def test_every_problem_is_a_line_of_its_own_in_order_with_a_summary(holdup: Holdup, broken: Path) -> None:
    done = holdup("check", broken)
    *problems, summary = done.out.splitlines()
    assert done.code == 1
    assert len(problems) >= 2
    assert problems[0].startswith(f"{broken}/01-before-dawn.yaml:")
    assert any(f"{broken}/02-market.yaml:" in line and "did you mean `queue`?" in line for line in problems)
    assert summary.split()[1] in ("error", "errors", "errors,")


def test_several_stories_are_checked_together(holdup: Holdup, broken: Path) -> None:
    assert holdup("check", BAKER, broken).code == 1
    assert holdup("check", BAKER, BAKER).code == 0


def test_a_warning_fails_only_when_one_is_strict(holdup: Holdup, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BAKER, tmp_path / "baker"))
    shutil.copy(folder / "02-market.yaml", folder / "03-draft.yaml")
    done = holdup("check", folder)
    assert "warning[file-not-listed]" in done.out
    assert done.out.endswith("1 warning\n")
    assert done.code == 0
    assert holdup("check", "--strict", folder).code == 1


def test_a_path_without_a_story_is_misuse(holdup: Holdup, tmp_path: Path) -> None:
    done = holdup("check", tmp_path / "missing")
    assert (done.code, done.out) == (2, "")
    assert "there is no such folder" in done.err


def test_each_code_is_explained(holdup: Holdup) -> None:
    assert codes()
    for code in codes():
        done = holdup("check", "--explain", code)
        assert done.code == 0
        assert code in done.out


def test_an_unknown_code_names_the_nearest(holdup: Holdup) -> None:
    code = codes()[0]
    done = holdup("check", "--explain", code[:-1] + "zz")
    assert done.code == 2
    assert f"did you mean `{code}`" in done.err
    assert holdup("check", "--explain", "../../secret").code == 2
