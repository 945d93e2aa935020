"""The rival that plays to win: it sees what there is to see, decides the same everywhere, and gains by its strength."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from game.play import strategist as thinking
from game.play.run import Run
from game.play.setup import STRATEGISTS, Rival, Setup
from game.play.state import Decided, begin, decide, open_choices
from game.play.strategist import MOST, MOST_LOOKS, SCALE, Strategist, Weighed
from game.story.closures import Values
from game.story.estimates import Table
from game.story.link import link
from game.story.model import Story
from game.story.scenes import Scene
from game.story.variables import VariableKind
from tests.explore.brute import Brute, State
from tests.explore.invented import invented
from tests.play.bargain import bargain, bargain_document, knowing, with_tables
from tests.play.drafts import Doc, built, choice, document, ending, episode, gauge, scene, storylet
from tests.switches import ACCEPT, THOROUGH

GOLDEN = Path(__file__).with_name("strategist.json")
LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})

TAUS = {1: 3.0, 2: 1.5, 3: 0.8, 4: 0.4, 5: 0.1}
"""What must be given away to halve the appetite, said here once more."""


def test_a_table_that_begins_above_a_variable_and_ends_below_it_adds_nothing_outside() -> None:
    story = bargain()
    trust = next(variable for variable in story.variables if variable.name == "trust")
    knower = Strategist(
        story, RIGHT, "left", 3, {"offer1": Table(7, {"trust": (trust.min + 2, (10, 20)), "gone": (0, (5,))})}
    )
    base, [(index, low, numbers)] = knower.tables["offer1"]
    assert (base, index, low) == (7, trust.index, trust.min)
    assert numbers == (0, 0, 10, 20, *(0 for _ in range(trust.max - trust.min - 3)))


class Plain:
    """What a strategist should expect, in fractions of a point, worked out over states that somebody else found."""

    def __init__(self, brute: Brute, seat: str, strength: int) -> None:
        self.brute, self.seat, self.tau = brute, seat, TAUS[strength]
        self.expect = lru_cache(maxsize=None)(self._expect)

    def choices(self, state: State, depth: int) -> dict[str, tuple[float, float]]:
        """For each choice of a state, how much of the weight it has, and what it is worth."""
        by: dict[str, list[tuple[float, State]]] = {}
        for p, what, to in self.brute.next[state]:
            by.setdefault(what.partition("/")[2], []).append((float(p), to))
        return {
            choice: (total := sum(p for p, _ in ways), sum(p * self.expect(to, depth) for p, to in ways) / total)
            for choice, ways in by.items()
        }

    def _expect(self, state: State, depth: int) -> float:
        place, moves = self.brute.place(state), self.brute.next[state]
        if place in self.brute.endings:
            return float(self.brute.endings[place]["worth"][self.seat])
        if not moves or ("choice" in moves[0][1] and depth == 0):
            return 5.0
        if "choice" not in moves[0][1]:
            return sum(float(p) * self.expect(to, depth) for p, _, to in moves)
        known = self.choices(state, depth - 1)
        if self.brute.scenes.get(place, ({"seat": None},))[0]["seat"] == self.seat:
            best = max(worth for _, worth in known.values())
            steps = [int((best - worth) * 16 / self.tau) for _, worth in known.values()]
            shares = [w * 2 ** (-step / 16) for (w, _), step in zip(known.values(), steps, strict=True)]
        else:
            shares = [1.0] * len(known)
        return sum(s * worth for s, (_, worth) in zip(shares, known.values(), strict=True)) / sum(shares)


def values_of(story: Story, state: State) -> Values:
    """A state as the engine has it."""
    env = dict(state[1])
    prefix = {VariableKind.ONCE: "once ", VariableKind.DRAWN: "drawn "}
    return tuple(env.get(prefix.get(v.kind, "") + v.name, 0) for v in story.variables)


@lru_cache(maxsize=1)
def stories() -> list[tuple[Story, Brute]]:
    """Stories that nobody has seen, but those that run in circles where nobody is asked."""
    found = []
    for seed in range(25 * THOROUGH):
        made: Any = invented(seed)
        for place, worth in zip(made["endings"], ({"me": 2, "you": 9}, {"me": 7, "you": 1}), strict=True):
            place["worth"] = worth
        brute = Brute(made, {"me"}, "weighted")
        unasked = {s: [to for _, what, to in moves if not what] for s, moves in brute.next.items()}
        with suppress(CycleError):
            TopologicalSorter(unasked).prepare()
            found.append((link(made), brute))
    return found


@pytest.mark.parametrize("strength", [1, 3, 5])
def test_what_it_expects_is_what_a_plain_interpreter_finds(strength: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinking, "MOST_LOOKS", 10**9)
    compared = 0
    for story, brute in stories():
        plain, mind = Plain(brute, "you", strength), Strategist(story, frozenset({"me"}), "you", strength, {})
        states = [s for s in brute.next if s[0] in story.scenes and story.scenes[s[0]].seat == "you"]
        for state in states[:: max(1, len(states) // 12)]:
            known = plain.choices(state, thinking.AHEAD - 1)
            if len(known) < 2:
                continue
            for weighed in mind.weigh(story.scenes[state[0]], values_of(story, state)):
                if weighed.choice.id in known:  # a choice of no weight is never taken, and the other does not know it
                    assert weighed.worth / SCALE == pytest.approx(known[weighed.choice.id][1], abs=0.01)
                    compared += 1
    assert compared > 100


def decisions(setup: Setup, limit: int) -> Iterator[tuple[Scene, Values]]:
    """Where the rival decides, on all roads of the player, up to a limit."""
    todo = [begin(setup)]
    while todo and limit:
        state = todo.pop(0)
        for beat in state.passed:
            if isinstance(beat, Decided) and limit:
                limit -= 1
                yield beat.scene, beat.before
        todo += [decide(setup, state, taken) for taken in open_choices(state)]


def recorded() -> list[list[Any]]:
    """Two hundred decisions: the scene, the values, the strength, and each choice's share of the draw."""
    rows: list[list[Any]] = []
    for rival in STRATEGISTS:
        for held in (LEFT, RIGHT):
            setup = Setup(with_tables(bargain()), held, rival, 7)
            for place, values in decisions(setup, 20):
                weighed = setup.strategists[place.seat or ""].weigh(place, values)
                rows.append([place.id, list(values), rival.strength, {w.choice.id: w.share for w in weighed}])
    return rows


