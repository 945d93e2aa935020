"""The published page in Chromium: from its address to a menu that can be pressed, and from a press to the next page.

`python -m tests.benchmarks.page [ROUNDS]`. The file is opened from disk, each time by a tab that shares nothing with
those before; a turn is the script and the layout, as long as the reader waits for them.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from game.story.load import shipped_folder
from game.web.publish import publish
from tests.web.chromium import Chromium
from tests.web.reader import Reader

PLAYABLE, TURN = 350, 30
"""Milliseconds, at most."""

_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
_WATCH = """new MutationObserver((_, watch) => {
  if (document.querySelector(".menu")) { window.playable = performance.now(); watch.disconnect(); }
}).observe(document, {childList: true, subtree: true})"""
_TURNS = """(() => {
  const times = [];
  while (times.length < 200 && !document.querySelector("h1.ending")) {
    const begun = performance.now();
    (document.querySelector("main .choice[data-number], main .onwards")
      ?? [...document.querySelectorAll("main .on button")].at(-1)).click();
    document.body.offsetHeight;
    times.push(performance.now() - begun);
  }
  return times;
})()"""


def main(rounds: int) -> None:
    """Print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "story.html")
        page.write_text(publish(shipped_folder()).html, "utf-8")
        asyncio.run(measure(page, rounds))


async def measure(page: Path, rounds: int) -> None:
    """Open a page so many times, and play it each time."""
    painted: list[float] = []
    playable: list[float] = []
    turns: list[float] = []
    browser = await Chromium.start(page.parent / "profile", 390, 844)
    try:
        for _ in range(rounds):
            tab = await Chromium.beside(browser.base, 390, 844)
            await tab.call("Page.addScriptToEvaluateOnNewDocument", source=_WATCH)
            await tab.open(page.as_uri())
            reader = Reader(tab)
            await reader.until("window.playable !== undefined")
            playable.append(await tab.evaluate("window.playable"))
            painted.append(await tab.evaluate(_PAINTED))
            await reader.begin()
            turns += await tab.evaluate(_TURNS)
            await tab.close()
    finally:
        await browser.close()
    print(f"first paint {median(painted):.0f} ms, playable {median(playable):.0f} ms (at most {PLAYABLE}), of {rounds}")
    late = quantiles(turns, n=20)[-1]
    print(f"a turn: median {median(turns):.1f} ms, 95 % {late:.1f} ms (at most {TURN}), of {len(turns)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
