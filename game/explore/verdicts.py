"""A verdict on everything that an author wrote: reached, proved unreachable, or not found; never mixed up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from math import isnan

from game.explore.automaton import Policy, build
from game.explore.confirm import Road, confirmed, with_seeds
from game.explore.deadline import Deadline
from game.explore.encounters import Element, element_of
from game.explore.explain_unreachable import Explainer, possible_things
from game.explore.intervals import boxes
from game.explore.playtest import Tally, play
from game.explore.recall import MOST_VISITS, Recall, Recalled
from game.explore.search import Exploration
from game.explore.witnesses import Witness, witnesses
from game.i18n.catalogue import NOTHING, LazyMessage, tr_lazy
from game.i18n.numbers import figure
from game.play.setup import Rival
from game.story.model import Story


class Status(Enum):
    """What is known of a thing."""

    REACHED = "reached"
    UNREACHABLE = "proved unreachable"
    ELSEWHERE = "proved unreachable here"
    """Never met with these seats, this rival and this opening; with others it may be."""
    NOT_FOUND = "not found"
    """Neither met nor proved unreachable before a limit was reached."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a thing.

    `odds` that a run meets it, under uniformly random play: exact when `sampled` is false, else counted in random
    runs; None where they are not found. `reason` says why it is not met, or how the road is to be taken.
    """

    thing: Element
    status: Status
    odds: float | None = None
    sampled: bool = False
    road: Witness | None = None
    reason: LazyMessage = NOTHING
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look: random runs where a limit was reached, seeds for roads that need luck."""

    runs: int = 2000
    seeds: int = 200
    visits: int = MOST_VISITS
    """For texts that ask what the run remembers: see `recall.Recall.texts`."""
    settled: frozenset[str] = frozenset()
    """The paths of texts that ask what the run remembers, and are left out: another survey has settled them."""
    led_to: frozenset[Element] = frozenset()
    """The things to which another survey has found a road and its seed: no other is looked for as hard."""
    flags: bool = False
    """Whether to say what each flag costs."""
    odds_alone: bool = False
    """Whether to say only what is met, how often, and how much is read: no roads, no reasons, no ranges, no traps."""


def things(explored: Exploration) -> dict[Element, bool]:
    """Everything that a setup could meet, in the story's order; whether it is a conditional paragraph."""
    conditional: dict[Element, bool] = {}
    for location in explored.program.locations:
        if location.entered:
            conditional[Element("ending" if location.policy is Policy.ENDING else "scene", location.scene)] = False
        for text in location.texts:
            conditional[element_of(text.path)] = text.condition is not None
        for transition in location.everything:
            if transition.element is not None:
                conditional[transition.element] = False
            for text in transition.texts:
                conditional[element_of(text.path)] = text.condition is not None
    return conditional


def verdicts(explored: Exploration, effort: Effort | None = None) -> list[Verdict]:
    """A verdict on each thing, with its shortest road where it is reached."""
    effort = effort or Effort()
    blame = Explainer(explored)
    tally = _sampled(explored, effort) if explored.cut else Tally()
    elsewhere, ways = set(things(explored)), dict[Element, Witness]()  # of what nobody looked at, nothing is proved
    if not effort.odds_alone:
        elsewhere = explored.in_time(tr_lazy("what other setups meet"), lambda: _elsewhere(explored), elsewhere)
        ways = explored.in_time(tr_lazy("roads"), lambda: _roads(explored, effort), ways)
    possible = possible_things(explored.program, explored.boxes) if explored.cut else set()
    recalled = _recalled(explored, effort)
    results = []
    for thing, conditional in things(explored).items():
        verdict = recalled[thing] if thing in recalled else _verdict(explored, thing, blame, tally, elsewhere, possible)
        results.append(replace(verdict, road=ways.get(thing, verdict.road), conditional=conditional))
    return results


def _sampled(explored: Exploration, effort: Effort) -> Tally:
    """Random runs, in half of the time that is left: roads take theirs."""
    time = Deadline(explored.deadline.left / 2)
    return play(explored.program.setup, time.while_left(range(effort.runs)), 0)


