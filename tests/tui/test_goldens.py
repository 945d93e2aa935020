"""Screens as text, as they were when somebody last looked at them. `HOLDUP_ACCEPT=1` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.model import Story
from tests import switches
from tests.tui.acting import app_for, sitting_at, text_of

GOLDENS = Path(__file__).parent / "goldens"
SIZES = {"80x24": (80, 24), "120x36": (120, 36)}
SCENES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "title": ((), ()),
    "card": ((), ("start",)),
    "decision": ((), ("game",)),
    "result": ((), ("game", "3")),
    "record": ((), ("game", "3", "h")),
    "help": ((), ("game", "f1")),
    "panel": ((), ("game", "p")),
    "endings": ((), ("down", "down", "enter")),
    "reckoning": (("nothing", "cut", "keep"), ("game", "l")),
    "ending": (("clay", "cut", "sell"), ("game",)),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENES)
async def test_the_screen_looks_as_it_did(story: Story, scene: str, size: str) -> None:
    decisions, keys = SCENES[scene]
    playing = keys[:1] in (("game",), ("start",))
    start = sitting_at(story, *decisions) if playing else None
    if start is not None and keys[0] == "start":
        start.turn(0)
    app = app_for(story, start)
    async with app.run_test(size=SIZES[size]) as pilot:
        await pilot.press(*keys[1 if playing else 0 :])
        await pilot.pause()
        compare(f"{scene}-{size}", text_of(app))


def compare(name: str, seen: str) -> None:
    """Hold a screen against its golden text, or write that anew."""
    golden = GOLDENS / f"{name}.txt"
    if switches.ACCEPT:
        golden.write_text(seen + "\n", "utf-8")
    assert seen + "\n" == golden.read_text("utf-8")
