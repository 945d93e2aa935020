"""What a tally of random runs comes to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from game.explore.encounters import Element
from game.explore.playtest import Tally
from game.i18n.catalogue import tr
from game.i18n.numbers import figure
from game.play.setup import Setup

_MUCH = 0.6
"""From this share on, an ending dominates what comes after a choice."""

_MORE = 1.5
"""It must also be this many times likelier than in all runs."""

_ENOUGH = 20
"""Fewer runs than this say nothing about a choice."""


class Distribution(NamedTuple):
    """How a number spreads over runs."""

    least: int
    median: int
    mean: float
    most: int

    def __str__(self) -> str:
        """In words."""
        return tr(
            "{median} (from {least} to {most}, {mean} on average)",
            median=figure(self.median),
            least=figure(self.least),
            most=figure(self.most),
            mean=figure(self.mean, 1),
        )


@dataclass(frozen=True, slots=True)
class RunStatistics:
    """Runs that came to each ending and each scene; for each choice of the player, how often it was open and taken.

    `dominating` holds (choice, ending, its share after the choice, its share in all runs).
    """

    tally: Tally
    endings: dict[str, int]
    scenes: dict[str, int]
    choices: dict[str, tuple[int, int]]
    lengths: Distribution
    words: Distribution
    dominating: list[tuple[str, str, float, float]]


def run_statistics(setup: Setup, tally: Tally) -> RunStatistics:
    """Work the figures out; things never met count 0."""
    story, held = setup.story, setup.seats
    mine = [scene for scene in story.scenes.values() if scene.seat is None or scene.seat in held]
    choices = [f"{scene.id}/{choice.id}" for scene in mine for choice in scene.choices]
    return RunStatistics(
        tally=tally,
        endings={ending: tally.endings[ending] for ending in story.endings},
        scenes={scene.id: tally.met[Element("scene", scene.id)] for scene in mine},
        choices={choice: (tally.offered[choice], tally.taken[choice]) for choice in choices},
        lengths=distribution(tally.lengths),
        words=distribution(tally.words),
        dominating=_dominating(tally),
    )


def distribution(counts: Counter[int]) -> Distribution:
    """How counted numbers spread; all 0 where there are none."""
    total = sum(counts.values())
    if not total:
        return Distribution(0, 0, 0.0, 0)
    passed = 0
    median = 0
    for median in sorted(counts):
        passed += counts[median]
        if 2 * passed >= total:
            break
    mean = sum(number * count for number, count in counts.items()) / total
    return Distribution(min(counts), median, mean, max(counts))


def _dominating(tally: Tally) -> list[tuple[str, str, float, float]]:
    runs: Counter[str] = Counter()
    for (choice, _), count in tally.after.items():
        runs[choice] += count
    ended = sum(tally.endings.values())
    pairs = []
    for (choice, ending), count in tally.after.items():
        share, usual = count / runs[choice], tally.endings[ending] / ended
        if runs[choice] >= _ENOUGH and share >= _MUCH and share >= _MORE * usual:
            pairs.append((choice, ending, share, usual))
    return sorted(pairs, key=lambda item: (-item[2], item[0]))
