"""What is taller than its window says so, on every screen; and the caret brings what it is on into view, whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.geometry import Region
from textual.widget import Widget

from game.journal import Journal
from game.story.load import load, shipped_folder
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.screens.new_game import NewGameScreen
from game.tui.widgets.dials import Dials
from tests.tui.acting import app_for, sitting_at, text_of
from tests.tui.places import PLACES, at

SIGNS = "↓↑↕▾▴"


@pytest.fixture(scope="module")
def shipped() -> Story:
    return load(shipped_folder())


def beyond(app: HoldupApp) -> list[Widget]:
    """The widgets of the screen on top that have more than they show, and no bar that says so."""
    shown = [widget for widget in app.screen.walk_children(Widget, with_self=True) if widget.display and widget.size]
    return [widget for widget in shown if widget.max_scroll_y > 0 and not widget.show_vertical_scrollbar]


@pytest.mark.parametrize("size", [(40, 15), (60, 20), (80, 24)])
@pytest.mark.parametrize("name", PLACES)
async def test_what_is_taller_than_its_window_says_so(story: Story, name: str, size: tuple[int, int]) -> None:
    async with at(story, name, size) as (app, _):
        assert app.screen.max_scroll_y == 0, "the screen itself runs out of the window"
        assert not beyond(app) or any(sign in text_of(app) for sign in SIGNS)


@pytest.mark.parametrize("size", [(40, 15), (60, 20), (80, 24)])
async def test_a_new_game_against_a_strategist_shows_each_question_whole_and_says_that_there_are_more(
    shipped: Story, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_for(shipped)
    monkeypatch.setattr(app, "endings_seen", lambda: {"maison-vide"})
    async with app.run_test(size=size) as pilot:
        await pilot.press("n", "down", "right", "right", "up")
        assert isinstance(app.screen, NewGameScreen)
        dials = app.screen.query_one(Dials)
        assert [dial.name for dial in dials.dials][-2:] == ["Bearings", "Seed"]
        assert "↓ more" in text_of(app)
        for row in range(len(dials.dials)):
            first, height = dials._spans[row]
            window = app.screen.query_one("#sheet").content_region
            seen = Region(dials.region.x, dials.region.y + first, 1, height)
            assert window.contains_region(seen), dials.dials[row].name
            await pilot.press("down")
        assert "↓ more" in text_of(app), "round the end: the first question again"
        await pilot.press("up")
        assert "↑ more" in text_of(app)


async def test_what_fits_says_nothing_of_more(shipped: Story) -> None:
    app = app_for(shipped)
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("n", "comma"):
            await pilot.press(key)
            assert " more" not in text_of(app).splitlines()[-1]
            await pilot.press("escape")


async def test_the_journal_says_which_way_there_are_more_runs(story: Story) -> None:
    journal = Journal.in_memory()
    for _ in range(9):
        sitting_at(story, "clay", journal=journal)
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, sign in ((("j",), "↓ more"), (("end",), "↑ more"), (("home",), "↓ more"), (("down",) * 7, "↕ more")):
            await pilot.press(*keys)
            assert sign in text_of(app)


@pytest.mark.parametrize("line", [1, 2, 3, 4, 6])
async def test_the_title_shows_its_whole_menu_however_long_the_line_over_it(
    story: Story, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = " ".join(["twenty-nine letters, no less."] * line)
    monkeypatch.setattr("game.tui.screens.title.tagline", lambda *about: said)
    named = replace(story, title="Oven")
    app = app_for(named, sitting_at(named, "clay"))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("escape")
        seen = text_of(app)
        assert "Quit" in seen
        assert seen.count("letters") == line or line > 4, "large letters give way first, then the line"
        assert app.screen.max_scroll_y == 0
