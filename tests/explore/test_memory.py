"""Verdicts on texts that ask what the run remembers, each in the smallest story that could go wrong."""

from __future__ import annotations

from typing import Any, cast

import pytest

from game.explore.automaton import build
from game.explore.encounters import Element
from game.explore.flag_costs import flag_costs
from game.explore.memory_marks import MemoryMarks
from game.explore.recall import Recall
from game.explore.report import unheard
from game.explore.search import Exploration, explore
from game.explore.survey import survey
from game.explore.verdicts import Status, Verdict, verdicts
from game.play.setup import Rival, Setup
from game.story.compiled import CompiledStory
from game.story.link import link
from game.story.memory import questions
from game.story.model import Story
from tests.explore.stories import (
    choice,
    condition,
    effects,
    ending,
    flag,
    number,
    paragraph,
    scene,
    story,
    storylet,
    way,
)
from tests.explore.stories import document as documented

ME = frozenset({"me"})


def took(name: str) -> list[Any]:
    return ["took", name]


def both(*parts: list[Any]) -> list[Any]:
    return ["and", *parts]


def told(tale: Story, rival: Rival = Rival.HISTORY) -> dict[str, Verdict]:
    explored = explore(Setup(tale, ME, rival))
    return {v.thing.id: v for v in verdicts(explored) if v.thing.kind == "paragraph"}


def two_doors(*texts: list[Any], again: bool = False) -> Story:
    """Left or right, red or blue, then an ending that asks; `again` lets a run come back to the doors."""
    back = [choice("back", "doors")] if again else []
    return story(
        [],
        [
            scene("doors", choice("left", "hall"), choice("right", "hall")),
            scene("hall", choice("red", "x"), choice("blue", "x"), *back),
        ],
        endings=[ending("x", text=[paragraph("end"), *(paragraph("asks", text) for text in texts)])],
    )


def test_what_was_taken_is_read_with_its_odds_and_its_shortest_road() -> None:
    found = told(two_doors(took("doors/left"), both(took("doors/left"), ["not", took("hall/red")])))
    assert [(found[f"x#{n}"].odds, str(found[f"x#{n}"].road)) for n in (2, 3)] == [
        (0.5, "doors:left,hall:red"),
        (0.25, "doors:left,hall:blue"),
    ]


def test_two_choices_of_one_scene_never_come_together_and_the_clause_is_named() -> None:
    found = told(two_doors(both(took("doors/left"), took("doors/right"))))
    assert (found["x#2"].status, str(found["x#2"].reason)) == (
        Status.ELSEWHERE,
        "needs `took(doors/left) and took(doors/right)`, which never hold together here",
    )


def test_where_a_run_may_come_back_they_do() -> None:
    found = told(two_doors(both(took("doors/left"), took("doors/right")), again=True))
    assert found["x#2"].status is Status.REACHED
    assert str(found["x#2"].road) == "doors:left,hall:back,doors:right,hall:red"
    assert found["x#2"].odds == pytest.approx(0.2)  # once back with 1/3, then the other door; or back again


def test_parts_that_are_each_met_and_never_together_are_proved_so() -> None:
    tale = story(
        [],
        [
            scene("a", choice("up", "b"), choice("down", "c")),
            scene("b", choice("one", "x"), choice("two", "x")),
            scene("c", choice("three", "x"), choice("four", "x")),
        ],
        endings=[
            ending(
                "x",
                text=[
                    paragraph("one", took("b/one")),
                    paragraph("three", took("c/three")),
                    paragraph("both", both(took("b/one"), took("c/three"))),
                ],
            )
        ],
    )
    found = told(tale)
    assert [found[f"x#{n}"].status for n in (1, 2, 3)] == [Status.REACHED, Status.REACHED, Status.ELSEWHERE]


def test_what_never_happens_before_a_text_is_the_clause_to_blame() -> None:
    tale = story(
        [],
        [
            scene("a", choice("on", "b"), text=[paragraph("early", took("b/on"))]),
            scene("b", choice("on", "x"), choice("off", "x"), text=[paragraph("always", ["not", took("a/on")])]),
        ],
        endings=["x"],
    )
    found = told(tale)
    assert str(found["a#1"].reason) == "needs `took(b/on)`, which never holds here"
    assert str(found["b#1"].reason) == "needs `not took(a/on)`, but `took(a/on)` always holds here"


