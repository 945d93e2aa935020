"""What the author's guide shows is what the program takes: its examples are checked, its mistakes are made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.cli.parser import purposes
from game.story.expression_types import MOST_LETTERS
from game.story.folder import MOST_FILES, MOST_TOGETHER
from game.story.load import inspect
from game.story.problems import codes
from game.story.schema import KINDS
from game.story.schema.files import MOST_CHOICES, MOST_LAWS, MOST_SCENES
from game.story.schema.groups import MOST
from game.story.yaml_tree import MOST_NODES

SCENES = Path(__file__).parent.parent / "scenes"
GUIDE = (SCENES / "README.md").read_text("utf-8")
CURES = (SCENES / "CURES.md").read_text("utf-8")


def _blocks(text: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


BEGUN = _blocks(GUIDE[GUIDE.index("## Begin") : GUIDE.index("## A scene grows")])
GROWS = _blocks(GUIDE[GUIDE.index("## A scene grows") : GUIDE.index("## Prove it")])
MISTAKES = re.findall(r"^## \d+\. [^\n]*: `([a-z-]+)`$(.*?)(?=^## |\Z)", CURES, re.DOTALL | re.MULTILINE)


def _lighthouse(folder: Path, scene: str | None, added: str = "") -> dict[str, str]:
    """The guide's story with another scene in the place of its own: the codes of its problems, by severity."""
    story, endings, episode = BEGUN
    if scene is not None:
        episode = episode[: episode.index("  lamp:")] + scene
    for name, text in (("story.yaml", story + added), ("endings.yaml", endings), ("01-night.yaml", episode)):
        (folder / name).write_text(text, "utf-8")
    return {problem.code: problem.severity.value for problem in inspect(folder).problems}


def test_the_smallest_story_is_one(tmp_path: Path) -> None:
    assert "error" not in _lighthouse(tmp_path, None).values()


@pytest.mark.parametrize("step", range(len([block for block in GROWS if not block.startswith("# story.yaml")])))
def test_a_scene_is_sound_at_each_step_of_its_growth(tmp_path: Path, step: int) -> None:
    scenes = [number for number, block in enumerate(GROWS) if not block.startswith("# story.yaml")]
    added = "".join(block for block in GROWS[: scenes[step]] if block.startswith("# story.yaml"))
    problems = _lighthouse(tmp_path, GROWS[scenes[step]], added)
    assert problems == {} if step == len(scenes) - 1 else "error" not in problems.values()


def _scene(part: str) -> str:
    """A scene of which a part is shown, with a way out."""
    return f"  lamp:\n{part}" + ("" if re.search(r"^    (next|to):", part, re.MULTILINE) else "    next: dark\n")


@pytest.mark.parametrize(("code", "told"), MISTAKES, ids=[code for code, _ in MISTAKES])
def test_a_common_mistake_is_called_so_and_its_cure_cures_it(tmp_path: Path, code: str, told: str) -> None:
    broken, cured = _blocks(told)
    added = "".join(block for block in GROWS if block.startswith("# story.yaml"))
    assert code in codes()
    assert code in _lighthouse(tmp_path, _scene(broken), added)
    problems = _lighthouse(tmp_path, _scene(cured), added)
    assert code not in problems
    assert "error" not in problems.values()


def test_there_are_ten_of_them() -> None:
    assert len(MISTAKES) == 10


def test_every_command_that_the_guide_types_is_one() -> None:
    typed = set(re.findall(r"^holdup ([a-z]+)", GUIDE, re.MULTILINE)) | set(
        re.findall(r"`holdup ([a-z]+)", GUIDE + CURES)
    )
    assert typed - set(purposes()) == set()
    assert {"new", "watch", "check", "explore", "test"} <= typed


@pytest.mark.parametrize("text", [GUIDE, CURES], ids=["README", "CURES"])
def test_every_link_of_the_guide_leads_somewhere(text: str) -> None:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors
        elif ":" not in target:
            assert (SCENES / target.partition("#")[0]).exists(), target


def test_the_bounds_of_a_story_are_those_that_the_guide_names() -> None:
    named = " ".join(GUIDE[GUIDE.index("A story has bounds") :].partition("\n\n")[0].split())
    whole = ((MOST_FILES, "files"), (MOST_TOGETHER >> 20, "MiB"), (MOST_NODES, "lines"), (MOST_SCENES, "scenes"))
    one_place = ((MOST, "items"), (MOST_CHOICES, "choices"), (MOST_LAWS, "laws"), (MOST_LETTERS, "characters"))
    for most, what in whole + one_place:
        assert f"{most:,} {what}".replace(",", " ") in named
    declared = KINDS["story"].schema()["properties"]
    for key in ("challenges", "openings", "seats"):
        assert f"{declared[key]['maxProperties']} {key}" in named
