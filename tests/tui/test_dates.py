"""Dates on the screens, whatever language the story says it is in."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from game.i18n.catalogue import set_language
from game.journal import Journal
from game.story.model import Story
from tests.tui.acting import app_for, sitting_at, text_of

ISO = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.parametrize(
    ("of_the_story", "spoken", "dated"),
    [
        ("en_GB", "en_GB", "Thu\u00a014\u00a0Jun\u00a0"),
        ("fr_CA", "fr_CA", "jeu.\u00a014\u00a0juin\u00a0"),
        ("de", "en", "Thu\u00a014\u00a0Jun\u00a0"),
    ],
)
async def test_dates_are_in_words_on_every_screen(story: Story, of_the_story: str, spoken: str, dated: str) -> None:
    set_language(spoken)
    told, journal = replace(story, language=of_the_story), Journal.in_memory()
    app = app_for(told, sitting_at(told, "clay", journal=journal), journal)
    async with app.run_test(size=(120, 36)) as pilot:
        seen = {"game": text_of(app)}
        for key, screen in (("t", "tree"), ("escape", ""), ("j", "journal")):
            await pilot.press(key)
            seen[screen] = text_of(app)
    set_language("en")
    assert dated in seen["game"]
    assert dated in seen["tree"]
    assert [screen for screen, text in seen.items() if ISO.search(text)] == []


async def test_three_seats_are_not_called_both(story: Story) -> None:
    third = replace(next(iter(story.seats.values())), id="mayor", name="The mayor")
    told = replace(story, seats={**story.seats, "mayor": third})
    journal = Journal.in_memory()
    sitting_at(told, "clay", journal=journal, seat="both")
    app = app_for(told, None, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j")
        assert "All of them" in text_of(app)
        assert "Both" not in text_of(app)
