"""What was to be expected along a run, worked out exactly: `python -m game.explore.run_curve FOLDER CODE`.

All states ahead of the run's beginning are grown and solved (`solve`); the run is walked over them, and at each of its
steps every choice is looked at. A story too large for that, or whose circles are, is played on from each of the
player's decisions instead, many times at random, and the curve says so. It takes seconds and much memory, so games run
it in a process of its own (`curve_process`). Prints the curve as JSON.
"""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from fcntl import LOCK_EX, flock
from pathlib import Path
from threading import Thread

from game import paths
from game.explore.automaton import Policy, build
from game.explore.markov import Unsettled
from game.explore.plain_pages import without_plain_pages
from game.explore.search import LimitReached, Limits
from game.explore.solve import At, Decide, StateGraph, grow, solve
from game.explore.strategy import grow_thinking
from game.explore.turning_points import Curve, Expectation, Step, Taker, identity
from game.play.chance import roll
from game.play.measures import knows_history, told_beats
from game.play.run import Run
from game.play.setup import Rival, Setup
from game.play.share_code import decode
from game.play.state import Beat, Decided, Drawn, EndlessStory, Passed, State, decide, open_choices
from game.play.timeline import history_beside
from game.story.load import load
from game.story.scenes import Choice, Ending

MOST_STATES = 80_000_000
"""A story with more states from where the run began is sampled. Ten million take two thirds of a second, and 200 MB."""

SAMPLES = 200
"""So many runs are played on from each choice of a story that is too large."""

_MOST_DECISIONS = 500
"""A run of more is given up: it counts for no ending."""

_FUTURE, _PLAYER = 0x66_75_74_75, 0x70_6C_61_79
"""Which futures are played, and the player's part in each one's chance."""


