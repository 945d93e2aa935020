"""Challenges: what an author may write, how a mistake is told, how one is found under its former name."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.challenges import challenges_met
from game.play.run import Run
from game.play.setup import Setup
from game.story.former import path_today
from game.story.load import inspect, load
from game.story.model import Story

STORY = """\
id: stairs
title: The Stairs
language: en
seats: {me: {name: Me}}
stakes: {breath: {name: breath, max: 9, start: 5}}
episodes: [one]
challenges:
"""
ONE = """\
episode: One
number: 1
start: foot
scenes:
  foot:
    text: The foot of the stairs.
    choices:
      run: {say: Run., effects: {breath: -3}, to: landing}
      walk: {say: Walk., effects: {breath: 1}, to: landing}
  landing:
    text: [The landing., {if: breath > 3, text: You breathe.}]
    choices:
      up: {say: Up., to: roof}
      down: {say: Down., to: cellar}
      stop: {say: Stop., to: later}
"""
ENDINGS = """\
endings:
  roof: {title: Roof, text: The roof., epitaph: Up., hint: Climb.}
  cellar: {title: Cellar, text: The cellar., epitaph: Down., hint: Descend.}
  later: {title: Later, text: Later., epitaph: Later., hint: Wait., unfinished: true}
"""


def folder_with(folder: Path, *challenges: str) -> Path:
    (folder / "story.yaml").write_text(STORY + "".join(f"  {one}\n" for one in challenges), "utf-8")
    (folder / "one.yaml").write_text(ONE, "utf-8")
    (folder / "endings.yaml").write_text(ENDINGS, "utf-8")
    return folder


def met(story: Story, *choices: str) -> list[str]:
    run = Run.start(Setup(story, frozenset(["me"])))
    for choice in choices:
        run = run.decide(choice)
    return [one.id for one in challenges_met(story, run.state)]


def wrong(folder: Path, *challenges: str) -> list[tuple[str, int, str]]:
    problems = inspect(folder_with(folder, *challenges)).problems
    return [(problem.code, problem.line, str(problem.message)) for problem in problems]


BREATH = "breath: {name: Breath, about: Arrive with breath to spare., if: breath >= 6}"
SPRINT = "sprint: {name: Sprint, about: Run to the roof., ending: roof, if: took(foot/run)}"
EITHER = "either: {name: Either, about: Walk anywhere., ending: [roof, cellar], if: not took(foot/run)}"


def test_one_is_met_at_its_endings_where_its_condition_holds(tmp_path: Path) -> None:
    story = load(folder_with(tmp_path, BREATH, SPRINT, EITHER))
    assert met(story, "run", "up") == ["sprint"]
    assert met(story, "run", "down") == []
    assert met(story, "walk", "up") == met(story, "walk", "down") == ["breath", "either"]


def test_none_is_met_under_way_nor_where_the_story_only_says_to_be_continued(tmp_path: Path) -> None:
    story = load(folder_with(tmp_path, BREATH, EITHER))
    assert met(story, "walk") == met(story, "walk", "stop") == []


@pytest.mark.parametrize(
    ("challenge", "code", "says"),
    [
        ("x: {name: X, about: X., ending: rof, if: breath > 5}", "unknown-ending", "`rof`"),
        ("x: {name: X, about: X., if: breth > 5}", "unknown-name", "`breth`"),
        ("x: {name: X, about: X., if: took(foot/fly)}", "unknown-memory", "foot/fly"),
        ("x: {name: X, about: X., if: breath > 9}", "never-true", ""),
        ("x: {name: X, about: X., if: breath}", "mixed-types", "condition"),
        ("x: {name: X, about: X.}", "missing-key", "`if`"),
        ("x: {name: X, if: breath > 5}", "missing-key", "`about`"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line_and_loses_nothing(
    challenge: str, code: str, says: str, tmp_path: Path
) -> None:
    found = wrong(tmp_path, challenge)
    assert [(told, line) for told, line, _ in found] == [(code, STORY.count("\n") + 1)]
    assert says in found[0][2]


def test_its_translations_follow_it_to_its_new_name(tmp_path: Path) -> None:
    story = load(folder_with(tmp_path, BREATH.replace("breath: {", "lungs: {was: breath, ", 1)))
    assert path_today(story.was, "challenges/breath/about") == "challenges/lungs/about"


def test_a_former_name_that_is_in_use_is_refused(tmp_path: Path) -> None:
    other = SPRINT.replace("name:", "was: breath, name:")
    assert [code for code, _, _ in wrong(tmp_path, BREATH, other)] == ["was-in-use"]