def test_a_count_goes_no_further_than_three() -> None:
    texts = [["==", ["times", "a"], ["int", n]] for n in range(4)]
    tale = story(
        [],
        [scene("a", choice("again", "a"), choice("on", "x"), text=[paragraph("p", text) for text in texts])],
        endings=["x"],
    )
    found = told(tale)
    assert [found[f"a#{n + 1}"].odds for n in range(4)] == pytest.approx([1.0, 0.5, 0.25, 0.25])


def test_a_count_that_roads_allow_and_values_do_not_is_never_blamed_with_what_it_would_be() -> None:
    again = choice("again", "a", test=["<", ["var", "n"], ["int", 1]], effects=effects({"n": 1}))
    tale = story(
        [number("n", 0, 9, 0)],
        [scene("a", again, choice("on", "x"))],
        endings=[ending("x", text=[paragraph("p", [">=", ["times", "a"], ["int", 3]])])],
    )
    assert str(told(tale)["x#1"].reason) == "needs `times(a) >= 3`, which never holds here"


def test_a_storylet_is_remembered_from_the_next_page_on() -> None:
    tale = story(
        [],
        [scene("a", to=["b"], draw=1), scene("b", to=["x"], text=[paragraph("wet", ["seen", "rain"])])],
        endings=["x"],
        decks=[[storylet("rain", text=[paragraph("again", ["seen", "rain"])]), storylet("sun")]],
    )
    found = told(tale)
    assert (found["b#1"].status, found["b#1"].odds) == (Status.REACHED, 0.5)
    assert found["storylet:rain#1"].status is Status.ELSEWHERE


def test_who_plays_is_known_beforehand() -> None:
    tale = two_doors(["holds", "me"], ["holds", "you"])
    found = told(tale)
    assert [found[f"x#{n}"].status for n in (2, 3)] == [Status.REACHED, Status.UNREACHABLE]


def test_memory_adds_no_state() -> None:
    plain, remembering = two_doors(), two_doors(both(took("doors/left"), took("hall/red")))
    assert explore(Setup(plain, ME)).states == explore(Setup(remembering, ME)).states


def test_a_state_of_memory_is_carried_only_where_it_is_not_sure_and_some_text_ahead_may_be_read_with_it() -> None:
    tale = two_doors(took("doors/left"), both(took("hall/red"), ["not", took("doors/left")]))
    program = build(Setup(tale, ME))
    hall, end = program.entry["hall"], program.entry["x"]
    left, red = MemoryMarks(program).automata
    assert (left.size, left.carried) == (2, {hall: 0b10, end: 0b10})  # who has gone right will never hear it
    assert (red.size, red.carried) == (3, {hall: 0b01, end: 0b100})  # who has gone left will not hear this one
    assert (left.sure(program.start), left.sure(hall)) == (0, None)


def test_conditions_that_live_alike_share_an_automaton() -> None:
    texts = [took("doors/left"), ["not", took("doors/left")], took("doors/right")]
    memory = MemoryMarks(build(Setup(two_doors(*texts), ME)))
    assert [len(automaton.texts) for automaton in memory.automata] == [2, 1]


def test_a_dozen_texts_of_which_the_first_that_holds_is_read_are_cheap_and_have_their_odds() -> None:
    rooms = [scene(f"r{n}", choice("yes", f"r{n + 1}"), choice("no", f"r{n + 1}")) for n in range(12)]
    asked = [took(f"r{n}/yes") for n in range(12)]
    first_of = [both(*(["not", one] for one in asked[:n]), one) if n else one for n, one in enumerate(asked)]
    nothing = both(*(["not", one] for one in asked))
    words = [paragraph(f"p{n}", text) for n, text in enumerate([*first_of, nothing])]
    tale = story([], [*rooms, scene("r12", to=["x"])], endings=[ending("x", text=words)])
    explored = explore(Setup(tale, ME))
    assert explored.memory is not None
    assert max(automaton.size for automaton in explored.memory.automata) == 3
    assert max(len(words) for words in explored.memory.words) == 1
    odds = [recalled.odds for recalled in Recall(explored).texts(0).values()]
    assert sorted(odds, key=lambda one: -(one or 0)) == pytest.approx([*(0.5**n for n in range(1, 13)), 0.5**12])


