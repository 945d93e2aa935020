"""All that is found out about one setup, as plain data from which tables and JSON are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isnan

import numpy as np

from game.explore.automaton import Program, build, without
from game.explore.balance import Threshold, thresholds
from game.explore.choice_impact import ChoicePair, choice_pairs
from game.explore.deadline import Deadline
from game.explore.encounters import Element, element_of
from game.explore.events import texts_that_ask
from game.explore.expressions import Range
from game.explore.flag_costs import flag_costs
from game.explore.memory_marks import MemoryMarks
from game.explore.playtest import play
from game.explore.ranges import MOST, Extents, bounds_only, extents
from game.explore.search import Exploration, Limits, explore
from game.explore.soft_locks import SoftLocks, find_soft_locks
from game.explore.verdicts import Effort, Verdict, verdicts
from game.explore.witnesses import Backtracker, Witness
from game.i18n.catalogue import tr, tr_lazy
from game.play.setup import Setup, opposite, seat_word
from game.story.variables import VariableKind

_HEAVIEST = 5
"""How many scenes are named for their many states."""

_RUNS = 200
"""Random runs by which it is told how often texts are read of which the odds are not worked out."""

_DECISIONS = 20_000
"""So many decisions of them at most: a run that goes round is given up, and fewer are played."""


@dataclass(frozen=True, slots=True)
class SoftLock:
    """Runs that never end from some scene on: which kind, how many states, and the shortest road to the first."""

    kind: str
    scene: str
    states: int
    road: Witness


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """For a bottleneck, the odds of each band of each gauge that something later reads: (least, most, odds)."""

    scene: str
    odds: float
    gauges: dict[str, list[tuple[int, int, float]]]


@dataclass(slots=True)
class Survey:
    """All that is known of one setup."""

    seat: str
    rival: str
    opening: str
    states: int
    seconds: float
    cut: str
    """The limit that ended the search, in words; empty where every state was seen."""
    undone: tuple[str, ...]
    """What there was no time for, in words."""
    verdicts: list[Verdict]
    never_ends: float = 0.0
    stuck: list[SoftLock] = field(default_factory=list)
    pairs: list[ChoicePair] = field(default_factory=list)
    bottlenecks: list[Bottleneck] = field(default_factory=list)
    ranges_exact: bool = True
    ranges: dict[str, Range] = field(default_factory=dict)
    scene_ranges: dict[str, dict[str, Range]] = field(default_factory=dict)
    clamps: list[tuple[str, str, str, str]] = field(default_factory=list)
    heaviest: list[tuple[str, int, list[str]]] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    echoes: dict[str, bool] = field(default_factory=dict)
    """Each choice of which a text wants that it was taken; whether some run that took it reads such a text."""
    flag_costs: dict[str, int] = field(default_factory=dict)
    """For each flag, how many states fewer there would be without it; only where that was asked."""
    settled: frozenset[str] = frozenset()
    """The paths of the texts that ask what the run remembers of which nothing is left to prove: some run reads them,
    and every choice that they ask about is heard."""
    words: int = 0
    words_read: float = 0.0
    words_counted: bool = False
    """Whether random runs had to tell how often some texts are read."""

    @property
    def name(self) -> str:
        """A short name: seat, rival, opening."""
        return ", ".join(part for part in (self.seat, self.rival, self.opening) if part)

    @property
    def led_to(self) -> frozenset[Element]:
        """The things to which the shortest road is known, and a seed with which the engine takes it."""
        return frozenset(v.thing for v in self.verdicts if v.road and v.road.shortest and v.road.seed is not None)


def setup_name(setup: Setup) -> str:
    """What the survey of a setup is called."""
    words = seat_word(setup), opposite(setup), setup.opening or next(iter(setup.story.openings))
    return ", ".join(word for word in words if word)


def survey(
    setup: Setup,
    limits: Limits | None = None,
    progress: Callable[[float, int], None] | None = None,
    effort: Effort | None = None,
    wanted: float | None = None,
    deadline: Deadline | None = None,
    preparing: Deadline | None = None,
) -> Survey:
    """Explore a setup and write down what is found; the states themselves are forgotten.

    Args:
        setup: What to explore.
        limits: Where to stop.
        progress: See `search.explore`.
        effort: How hard to look where exploring is not enough.
        wanted: Odds for which thresholds are looked for, 0 to 1.
        deadline: Until when all of it may take; what there is no time for is left out, and told.
        preparing: Until when the search must have begun; by default, all the time it takes.

    Raises:
        OutOfTime: It has not.
    """
    program = build(setup, deadline=preparing)
    words = text_words(program)
    if effort is not None and effort.settled:
        program = without(program, effort.settled)
    explored = explore(setup, limits, progress=progress, deadline=deadline, program=program, bands=wanted is not None)
    opening = setup.opening or next(iter(setup.story.openings))
    result = Survey(
        seat=seat_word(setup),
        rival=opposite(setup),
        opening=opening,
        states=explored.states,
        seconds=explored.seconds,
        cut=str(explored.cut),
        undone=(),
        verdicts=verdicts(explored, effort),
    )
    if explored.memory is not None:
        result.echoes = explored.memory.echoes()
        result.settled = _settled(program, explored.memory, result.echoes)
    if effort is None or not effort.odds_alone:
        result.pairs = explored.in_time(tr_lazy("choices side by side"), lambda: choice_pairs(explored), [])
        result.bottlenecks = _bottlenecks(explored)
        result.heaviest = _heaviest(explored)
        _traps(result, explored)
        _ranges(result, explored)
    if effort is not None and effort.flags:
        result.flag_costs = explored.in_time(tr_lazy("what each flag costs"), lambda: flag_costs(explored), {})
    _words(result, words, explored)
    if wanted is not None and not explored.cut and explored.odds_found:
        result.thresholds = explored.in_time(tr_lazy("thresholds"), lambda: thresholds(explored, wanted), [])
    result.undone = tuple(map(str, explored.undone))
    if not explored.odds_found:
        result.undone += (tr("odds where runs go round for very long"),)
    return result


def _settled(program: Program, memory: MemoryMarks, heard: Mapping[str, bool]) -> frozenset[str]:
    open_ = {
        text.path
        for _, text in texts_that_ask(program)
        if not all(heard.get(about, True) for op, about in text.asks if op == "took")
    }
    return frozenset(memory.met - open_)


def _traps(result: Survey, explored: Exploration) -> None:
    if explored.cut:
        return
    unknown: tuple[SoftLocks, list[SoftLock]] = SoftLocks(), []
    coming, result.stuck = explored.in_time(tr_lazy("runs that never end"), lambda: _stuck(explored), unknown)
    result.never_ends = coming.never_ends


def _stuck(explored: Exploration) -> tuple[SoftLocks, list[SoftLock]]:
    coming = find_soft_locks(explored)
    tracks = Backtracker(explored, ((trap.location, trap.row) for trap in coming.traps))
    roads = [Witness(tracks.road(trap.location, trap.row, -1), None) for trap in coming.traps]
    return coming, [
        SoftLock(trap.kind, trap.scene, trap.states, road) for trap, road in zip(coming.traps, roads, strict=True)
    ]


def _ranges(result: Survey, explored: Exploration) -> None:
    exact = not explored.cut and explored.states <= MOST
    known: Extents = bounds_only(explored)
    if exact:
        known = explored.in_time(tr_lazy("exact ranges"), lambda: extents(explored), known)
    names = {v.index: v.name for v in explored.program.variables}
    result.ranges_exact = known.exact and not known.loose
    result.ranges = {names[i]: span for i, span in known.overall().items()}
    for place, location in explored.program.entry.items():
        if location in known.of:
            result.scene_ranges[place] = {names[i]: span for i, span in known.of[location].items()}
    result.clamps = known.clamped


def _bottlenecks(explored: Exploration) -> list[Bottleneck]:
    bottlenecks = []
    for scene in explored.program.setup.story.scenes.values():
        location = explored.program.entry[scene.id]
        odds = explored.odds(location)
        if scene.bottleneck and location in explored.reached and not isnan(odds):
            bottlenecks.append(Bottleneck(scene.id, odds, _gauges(explored, location)))
    return bottlenecks


def _gauges(explored: Exploration, location: int) -> dict[str, list[tuple[int, int, float]]]:
    states, layout = explored.reached[location], explored.stepper.layouts.of[location]
    total = float(states.mass.sum()) or 1.0
    gauges = {}
    for variable in explored.program.variables:
        slot = layout.of.get(variable.index)
        if variable.gauge and slot is not None:
            odds = np.bincount(layout.digit(states.words, slot), states.mass) / total
            gauges[variable.name] = [(*slot.band.ends(digit), float(p)) for digit, p in enumerate(odds) if p > 0]
    return gauges


def _heaviest(explored: Exploration) -> list[tuple[str, int, list[str]]]:
    """The scenes with most states, and the variables that tell these apart."""
    heavy = sorted(explored.reached, key=lambda index: -len(explored.reached[index]))
    named: dict[str, tuple[str, int, list[str]]] = {}
    for index in heavy:
        place = explored.program.locations[index].scene
        if len(named) == _HEAVIEST:
            break
        remembered = explored.stepper.layouts.of[index].of
        names = [
            v.name for v in explored.program.variables if v.index in remembered and v.kind is not VariableKind.DRAWN
        ]
        named.setdefault(place, (place, len(explored.reached[index]), names))
    return list(named.values())


def _words(result: Survey, lengths: Mapping[str, int], explored: Exploration) -> None:
    """How much of the text a random run reads; where a text's odds are not known, as often as some runs read it."""
    result.words = sum(lengths.values())
    met = {v.thing.id: v.odds for v in result.verdicts if v.thing.kind == "paragraph" and v.odds is not None}
    result.words_counted = not lengths.keys() <= met.keys()
    runs = explored.deadline.while_left(range(_RUNS)) if result.words_counted else ()
    tally = play(explored.program.setup, runs, 0, _DECISIONS)
    sampled = {path: tally.met[element_of(path)] / max(1, tally.runs) for path in lengths}
    result.words_read = sum(words * met.get(path, sampled[path]) for path, words in lengths.items())


def text_words(program: Program) -> dict[str, int]:
    """The words of each paragraph that this reader may meet."""
    words: dict[str, int] = {}
    for location in program.locations:
        for text in location.every_text:
            if text.words:
                words[text.path] = text.words
    return words
