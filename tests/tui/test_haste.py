"""Keys in bursts, as an impatient hand or a slow line sends them: whatever they meet, nothing falls."""

from __future__ import annotations

from gc import collect
from random import Random
from weakref import ref

import pytest
from textual.events import Key

from game.journal import Journal
from game.story.model import Story
from game.tui.widgets.prose import Prose
from tests.tui.acting import app_for, sitting_at

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


async def test_a_page_that_was_put_away_is_forgotten(story: Story) -> None:
    app = app_for(story, sitting_at(story, "clay"))
    async with app.run_test() as pilot:
        await pilot.press("h")
        drawn = ref(app.screen.query_one(Prose)._styles_cache)  # nothing public says what Textual keeps of a widget
        await pilot.press("escape", "h", "escape")
        await pilot.pause()
        collect()
        assert drawn() is None
