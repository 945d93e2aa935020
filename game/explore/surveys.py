"""Surveys of several setups: what one has proved the next leave out, and two processors work at two at a time.

Setups against a rival of history's come first, as they are small; then those that hold every seat, which need no luck;
then the others. Carrying along what runs remember takes most of a search's time. So once a text that asks is proved to
be read, and every choice that it asks about to be heard, setups of a later kind leave it out: their surveys say nothing
of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path

from game.explore.deadline import Deadline, OutOfTime
from game.explore.parallel import SetupSpec
from game.explore.search import Limits
from game.explore.survey import Survey, survey
from game.explore.verdicts import Effort
from game.i18n.catalogue import current_language, set_language
from game.play.setup import Rival, Setup, seat_word
from game.processes import worker_pool

_LONG = 1.5
"""Seconds that a survey takes from which on other processes are worth their start."""

_SEARCHING = 0.6
"""The share of its time that a search may take; the rest is for what is made of it: odds, roads, ranges."""

_SOON = 0.001
"""Seconds of a search for which hardly any are left: 0 would be no limit."""

Progress = Callable[[float, int], None]


@dataclass(slots=True)
class Surveying:
    """Several surveys.

    Attributes:
        path: The story's folder, for other processes to read; None where this one is to do everything.
        states: How many states all searches together may find.
        deadline: Until when all of them may take. With one, they are made one after the other.
        effort: How hard each looks.
        wanted: Odds for which thresholds are looked for.
        begun: Told of each setup that is begun; what it gives is told how far that has come.
        beside: Keeps a process that works beside another to its part of the memory.
        found: The surveys made, by their setup's place.
    """

    path: Path | None
    states: int
    deadline: Deadline
    effort: Effort
    wanted: float | None
    begun: Callable[[Setup], Progress]
    beside: Callable[[], AbstractContextManager[None]]
    surveys: dict[int, Survey] = field(default_factory=dict)

    def of(self, setups: Sequence[Setup]) -> list[Survey | None]:
        """The survey of each setup; None where there was no time left for any of it.

        Raises:
            MemoryError: A process was ended for taking too much.
        """
        several = (os.cpu_count() or 1) > 1 and self.deadline.left == inf and self.path is not None
        pool: ProcessPoolExecutor | None = None
        with ExitStack() as stack:
            for kind in _kinds(setups):
                waiting = list(kind)
                while waiting and pool is None and (self.deadline.left or not self.surveys):
                    since = time.perf_counter()
                    self._here(setups, waiting.pop(0))
                    if several and time.perf_counter() - since > _LONG:
                        pool = stack.enter_context(worker_pool(2, set_language, current_language()))
                if waiting and pool is not None:
                    self._there(setups, waiting, pool)
                settled = frozenset().union(*(one.settled for one in self.surveys.values()))
                led_to = frozenset().union(*(one.led_to for one in self.surveys.values()))
                self.effort = replace(self.effort, settled=settled, led_to=led_to)
        return [self.surveys.get(place) for place in range(len(setups))]

    def _here(self, setups: Sequence[Setup], place: int) -> None:
        others = len(setups) - len(self.surveys)
        seconds = self.deadline.left / others
        limits = Limits(self._left(setups), max(_SEARCHING * seconds, _SOON) if seconds < inf else 0)
        progress = self.begun(setups[place])
        with suppress(OutOfTime):
            self.surveys[place] = survey(
                setups[place], limits, progress, self.effort, self.wanted, Deadline(seconds), self.deadline
            )

    def _there(self, setups: Sequence[Setup], places: Sequence[int], pool: ProcessPoolExecutor) -> None:
        assert self.path is not None
        path, limits = self.path, Limits(self._left(setups))
        asked = {
            place: pool.submit(_survey, _spec(path, setups[place]), limits, self.effort, self.wanted, self.beside)
            for place in places
        }
        try:
            for place, answer in asked.items():
                progress = self.begun(setups[place])
                self.surveys[place] = answer.result()
                progress(1.0, self.surveys[place].states)
        except BrokenProcessPool:
            raise MemoryError from None

    def _left(self, setups: Sequence[Setup]) -> int:
        """How many states the next search may find."""
        return (self.states - sum(one.states for one in self.surveys.values())) // (len(setups) - len(self.surveys))


def _kinds(setups: Sequence[Setup]) -> list[list[int]]:
    """The places of the setups that are surveyed together, those first that spare the others work."""
    kinds: list[list[int]] = [[], [], []]
    for place, setup in enumerate(setups):
        everything = setup.seats == frozenset(setup.story.seats)
        kinds[1 if everything else 0 if setup.rival is Rival.HISTORY else 2].append(place)
    return kinds


def _spec(path: Path, setup: Setup) -> SetupSpec:
    return SetupSpec(path, seat_word(setup), setup.rival.value, setup.opening)


def _survey(
    wanted: SetupSpec,
    limits: Limits,
    effort: Effort,
    odds: float | None,
    beside: Callable[[], AbstractContextManager[None]],
) -> Survey:
    with beside():
        return survey(wanted.setup(), limits, None, effort, odds)
