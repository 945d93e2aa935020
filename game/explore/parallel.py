"""Random runs over several processes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import repeat
from math import inf
from pathlib import Path

from game.explore.playtest import Tally, play
from game.play.setup import Rival, Setup, seats
from game.processes import worker_pool
from game.story.load import load

_FEW = 1000
"""Fewer runs than this are not worth a second process."""

_CHUNK = 250


@dataclass(frozen=True, slots=True)
class SetupSpec:
    """A setup in words that another process can read."""

    path: Path
    seat: str
    rival: str
    opening: str

    def setup(self) -> Setup:
        """The setup itself; loads the story."""
        story = load(self.path)
        return Setup(story, seats(story, self.seat), Rival(self.rival), 0, self.opening)


def play_in_parallel(wanted: SetupSpec, runs: int, seed: int, processes: int = 0, most: float = inf) -> Tally:
    """Play many runs.

    Args:
        wanted: What to play.
        runs: How many runs, at least 0.
        seed: Where their chance comes from, 0 to 2**63 - 1.
        processes: How many processes share the work; 0 for as many as there are processors. The result is the same.
        most: After how many decisions and scenes that are passed, on average over the runs, no other run is begun.
    """
    processes = processes or os.cpu_count() or 1
    chunks = [range(first, min(first + _CHUNK, runs)) for first in range(0, runs, _CHUNK)]
    tally = Tally()
    if processes == 1 or runs < _FEW:
        setup = wanted.setup()
        for chunk in chunks:
            tally.add(play(setup, chunk, seed, most * len(chunk)))
        return tally
    with worker_pool(processes, _prepare, wanted) as pool:
        for part in pool.map(_play, chunks, repeat(seed), repeat(most)):
            tally.add(part)
    return tally


_setups: list[Setup] = []
"""The setup of a process that was started for this alone."""


def _prepare(wanted: SetupSpec) -> None:
    _setups[:] = [wanted.setup()]


def _play(chunk: range, seed: int, most: float) -> Tally:
    return play(_setups[0], chunk, seed, most * len(chunk))
