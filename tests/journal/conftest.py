"""A journal file, a small story, and a way to open the file as another process would."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.journal import Journal
from game.play.setup import Setup
from game.story.model import Story
from tests.play.drafts import choice, scene, story

LEFT = frozenset(["left"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def journal(file: Path) -> Journal:
    return Journal.open(file)


@pytest.fixture(scope="session")
def long_story() -> Story:
    """A road of twenty scenes with three choices each, that history has an opinion about."""
    moves = ({"heat": 1}, {"heat": -1}, {"flour": 1})
    scenes = [
        scene(
            f"s{n}",
            *(choice(f"c{i}", add=move, history=i == 0) for i, move in enumerate(moves)),
            to=f"s{n + 1}" if n < 19 else "end",
            minute=10 * n,
        )
        for n in range(20)
    ]
    return story(*scenes)


@pytest.fixture
def setup(long_story: Story) -> Setup:
    return Setup(long_story, LEFT, seed=12)
