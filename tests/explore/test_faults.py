"""The eight faults that every author fears, each planted in a small story, each found with its cause."""

from __future__ import annotations

from typing import Any

import pytest

from game.explore.deadline import Deadline
from game.explore.encounters import Element
from game.explore.ranges import extents
from game.explore.search import Exploration, Limits, explore
from game.explore.soft_locks import find_soft_locks
from game.explore.survey import survey
from game.explore.verdicts import Status, Verdict, verdicts
from game.play.setup import Rival, Setup
from game.story.model import Story
from tests.explore.stories import choice, effects, ending, flag, number, paragraph, scene, story, storylet, way

ME = frozenset({"me"})


def explored(tale: Story, limits: Limits | None = None, rival: Rival = Rival.HISTORY) -> Exploration:
    return explore(Setup(tale, ME, rival), limits)


def verdict(tale: Story, kind: str, id: str, limits: Limits | None = None) -> Verdict:
    found = {v.thing: v for v in verdicts(explored(tale, limits))}
    return found[Element(kind, id)]


def twelve_doors() -> Story:
    """Twelve times left or right; only twelve times left leads to the ending `rare`."""
    rooms = [
        scene(
            f"room-{i}", choice("left", f"room-{i + 1}", effects=effects({"luck": 1})), choice("right", f"room-{i + 1}")
        )
        for i in range(12)
    ]
    last = scene("room-12", to=[way("rare", [">=", ["var", "luck"], ["int", 12]]), "common"])
    return story([number("luck", 0, 12, 0)], [*rooms, last], endings=["rare", "common"])


def test_a_rare_ending_is_reached_and_its_odds_are_exact() -> None:
    found = verdict(twelve_doors(), "ending", "rare")
    assert found.status is Status.REACHED
    assert found.odds == 1 / 4096
    assert found.road is not None
    assert [decision.choice for decision in found.road.decisions] == ["left"] * 12


def test_a_rare_ending_takes_few_states_to_find() -> None:
    assert explored(twelve_doors()).states < 200


def test_an_ending_whose_condition_can_never_hold_is_proved_so_with_the_clause_to_blame() -> None:
    tale = story(
        [number("trust", 0, 100, 50)],
        [
            scene("a", choice("kind", "b", effects=effects({"trust": 10})), choice("cold", "b")),
            scene("b", to=[way("friends", [">=", ["var", "trust"], ["int", 90]]), "strangers"]),
        ],
        endings=["friends", "strangers"],
    )
    found = verdict(tale, "ending", "friends")
    assert found.status is Status.UNREACHABLE
    assert str(found.reason) == "`b` needs `trust >= 90`, at most 60 here"


def test_an_orphan_scene_is_proved_unreachable() -> None:
    tale = story([], [scene("a", choice("on", "x")), scene("orphan", to=["x"])], endings=["x"])
    found = verdict(tale, "scene", "orphan")
    assert (found.status, str(found.reason)) == (Status.UNREACHABLE, "nothing leads here")


def soft_lock() -> Story:
    """In one of three paths, nothing can be chosen any more."""
    return story(
        [flag("key"), flag("friend")],
        [
            scene(
                "a",
                choice("take-key", "door", effects=effects(put={"key": 1})),
                choice("make-friend", "door", effects=effects(put={"friend": 1})),
                choice("hurry", "door"),
            ),
            scene(
                "door",
                choice("unlock", "x", test=["var", "key"]),
                choice("call", "x", test=["var", "friend"]),
            ),
        ],
        endings=["x"],
    )


def test_a_dead_end_is_found_with_the_road_to_it() -> None:
    found = survey(Setup(soft_lock(), ME))
    assert [(trap.kind, trap.scene, trap.states, str(trap.road)) for trap in found.stuck] == [
        ("dead end", "door", 1, "a:hurry")
    ]
    assert found.never_ends == pytest.approx(1 / 3)


def test_choices_that_go_round_for_ever_are_a_soft_lock() -> None:
    tale = story(
        [flag("in")],
        [
            scene("a", choice("enter", "maze", effects=effects(put={"in": 1})), choice("leave", "x")),
            scene(
                "maze", choice("left", "maze"), choice("right", "maze"), choice("out", "x", test=["not", ["var", "in"]])
            ),
        ],
        endings=["x"],
    )
    assert [(trap.kind, trap.scene) for trap in find_soft_locks(explored(tale)).traps] == [("soft lock", "maze")]


def test_a_loop_that_asks_nobody_is_found() -> None:
    tale = story(
        [],
        [scene("a", choice("wait", "b"), choice("go", "x")), scene("b", to=["c"]), scene("c", to=["b"])],
        endings=["x"],
    )
    found = find_soft_locks(explored(tale))
    assert {(trap.kind, trap.scene) for trap in found.traps} == {("endless", "b"), ("endless", "c")}
    assert found.never_ends == pytest.approx(0.5)


