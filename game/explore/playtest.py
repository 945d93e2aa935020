"""Random runs through the real engine: what a thousand careless readers would meet.

A run's chance comes from its number and the seed alone, never from how the work is shared out, so that the figures
are the same on one process and on ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from game.explore.conditioned_texts import of_story
from game.explore.encounters import Element, Reader
from game.play.chance import roll
from game.play.run import Decision
from game.play.setup import Setup
from game.play.state import EndlessStory, State, begin, decide, open_choices
from game.play.transitions import MOST_MOVES
from game.story.model import Story
from game.story.scenes import Ending, Scene

_RUN, _PLAYER = 0x5EED, 0xD1CE
"""Salts that keep the playtester's chance apart from the story's."""

MOST_DECISIONS = 10_000
"""After how many decisions a run that does not end is given up."""

_RESTLESS = MOST_MOVES
"""A run that never rests takes as long as one of so many decisions."""

_OFFERED_A_DECISION = 50
"""So many choices that are looked at take as long as a decision."""


Offers = Counter[tuple[str, tuple[str, ...]]]
"""How often some choices of a scene were open together."""


class RoadTaken(NamedTuple):
    """The first decisions of a run, as many as `length`; all roads of a run share the list, for a run may be long."""

    seed: int
    taken: tuple[Decision, ...]
    length: int

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Its decisions alone."""
        return self.taken[: self.length]


@dataclass(slots=True)
class Tally:
    """What many runs met. Counters count runs, but for `taken` and `offered`, which count decisions.

    `stuck` runs came where nothing could be chosen, `endless` ones never rested or never ended. `after` counts
    (choice, ending) pairs.
    """

    runs: int = 0
    decisions: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    met: Counter[Element] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    after: Counter[tuple[str, str]] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    words: Counter[int] = field(default_factory=Counter)
    stuck: Counter[str] = field(default_factory=Counter)
    endless: int = 0
    roads: dict[Element, RoadTaken] = field(default_factory=dict)
    """The shortest list of decisions seen that meets a thing."""

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.runs += other.runs
        self.decisions += other.decisions
        self.endless += other.endless
        for name in ("endings", "met", "offered", "taken", "after", "lengths", "words", "stuck"):
            getattr(self, name).update(getattr(other, name))
        for thing, road in other.roads.items():
            self._road(thing, road)

    def _road(self, thing: Element, road: RoadTaken) -> None:
        known = self.roads.get(thing)
        if known is None or road.length < known.length:
            self.roads[thing] = road

    def run(
        self, seed: int, states: list[State], decisions: list[Decision], reader: Reader, lengths: dict[str, int]
    ) -> None:
        """Count one run in; `lengths` gives the words of each paragraph."""
        seen: dict[Element, int] = {}
        words = 0
        for number, state in enumerate(states):
            for thing in reader.encounters(state):
                seen.setdefault(thing, number)
                words += lengths.get(thing.id, 0) if thing.kind == "paragraph" else 0
        self.met.update(seen.keys())
        taken = tuple(decisions)
        for thing, number in seen.items():
            self._road(thing, RoadTaken(seed, taken, number))
        self.lengths[len(decisions)] += 1
        self.words[words] += 1
        place = states[-1].here
        names = {f"{scene}/{choice}" for scene, choice in decisions}
        self.taken.update(f"{scene}/{choice}" for scene, choice in decisions)
        if isinstance(place, Ending):
            self.endings[place.id] += 1
            self.after.update((name, place.id) for name in names)
        elif not open_choices(states[-1]):
            self.stuck[place.id] += 1
        else:
            self.endless += 1


def play(setup: Setup, numbers: Iterable[int], seed: int, most: float = inf) -> Tally:
    """Play some runs; run number N of a seed is always the same.

    Args:
        setup: How they are played.
        numbers: Which runs.
        seed: Where their chance comes from.
        most: After how many decisions and scenes that are passed no other run is begun; many choices count as more.
    """
    tally, lengths, reader, offers = Tally(), paragraph_words(setup.story), Reader(setup), Offers()
    for number in numbers:
        if most <= 0:
            break
        mine = replace(setup, seed=roll(seed, number, _RUN) >> 1)
        tally.runs += 1
        states: list[State] = []
        decisions: list[Decision] = []
        try:
            states.extend(_random_run(mine, decisions, offers))
        except EndlessStory:
            most -= _RESTLESS
            tally.endless += 1
            continue
        finally:
            most -= (
                len(decisions) + sum(len(state.passed) for state in states) + _offered(states) // _OFFERED_A_DECISION
            )
        tally.decisions += len(decisions)
        tally.run(mine.seed, states, decisions, reader, lengths)
    for (place, opened), count in offers.items():
        for choice in opened:
            tally.offered[f"{place}/{choice}"] += count
    return tally


def _offered(states: Iterable[State]) -> int:
    """How many choices stood where a run rested."""
    return sum(len(state.here.choices) for state in states if isinstance(state.here, Scene))


def random_runs(setup: Setup, numbers: Iterable[int]) -> Iterator[tuple[Setup, list[State], list[Decision]]]:
    """Random runs, each with its states and decisions; those that never rest are left out."""
    for number in numbers:
        mine, decisions = replace(setup, seed=roll(setup.seed, number, _RUN) >> 1), list[Decision]()
        with suppress(EndlessStory):
            yield mine, list(_random_run(mine, decisions, Offers())), decisions


def _random_run(setup: Setup, decisions: list[Decision], offers: Offers) -> Iterator[State]:
    state = begin(setup)
    yield state
    while len(decisions) < MOST_DECISIONS:
        opened = open_choices(state)
        if not opened:
            return
        place = state.here.id
        offers[place, tuple([choice.id for choice in opened])] += 1
        choice = opened[roll(setup.seed, len(decisions), _PLAYER) % len(opened)]
        decisions.append(Decision(place, choice.id))
        state = decide(setup, state, choice)
        yield state


def paragraph_words(story: Story) -> dict[str, int]:
    """The words of each paragraph of a page that a reader may meet, by its path."""
    return {text.path: text.words for text in of_story(story) if text.words}
