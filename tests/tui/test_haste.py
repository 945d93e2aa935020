"""Keys in bursts, as an impatient hand or a slow line sends them: whatever they meet, nothing falls."""

from __future__ import annotations

from gc import collect
from random import Random
from weakref import ref

import pytest
from textual.content import Content
from textual.events import Key

from game.journal import Journal
from game.journal.reading_mode import ReadingMode
from game.play.setup import Setup, seats
from game.story.model import Story
from game.tui import haste
from game.tui.screens.text_dialog import TextDialog
from game.tui.widgets import choices
from game.tui.widgets.prose import Piece, Prose
from game.view.commands import Scope
from tests.tui.acting import app_for, game_of, said, sitting_at, text_of

KEYS = (
    *("enter", "space", "escape", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown", "home"),
    *("1", "2", "3", "h", "u", "p", "l", "c", "e", "j", "s", "t", "r", "d", "n", "y", "f1", "comma", "ctrl+p", "end"),
)


@pytest.mark.parametrize("seed", [0, 18])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["small", "large"])
async def test_no_burst_of_keys_brings_the_game_down(
    story: Story, own_home: object, seed: int, size: tuple[int, int]
) -> None:
    chance, journal = Random(seed), Journal.in_memory()
    app = app_for(story, sitting_at(story, journal=journal, seat="both"), journal)
    async with app.run_test(size=size) as pilot:
        for _ in range(25):
            for _ in range(chance.randint(2, 12)):
                key = chance.choice(KEYS)
                app.post_message(Key(key, key if len(key) == 1 else None))
            await pilot.pause()
            if not app.is_running:  # it was told to quit, by the title's menu
                break
        assert app.return_code in (None, 0)


async def test_enter_in_bursts_reads_on_and_decides_nothing(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(60):
            app.post_message(Key("enter", None))
        await pilot.pause()
        assert game_of(app).where is Scope.DECIDING
        assert said(app) == []
        assert "Nothing is pointed at" in text_of(app)
        await pilot.press("down", "enter")
        assert said(app) == ["clay"]


@pytest.mark.parametrize("keys", [("1",), ("down", "enter"), ("é",)], ids=" ".join)
async def test_what_came_on_the_screen_a_moment_ago_cannot_be_taken(
    story: Story, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    now = [100.0]
    monkeypatch.setattr(haste, "HASTE", 0.5)
    monkeypatch.setattr(haste, "monotonic", lambda: now[0])
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        now[0] += 0.4
        await pilot.press(*keys)
        assert said(app) == []
        assert "only just come" in text_of(app)
        now[0] += 0.2
        await pilot.press(keys[-1])
        assert len(said(app)) == 1


async def test_a_digit_held_down_takes_nothing_however_long(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(haste, "HASTE", 0.5)
    monkeypatch.setattr(haste, "monotonic", lambda: now[0])
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(60):
            now[0] += 1 / 30
            await pilot.press("1")
        assert said(app) == []
        now[0] += 0.2
        await pilot.press("1")
        assert len(said(app)) == 1


async def test_a_burst_of_the_reader_before_uncovers_nothing_of_the_next_ones_page(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(haste, "HASTE", 0.5)
    monkeypatch.setattr(haste, "monotonic", lambda: now[0])
    app = app_for(story)
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin(Setup(story, seats(story, "both")), ReadingMode(two=True))
        await pilot.pause()
        for _ in range(60):
            now[0] += 1 / 30
            await pilot.press("enter")
        assert "Pass the keyboard to" in text_of(app)
        await pilot.click(offset=(20, 5))
        assert "Pass the keyboard to" in text_of(app)
        now[0] += 0.2
        await pilot.press("enter")
        assert "A line runs from the door" in text_of(app)


async def test_what_comes_by_itself_over_the_page_is_not_put_away_unread(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(haste, "HASTE", 0.5)
    monkeypatch.setattr(haste, "monotonic", lambda: now[0])
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        for unasked, still_there in ((False, False), (True, True)):
            app.push_screen(TextDialog([Piece(Content("Previously"))], unasked=unasked))
            await pilot.pause()
            await pilot.press("enter")
            assert ("Previously" in text_of(app)) == still_there
        now[0] += 0.6
        await pilot.press("enter")
        assert "Previously" not in text_of(app)


async def test_a_click_that_was_meant_for_the_text_takes_no_choice(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(haste, "HASTE", 0.5)
    monkeypatch.setattr(haste, "monotonic", lambda: 100.0)
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(choices.Choices, offset=(8, 0))
        assert said(app) == []


async def test_a_page_that_was_put_away_is_forgotten(story: Story) -> None:
    app = app_for(story, sitting_at(story, "clay"))
    async with app.run_test() as pilot:
        await pilot.press("h")
        drawn = ref(app.screen.query_one(Prose)._styles_cache)  # nothing public says what Textual keeps of a widget
        await pilot.press("escape", "h", "escape")
        await pilot.pause()
        collect()
        assert drawn() is None