def _recalled(explored: Exploration, effort: Effort) -> dict[Element, Verdict]:
    """The verdicts on texts that ask what the run remembers, as far as riding memory settles them."""
    memory = explored.memory
    if memory is None:
        return {}
    settled: dict[Element, Verdict] = {}
    known: dict[str, Recalled] = {}
    open_ = {path for path in memory.met if element_of(path) not in effort.led_to}
    if not explored.cut:
        known = explored.in_time(
            tr_lazy("roads to texts that remember"), lambda: Recall(explored).texts(effort.visits, open_), known
        )
    roads: dict[Road, set[Element]] = {}
    for path, text in known.items():
        roads.setdefault(text.decisions, set()).add(element_of(path))
    seeds = confirmed(explored.deadline.while_left(with_seeds(explored.program.setup, effort.seeds)), roads)
    for path in sorted(memory.met):
        thing = element_of(path)
        recalled = known.get(path)
        if recalled is None:
            reason = (
                tr_lazy("some run reads it; its odds and a road are worked out with --roads")
                if path in open_
                else tr_lazy("some run reads it; another exploration says how likely, and by which road")
            )
            settled[thing] = Verdict(thing, Status.REACHED, reason=reason)
            continue
        road = Witness(recalled.decisions, seeds.get(thing))
        settled[thing] = Verdict(thing, Status.REACHED, _number(recalled.odds), road=road)
    for path in memory.too_wide:
        thing = element_of(path)
        reason = tr_lazy("it asks more than can be followed where runs go round")
        settled[thing] = Verdict(thing, Status.NOT_FOUND, reason=reason)
    return settled


def _verdict(
    explored: Exploration,
    thing: Element,
    blame: Explainer,
    tally: Tally,
    elsewhere: set[Element],
    possible: set[Element],
) -> Verdict:
    sight = explored.observer.seen.get(thing)
    if sight is not None and sight.row >= 0:
        odds = explored.odds(explored.program.entry[thing.id]) if thing.kind in ("scene", "ending") else sight.odds
        if explored.cut and blame.unfinished(thing):
            return Verdict(thing, Status.REACHED, tally.met[thing] / max(1, tally.runs), sampled=True)
        return Verdict(thing, Status.REACHED, _number(odds), sampled=False)
    if thing in tally.met:
        road = Witness(tally.roads[thing].decisions, tally.roads[thing].seed, shortest=False)
        return Verdict(thing, Status.REACHED, tally.met[thing] / tally.runs, sampled=True, road=road)
    if thing in possible:
        reason = tr_lazy(
            "neither in {states} states nor in {runs} random runs",
            states=figure(explored.states),
            runs=figure(tally.runs),
        )
        return Verdict(thing, Status.NOT_FOUND, reason=reason)
    status = Status.ELSEWHERE if thing in elsewhere else Status.UNREACHABLE
    reason = explored.in_time(tr_lazy("why things are never met"), lambda: blame.why(thing), NOTHING)
    return Verdict(thing, status, 0.0, reason=reason)


def _number(odds: float | None) -> float | None:
    """Odds, where they are found; never above 1, as sums of millions of them may be by their last digit."""
    return None if odds is None or isnan(odds) else min(odds, 1.0)


def _elsewhere(explored: Exploration) -> set[Element]:
    """What this setup never meets, but another rival or opening might, as far as ranges tell."""
    setup = explored.program.setup
    possible: set[Element] = set()
    for opening in setup.story.openings:
        program = build(replace(setup, rival=Rival.WEIGHTED, opening=opening), deadline=explored.deadline)
        possible |= possible_things(program, boxes(program))
    return possible


def _roads(explored: Exploration, effort: Effort) -> dict[Element, Witness]:
    """A road to each thing; to endings with a seed found by looking harder, where it takes one and none is known."""
    roads, setup = witnesses(explored, explored.observer.seen, effort.seeds), explored.program.setup
    unlucky = {
        road.decisions: {thing}
        for thing, road in roads.items()
        if road.seed is None and thing.kind == "ending" and thing not in effort.led_to
    }
    seeds = explored.deadline.while_left(range(effort.seeds, effort.seeds * 50) if unlucky else ())
    lucky = confirmed((replace(setup, seed=seed) for seed in seeds), unlucky)
    return roads | {thing: replace(roads[thing], seed=seed) for thing, seed in lucky.items()}


def written_at(story: Story, thing: Element) -> str:
    """Where a thing is written, as `file:line:column`; empty when unknown."""
    path = thing.id.split("#")[0].removeprefix("storylet:")
    if thing.kind == "challenge":
        path = f"challenges/{thing.id}"
    while path:
        if path in story.positions:
            file, line, column = story.positions[path]
            return f"{file}:{line}:{column}"
        path = path.rpartition("/")[0]
    return ""
