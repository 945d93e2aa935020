"""Fits the tables that a strategist reads: what it is worth to a seat to come to a decision.

A story of today has tens of millions of states, so they are not worked out one by one. Runs are played through the real
engine, and the states in which somebody decided are kept. Then the scenes are taken from the last to the first: the
worth of each state is worked out from the choices there and the tables of what comes after (fitted value iteration),
and the scene's table is the sum of a number for each value of each variable that comes nearest to these worths (least
squares; numbers of neighbouring values are drawn together where there is little to tell them by). The seat is expected
to decide as a strategist of strength 4 does, everybody else evenly.

The tables are an approximation, and nothing is claimed of them: how well a strategist plays with them is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.explore.automaton import Program, build
from game.explore.components import leads_to
from game.explore.liveness import live, members
from game.explore.quantise import quantise
from game.play.chance import roll
from game.play.setup import Rival, Setup
from game.play.state import Decided, EndlessStory, begin, decide, open_choices
from game.play.strategist import SCALE, Strategist
from game.story.closures import Values
from game.story.components import components
from game.story.estimates import Estimates, Table
from game.story.model import Story
from game.story.saved_values import shape_of
from game.story.scenes import Scene

RUNS = 1000
"""How many runs are played, from each opening, to meet states: first against one who draws by weight, then against
strategists with the tables found."""

MOST_MET = 1000
"""How many states of a scene are looked at."""

MOST_DECISIONS = 2000
"""After how many decisions a run is given up."""

_STRENGTH = 4
_AHEAD = 2
_SWEEPS = 3
"""How often scenes that go round in circles are gone through."""

_DRAWN_TOGETHER = 2.0
"""As if so many states said that a value is worth what its neighbour is."""

_PLAYER, _RUN = 0xFACE, 0xF17
"""Salts that keep this chance apart from the story's."""

_UNIT = SCALE // 256

Met = dict[str, dict[Values, None]]
"""The states met in each scene, in the order met."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table may ask of a variable: the least value of each of its bands, all of which behave alike."""

    variable: int
    least: Sequence[int]


