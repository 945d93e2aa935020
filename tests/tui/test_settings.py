from __future__ import annotations

import pytest
from textual.content import Content

from game.i18n import catalogue
from game.journal import Journal
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.screens.palette import entries
from game.tui.screens.settings import SettingsScreen
from game.tui.screens.title import TitleScreen
from game.tui.theme import NAMES
from game.tui.widgets.prose import Piece
from tests.tui.acting import app_for, game_of, sitting_at, text_of


def title_of(app: HoldupApp) -> TitleScreen:
    """The title, wherever it is in the stack."""
    return next(screen for screen in app.screen_stack if isinstance(screen, TitleScreen))


async def test_the_theme_is_kept(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, None, journal)
    async with app.run_test():
        assert app.theme == "night"
        app.set_theme("paper")
    again = app_for(story, None, journal)
    async with again.run_test():
        assert again.theme == "paper"


async def test_no_color_takes_the_terminals_own_theme(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_for(story)
    async with app.run_test():
        assert app.theme == "ansi-dark"


@pytest.mark.parametrize("kept", ["dracula", "textual-dark", "nonsense", ""])
async def test_a_theme_that_is_not_on_offer_is_never_shown(story: Story, kept: str) -> None:
    journal = Journal.in_memory()
    journal.profile.set("theme", kept)
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == "night"
        offered = {entry.title for entry in entries(title_of(app)) if "Theme:" in entry.title}
        assert len(offered) == len(NAMES)
        await pilot.press("comma")
        assert "● Night" in text_of(app)


async def test_no_color_offers_no_theme_that_has_colours(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_for(story)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.themes == ("ansi-dark", "ansi-light")
        await pilot.press("comma")
        assert "Night" not in text_of(app)
        await pilot.press("right", "right", "right")
        assert app.theme == "ansi-light"
        assert not [entry.title for entry in entries(title_of(app)) if "Paper" in entry.title]


async def test_motion_turned_off_stays_off(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, None, journal)
    async with app.run_test():
        app.set_motion(True)
        assert app.moving
        app.set_motion(False)
    again = app_for(story, sitting_at(story, journal=journal), journal)
    async with again.run_test():
        assert not again.moving
        assert not again.pace


async def test_the_language_changes_at_once_and_is_kept(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "up", "enter")
        assert "Nouvelle partie" in text_of(app)
    assert journal.profile.setting("language") == "fr"
    catalogue.set_language("en")


@pytest.mark.parametrize("theme", [*NAMES])
async def test_every_theme_draws_every_screen(story: Story, theme: str) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(120, 36)) as pilot:
        app.set_theme(theme)
        await pilot.press("1", "h", "escape", "f1", "escape", "j", "escape", "escape")
        assert "New game" in text_of(app)


async def test_the_palette_speaks_the_interfaces_language(story: Story) -> None:
    catalogue.set_language("fr")
    app = app_for(story)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        assert "Chercher une commande…" in text_of(app)
        assert "Thème\u00a0: Nuit" in text_of(app)
    catalogue.set_language("en")


async def test_every_setting_is_turned_by_keyboard_holds_at_once_and_is_kept(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, sitting_at(story, journal=journal), journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        assert isinstance(app.screen, SettingsScreen)
        assert "▸ Theme" in text_of(app)
        await pilot.press("right", "right")
        assert app.theme == "contrast"
        await pilot.press("down")
        assert "▸ Reduce motion" in text_of(app)
        await pilot.press("left")
        assert app.moving
        assert "new shocks are drawn as you watch" in text_of(app)
        await pilot.press("down", "left")
        assert app.pace == 0.6
        await pilot.press("down", "left")
        assert app.taste.width == 60
        await pilot.press("down")
        assert "▸ Language" in text_of(app)
        await pilot.press("escape")
        assert "Clay and ash" in text_of(app)
    again = app_for(story, sitting_at(story, journal=journal), journal)
    async with again.run_test(size=(80, 24)):
        assert (again.theme, again.taste.reveal, again.taste.width) == ("contrast", "slow", 60)
        assert journal.profile.setting("motion") == "full"


async def test_the_column_is_as_wide_as_wanted_where_there_is_room(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, sitting_at(story, journal=journal), journal)
    async with app.run_test(size=(160, 40)) as pilot:
        for cells in (60, 68, 76):
            app.set_width(cells)
            game = game_of(app)
            game.column.show([Piece(Content("word " * 60))], [], True, 0.0)
            await pilot.pause()
            longest = max(len(line.rstrip()) for line in game.column.prose.render().plain.splitlines())
            assert cells - 5 < longest <= cells


@pytest.mark.parametrize(("kept", "pace"), [("slow", 0.6), ("full", 0.09), ("none", 0.0), ("nonsense", 0.09)])
async def test_text_comes_at_the_pace_that_was_kept(story: Story, kept: str, pace: float) -> None:
    journal = Journal.in_memory()
    journal.profile.set("reveal", kept)
    app = HoldupApp(story, journal)
    async with app.run_test():
        assert app.pace == pace