def run_curve(run: Run, limits: Limits | None = None, samples: int = SAMPLES) -> Curve:
    """What was to be expected along a run that has ended.

    Beyond the limits not all states are counted: so many samples are played on from each choice instead.
    """
    limits = limits or Limits(MOST_STATES)
    try:
        thinking = grow_thinking(run.setup, limits) if run.setup.rival.strength else None
        graph, decide = thinking or (_grown(run.setup, limits), None)
        return _exact(run, graph, decide)
    except (LimitReached, MemoryError, Unsettled):
        return _sampled(run, samples)


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m game.explore.run_curve", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="a folder with a story.yaml")
    parser.add_argument("code", help="a run as a code")
    parser.add_argument("--with-parent", action="store_true", help="stop when the standard input ends")
    given = parser.parse_args(argv)
    gc.disable()  # it would go through the whole graph many times, and there is nothing to collect
    if given.with_parent:
        Thread(target=_stop_with_parent, daemon=True).start()
    run = decode(load(given.folder), given.code).run
    with _alone():
        print(run_curve(run).write())
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process of this reader works on a curve: two would need twice the memory."""
    with ExitStack() as held:
        try:
            folder = paths.cache_dir()
            folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(folder / "curve.lock", os.O_RDWR | os.O_CREAT, 0o600)  # no pipe keeps one that reads it too
            held.callback(os.close, lock)
            flock(lock, LOCK_EX)
        except OSError:
            pass  # nothing can be kept here: each for itself, then
        yield


def _stop_with_parent() -> None:
    """Stop at once when whoever started this process is gone."""
    while os.read(0, 1024):  # not by `sys.stdin`: its lock would be held while the interpreter ends
        pass
    os._exit(1)


@dataclass(slots=True)
class _Met:
    """A step of a run on the graph: where it was taken, where each choice led."""

    beat: int
    taker: Taker
    id: str
    at: At
    to: At
    others: dict[str, At] = field(default_factory=dict)


def _exact(run: Run, graph: StateGraph, decide: Decide | None) -> Curve:
    """The curve read off all states; `graph` is used up."""
    states = graph.states
    mine = list(_walk(graph, run.beats()))
    theirs = list(_walk(graph, told_beats(history_beside(run)))) if knows_history(run.setup.story) else []
    wanted = {at for met in (*mine, *theirs) for at in (met.at, met.to, *met.others.values())}
    solution = solve(graph, _payoffs(run), wanted, decide)

    def expected(at: At) -> Expectation:
        odds, *worth = solution.values[at]
        # what was summed up from millions of odds may be past 1 by the last digit
        return Expectation(min(1.0, odds), worth[0] if worth else None, len(solution.open[at]) or None)

    steps = tuple(
        Step(
            beat=met.beat,
            taker=met.taker,
            id=met.id,
            before=expected(met.at),
            after=expected(met.to),
            others=tuple((choice, expected(to)) for choice, to in met.others.items()),
        )
        for met in mine
    )
    history = [(met.beat, expected(met.at)) for met in theirs if met.taker is not Taker.CHANCE]
    return Curve(identity(run), steps, tuple(history), states, 0, decide is not None)


def _grown(setup: Setup, limits: Limits) -> StateGraph:
    return grow(setup, limits, program=without_plain_pages(build(setup, decks=False, texts=False)))


def _payoffs(run: Run) -> dict[str, tuple[float, ...]]:
    """For each ending: whether it is the one that came; and what it is worth to the seat that is held."""
    endings, seat = run.setup.story.endings.values(), _judging(run.setup)
    return {
        ending.id: (float(ending is run.ending), *([float(ending.worth[seat])] if seat is not None else []))
        for ending in endings
    }


def _judging(setup: Setup) -> str | None:
    """The seat for which the endings are worth something: the only one held, where the story says it of each ending."""
    seat = next(iter(setup.seats))
    judged = all(seat in ending.worth for ending in setup.story.endings.values())
    return seat if judged and len(setup.seats) == 1 else None


def _walk(graph: StateGraph, beats: Iterable[Beat]) -> Iterator[_Met]:
    """The steps of a run on the graph, as far as the graph knows its road."""
    at = graph.start
    for place, beat in enumerate(beats):
        at = _past_empty_draws(graph, at)
        if isinstance(beat, Drawn) and not _draws(graph, at):
            continue  # of a deck from which nothing follows, and which the graph leaves out
        if isinstance(beat, Passed) and not _enters(graph, at, beat):
            continue  # a plain page: left out too
        what = beat.choice.id if isinstance(beat, Decided) else beat.storylet.id if isinstance(beat, Drawn) else ""
        met = _step(graph, at, place, _taker(beat), what)
        if met is None:
            return
        if isinstance(beat, Decided) or met.others:
            yield met
        at = met.to
        if isinstance(beat, Decided) and beat.choice.outcome:
            met = _step(graph, at, place, Taker.CHANCE, beat.choice.outcome)
            if met is None:
                return
            yield met
            at = met.to


def _taker(beat: Beat) -> Taker:
    if isinstance(beat, Decided):
        return Taker.PLAYER if beat.player else Taker.OTHERS
    return Taker.CHANCE


def _step(graph: StateGraph, at: At, beat: int, taker: Taker, id: str) -> _Met | None:
    """One step from a state; None where the graph has none such."""
    transitions = graph.location(at).everything
    ways = {transitions[edge.number].id: to for edge, to in graph.leading(at)}
    to = ways.pop(id, None)
    return None if to is None else _Met(beat, taker, id, at, to, ways)


def _draws(graph: StateGraph, at: At) -> bool:
    location = graph.location(at)
    return location.policy is Policy.DRAW and location.turn >= 0


def _enters(graph: StateGraph, at: At, beat: Passed) -> bool:
    location = graph.location(at)
    return location.entered and location.scene == beat.scene.id


def _past_empty_draws(graph: StateGraph, at: At) -> At:
    """Where a run goes on by itself where storylets are drawn, and none is left."""
    while _draws(graph, at):
        ways = list(graph.leading(at))
        if len(ways) != 1 or graph.location(at).everything[ways[0][0].number].id:
            break
        at = ways[0][1]
    return at


def _sampled(run: Run, samples: int) -> Curve:
    """The curve counted over random runs, from each of the player's decisions.

    What the other side and luck do between two of them lies between two points of it.
    """
    rival = Rival.WEIGHTED if run.setup.rival.strength else run.setup.rival  # as where all states are solved
    futures = [replace(run.setup, rival=rival, seed=roll(run.setup.seed, n, _FUTURE) >> 1) for n in range(samples)]
    places = [place for place, beat in enumerate(run.beats()) if isinstance(beat, Decided) and beat.player]
    steps: list[Step] = []
    for place, state, decision in zip(places, run.states, run.decisions, strict=False):
        counted = {choice.id: _counted(run, state, choice, futures) for choice in open_choices(state)}
        before = _mean(list(counted.values()))
        after = counted.pop(decision.choice)
        steps.append(Step(place, Taker.PLAYER, decision.choice, before, after, tuple(counted.items())))
    return Curve(identity(run), tuple(steps), (), 0, samples)


def _counted(run: Run, state: State, choice: Choice, futures: Sequence[Setup]) -> Expectation:
    """What became of runs in which a choice was taken, and then any."""
    seat = _judging(run.setup)
    ended = [_ending(setup, state, choice) for setup in futures]
    odds = sum(ending is run.ending for ending in ended) / len(ended)
    worth = None if seat is None else sum(ending.worth[seat] for ending in ended if ending is not None) / len(ended)
    return Expectation(odds, worth, None)


def _ending(setup: Setup, state: State, choice: Choice) -> Ending | None:
    """Where a run ends that goes on at random; None where it does not."""
    try:
        state = decide(setup, state, choice)
        for _ in range(_MOST_DECISIONS):
            opened = open_choices(state)
            if not opened:
                break
            state = decide(setup, state, opened[roll(setup.seed, state.step, _PLAYER) % len(opened)])
    except EndlessStory:
        return None
    return state.here if isinstance(state.here, Ending) else None


def _mean(several: Sequence[Expectation]) -> Expectation:
    worths = [at.worth for at in several if at.worth is not None]
    odds = sum(at.odds for at in several) / len(several)
    return Expectation(odds, sum(worths) / len(worths) if worths else None, None)


if __name__ == "__main__":
    raise SystemExit(main())
