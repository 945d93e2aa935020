"""Takes the README's picture from the running app: `python -m tests.tui.picture FILE.svg`."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from game.i18n import catalogue
from game.journal import ActiveRun, Journal
from game.play import decision_list
from game.play.run import Run
from game.play.setup import Setup, seats
from game.story.load import load, shipped_folder
from game.tui.app import HoldupApp

ROAD = "oui,courtois"
"""Altman's first two decisions, as history took them; the picture is taken at the third."""


async def picture() -> str:
    """The game at 120 x 36, waiting for a decision, as SVG that fetches nothing."""
    catalogue.set_language("fr")
    story = load(shipped_folder())
    journal = Journal.in_memory()
    journal.profile.set("motion", "none")
    run = Run.replay(Setup(story, seats(story, "altman")), decision_list.parse_decisions(ROAD))
    active = ActiveRun(journal, run)
    active.turn(len(active.pages) - 1)
    app = HoldupApp(story, journal, active)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(1)
        svg = app.export_screenshot(title="holdup")
    return re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(asyncio.run(picture()), "utf-8")