def test_a_circle_that_can_be_left_is_no_trap_and_its_odds_are_exact() -> None:
    tale = story([], [scene("a", choice("again", "a"), choice("x", "x"), choice("y", "y"))], endings=["x", "y"])
    found = explored(tale)
    assert find_soft_locks(found).traps == []
    assert found.odds(found.program.entry["x"]) == pytest.approx(0.5, abs=1e-13)


def test_a_gauge_that_runs_into_its_edge_is_told() -> None:
    tale = story(
        [number("health", 0, 10, 9)], [scene("a", choice("eat", "x", effects=effects({"health": 3})))], endings=["x"]
    )
    found = extents(explored(tale))
    assert found.clamped == [("a", "eat", "health", "max")]
    assert found.of[0] == {0: (9, 9)}


def test_a_choice_names_the_value_it_lacks() -> None:
    tale = story(
        [number("money", 0, 10, 5), flag("letter")],
        [
            scene("a", choice("earn", "b", effects=effects({"money": 2})), choice("idle", "b")),
            scene(
                "b",
                choice("buy", "x", test=["and", [">=", ["var", "money"], ["int", 9]], ["not", ["var", "letter"]]]),
                choice("read", "x", test=["var", "letter"]),
                choice("go", "x"),
            ),
        ],
        endings=["x"],
    )
    assert str(verdict(tale, "choice", "b/buy").reason) == "needs `money >= 9`, at most 7 here"
    assert str(verdict(tale, "choice", "b/read").reason) == "needs `letter`, which never holds here"


def test_clauses_that_hold_but_never_together_are_told_so() -> None:
    tale = story(
        [flag("red"), flag("blue")],
        [
            scene(
                "a",
                choice("red", "b", effects=effects(put={"red": 1})),
                choice("blue", "b", effects=effects(put={"blue": 1})),
            ),
            scene("b", choice("both", "x", test=["and", ["var", "red"], ["var", "blue"]]), choice("go", "x")),
        ],
        endings=["x"],
    )
    assert str(verdict(tale, "choice", "b/both").reason) == "needs `red and blue`, which never hold together here"


def test_a_paragraph_that_nobody_can_meet_is_proved_so() -> None:
    tale = story(
        [flag("met")],
        [scene("a", choice("on", "x", result=[paragraph("ok"), paragraph("never", ["var", "met"])]))],
        endings=["x"],
    )
    assert verdict(tale, "paragraph", "a/on#1").status is Status.REACHED
    assert verdict(tale, "paragraph", "a/on#2").status is Status.UNREACHABLE


@pytest.mark.parametrize("limits", [None, Limits(1)], ids=["counted", "by ranges"])
def test_a_paragraph_of_a_result_names_what_is_lacking_once_its_own_choice_is_taken(limits: Limits | None) -> None:
    rich = paragraph("never", [">=", ["var", "money"], ["int", 9]])
    tale = story(
        [number("money", 0, 10, 5)],
        [
            scene(
                "a",
                choice("spend", "x", effects=effects({"money": -2}), result=[paragraph("ok"), rich]),
                choice("earn", "x", effects=effects({"money": 1}), result=[paragraph("ok"), rich]),
            )
        ],
        endings=["x"],
    )
    for id, left in (("spend", 3), ("earn", 6)):
        reason = verdict(tale, "paragraph", f"a/{id}#2", limits).reason
        assert str(reason) == f"needs `money >= 9`, always {left} here"


def test_a_sum_before_the_first_choice_is_read_as_it_is_played() -> None:
    """A number that starts at 3, falls by 2 at once, and is asked later whether it is 1: no run is ever at 2."""
    tale = story(
        [number("a", 0, 4, 3)],
        [
            scene("fall", to=["decide"], effects=effects({"a": -2})),
            scene("decide", choice("on", "x"), choice("off", "y"), seat="me"),
        ],
        endings=[
            ending("x", text=[paragraph("the end"), paragraph("only one is left", ["<=", ["var", "a"], ["int", 1]])]),
            "y",
        ],
    )
    assert explored(tale).states == 4
    found = verdict(tale, "paragraph", "x#2")
    assert (found.status, found.odds) == (Status.REACHED, 0.5)


def test_a_choice_that_only_history_leaves_out_is_not_called_unreachable() -> None:
    rival = scene("theirs", choice("did", "x", history=True), choice("might", "y"), seat="you")
    tale = story([], [scene("a", choice("on", "theirs")), rival], endings=["x", "y"])
    found = verdict(tale, "choice", "theirs/might")
    assert (found.status, str(found.reason)) == (Status.ELSEWHERE, "the rival never takes it")


