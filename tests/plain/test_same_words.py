"""One run, two screens: roads of the shipped story are told in the same words on both, marks included."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

import pytest

from game import words
from game.journal import Journal, Sitting
from game.plain import lines as plain_lines
from game.plain.game import Game
from game.plain.lines import Lines
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import open_choices
from game.story.load import load, shipped
from game.story.model import Ending, Story
from game.tui.app import HoldupApp
from game.tui.leafwork import waits
from game.tui.reading import Card
from game.tui.screens.game import GameScreen
from game.tui.widgets.panel import Panel

WORD = re.compile(r"[+−]?\w+")
LINES = (
    (re.compile(r"^The wire[,:].*$", re.M), ""),
    (re.compile(r"^(Episode \d+: .*|\w+ \d+ \w+, \d\d:\d\d - .*\.)$", re.M), ""),
    (re.compile(r"^The reckoning.*?\n\n", re.M | re.S), ""),
    (re.compile(r"^(You|History|Ending|Quotation): ", re.M), ""),
    (re.compile(r" plus (\d+)"), r" +\1"),
    (re.compile(r" minus (\d+)"), r" −\1"),
    (re.compile(r" Closed: "), " "),
    (re.compile(r"\(moves: "), "("),
)
"""What lines of text say around a story's words, because they have no colours, no places and no signs."""

SCREEN = (
    (re.compile(r"^ *(\S +)+\S$", re.M), ""),  # L I K E  T H I S
    (re.compile(r"^(WHAT REALLY HAPPENED.*|✦.*)$", re.M), ""),
)
"""What the screen says around them."""


@pytest.fixture(scope="module")
def story() -> Story:
    return load(shipped())


@pytest.fixture(autouse=True)
def english(own_home: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The interface in English around a story in French: no word of the one passes for a word of the other."""
    words.use("en")
    monkeypatch.setattr(plain_lines, "WIDTH", 1_000_000)  # a paragraph is a line
    yield
    words.use("en")


def road(story: Story, seat: str, historys: bool) -> Run:
    """Down history's road as far as it leads, or as far from it as one can go."""
    run = Run.start(Setup(story, seats(story, seat)))
    while run.ending is None:
        opened = open_choices(run.state)
        told = None if isinstance(run.state.place, Ending) else run.state.place.historical
        other = [choice for choice in opened if choice is not told] or opened
        run = run.decide(told.id if historys and told in opened and told is not None else other[-1].id)
    return run


def unframed(text: str, frames: Iterable[tuple[re.Pattern[str], str]]) -> list[str]:
    """The words, without what the one or the other says around them."""
    for frame, instead in frames:
        text = frame.sub(instead, text)
    return WORD.findall(text)


def by_lines(run: Run) -> tuple[list[str], list[str]]:
    """What lines of text say: the words of the pages, and those of the wire."""
    journal, out = Journal.in_memory(), io.StringIO()
    Game(Lines(io.StringIO("w\n"), out), journal, Sitting(journal, run)).play(told=len(run.decisions))
    told, _, after = out.getvalue().partition("The end. (")
    wire = re.findall(r"^The wire(?:, .*?, \d\d:\d\d)?: (.*)$", after, re.M)
    return unframed(told, LINES), WORD.findall("\n".join(wire))


async def on_screen(run: Run) -> tuple[list[str], list[str]]:
    """What the screen shows, leaf by leaf; and its wire, oldest first."""
    journal, said = Journal.in_memory(), list[str]()
    app = HoldupApp(run.setup.story, journal, Sitting(journal, run.upto(0)))
    app.animation_level = "none"
    async with app.run_test(size=(130, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, GameScreen)
        said += shown(screen)
        while screen.reading.leaf.page.ending is None or screen.reading.leaf.card is not Card.PAGE:
            onward(screen, run)
            said += shown(screen)
        await pilot.resize_terminal(130, 900)
        await pilot.pause()
        wire = screen.query_one(Panel).render().plain.partition("THE WIRE")[2]
    news = [entry.partition("\n")[2] for entry in re.split(r"^· ", wire, flags=re.M)]
    return said, WORD.findall("\n".join(reversed(news)))


def shown(screen: GameScreen) -> list[str]:
    """The words of the open leaf."""
    leaf, column = screen.reading.leaf, screen.column
    if leaf.card is Card.EPISODE:
        return []
    text = column.prose.render().plain
    if leaf.card is Card.PAGE and leaf.page.chosen is None and leaf.page.ending is None:
        text = text.removeprefix(leaf.page.place or "")
    offered = "" if waits(leaf) or leaf.page.ending is not None else column.choices.render().plain
    return unframed(f"{text}\n{offered}", SCREEN)


def onward(screen: GameScreen, run: Run) -> None:
    """The next leaf, or the next decision of a run."""
    reading = screen.reading
    if waits(reading.leaf):
        reading.turn()
        screen.open_leaf()
        return
    taken = run.decisions[len(reading.run.decisions)].choice
    screen.chosen(next(i for i, offer in enumerate(reading.leaf.page.offers) if offer.choice.id == taken))


@pytest.mark.parametrize("historys", [True, False], ids=["history", "fiction"])
@pytest.mark.parametrize("seat", ["board", "altman", "both"])
async def test_the_same_run_gives_the_same_words_on_the_screen_and_by_lines(
    story: Story, seat: str, historys: bool
) -> None:
    run = road(story, seat, historys)
    told, wired = by_lines(run)
    seen, posted = await on_screen(run)
    assert len(told) > (5000 if historys else 1000)
    assert wired
    assert seen == told
    assert posted == wired
