"""From a key to the repainted map of the tree: 500 runs of 40 decisions beside 5, and what growing it takes.

`python -m tests.benchmarks.tree [PRESSES]`. Presses alternate between two programs, both running all the while.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from game.journal import Journal
from game.play.setup import Setup, seats
from game.play.tree import grow_tree
from game.play.tree_layout import TreeLayout
from game.story.load import load
from tests.benchmarks.lived import FEW, MANY, Lives

GOAL, BUILT = 1.5, 0.2
HOME = "\x1b[H"
KEYS = ("\x1b[C", "\x1b[B", "\x1b[A", "\x1b[D")
"""Right, down, up, left: wherever the cursor is, each of them moves it."""


def main(presses: int) -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        lives = Lives(Path(folder))
        try:
            lives.settle()
            lives.press("j")
            opened = lives.until("t", *(f"Runs: {runs}" for runs in (FEW, MANY)))
            lives.press(HOME)
            pairs = [lives.press(KEYS[i % len(KEYS)]) for i in range(presses)]
        finally:
            lives.close()
        built = median(_built(lives) for _ in range(5))
    few, many = (median(column) for column in zip(*pairs, strict=True))
    print(f"key to repaint, median of {presses}: {FEW} runs {few * 1000:.1f} ms, {MANY} runs {many * 1000:.1f} ms")
    print(f"ratio {many / few:.2f} (at most {GOAL})")
    print(f"t to the map: {opened[0] * 1000:.0f} ms and {opened[1] * 1000:.0f} ms")
    print(f"read, grown and laid out, {MANY} runs: {built * 1000:.0f} ms (at most {BUILT * 1000:.0f})")


def _built(lives: Lives) -> float:
    story = load(lives.story)
    journal = Journal.open(lives.homes[MANY] / "data" / "journal.db")
    since = time.perf_counter()
    chart = TreeLayout(grow_tree(Setup(story, seats(story, "me")), journal.roads(story.id, "me")))
    spent = time.perf_counter() - since
    assert chart.rows > MANY / 4
    journal.close()
    return spent


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
