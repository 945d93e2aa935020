"""Games of lines played from a string, their transcript in hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game import words
from game.journal import Journal, Sitting
from game.plain.game import Game
from game.plain.lines import Lines
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.load import load
from game.story.model import Story

Tell = Callable[..., str]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    words.use("en")


@pytest.fixture(scope="session")
def baker() -> Story:
    return load(Path(__file__).parents[1] / "stories" / "baker")


@pytest.fixture
def journal() -> Journal:
    return Journal.open()


@pytest.fixture
def tell(journal: Journal) -> Tell:
    """Plays what is typed and gives what was printed: `tell(story, "1", "h", seat="left")`."""

    def told(
        story: Story, *typed: str, seat: str = "", taken: tuple[str, ...] = (), replayed: int | None = None
    ) -> str:
        run = Run.start(Setup(story, seats(story, seat or next(iter(story.seats)))))
        for choice in taken:
            run = run.decide(choice)
        out = io.StringIO()
        Game(Lines(io.StringIO("".join(f"{line}\n" for line in typed)), out), journal, Sitting(journal, run)).play(
            replayed
        )
        return out.getvalue()

    return told
