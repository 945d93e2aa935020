"""What is remembered of a state, and how it is packed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from game.explore import state_set as found_module
from game.explore.layout import Words
from game.explore.search import Exploration, Limits, explore
from game.explore.state_set import Numbering, PendingStates, StateIndex, StateSet, keys
from game.play.setup import Rival, Setup
from game.story.link import link
from tests import switches
from tests.explore.brute import MOST, Brute
from tests.explore.invented import invented
from tests.explore.stories import choice, document, effects, flag, number, scene, story, way

ME = frozenset({"me"})
OPERATIONS = ("<", "<=", "==", "!=", ">=", ">")


def states(explored: Exploration, place: str) -> int:
    return len(explored.reached[explored.program.entry[place]])


def test_what_nothing_reads_again_is_forgotten() -> None:
    tale = story(
        [flag("f"), number("n", 0, 9, 0)],
        [
            scene(
                "a", choice("p", "b", effects=effects({"n": 1}, {"f": 1})), choice("q", "b", effects=effects({"n": 5}))
            ),
            scene("b", choice("go", way("c", ["var", "f"]), "c")),
            scene("c", choice("end", "x")),
        ],
        endings=["x"],
    )
    found = explore(Setup(tale, ME))
    assert states(found, "b") == 2
    assert states(found, "c") == 1


def test_values_that_no_condition_tells_apart_count_as_one() -> None:
    rooms = [
        scene(
            f"r{i}",
            choice("up", f"r{i + 1}", effects=effects({"n": 2})),
            choice("down", f"r{i + 1}", effects=effects({"n": -2})),
        )
        for i in range(12)
    ]
    gate = scene("r12", to=[way("x", [">=", ["var", "n"], ["int", 9]]), "y"])
    odd = story([number("n", 0, 10, 5)], [*rooms, gate], endings=["x", "y"])
    found = explore(Setup(odd, ME))
    assert states(found, "r12") == 2  # of the eleven values: 0-8, 9-10
    assert states(found, "r10") == 3  # 0-4, 5-8, 9-10: what becomes 9 at once, in two steps, never


def many_numbers() -> Setup:
    """Enough numbers for two machine words, all read at the end."""
    names = [f"n{i}" for i in range(12)]
    rooms = [
        scene(
            f"r{i}",
            *[choice(f"c{k}", f"r{i + 1}", effects=effects({names[(i + k) % 12]: 200 - 90 * k})) for k in range(3)],
        )
        for i in range(7)
    ]
    total: list[Any] = ["var", names[0]]
    for name in names[1:]:
        total = ["+", ["*", total, ["int", 2]], ["var", name]]
    ways = [way("x", [">=", total, ["int", 200_000]]), "y"]
    return Setup(story([number(n, 0, 600, 0) for n in names], [*rooms, scene("r7", to=ways)], endings=["x", "y"]), ME)


def test_states_of_several_words_are_told_apart() -> None:
    found = explore(many_numbers())
    assert found.stepper.layouts.of[found.program.entry["r7"]].words == 2
    assert found.odds(found.program.entry["x"]) + found.odds(found.program.entry["y"]) == pytest.approx(1)


def test_states_whose_words_mix_to_the_same_number_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    fair = explore(many_numbers())
    monkeypatch.setattr(found_module, "keys", lambda words: keys(words) & 3 if len(words) > 1 else keys(words))
    crowded = explore(many_numbers())
    assert crowded.states == fair.states
    for place in ("x", "y"):
        assert crowded.odds(crowded.program.entry[place]) == pytest.approx(fair.odds(fair.program.entry[place]))


def test_a_state_is_found_among_others_that_share_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_module, "keys", lambda words: np.zeros(len(words[0]), dtype=np.int64))
    words: Words = (np.array([3, 1, 2]), np.array([0, 0, 5]))
    places = StateIndex(words)
    at, there = places.of((np.array([2, 2]), np.array([5, 0])))
    assert (int(at[0]), list(there)) == (2, [True, False])


def test_states_that_arrive_twice_are_one_with_their_odds_summed_and_the_cheaper_cost() -> None:
    waiting = PendingStates()
    for value, odds, cost in ((7, 0.25, 9), (3, 0.5, 4), (7, 0.125, 2)):
        waiting.add(0, StateSet((np.array([value]),), np.array([odds]), np.array([cost], dtype=np.int32)))
    merged = waiting.merged()
    assert [list(column) for column in (merged.words[0], merged.mass, merged.cost)] == [[3, 7], [0.5, 0.375], [4, 2]]


@given(st.lists(st.lists(st.integers(0, 99), min_size=1), min_size=1), st.sampled_from([100, 1 << 40]))
def test_states_are_numbered_alike_whether_they_are_listed_or_sorted(parts: list[list[int]], span: int) -> None:
    numbering = Numbering()
    numbering.of([(np.array([97, 5]),)], 100)  # of another location: nothing of it may be left
    (words,), rows = numbering.of([(np.array(part),) for part in parts], span)
    assert list(words) == sorted({state for part in parts for state in part})
    assert [list(words[places]) for places in rows] == parts


def test_only_odds_are_kept_where_states_are_not_wanted() -> None:
    setup = many_numbers()
    whole, odds = explore(setup), explore(setup, keep=False)
    assert odds.reached == {}
    assert odds.odds(odds.program.entry["x"]) == pytest.approx(whole.odds(whole.program.entry["x"]))


COMPARED = [[op, ["var", "n"], ["int", k]] for op in OPERATIONS for k in (3, 6)]


@pytest.mark.parametrize("test", [*COMPARED, ["in", ["var", "n"], [2, 7]]])
def test_bands_hide_nothing_from_a_comparison(test: list[Any]) -> None:
    up, down = effects({"n": 2}), effects({"n": -4})
    rooms = [
        scene(f"r{i}", choice("up", f"r{i + 1}", effects=up), choice("down", f"r{i + 1}", effects=down))
        for i in range(5)
    ]
    tale = document([number("n", 0, 10, 4)], [*rooms, scene("r5", to=[way("x", test), "y"])], endings=["x", "y"])
    found = explore(Setup(link(tale), ME))
    assert found.odds(found.program.entry["x"]) == Brute(tale, {"me"}, "history").chance("x")


@settings(max_examples=20 * switches.THOROUGH, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40))
def test_whatever_leads_to_a_state_is_found_by_going_back_from_it(seed: int) -> None:
    tale = link(invented(seed, 12))
    found = explore(Setup(tale, frozenset(tale.seats), Rival.WEIGHTED), Limits(MOST))
    assume(not found.cut)
    for index, from_ in found.reached.items():
        location = found.program.locations[index]
        view = found.stepper.view(location, from_.words)
        for taken in found.stepper.taken(location, view):
            for arrival in found.stepper.arrivals(location, taken):
                back = found.stepper.before(location, arrival.location, arrival.words, 10**6)
                assert back is not None
                rows = range(len(from_)) if arrival.rows is None else arrival.rows.tolist()
                led = {tuple(int(word[row]) for word in from_.words) for row in rows}
                assert led <= set(zip(*(word.tolist() for word in back), strict=True))
