"""How long a strategist thinks: every decision of some runs of the shipped story, from both seats and all openings.

`python -m tests.benchmarks.strategist [RUNS]` (20 for each seat and opening unless told).
"""

from __future__ import annotations

import sys
import time

from game.play.chance import roll
from game.play.setup import Rival, Setup
from game.play.state import begin, decide, open_choices
from game.play.strategist import Strategist
from game.story.closures import Values
from game.story.load import load, shipped_folder
from game.story.scenes import Choice, Scene

GOAL = 5.0
"""Milliseconds, for the slowest."""


def main(runs: int) -> None:
    """Print the median, the slowest, and how many decisions and draws were looked at."""
    taken: list[float] = []
    looks: list[int] = []

    def timed(self: Strategist, scene: Scene, values: Values, rolled: int) -> Choice:
        since = time.thread_time()
        choice = choose(self, scene, values, rolled)
        taken.append(1000 * (time.thread_time() - since))
        looks.append(self._looks)
        return choice

    choose, story = Strategist.choose, load(shipped_folder())
    Strategist.choose = timed  # type: ignore[method-assign]  # a clock around the real thing
    for opening in story.openings:
        for seat in story.seats:
            for seed in range(runs):
                setup = Setup(story, frozenset({seat}), Rival.STRATEGIST_5, seed, opening)
                state = begin(setup)
                while opened := open_choices(state):
                    state = decide(setup, state, opened[roll(seed, state.step) % len(opened)])
    taken.sort()
    print(f"{len(taken)} decisions: median {taken[len(taken) // 2]:.2f} ms, slowest {taken[-1]:.2f} (at most {GOAL:g})")
    print(f"looked at {max(looks)} decisions and draws at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
