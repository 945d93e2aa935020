"""Where a run turned: from the start of the process to its curve, and its memory.

`python -m tests.benchmarks.curve` plays one random run of the shipped story for every seat, rival and opening, and
works its curve out as the game does, in a process of its own: first with nothing in the cache, then again; and counts
the words that are read meanwhile, from the last decision to the ending's last page. Beside it,
the same counted over random runs, as a story is that is too large to be solved.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from random import Random

from game.explore.run_curve import run_curve
from game.explore.search import Limits
from game.explore.turning_points import Curve
from game.play.page import pages
from game.play.run import Run
from game.play.setup import BY_RULE, Rival, Setup, seats
from game.play.share_code import encode
from game.play.state import open_choices
from game.story.load import load, shipped_folder


def at_random(setup: Setup, seed: int) -> Run:
    """A run in which every choice is drawn."""
    random, run = Random(seed), Run.start(setup)
    while opened := open_choices(run.state):
        run = run.decide(random.choice(opened).id)
    return run


def measure(run: Run, home: str) -> tuple[Curve, float, float, float]:
    """One curve: seconds by the clock, seconds of work, and the most memory of any process so far, in GB."""
    command = [sys.executable, "-m", "game.explore.run_curve", str(shipped_folder()), encode(run)]
    worked, since = _worked(), time.perf_counter()
    done = subprocess.run(command, env={**os.environ, "HOLDUP_HOME": home}, capture_output=True, check=True, text=True)
    seconds = time.perf_counter() - since
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    return Curve.read(done.stdout), seconds, _worked() - worked, peak


def words_left(run: Run) -> int:
    """How many words are read from the last decision to the end."""
    read = (passage for page in pages(run.setup, run.state) for passage in page.passages)
    return sum(len(passage.block.plain.split()) for passage in read)


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print all figures."""
    story = load(shipped_folder())
    with tempfile.TemporaryDirectory() as home:
        for opening in story.openings:
            for rival in (*BY_RULE, Rival.STRATEGIST_3):
                for seat in story.seats:
                    run = at_random(Setup(story, seats(story, seat), rival, 1, opening), 1)
                    for _ in range(2):
                        curve, seconds, worked, peak = measure(run, home)
                        told = (
                            f"{curve.states:>11,} states, {len(curve.steps)} steps, {words_left(run)} words meanwhile"
                        )
                        print(f"{opening}, {seat}, {rival.value}: {told}, {seconds:.2f} s ({worked:.2f} s of work),"
                              f" peak so far {peak:.2f} GB", flush=True)  # fmt: skip
    run = at_random(Setup(story, seats(story, "board"), Rival.WEIGHTED, 1), 1)
    since = time.perf_counter()
    counted = run_curve(run, Limits(1))
    print(f"counted over {counted.runs} runs a choice: {time.perf_counter() - since:.2f} s")


if __name__ == "__main__":
    main()
