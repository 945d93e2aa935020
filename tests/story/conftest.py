"""Small stories for the tests of the loader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.story.load import inspect
from game.story.problems import Problem
from tests.story.pages import BASE, without_idle, write

BAKER = Path(__file__).parents[1] / "stories" / "baker"

Tell = Callable[..., Path]
"""Puts the base story in a folder, some of its files replaced or added: `tell(night="...")`."""

Check = Callable[..., tuple[Problem, ...]]
"""What is wrong with the base story with some of its files replaced or added."""


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    folder = tmp_path / "story"
    folder.mkdir()

    def put(**files: str) -> Path:
        return write(folder, {f"{name}.yaml": ("", text) for name, text in files.items()})

    return put


@pytest.fixture
def check(tell: Tell) -> Check:
    def found(**files: str) -> tuple[Problem, ...]:
        return without_idle(inspect(tell(**files)).problems)

    return found


@pytest.fixture
def baker() -> Path:
    return BAKER


HEAD = BASE["night.yaml"].partition("  stairs:")[0]
"""The base story's episode as far as its scenes, the first of which is to be called `stairs`."""


def night(text: str) -> str:
    """The base story's episode with another text, given as YAML."""
    return f"""\
{HEAD}  stairs:
    text: {text}
    choices:
      climb: {{say: Climb., to: dawn}}
"""
