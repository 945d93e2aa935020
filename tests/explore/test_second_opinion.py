"""The explorer and the plainest possible interpreter say the same about stories that nobody has seen."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from game.explore import search
from game.explore.confirm import Road, chancy, confirmed, states_along, with_seeds
from game.explore.encounters import Element, Reader, element_of
from game.explore.ranges import extents
from game.explore.recall import Recall
from game.explore.search import Exploration, explore
from game.explore.soft_locks import find_soft_locks
from game.explore.witnesses import witnesses
from game.play.setup import BY_RULE, Rival, Setup
from game.play.state import EndlessStory
from game.story.link import link
from tests import switches
from tests.explore.brute import Brute
from tests.explore.invented import invented

SEATS = st.sampled_from([frozenset({"me"}), frozenset({"you"}), frozenset({"me", "you"})])
RIVALS = st.sampled_from(list(BY_RULE))


@settings(
    max_examples=40 * switches.THOROUGH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.integers(0, 2**40), SEATS, RIVALS, st.sampled_from([1, 3, 1 << 17]), st.sampled_from([0, 12]))
@example(11754, frozenset({"me", "you"}), Rival.WEIGHTED, 1 << 17, 12)  # a product, in a circle not yet gone round
def test_the_explorer_and_the_plainest_interpreter_say_the_same(
    seed: int, seats: frozenset[str], rival: Rival, block: int, memories: int
) -> None:
    document = invented(seed, memories)
    with patch.object(search, "BLOCK", block):
        explored = explore(Setup(link(document), seats, rival))
    brute = Brute(document, set(seats), rival.value)
    they_reach_the_same(explored, brute)
    remembering = Brute(document, set(seats), rival.value, remembering=True)
    they_read_the_same(explored, remembering)
    they_read_as_often(explored, remembering)
    every_text_that_remembers_is_read_on_its_road(explored)
    they_give_the_same_odds(explored, brute)
    they_see_every_number_move_in_the_same_range(explored, brute)
    they_find_the_same_runs_that_never_end(explored, brute)
    every_shortest_road_is_one_that_the_engine_takes(explored, brute)


def they_reach_the_same(explored: Exploration, brute: Brute) -> None:
    seen = {thing for thing, sight in explored.observer.seen.items() if sight.row >= 0}
    assert {t.id for t in seen if t.kind in ("scene", "ending")} == brute.places()
    assert {f"choice {t.id}" for t in seen if t.kind == "choice"} == brute.choices()
    assert {f"storylet {t.id}" for t in seen if t.kind == "storylet"} == brute.seen
    assert {t.id for t in seen if t.kind == "outcome"} == brute.outcomes


def they_read_the_same(explored: Exploration, brute: Brute) -> None:
    texts = ("paragraph", "variant")
    seen = {t.id for t, sight in explored.observer.seen.items() if t.kind in texts and sight.row >= 0}
    assert seen | set(explored.memory.met if explored.memory else ()) == brute.read


def they_read_as_often(explored: Exploration, brute: Brute) -> None:
    odds = brute.read_odds() if len(brute.safe()) == len(brute.next) else None  # what is stuck in a circle has none
    recalled = Recall(explored).texts(0) if explored.memory else {}
    for path, once in (odds or {}).items():
        sight = explored.observer.seen.get(element_of(path))
        mine = recalled[path].odds if path in recalled else sight.odds if sight is not None else None
        assert mine == pytest.approx(float(once), abs=1e-12), path


def every_text_that_remembers_is_read_on_its_road(explored: Exploration) -> None:
    setup = explored.program.setup
    if explored.memory is None or any(trap.kind == "endless" for trap in find_soft_locks(explored).traps):
        return
    for path, recalled in Recall(explored).texts(0).items():
        thing = element_of(path)
        if not chancy(setup):
            assert confirmed([setup], {recalled.decisions: {thing}}) == {thing: 0}, path


def they_give_the_same_odds(explored: Exploration, brute: Brute) -> None:
    for place, location in explored.program.entry.items():
        assert explored.odds(location) == pytest.approx(brute.chance(place), abs=1e-12)


def they_see_every_number_move_in_the_same_range(explored: Exploration, brute: Brute) -> None:
    exact = extents(explored)
    loose = {explored.program.variables[i].name for i in exact.loose}
    names = {v.index: v.name for v in explored.program.variables}
    for place, ranges in brute.extent().items():
        mine = exact.of[explored.program.entry[place]]
        for i, (low, high) in mine.items():
            least, most = ranges[names[i]]
            assert (low, high) == (least, most) or (names[i] in loose and low <= least <= most <= high)


def they_find_the_same_runs_that_never_end(explored: Exploration, brute: Brute) -> None:
    lost = set(brute.next) - brute.safe()
    assert {trap.scene for trap in find_soft_locks(explored).traps} == {brute.place(state) for state in lost}


def every_shortest_road_is_one_that_the_engine_takes(explored: Exploration, brute: Brute) -> None:
    endless = any(trap.kind == "endless" for trap in find_soft_locks(explored).traps)
    for thing, road in witnesses(explored, explored.observer.seen, seeds=50).items():
        if thing.kind in ("scene", "ending"):
            assert len(road.decisions) == brute.distance(thing.id)
        if not chancy(explored.program.setup) and not endless:
            assert road.seed == 0, thing


@settings(max_examples=30 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40), SEATS)
def test_roads_taken_together_have_the_seeds_that_each_has_alone(seed: int, seats: frozenset[str]) -> None:
    explored = explore(Setup(link(invented(seed)), seats, Rival.WEIGHTED))
    roads: dict[Road, set[Element]] = {}
    for thing, road in witnesses(explored, explored.observer.seen, 0).items():
        roads.setdefault(road.decisions, set()).add(thing)
    tries = with_seeds(explored.program.setup, 12)
    alone = [confirmed(tries, {road: things}) for road, things in roads.items()]
    together = confirmed(tries, roads)
    assert together == {thing: seed for one in alone for thing, seed in one.items()}
    for way, things in roads.items():
        met = [_met_along(one, way) for one in tries]
        for thing in things & together.keys():
            assert together[thing] == next(i for i, seen in enumerate(met) if thing in seen)


def _met_along(setup: Setup, road: Road) -> set[Element]:
    try:
        states = states_along(setup, road)
    except EndlessStory:
        return set()
    return {thing for state in states or () for thing in Reader(setup).encounters(state)}