def test_a_text_that_several_choices_open_is_an_echo_of_those_alone_whose_runs_read_it() -> None:
    either = ["or", took("a/left"), took("a/right"), took("a/none")]
    tale = story(
        [],
        [
            scene("a", choice("left", "b"), choice("right", "c"), choice("none", "x")),
            scene("b", choice("on", "c")),
            scene("c", choice("on", "x"), text=[paragraph("p", either)]),
        ],
        endings=["x"],
    )
    assert unheard([survey(Setup(tale, ME))]) == ["a/none"]


def test_texts_that_never_ask_at_the_same_time_share_their_bits() -> None:
    rooms = [
        scene(
            f"r{i}",
            *[choice(f"c{k}", f"r{i + 1}") for k in range(3)],
            text=[paragraph("echo", took(f"r{i - 1}/c{k}")) for k in range(3) if i],
        )
        for i in range(30)
    ]
    explored = explore(Setup(story([], [*rooms, scene("r30", to=["x"])], endings=["x"]), ME))
    assert explored.memory is not None
    assert max(len(words) for words in explored.memory.words) == 1
    assert len(explored.memory.met) == 29 * 3
    assert [recalled.odds for recalled in Recall(explored).texts(0).values()] == pytest.approx([1 / 3] * 87)


def test_a_choice_that_no_run_hears_of_again_is_told() -> None:
    tale = story(
        [],
        [
            scene("a", choice("left", way("b")), choice("right", "c")),
            scene("b", choice("on", "x")),
            scene("c", choice("on", "x"), text=[paragraph("p", took("a/left")), paragraph("q", took("a/right"))]),
        ],
        endings=["x"],
    )
    assert unheard([survey(Setup(tale, ME))]) == ["a/left"]


def test_a_text_for_those_who_did_not_take_a_choice_is_no_echo_of_it() -> None:
    asked = ["and", took("a/left"), ["not", took("a/right")]]
    tale = story(
        [],
        [
            scene("a", choice("left", "b"), choice("right", "b")),
            scene("b", choice("on", "x"), text=[paragraph("p", asked), paragraph("q", ["not", took("a/right")])]),
        ],
        endings=["x"],
    )
    assert unheard([survey(Setup(tale, ME))]) == []


def test_beyond_the_visits_allowed_a_text_is_reached_and_its_odds_are_left_open() -> None:
    explored: Exploration = explore(Setup(two_doors(took("doors/left")), ME))
    assert Recall(explored).texts(1) == {}
    found = {v.thing: v for v in verdicts(explored)}[Element("paragraph", "x#2")]
    assert (found.status, found.odds) == (Status.REACHED, 0.5)


def test_the_rival_s_choices_are_remembered_as_the_player_s() -> None:
    rival = scene("theirs", choice("did", "x", history=True), choice("might", "x"), seat="you")
    text = [paragraph("did", took("theirs/did")), paragraph("might", took("theirs/might"))]
    tale = story([], [scene("a", choice("on", "theirs")), rival], endings=[ending("x", text=text)])
    assert [v.status for v in (told(tale)["x#1"], told(tale)["x#2"])] == [Status.REACHED, Status.ELSEWHERE]
    weighted = told(tale, Rival.WEIGHTED)
    assert [weighted[f"x#{n}"].odds for n in (1, 2)] == [0.5, 0.5]


def test_an_opening_that_presumes_history_begins_with_it() -> None:
    ask = [paragraph("did", took("a/did")), paragraph("not", took("a/might")), paragraph("seen", ["seen", "a"])]
    document = documented(
        [],
        [scene("a", choice("did", "b", history=True), choice("might", "b"))],
        [scene("b", choice("on", "x"), text=ask)],
        endings=["x"],
    )
    opening = {"id": "late", "name": "", "episode": "e2", "after": 0}
    for presumes, statuses in (("history", [True, False, True]), ("nothing", [False, False, False])):
        late = cast(CompiledStory, {**document, "openings": [*document["openings"], opening | {"presumes": presumes}]})
        explored = explore(Setup(link(late), ME, opening="late"))
        assert explored.memory is not None
        assert [f"b#{n}" in explored.memory.met for n in (1, 2, 3)] == statuses


