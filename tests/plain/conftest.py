"""Games of lines played from a string, their transcript in hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.plain import evening
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.load import load
from game.story.model import Story

Tell = Callable[..., str]

BAKER = Path(__file__).parents[1] / "stories" / "baker"


class Typed(io.StringIO):
    """Lines that somebody types, one after the other."""

    def isatty(self) -> bool:
        return True


def talk_of(story: Story, journal: Journal, *typed: str, by_hand: bool = False) -> tuple[Talk, io.StringIO]:
    """A conversation in which some lines will be typed, and what it prints."""
    source, out = (Typed if by_hand else io.StringIO)("".join(f"{line}\n" for line in typed)), io.StringIO()
    return Talk(Lines(source, out), journal, story), out


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("COLUMNS", raising=False)
    yield
    catalogue.set_language("en")


@pytest.fixture(scope="session")
def baker() -> Story:
    return load(BAKER)


@pytest.fixture
def journal() -> Journal:
    journal = Journal.open()
    journal.folder = str(BAKER)
    return journal


@pytest.fixture
def tell(journal: Journal) -> Tell:
    """Plays what is typed and gives what was printed: `tell(story, "1", "h", seat="left")`."""

    def told(
        story: Story,
        *typed: str,
        seat: str = "",
        taken: tuple[str, ...] = (),
        replayed: int | None = None,
        by_hand: bool = False,
    ) -> str:
        run = Run.start(Setup(story, seats(story, seat or next(iter(story.seats)))))
        for choice in taken:
            run = run.decide(choice)
        talk, out = talk_of(story, journal, *typed, by_hand=by_hand)
        evening.play(talk, ActiveRun(journal, run), replayed)
        return out.getvalue()

    return told
