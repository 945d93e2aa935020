from __future__ import annotations

import pytest

from game import words
from game.journal import Journal
from game.story.model import Story
from tests.tui.acting import app_for, sitting_at, text_of


async def test_the_theme_is_kept(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, None, journal)
    async with app.run_test():
        assert app.theme == "nuit"
        app.set_theme("papier")
    again = app_for(story, None, journal)
    async with again.run_test():
        assert again.theme == "papier"


async def test_no_color_takes_the_terminals_own_theme(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_for(story)
    async with app.run_test():
        assert app.theme == "ansi-dark"


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
        assert not again.reveals


async def test_the_language_changes_at_once_and_is_kept(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "up", "enter")
        assert "Nouvelle partie" in text_of(app)
    assert journal.shelf.setting("language") == "fr"
    words.use("en")


@pytest.mark.parametrize("theme", ["nuit", "papier", "ansi-dark", "ansi-light"])
async def test_every_theme_draws_every_screen(story: Story, theme: str) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(120, 36)) as pilot:
        app.set_theme(theme)
        await pilot.press("1", "h", "escape", "f1", "escape", "j", "escape", "escape")
        assert "New game" in text_of(app)


async def test_the_palette_speaks_the_interfaces_language(story: Story) -> None:
    words.use("fr")
    app = app_for(story)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        assert "Chercher une commande…" in text_of(app)
        assert "Thème\u00a0: Nuit" in text_of(app)
    words.use("en")
