"""One run, two modes: roads of the shipped story are told in the same words, and remembered alike, marks included."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.plain import evening
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import open_choices
from game.story.load import load, shipped_folder
from game.story.model import Ending, Story
from game.tui.app import HoldupApp
from game.tui.leafwork import waits
from game.tui.reading import Card
from game.tui.screens.game import GameScreen
from game.tui.widgets.panel import Panel
from tests.plain.conftest import Typed
from tests.play.test_chance_choices import NIGHT as CHANCE_NIGHT
from tests.play.test_chance_choices import STORY as CHANCE_STORY
from tests.play.test_values import KEEPER, told

WORD = re.compile(r"[+−]?\w+|✓")
LINES = (
    (re.compile(r"^The wire[,:].*$", re.M), ""),
    (re.compile(r"^(Episode \d+: .*|\w+ \d+ \w+, \d\d:\d\d - .*\.)$", re.M), ""),
    (re.compile(r"^The reckoning.*?\n\n", re.M | re.S), ""),
    (re.compile(r"^(You|History|Ending|Quotation): ", re.M), ""),
    (re.compile(r" plus (\d+)"), r" +\1"),
    (re.compile(r" minus (\d+)"), r" −\1"),
    (re.compile(r" Closed: "), " "),
    (re.compile(r"\(moves: "), "("),
    (re.compile(r"taken before"), "✓"),
    (re.compile(r"^(Read before\.|Unlocked:|Now open:).*$", re.M), ""),
)
"""What lines of text say around a story's words, because they have no colours, no places and no signs."""

SCREEN = (
    (re.compile(r"^ *(\S +)+\S$", re.M), ""),  # L I K E  T H I S
    (re.compile(r"^(WHAT REALLY HAPPENED.*|✦.*)$", re.M), ""),
)
"""What the screen says around them."""


@pytest.fixture(scope="module")
def story() -> Story:
    return load(shipped_folder())


@pytest.fixture(autouse=True)
def english(own_home: object) -> Iterator[None]:
    """The interface in English around a story in French: no word of the one passes for a word of the other."""
    catalogue.set_language("en")
    yield
    catalogue.set_language("en")


def road(story: Story, seat: str, historys: bool) -> Run:
    """Down history's road as far as it leads, or as far from it as one can go."""
    run = Run.start(Setup(story, seats(story, seat)))
    while run.ending is None:
        opened = open_choices(run.state)
        told = None if isinstance(run.state.here, Ending) else run.state.here.historical
        other = [choice for choice in opened if choice is not told] or opened
        run = run.decide(told.id if historys and told in opened and told is not None else other[-1].id)
    return run


def unframed(text: str, frames: Iterable[tuple[re.Pattern[str], str]]) -> list[str]:
    """The words, without what the one or the other says around them."""
    for frame, instead in frames:
        text = frame.sub(instead, text)
    return WORD.findall(text)


class Told(NamedTuple):
    """What a run was told by: the words of its pages, those of the wire, and how each page read before begins."""

    words: list[str]
    wire: list[str]
    before: list[str]


def by_lines(run: Run, journal: Journal) -> Told:
    """What lines of text say."""
    out = io.StringIO()
    talk = Talk(Lines(Typed("w\n"), out, width=0), journal, run.setup.story)
    evening.play(talk, ActiveRun(journal, run), len(run.decisions))
    told, _, after = out.getvalue().partition("1. The reckoning\n")
    wire = re.findall(r"^The wire(?:, [^:]*?(?:, \d\d:\d\d)?)?: (.*)$", after.replace("help): ", "\n"), re.M)
    before = re.findall(r"^Read before\..*\n\n(?:Ending: |Quotation: )?(.*?)(?: \[\w+\])?$", told, re.M)
    return Told(unframed(told, LINES), WORD.findall("\n".join(wire)), before)


async def on_screen(run: Run, journal: Journal) -> Told:
    """What the screen shows, leaf by leaf; its wire oldest first."""
    said, before = list[str](), list[str]()
    app = HoldupApp(run.setup.story, journal, ActiveRun(journal, run.upto(0)))
    app.animation_level = "none"
    async with app.run_test(size=(130, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, GameScreen)
        said += shown(screen)
        before += marked(screen)
        while screen.reading.leaf.page.ending is None or screen.reading.leaf.card is not Card.PAGE:
            onward(screen, run)
            said += shown(screen)
            before += marked(screen)
        await pilot.resize_terminal(130, 900)
        await pilot.pause()
        wire = screen.query_one(Panel).render().plain.partition("THE WIRE")[2]
    news = [entry.partition("\n")[2] for entry in re.split(r"^· ", wire, flags=re.M)]
    return Told(said, WORD.findall("\n".join(reversed(news))), before)


def marked(screen: GameScreen) -> list[str]:
    """How the open leaf begins, where the screen says that it was read before."""
    page = screen.reading.leaf.page
    if not screen.read_before:
        return []
    return [page.ending.title if page.ending is not None else page.passages[0].block.plain]


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
    told = by_lines(run, Journal.in_memory())
    assert len(told.words) > (5000 if historys else 1000)
    assert told.wire
    assert await on_screen(run, Journal.in_memory()) == told


async def test_what_was_read_in_one_mode_is_read_before_in_the_other(story: Story) -> None:
    run, other = road(story, "board", True), road(story, "board", False)
    from_lines, from_screen = Journal.in_memory(), Journal.in_memory()
    by_lines(other, from_lines)
    await on_screen(other, from_screen)
    seen, told = await on_screen(run, from_lines), by_lines(run, from_screen)
    assert len(told.before) > 3
    assert seen == told
    again = by_lines(run, from_screen)
    assert again.words.count("✓") >= len(run.decisions)
    assert again == await on_screen(run, from_lines)


async def test_a_chance_is_shown_before_it_is_taken(tmp_path: Path, journal: Journal) -> None:
    run = Run.start(Setup(told(tmp_path, CHANCE_STORY, CHANCE_NIGHT), KEEPER))
    out = io.StringIO()
    evening.play(Talk(Lines(Typed("q\n"), out, width=0), journal, run.setup.story), ActiveRun(journal, run))
    assert "1. Jump the last ten. (chance: 70%; moves: oil)" in out.getvalue()
    app = HoldupApp(run.setup.story, journal, ActiveRun(journal, run))
    app.animation_level = "none"
    async with app.run_test(size=(100, 30)) as pilot:
        assert isinstance(app.screen, GameScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert re.search(r"Jump the last ten\. +70%  oil", app.screen.column.choices.render().plain)
