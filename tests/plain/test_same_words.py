"""One run, two fronts: roads of the shipped story are told as `game.view` has them, word for word, and remembered."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.journal.reading_mode import PLAIN
from game.journal.seen_pages import SeenPages
from game.plain import evening
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.play.page import pages
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import open_choices
from game.story.load import load, shipped_folder
from game.story.markup import Block
from game.story.model import Story
from game.story.scenes import Ending
from game.tui.app import HoldupApp
from game.tui.leaf_content import waits
from game.tui.reading import Card
from game.tui.screens.game import GameScreen
from game.tui.widgets.panel import Panel
from game.view.pages import leaves_history, listed_choices, page_items, shown_page
from game.view.text import Role, block_of, in_quotes
from game.view.wire import headlines
from tests.plain.conftest import Typed

WordsOf = Callable[[Block], str]

MOVES = (Role.GAIN, Role.LOSS, Role.THEIR_GAIN, Role.THEIR_LOSS)
"""How far a gauge moved is a figure with a sign on the screen, and a figure after a word in lines."""


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


def plain(block: Block) -> str:
    """Words as a screen shows them, which has italics."""
    return block.plain


def words_of(run: Run, told: WordsOf) -> list[str]:
    """Every word that a run is told by, page by page: the items of each, then what can be chosen on it."""
    said = list[str]()
    for state in run.states:
        stretch = [shown_page(page, PLAIN) for page in pages(run.setup, state)]
        upto = run.upto(run.states.index(state))
        for index, page in enumerate(stretch):
            items = page_items(page, upto, leaves_history(upto, stretch, index))
            blocks = [block_of(item.about) if item.role in MOVES else item.words for item in items]
            for choice in listed_choices(page):
                blocks += [choice.words, *([] if choice.why is None else [choice.why])]
            said += (word for block in blocks for word in told(block).split())
    return said


def missing(words: list[str], text: str) -> list[str]:
    """What of some words a text does not say in their order; nothing where it says them all, and more perhaps."""
    heard = iter(text.casefold().split())
    return [word for word in words if word.casefold() not in heard]


def by_lines(run: Run, journal: Journal) -> str:
    """What lines of text say of a run from its start, then its wire."""
    out = io.StringIO()
    talk = Talk(Lines(Typed("wire\n"), out, width=0), journal, run.setup.story)
    evening.play(talk, ActiveRun(journal, run), len(run.decisions))
    return out.getvalue()


async def on_screen(run: Run, journal: Journal) -> tuple[str, str, int]:
    """What the screen shows of a run, leaf by leaf; its wire; how many of its pages it says were read before."""
    shown, before = list[str](), 0
    app = HoldupApp(run.setup.story, journal, ActiveRun(journal, run.upto(0)))
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, GameScreen)
        while True:
            leaf = screen.reading.leaf
            offered = "" if waits(leaf) or leaf.page.ending is not None else screen.column.choices.render().plain
            shown += [leaf.page.title or "" if leaf.page.ending is not None else ""]  # it is in letters of blocks
            shown += [screen.column.prose.render().plain, offered]
            before += screen.read_before
            if leaf.page.ending is not None and leaf.card is Card.PAGE:
                break
            onward(screen, run)
        await pilot.press("p")
        wire = app.screen.query_one(Panel).render().plain.partition("THE WIRE")[2]
    return "\n".join(shown), wire, before


def onward(screen: GameScreen, run: Run) -> None:
    """The next leaf, or the next decision of a run."""
    reading = screen.reading
    if waits(reading.leaf):
        reading.turn()
        screen.open_leaf()
        return
    taken = run.decisions[len(reading.run.decisions)].choice
    screen.take_option(next(i for i, offer in enumerate(reading.leaf.page.offers) if offer.choice.id == taken))


@pytest.mark.parametrize("historys", [True, False], ids=["history", "fiction"])
@pytest.mark.parametrize("seat", ["board", "altman", "both"])
async def test_the_screen_and_lines_say_every_word_of_a_run_in_its_order(
    story: Story, seat: str, historys: bool
) -> None:
    run = road(story, seat, historys)
    assert len(words_of(run, plain)) > (5000 if historys else 1000)
    lines = by_lines(run, Journal.in_memory())
    screen, wire, _ = await on_screen(run, Journal.in_memory())
    assert missing(words_of(run, in_quotes), lines) == []
    assert missing(words_of(run, plain), screen) == []
    news = [headline.text.split() for headline in headlines(run)]
    assert news
    assert missing([word for words in news for word in words], lines.partition("The end.")[2]) == []
    assert missing([word for words in reversed(news) for word in words], wire) == []


async def test_what_was_read_in_one_is_read_before_in_the_other(story: Story) -> None:
    run, other = road(story, "board", True), road(story, "board", False)
    from_lines, from_screen = Journal.in_memory(), Journal.in_memory()
    by_lines(other, from_lines)
    await on_screen(other, from_screen)
    assert SeenPages(from_lines, story.id).before == SeenPages(from_screen, story.id).before
    _, _, before = await on_screen(run, from_lines)
    lines = by_lines(run, from_screen)
    assert lines.count("\nRead before.") == before > 3
