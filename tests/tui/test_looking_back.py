"""Looking back over a run: its log, what went before, a search, and the card behind a name."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from game.journal import Journal
from game.play.share_code import encode
from game.story.load import load, shipped_folder
from game.story.model import Story
from game.tui.screens.game import GameScreen
from game.tui.screens.replay import ReplayScreen
from game.tui.screens.text_dialog import TextDialog
from game.tui.widgets.prose import Prose
from game.view.log import AWAY
from tests.tui.acting import app_for, game_of, setup_for, sitting_at, text_of


async def test_left_before_the_first_page_opens_everything_read_at_its_end(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "left")
        assert isinstance(app.screen, TextDialog)
        await pilot.pause()
        assert "Clay and ash, now, with bare hands." in text_of(app)
        await pilot.press("home")
        await pilot.pause()
        assert "The oven of the square cracked" in text_of(app)
        await pilot.press("escape")
        assert game_of(app).is_active


async def test_before_any_decision_left_goes_back_to_the_first_page_and_no_further(story: Story) -> None:
    app = app_for(story, setup_for(story))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left")
        assert isinstance(app.screen, GameScreen)
        assert "Nothing comes before this page." in text_of(app)


async def test_words_are_looked_for_in_all_that_was_read(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, sitting_at(story, "clay", journal=journal), journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"vault", "enter")
        await pilot.pause()
        assert "FOUND: VAULT" in text_of(app)
        assert "A line runs from the door to the vault" in text_of(app)
        await pilot.press("escape", "slash", *"zebra", "enter")
        await pilot.pause()
        assert "Nothing that you have read says “zebra”." in text_of(app)
        await pilot.press("escape", "slash", "escape")
        assert game_of(app).is_active


@pytest.mark.parametrize(("hours", "told"), [(1, False), (3, True)])
async def test_who_comes_back_after_hours_is_told_what_went_before(
    story: Story, monkeypatch: pytest.MonkeyPatch, hours: int, told: bool
) -> None:
    journal = Journal.in_memory()
    active = sitting_at(story, "clay", journal=journal)
    assert active.run_id is not None
    updated = journal.entries((active.run_id,))[active.run_id].updated
    monkeypatch.setattr("game.tui.app.time", lambda: updated + hours * 3600)
    assert (hours * 3600 >= AWAY) is told
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert ("PREVIOUSLY" in text_of(app)) is told
        if told:
            await pilot.press("enter")
        assert game_of(app).is_active


async def test_a_click_on_a_name_opens_its_card_and_one_beside_it_reads_on() -> None:
    story = load(shipped_folder())
    app = app_for(story, setup_for(story, "board"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        prose = game_of(app).query_one(Prose)
        lines = prose.render().plain.splitlines()
        y = next(y for y, line in enumerate(lines) if "Ilya" in line)
        await pilot.click(Prose, offset=(lines[y].index("Ilya") + 1, y))
        assert isinstance(app.screen, TextDialog)
        assert "Ilya Sutskever" in text_of(app)
        await pilot.press("escape")
        await pilot.click(Prose, offset=(lines[y].index("Ilya") + 6, y))
        assert game_of(app).is_active


async def test_a_code_shows_its_run_and_one_that_is_none_says_so_and_loses_nothing(story: Story) -> None:
    code = encode(sitting_at(story, "clay", "cut").run)
    app = app_for(story)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("x", *"HOLDUP-nonsense", "enter")
        await pilot.pause()
        assert "This is not a run code" in text_of(app)
        await pilot.press("escape", "x")
        app.screen.query_one(Input).value = code
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReplayScreen)
        assert "REPLAY" in text_of(app)
        assert len(app.journal.listed(story.id)) == 0


async def test_a_run_of_the_journal_is_watched_again_and_stays_as_it_is(story: Story) -> None:
    journal = Journal.in_memory()
    sitting_at(story, "clay", "cut", journal=journal)
    app = app_for(story, None, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", "v")
        await pilot.pause()
        assert isinstance(app.screen, ReplayScreen)
        for _ in range(3):
            await pilot.press("enter")
        assert [entry.count for entry in journal.runs()] == [2]