def test_what_a_flag_costs_is_the_states_that_differ_in_it_alone() -> None:
    up = choice("up", "b", effects=effects(put={"f": 1}))
    gate = scene("b", choice("go", way("x", ["var", "f"]), "y"), choice("stay", "b2"))
    tale = story(
        [flag("f"), flag("idle")],
        [
            scene("a", up, choice("down", "b")),
            gate,
            scene("b2", to=["b3"]),
            scene("b3", to=[way("x", ["var", "f"]), "y"]),
        ],
        endings=["x", "y"],
    )
    explored = explore(Setup(tale, ME))
    assert flag_costs(explored) == {"f": 3, "idle": 0}  # at b, at b2 and at b3
    assert explored.states == 9


def test_a_flag_that_is_up_only_where_something_else_differs_too_costs_nothing() -> None:
    up = choice("up", "b", effects=effects(put={"f": 1, "n": 2}))
    gate = choice("go", way("x", ["and", ["var", "f"], [">", ["var", "n"], ["int", 1]]]), way("x", ["var", "f"]), "y")
    tale = story(
        [flag("f"), number("n", 0, 3, 1)],
        [
            scene("a", up, choice("down", "b")),
            scene("b", gate, choice("stay", way("x", [">", ["var", "n"], ["int", 1]]), "y")),
        ],
        endings=["x", "y"],
    )
    assert flag_costs(explore(Setup(tale, ME))) == {"f": 0}


def challenged(tale: list[Any], *endings: str) -> Verdict:
    """The verdict on a challenge of the story of two doors, which ends as `x` or `y`."""
    rooms = [
        scene("doors", choice("left", "hall"), choice("right", "hall")),
        scene("hall", choice("red", "x"), choice("blue", "y")),
    ]
    made = documented([], rooms, endings=[ending("x"), ending("y")])
    one = {"id": "try", "name": "Try", "about": "", "endings": [*endings], "condition": condition(tale)}
    asked = dict.fromkeys(questions(tale))
    linked = link(cast(CompiledStory, {**made, "challenges": [one], "memory": [*asked]}))
    explored = explore(Setup(linked, ME, Rival.HISTORY))
    return next(v for v in verdicts(explored) if v.thing == Element("challenge", "try"))


def test_a_challenge_is_proved_over_all_of_its_endings_with_a_road_that_the_engine_takes() -> None:
    found = challenged(took("doors/left"), "x", "y")
    assert (found.status, found.odds) == (Status.REACHED, 0.5)
    assert found.road is not None
    assert found.road.decisions[0] == ("doors", "left")
    assert found.road.seed is not None


def test_a_challenge_that_no_run_meets_is_proved_so_and_the_clause_is_named() -> None:
    found = challenged(both(took("doors/left"), took("hall/blue")), "x")
    assert found.status is not Status.REACHED
    assert "`took(hall/blue)`" in str(found.reason)


def test_a_text_that_asks_for_what_is_still_to_come_multiplies_no_states() -> None:
    asks = both(took("d/later"), [">=", ["var", "n"], ["int", 5]])
    tale = story(
        [number("n", 0, 9, 0)],
        [
            scene("a", choice("up", "b", effects=effects({"n": 7})), choice("down", "b")),
            scene("b", choice("on", "c")),
            scene("c", to=["d"], text=[paragraph("Never.", asks)]),
            scene("d", choice("later", "x"), choice("not", "x")),
        ],
        endings=["x"],
    )
    explored = explore(Setup(tale, ME))
    assert {id: len(explored.reached[explored.program.entry[id]]) for id in "bcd"} == {"b": 1, "c": 1, "d": 1}
    verdict = next(v for v in verdicts(explored) if v.thing.id == "c#1")
    assert verdict.status is Status.ELSEWHERE
    assert str(verdict.reason) == "needs `took(d/later)`, which never holds here"
