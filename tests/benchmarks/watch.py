"""From a save in the editor to the new words on the screen, in the shipped story and in a small one.

`python -m tests.benchmarks.watch [SAVES]` (20 unless told). The time includes noticing the change, reading, checking
and compiling the story, playing the run's decisions again, and drawing.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import open_choices
from game.story import templates
from game.story.load import load, shipped_folder
from game.tui.watching import WatchApp

DEPTH = 15
"""Decisions that the run has behind it."""


PATIENCE = 10


async def seconds(folder: Path, saves: int) -> list[float]:
    """How long each of some saves took."""
    story = load(folder)
    run = Run.start(Setup(story, frozenset(story.seats)))
    while run.ending is None and len(run.decisions) < DEPTH:
        run = run.decide(open_choices(run.state)[0].id)
    run = run.upto(len(run.decisions) - 1)
    journal = Journal.in_memory()
    active = ActiveRun(journal, run)
    active.turn(len(active.pages) - 1)
    app = WatchApp(folder, lambda: load(folder), journal, active)
    file = folder / "story.yaml"
    took: list[float] = []
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.5)
        for number in range(saves):
            text = file.read_text("utf-8")
            title = next(line for line in text.splitlines() if line.startswith("title:"))
            since = time.perf_counter()
            file.write_text(text.replace(title, f"title: DRAFT {number}"), "utf-8")
            while f"DRAFT {number}" not in _seen(app):
                await pilot.pause(0.005)
                if time.perf_counter() - since > PATIENCE:
                    raise SystemExit(f"nothing seen after {PATIENCE} s:\n{_seen(app)}")
            took.append(time.perf_counter() - since)
    return took


def _seen(app: WatchApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def main(saves: int) -> None:
    """Print a line for each story."""
    with tempfile.TemporaryDirectory() as scratch:
        small = Path(scratch) / "small"
        templates.begin(small, "en")
        stories = [("a new story", small)]
        whole = Path(shutil.copytree(shipped_folder(), Path(scratch) / "shipped"))
        stories.append(("the shipped story", whole))
        for name, folder in stories:
            took = sorted(asyncio.run(seconds(folder, saves)))
            print(f"{name:18}  median {median(took) * 1000:4.0f} ms   worst of {len(took)} {took[-1] * 1000:4.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20)
