"""Keys in bursts, as an impatient hand or a slow line sends them: whatever they meet, nothing falls."""

from __future__ import annotations

from random import Random

import pytest
from textual.events import Key

from game.journal import Journal
from game.story.model import Story
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
