"""Opening the journal with 500 runs beside 5, and saving a decision beside a bare SQLite commit.

`python -m tests.benchmarks.journal [ROUNDS]`. The two programs take turns, and so do the two commits, which go to files
in one folder with the same settings: what the disk does to one, it does to the other.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import open_choices
from game.story.load import load
from tests.benchmarks.lived import FEW, LONG, MANY, Lives

OPENING, SAVING = 2.0, 0.005


def main(rounds: int) -> None:
    """Print the medians, their ratio, and the median of a save."""
    with tempfile.TemporaryDirectory() as folder:
        lives = Lives(Path(folder))
        try:
            lives.settle()
            pairs = [_opened(lives) for _ in range(rounds)]
        finally:
            lives.close()
        saves = list(_saves(lives.story, Path(folder), rounds * 20))
    few, many = (median(column) for column in zip(*pairs, strict=True))
    print(f"j to the journal, median of {rounds}: {FEW} runs {few * 1000:.1f} ms, {MANY} runs {many * 1000:.1f} ms")
    print(f"ratio {many / few:.2f} (at most {OPENING:.0f})")
    ours, bare = (median(column) for column in zip(*saves, strict=True))
    print(f"a decision decided and saved, median of {len(saves)}: {ours * 1000:.2f} ms (under {SAVING * 1000:.0f})")
    print(f"a bare SQLite commit: {bare * 1000:.2f} ms")


def _opened(lives: Lives) -> tuple[float, float]:
    """Seconds until the newest run's number is on the screen; then the title is back."""
    spent = lives.until("j", f"no. {FEW}", f"no. {MANY}")
    lives.press("\x1b")
    return spent


def _saves(folder: Path, where: Path, count: int) -> Iterator[tuple[float, float]]:
    """Seconds of a decision, kept, and of a commit of one row."""
    story, journal = load(folder), Journal.open(where / "journal.db")
    setup = Setup(story, seats(story, "me"))
    bare = sqlite3.connect(where / "bare.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        bare.execute(f"PRAGMA {pragma}")
    bare.execute("CREATE TABLE decisions (n INTEGER PRIMARY KEY, scene TEXT, choice TEXT)")
    active = ActiveRun(journal, Run.start(setup))
    for number in range(count):
        if len(active.run.decisions) == LONG:
            active = ActiveRun(journal, Run.start(setup))
        choice = open_choices(active.run.state)[number % 2 - 1].id
        since = time.perf_counter()
        active.decide(choice)
        between = time.perf_counter()
        bare.execute("INSERT INTO decisions VALUES (?, ?, ?)", (number, "a-scene", choice))
        yield between - since, time.perf_counter() - between
    assert active.saved


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
