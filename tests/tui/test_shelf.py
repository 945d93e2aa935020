"""The shelf by keyboard and mouse: endings opened, runs taken up from there, statistics, two runs side by side."""

from __future__ import annotations

from dataclasses import replace

from game.journal import Journal
from game.story.model import Story
from game.story.scenes import Challenge
from game.tui.screens.cards import ListedCard
from game.tui.screens.endings import EndingsShelf, OpenedEnding
from game.tui.screens.game import GameScreen
from tests.tui.acting import app_for, sitting_at, text_of

OVEN = ("mason", "tell", "cut", "keep")
BASKETS = ("clay", "tell", "cut", "sell")


def journal_of(story: Story, *roads: tuple[str, ...]) -> Journal:
    journal = Journal.in_memory()
    for road in roads:
        sitting_at(story, *road, journal=journal)
    return journal


def shelf_number(story: Story, journal: Journal) -> int:
    """The number on the shelf of the ending of the run played last."""
    ending = journal.runs(story.id)[0].ending
    return [one.id for one in story.final_endings].index(ending or "") + 1


async def test_an_ending_opens_by_key_and_a_run_of_it_from_there(story: Story) -> None:
    journal = journal_of(story, OVEN)
    number = shelf_number(story, journal)
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_endings()
        await pilot.press(*["down"] * number, "enter")
        assert isinstance(app.screen, OpenedEnding)
        await pilot.press("end")
        await pilot.pause()
        assert "The runs that ended here".upper() in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, GameScreen)
        assert app.screen.reading.run.ending is story.final_endings[number - 1]


async def test_an_ending_opens_by_pointer(story: Story) -> None:
    journal = journal_of(story, OVEN)
    number = shelf_number(story, journal)
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 40)) as pilot:
        app.open_endings()
        await pilot.pause()
        card = [card for card in app.screen.query(ListedCard) if card.opens is not None][number - 1]
        await pilot.click(card)
        assert isinstance(app.screen, OpenedEnding)


async def test_one_that_was_not_reached_stays_shut_and_says_so(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_endings()
        await pilot.press("down", "enter")
        assert isinstance(app.screen, EndingsShelf)
        assert "This ending has not been reached yet." in text_of(app)
        assert story.final_endings[0].title not in text_of(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, EndingsShelf)


async def test_the_caret_is_shown_and_never_lost_in_the_smallest_window(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=(40, 15)) as pilot:
        app.open_endings()
        for _ in range(40):
            await pilot.press("down")
        pointed = [card for card in app.screen.query(ListedCard) if card.pointed]
        assert [card.opens is not None for card in pointed] == [True]
        for _ in range(40):
            await pilot.press("up")
        assert "▸" in text_of(app)


async def test_challenges_stand_under_the_endings_ticked_where_they_were_met(story: Story) -> None:
    journal = journal_of(story, OVEN)
    ending = journal.runs(story.id)[0].ending or ""
    listed = {
        "done": Challenge("done", "Cold hands", "Let it go cold.", (ending,), None),
        "open": Challenge("open", "Warm hands", "Keep it warm.", (), None),
    }
    app = app_for(replace(story, challenges=listed), None, journal)
    async with app.run_test(size=(80, 60)) as pilot:
        app.open_endings()
        await pilot.pause()
        seen = text_of(app)
        assert "●  Cold hands  met in run 1" in seen
        assert "2 Warm hands  not yet" in seen
        assert "Keep it warm." in seen


async def test_statistics_open_from_the_journal_and_from_the_title(story: Story) -> None:
    app = app_for(story, None, journal_of(story, OVEN))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        assert "STATISTICS" in text_of(app)
        await pilot.press("escape", "j", "i")
        assert "one run, of which 1 came to an ending" in text_of(app)


async def test_two_runs_are_marked_and_shown_in_two_columns_or_one_below_the_other(story: Story) -> None:
    for width, columns in ((120, True), (60, False)):
        app = app_for(story, None, journal_of(story, OVEN, ("mason", "tell", "share", "sell")))
        async with app.run_test(size=(width, 40)) as pilot:
            await pilot.press("j", "k")
            assert "Marked." in text_of(app)
            await pilot.press("down", "k")
            seen = text_of(app)
            assert "Here they part." in seen
            heading = next(line for line in seen.splitlines() if "RUN 2" in line)
            assert "RUN 1" in heading
            assert ("BESIDE" in heading) is not columns


async def test_a_mark_is_taken_away_by_the_same_key(story: Story) -> None:
    app = app_for(story, None, journal_of(story, OVEN))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "k")
        assert "◈ marked" in text_of(app)
        await pilot.press("k")
        assert "◈ marked" not in text_of(app)
