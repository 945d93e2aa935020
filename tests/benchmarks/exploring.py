"""Exploring: states a second on one core, and memory for twenty million of them.

`python -m tests.benchmarks.exploring` explores the shipped story from every seat, then generated stories (12 numbers
from 0 to 100 and 8 flags, which never closes) of 100, 1 000 and 10 000 scenes up to 20 million states, each in a
process of its own, and beside them a plain search with tuples in a set.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from game.explore.search import Limits, explore
from game.play.setup import Rival, Setup, seats
from game.play.state import begin, decide, open_choices
from game.story.load import load, shipped_folder
from game.story.model import Story
from tests.benchmarks.stories import nodes, write_holdup

MOST = 20_000_000
PLAIN = 300_000


def plain(story: Story) -> float:
    """States a second of a search that keeps (place, values) in a set and moves one state at a time."""
    setup = Setup(story, frozenset(story.seats))
    first = begin(setup)
    seen, waiting = {(first.here.id, first.values)}, [first]
    since = time.perf_counter()
    while waiting and len(seen) < PLAIN:
        state = waiting.pop()
        for choice in open_choices(state):
            after = decide(setup, state, choice)
            key = after.here.id, after.values
            if key not in seen:
                seen.add(key)
                waiting.append(after)
    return len(seen) / (time.perf_counter() - since)


def measure(path: Path, seat: str, rival: str) -> str:
    """One exploration: states, seconds, peak memory."""
    story = load(path)
    found = explore(Setup(story, seats(story, seat), Rival(rival)), Limits(MOST))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    rate = found.states / found.seconds / 1e6
    words = max(layout.words for layout in found.stepper.layouts.of)
    ended = f"stopped at {found.cut}" if found.cut else "complete"
    told = f"{found.states:>11,} states, {found.seconds:6.2f} s, {rate:5.2f} M/s, peak {peak:.2f} GB"
    return f"{told}, {words} words a state, {ended}"


def main() -> None:
    """Print all figures."""
    if len(sys.argv) == 4:
        print(measure(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
        return
    for seat, rival in (("board", "history"), ("altman", "weighted"), ("both", "history")):
        print(f"shipped, {seat}, {rival}: {_apart(shipped_folder(), seat, rival)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for scenes in (100, 1_000, 10_000):
            path = Path(folder) / str(scenes)
            write_holdup(nodes(scenes), path)
            print(f"{scenes} scenes: {_apart(path, 'both', 'histoire')}", flush=True)
            print(f"{scenes} scenes, tuples in a set: {plain(load(path)) / 1e6:.2f} M/s", flush=True)


def _apart(path: Path, seat: str, rival: str) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.exploring", str(path), seat, rival]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
