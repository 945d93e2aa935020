"""The baker's story in English, and runs of it that stand where a test wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from game.i18n import catalogue
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.load import load
from game.story.model import Story

Play = Callable[..., Run]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    catalogue.set_language("en")
    yield
    catalogue.set_language("en")


@pytest.fixture(scope="session")
def baker() -> Story:
    return load(Path(__file__).parents[1] / "stories" / "baker")


@pytest.fixture(scope="session")
def play(baker: Story) -> Play:
    """A run of the baker's after some choices: `play("clay", "tell", seat="baker")`."""

    return partial(run_of, baker)


def run_of(story: Story, *choices: str, seat: str = "") -> Run:
    """A run of a story after some choices, from its first seat unless another is named."""
    run = Run.start(Setup(story, seats(story, seat or next(iter(story.seats)))))
    for choice in choices:
        run = run.decide(choice)
    return run
