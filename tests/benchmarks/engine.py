"""Random play through the functions that the screens call, beside ink's runtime on the same story.

`python -m tests.benchmarks.engine [SCENES ...]` (100, 1000 and 10000 unless told). inkjs is fetched with npm into a
temporary folder; without npm only our own figures are printed. Each round plays both in turn; the ratio is the median.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from game.play.setup import Setup
from game.play.state import begin, decide, open_choices
from game.story.load import inspect, load
from game.story.model import Story
from tests.benchmarks.stories import ink_source, nodes, write_holdup

PEER = Path(__file__).parent / "peer" / "ink.js"
ROUNDS = 5


def decisions_per_second(story: Story, decisions: int = 300_000) -> float:
    """Random play from the start to an ending, again and again."""
    setup, chance = Setup(story, frozenset(story.seats)), random.Random(1).random
    first = state = begin(setup)
    since = time.perf_counter()
    for _ in range(decisions):
        choices = open_choices(state)
        if not choices:
            state = first
            continue
        state = decide(setup, state, choices[int(chance() * len(choices))])
    return decisions / (time.perf_counter() - since)


def seconds_to_check(folder: Path) -> float:
    """Reading, checking and compiling a folder, nothing cached."""
    since = time.perf_counter()
    inspect(folder)
    return time.perf_counter() - since


def peer(source: Path, modules: Path) -> dict[str, float]:
    """ink's compile time in ms and its decisions per second."""
    script = modules / "ink.js"
    shutil.copy(PEER, script)
    told = subprocess.run(["node", script, source, "20000"], capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


def main(sizes: list[int]) -> None:
    """Print a table, a row for each size of story."""
    with tempfile.TemporaryDirectory() as scratch:
        there = Path(scratch)
        fetched = (
            shutil.which("npm") is not None
            and not subprocess.run(
                ["npm", "install", "--silent", "--prefix", scratch, "inkjs@2.4.0"], capture_output=True
            ).returncode
        )
        print("scenes   decisions/s      inkjs   ratio   check ms   ink compile ms   ratio")
        for size in sizes:
            story = nodes(size)
            folder = write_holdup(story, there / f"holdup-{size}")
            source = there / f"{size}.ink"
            source.write_text(ink_source(story))
            loaded = load(folder)
            rows = [
                (decisions_per_second(loaded), seconds_to_check(folder), peer(source, there) if fetched else {})
                for _ in range(ROUNDS)
            ]
            print(_row(len(story), rows))


def _row(scenes: int, rows: list[tuple[float, float, dict[str, float]]]) -> str:
    speed, check = median(r[0] for r in rows), median(r[1] for r in rows) * 1000
    ours = f"{scenes:6} {speed:13,.0f}"
    if not rows[0][2]:
        return f"{ours}          -       -   {check:8.0f}                -       -"
    theirs = [(r[2]["decisions_per_second"], r[2]["compile_ms"]) for r in rows]
    times = median(r[0] / r[2]["decisions_per_second"] for r in rows)
    share = median(r[1] * 1000 / r[2]["compile_ms"] for r in rows)
    return (
        f"{ours} {median(t[0] for t in theirs):10,.0f} {times:7.1f}   {check:8.0f} "
        f"{median(t[1] for t in theirs):16.0f} {share:7.2f}"
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1000, 10000])