def test_two_hundred_decisions_come_out_the_same_on_every_machine() -> None:
    found = recorded()
    if ACCEPT:
        GOLDEN.write_text("[\n" + ",\n".join(json.dumps(row) for row in found) + "\n]\n", "utf-8")
    assert len(found) == 200
    assert found == json.loads(GOLDEN.read_text("utf-8"))


def test_nothing_that_it_multiplies_leaves_what_javascript_counts_exactly() -> None:
    assert max(thinking.POWERS) * thinking.HEAVIEST * MOST * 50 < 2**53


def test_powers_of_two_are_what_they_say() -> None:
    assert [round(2 ** (16 - i / 16)) for i in range(16)] == list(thinking._ROOT)


def test_a_choice_of_no_weight_is_never_taken_however_good() -> None:
    told = built(
        document(
            episode(
                "one",
                scene("a", choice("good", "win", weight=0), choice("bad", "lose"), seat="right"),
                scene("b", choice("x", "win"), seat="left"),
            ),
            endings=[
                ending("win") | {"worth": {"left": 0, "right": 10}},
                ending("lose") | {"worth": {"left": 10, "right": 0}},
            ],
        )
    )
    for seed in range(50):
        assert begin(Setup(told, LEFT, Rival.STRATEGIST_5, seed)).here.id == "lose"
    assert Strategist(told, LEFT, "right", 5, {}).weigh(told.scenes["a"], told.start)[0].share == 0


ENDINGS = [ending("win") | {"worth": {"right": 10}}, ending("lose") | {"worth": {"right": 0}}]


def weighed_at_once(*scenes: Doc, deck: Iterable[Doc] = (), most: int = 6) -> tuple[Weighed, ...]:
    """What the strongest strategist makes of the first scene of a story, which is the right's."""
    one = episode("one", *scenes, deck=deck)
    made = built(document(one, variables=[gauge("heat", 0, most)], endings=ENDINGS))
    return Strategist(made, LEFT, "right", 5, {}).weigh(made.scenes[scenes[0]["id"]], made.start)


@pytest.mark.parametrize(("percent", "tenths"), [(250, 100), (-250, 0), (101, 100), (-1, 0)])
def test_a_choice_that_is_more_than_certain_is_worth_what_a_certain_one_is(percent: int, tenths: int) -> None:
    wins, fails = choice("try", "win"), choice("try", "lose")
    gamble = choice("try") | {"chance": {"percent": ["int", percent], "wins": wins, "fails": fails}}
    weighed = weighed_at_once(scene("a", gamble, choice("sure", "win"), choice("bad", "lose"), seat="right"))
    assert [each.tenths for each in weighed] == [tenths, 100, 0]


def test_where_nothing_that_is_open_has_weight_all_weigh_the_same() -> None:
    def shares(weight: int) -> list[int]:
        either = choice("good", "win", weight=weight), choice("bad", "lose", weight=weight)
        return [each.share for each in weighed_at_once(scene("a", *either, seat="right"))]

    assert shares(0) == shares(1)
    assert shares(0)[0] > shares(0)[1]


@pytest.mark.parametrize(("draws", "tenths"), [(thinking.DEEPEST, [100, 0]), (thinking.DEEPEST + 1, [50, 50])])
def test_of_more_draws_than_it_follows_it_expects_neither_good_nor_bad(draws: int, tenths: list[int]) -> None:
    """One storylet can be drawn at a time, so that nothing but their number is too much."""
    deck = [storylet(f"s{n}", {"heat": 1}, ["==", ["var", "heat"], ["int", n]]) for n in range(draws)]
    fork = scene("a", choice("through", "dealt"), choice("bad", "lose"), seat="right")
    weighed = weighed_at_once(fork, scene("dealt", to="win", draw=draws), deck=deck, most=draws)
    assert [each.tenths for each in weighed] == tenths


