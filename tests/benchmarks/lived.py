"""Journals with few runs and with many, of one synthetic story, for measuring what a long life with the game costs."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from game.journal import Journal
from game.play.run import Run
from game.play.setup import Setup, seats
from game.play.state import open_choices
from game.story.load import load
from tests.benchmarks.stories import Node, nodes, write_holdup
from tests.benchmarks.terminal import Terminal

FEW, MANY = 5, 500
LONG = 40
"""How many decisions each run has."""


class Lives:
    """Two programs side by side on one story, the first with few runs in its journal, the second with many."""

    def __init__(self, folder: Path) -> None:
        self.story = write_holdup(list(_met(nodes(220))), folder / "story")
        self.homes = {runs: folder / str(runs) for runs in (FEW, MANY)}
        for runs, home in self.homes.items():
            _live(self.story, home / "data" / "journal.db", runs)
        self.terminals = {runs: self._start(home) for runs, home in self.homes.items()}

    def settle(self) -> None:
        """Wait until both have nothing more to write."""
        for terminal in self.terminals.values():
            terminal.settle(2.0)

    def press(self, keys: str) -> tuple[float, float]:
        """Seconds from a key to the repaint it causes, with few runs and with many."""
        few, many = (self.terminals[runs].press(keys) for runs in (FEW, MANY))
        return few, many

    def until(self, keys: str, few: str, many: str) -> tuple[float, float]:
        """Seconds from a key until a text is on the screen: one with few runs, one with many."""
        return self.terminals[FEW].press_until(keys, few), self.terminals[MANY].press_until(keys, many)

    def close(self) -> None:
        """End both."""
        for terminal in self.terminals.values():
            terminal.close()

    def _start(self, home: Path) -> Terminal:
        environment = {"HOLDUP_HOME": str(home), "HOLDUP_LANG": "en", "TEXTUAL_ANIMATIONS": "none"}
        return Terminal((sys.executable, "-m", "game", "play", str(self.story)), environment, 120, 36)


def _met(story: list[Node]) -> Iterator[Node]:
    """The scenes that some road leads to; each stands after those that lead to it."""
    met = {story[0].name}
    for node in story:
        if node.name in met:
            met |= {branch.to for branch in node.branches}
            yield node


def _live(folder: Path, journal: Path, runs: int) -> None:
    """Play runs that take the first choice more and more rarely: some part early, most late."""
    story, kept, chance = load(folder), Journal.open(journal), random.Random(runs)
    setup = Setup(story, seats(story, "me"))
    for number in range(runs):
        run, steady = Run.start(setup), 1 - chance.random() ** 3
        while len(run.decisions) < LONG:
            opened = open_choices(run.state)
            run = run.decide((opened[0] if chance.random() < steady else chance.choice(opened)).id)
        kept.begin(run, parent=number or None)
    kept.close()