def fit_story(story: Story, seat: str, runs: int = RUNS) -> dict[str, Table]:
    """The tables of a seat of a story; `runs` are played from each opening, and then as many again."""
    held = frozenset(story.seats) - {seat}
    order, columns = _order(story, held)
    met: Met = {}
    for opening in story.openings:
        _meet(met, Setup(story, held, Rival.WEIGHTED, 0, opening), runs)
    thinking = knowing(story, {seat: _fitted(story, seat, order, columns, met)})
    for opening in story.openings:
        for rival in (Rival.STRATEGIST_2, Rival.STRATEGIST_4, Rival.STRATEGIST_5):
            _meet(met, Setup(thinking, held, rival, 0, opening), runs // 3)
    return _fitted(story, seat, order, columns, met)


def knowing(story: Story, tables: Mapping[str, Mapping[str, Table]]) -> Story:
    """The same story, where a strategist reads these tables, by seat and by scene."""
    estimates = Estimates(shape_of(story), tables, {})
    return replace(story, estimates=lambda: estimates)


def _order(story: Story, held: frozenset[str]) -> tuple[list[list[str]], dict[str, tuple[Columns, ...]]]:
    """The scenes where somebody decides, in the order of runs, those of a circle together; and what each may ask."""
    programs = [build(Setup(story, held, Rival.WEIGHTED, 0, opening), decks=False) for opening in story.openings]
    first = programs[0]
    parts = components([program.start for program in programs], lambda index: leads_to(first.locations[index]))
    needs = [live(program, texts=False) for program in programs]
    cuts = quantise(first, texts=False)
    order: list[list[str]] = []
    columns: dict[str, tuple[Columns, ...]] = {}
    for part in parts:
        scenes = [scene for index in part if (scene := _decided_at(story, first, index)) is not None]
        if scenes:
            order.append([scene.id for scene in scenes])
        for scene in scenes:
            need = 0
            for needed in needs:
                need |= needed[first.entry[scene.id]]
            columns[scene.id] = tuple(Columns(index, cuts[index]) for index in members(need) if len(cuts[index]) > 1)
    return order, columns


def _decided_at(story: Story, program: Program, index: int) -> Scene | None:
    location = program.locations[index]
    scene = story.scenes.get(location.scene) if location.entered else None
    return scene if scene is not None and scene.choices else None


def _meet(met: Met, setup: Setup, runs: int) -> None:
    """Play runs against a player who decides blindly, and keep the states in which somebody decided."""
    for number in range(runs):
        try:
            for scene, values in _decisions(replace(setup, seed=roll(number, 0, _RUN) >> 1)):
                states = met.setdefault(scene.id, {})
                if len(states) < MOST_MET:
                    states[values] = None
        except EndlessStory:
            continue


def _decisions(setup: Setup) -> Iterator[tuple[Scene, Values]]:
    """Where anyone decides in a run, and the values there."""
    state = begin(setup)
    for step in range(MOST_DECISIONS):
        yield from ((beat.scene, beat.before) for beat in state.passed if isinstance(beat, Decided))
        opened = open_choices(state)
        if not opened:
            return
        assert isinstance(state.here, Scene)
        yield state.here, state.values
        state = decide(setup, state, opened[roll(setup.seed, step, _PLAYER) % len(opened)])


def _fitted(
    story: Story, seat: str, order: list[list[str]], columns: Mapping[str, Sequence[Columns]], met: Met
) -> dict[str, Table]:
    """The tables of all scenes, from the last to the first."""
    knower = Strategist(story, frozenset(story.seats) - {seat}, seat, _STRENGTH, {})
    tables: dict[str, Table] = {}
    for part in reversed(order):
        for _ in range(_SWEEPS if len(part) > 1 else 1):
            for id in reversed(part):
                states = list(met.get(id, ()))
                if states:
                    worths = [knower.expected(story.scenes[id], values, _AHEAD) for values in states]
                    tables[id] = _table(story, columns[id], states, worths)
                    knower.learn(id, tables[id])
    return {id: tables[id] for id in story.scenes if id in tables}


def _table(story: Story, columns: Sequence[Columns], states: Sequence[Values], worths: Sequence[int]) -> Table:
    """The table that comes nearest to what some states are worth."""
    hot, pulls, at = [np.ones(len(states))], [], 1
    for column in columns:
        digits = np.searchsorted(column.least, [values[column.variable] for values in states], side="right") - 1
        bands = len(column.least) - 1
        hot += [(digits == band).astype(float) for band in range(1, bands + 1)]
        pulls += [(at + band, at + band - 1 if band else None) for band in range(bands)]
        at += bands
    matrix = np.stack(hot, 1)
    normal = matrix.T @ matrix
    for own, neighbour in pulls:
        normal[own, own] += _DRAWN_TOGETHER
        if neighbour is not None:
            normal[neighbour, neighbour] += _DRAWN_TOGETHER
            normal[own, neighbour] -= _DRAWN_TOGETHER
            normal[neighbour, own] -= _DRAWN_TOGETHER
    solution = np.rint(np.linalg.solve(normal, matrix.T @ (np.array(worths) / _UNIT))).astype(int).tolist()
    add: dict[str, tuple[int, tuple[int, ...]]] = {}
    at = 1
    for column in columns:
        variable = story.variables[column.variable]
        steps = [0, *solution[at : at + len(column.least) - 1]]
        at += len(column.least) - 1
        if any(steps):
            ends = (*column.least[1:], variable.max + 1)
            spread = zip(column.least, ends, steps, strict=True)
            add[variable.name] = variable.min, tuple(n for least, end, n in spread for _ in range(least, end))
    return Table(solution[0], add)