@pytest.mark.parametrize(("looks", "decided", "dealt"), [(1, [100, 0], [100, 0]), (0, [50, 0], [50, 50])])
def test_a_decision_and_a_draw_are_each_counted_as_looked_at(
    looks: int, decided: list[int], dealt: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a decision there is less far to look; a draw has to be followed to its end."""
    monkeypatch.setattr(thinking, "MOST_LOOKS", looks)
    fork = scene("a", choice("through", "b"), choice("bad", "lose"), seat="right")
    weighed = weighed_at_once(fork, scene("b", choice("go", "win"), seat="left"))
    assert [each.tenths for each in weighed] == decided
    weighed = weighed_at_once(fork, scene("b", to="win", draw=1), deck=[storylet("s", {"heat": 1})])
    assert [each.tenths for each in weighed] == dealt


def test_a_story_too_wide_to_look_through_is_looked_at_less_far() -> None:
    """Eight choices, eight scenes on: four decisions ahead would be thousands."""
    scenes = [
        scene(
            f"s{n}",
            *(choice(f"c{i}", add={"heat": i - 3, "flour": i % 3}) for i in range(8)),
            to=f"s{n + 1}" if n < 7 else "end",
            seat="right" if n % 2 else "left",
        )
        for n in range(8)
    ]
    variables = [gauge("heat", 40, 80), gauge("flour", 20, 40, "stake")]
    told = built(document(episode("one", *scenes), variables=variables, endings=[ending("end")]))
    mind = Strategist(told, LEFT, "right", 5, {})
    weighed = mind.weigh(told.scenes["s1"], told.start)
    assert mind._looks <= MOST_LOOKS
    assert weighed == mind.weigh(told.scenes["s1"], told.start)
    assert len({w.worth for w in weighed}) == 1  # nothing tells them apart: no ending says what it is worth


@pytest.mark.parametrize("tenths", range(0, 101, 7))
def test_a_worth_is_told_to_the_nearest_tenth(tenths: int) -> None:
    tenth = SCALE // 10
    told = built(document(episode("one", scene("a", choice("x", "end"))), endings=[ending("end")]))
    [only] = told.scenes["a"].choices
    for off in (-tenth // 3, 0, tenth // 3):
        assert Weighed(only, tenths * SCALE // 10 + off, 0).tenths == tenths


def played(setup: Setup, number: int) -> Run:
    """A run whose player decides blindly."""
    run = Run.start(setup)
    while opened := open_choices(run.state):
        number = number * 1103515245 + 12345 & 0x7FFFFFFF
        run = run.decide(opened[number // 65536 % len(opened)].id)
    return run


def success(story: Story, held: frozenset[str], rival: Rival) -> float:
    """What the ending is worth on average to the seat that is not held."""
    [seat] = {"left", "right"} - held
    runs = [played(Setup(story, held, rival, seed), seed) for seed in range(150)]
    return sum(run.ending.worth[seat] for run in runs if run.ending is not None) / len(runs)


@pytest.mark.parametrize("held", [LEFT, RIGHT], ids=["left", "right"])
def test_success_rises_with_strength(held: frozenset[str]) -> None:
    """Without any table: four decisions are half of this story."""
    told = bargain()
    plain, middling, strong = (success(told, held, r) for r in (Rival.WEIGHTED, *STRATEGISTS[2::2]))
    assert plain < middling < strong
    assert strong > plain + 0.3


def test_it_reads_tables_by_name_and_what_they_do_not_know_adds_nothing() -> None:
    made = bargain_document()
    made["variables"][0]["max"] = 9
    made["variables"].append(gauge("weather", 1, 5, "counter"))
    estimates = with_tables(bargain()).estimates()
    assert estimates is not None
    story = knowing(built(made), estimates)
    mind = Setup(story, LEFT, Rival.STRATEGIST_3).strategists["right"]
    here = story.scenes["offer2"]
    high = tuple(9 if v.name == "trust" else value for v, value in zip(story.variables, story.start, strict=True))
    assert all(w.share > 0 for w in mind.weigh(here, high))
    table = estimates.tables["right"]["offer2"]
    told = table.base + sum(table.add[v.name][1][story.start[v.index]] for v in story.variables if v.name in table.add)
    assert mind._read(here.id, story.start) == told * SCALE // 256


def test_an_ending_without_a_worth_counts_as_neither_good_nor_bad() -> None:
    made = bargain_document()
    for place in made["endings"]:
        place["worth"] = {}
    setup = Setup(built(made), LEFT, Rival.STRATEGIST_5)
    for place, values in decisions(setup, 30):
        assert {w.worth for w in setup.strategists["right"].weigh(place, values)} == {MOST // 2}


def test_the_seed_is_the_players_and_not_known_to_it() -> None:
    """What it expects is the same whatever the seed: chance that is to come is nobody's to know."""
    story = with_tables(bargain())
    first, other = (Setup(story, LEFT, Rival.STRATEGIST_4, seed) for seed in (1, 2))
    assert first.strategists is other.strategists
    assert replace(first, seed=9).strategists is first.strategists