def test_a_limit_leaves_what_it_cannot_tell_open_and_proves_the_rest_by_ranges() -> None:
    rooms = [
        scene(
            f"room-{i}",
            *[choice(f"c{k}", f"room-{i + 1}", effects=effects({f"n{k}": 1})) for k in range(4)],
            choice("never", f"room-{i + 1}", test=[">", ["var", "n0"], ["int", 90]]),
        )
        for i in range(30)
    ]
    test = ["and", *[["==", ["var", f"n{k}"], ["int", n]] for k, n in enumerate((27, 1, 1, 1))]]
    tale = story(
        [number(f"n{k}", 0, 99, 0) for k in range(4)],
        [*rooms, scene("room-30", to=[way("rare", test), "common"])],
        endings=["rare", "common"],
    )
    found = {v.thing: v for v in verdicts(explored(tale, Limits(states=200)))}
    assert found[Element("choice", "room-29/never")].status is Status.UNREACHABLE
    assert found[Element("ending", "rare")].status is Status.NOT_FOUND
    common = found[Element("ending", "common")]
    assert (common.status, common.sampled, common.odds) == (Status.REACHED, True, 1.0)
    early = found[Element("choice", "room-0/c0")]
    assert (early.sampled, early.odds) == (False, 0.25)


def test_a_storylet_that_is_never_drawn_names_its_condition() -> None:
    tale = story(
        [number("fame", 0, 9, 1)],
        [scene("a", to=["b"], draw=1), scene("b", choice("on", "x"))],
        endings=["x"],
        decks=[[storylet("rain"), storylet("fans", [">=", ["var", "fame"], ["int", 5]])]],
    )
    assert verdict(tale, "storylet", "rain").odds == 1.0
    assert str(verdict(tale, "storylet", "fans").reason) == "needs `fame >= 5`, always 1 here"


def test_odds_that_are_known_in_part_are_sampled_instead() -> None:
    rooms = [
        scene(f"room-{i}", *[choice(f"c{k}", f"room-{i + 1}", effects=effects({f"n{k}": 1})) for k in range(4)])
        for i in range(30)
    ]
    total = ["+", ["+", ["var", "n0"], ["*", ["var", "n1"], ["var", "n2"]]], ["*", ["var", "n3"], ["int", 7]]]
    late = scene("room-30", to=[way("later", ["==", total, ["int", 90]]), "later"])
    tale = story(
        [number(f"n{k}", 0, 99, 0) for k in range(4)],
        [scene("first", to=["room-0"], draw=1), *rooms, late, scene("later", to=["x"], draw=1)],
        endings=["x"],
        decks=[[storylet("rain"), storylet("sun")]],
    )
    rain = verdict(tale, "storylet", "rain", Limits(states=2000))
    assert (rain.status, rain.sampled, rain.odds) == (Status.REACHED, True, 1.0)
    assert verdict(tale, "storylet", "rain", Limits(states=500_000)).odds == pytest.approx(1.0, abs=1e-12)


def test_where_the_time_is_up_nothing_is_called_unreachable_that_another_setup_may_meet() -> None:
    tale = story([flag("f")], [scene("a", choice("on", way("x", ["var", "f"]), "y"))], endings=["x", "y"])
    hurried = survey(Setup(tale, ME), deadline=Deadline(0.0))
    assert {"roads", "what other setups meet", "choices side by side", "exact ranges"} <= set(hurried.undone)
    found = {v.thing.id: v.status for v in hurried.verdicts if v.thing.kind == "ending"}
    assert found == {"x": Status.ELSEWHERE, "y": Status.REACHED}
    assert survey(Setup(tale, ME)).undone == ()


def test_a_sum_of_which_nothing_tells_the_values_apart_is_never_said_to_have_one_value() -> None:
    up = choice("up", "b", effects=effects({"a": 1}))
    text = [paragraph("p", ["<", ["max", ["var", "a"], ["var", "b"]], ["int", 0]])]
    tale = story(
        [number("a", 0, 9, 2), number("b", 0, 9, 0)],
        [scene("a", up, choice("on", "b")), scene("b", choice("on", "x"), text=text)],
        endings=["x"],
    )
    assert str(verdict(tale, "paragraph", "b#1").reason) == "needs `max(a, b) < 0`, at least 2 here"


def test_a_label_s_words_lie_at_no_distance() -> None:
    mood = {"name": "mood", "kind": "label", "min": 0, "max": 1, "start": 0, "words": {"calm": "Calm", "wild": "Wild"}}
    never: list[Any] = ["==", ["var", "mood"], ["int", 1, "wild"]]
    tale = story([mood], [scene("a", choice("on", "x"), text=[paragraph("p", never)])], endings=["x"])
    assert str(verdict(tale, "paragraph", "a#1").reason) == "needs `mood == wild`, which never holds here"
