"""Where decisions lead: effects, gates, endings, the other seat, and stories that never ask."""

from __future__ import annotations

import pytest

from game.play.page import PageKind, pages, wire
from game.play.run import Decision, NotOpen, Run
from game.play.setup import Rival, Setup, seat_word, seats
from game.play.state import EndlessStory, open_choices
from game.story.model import Story
from tests.play.conftest import Play
from tests.play.drafts import built, choice, document, ending, episode, flag, gauge, scene, story

LEFT, RIGHT = frozenset(["left"]), frozenset(["right"])


def value(run: Run, name: str) -> int:
    return run.state.values[run.setup.story.variable(name).index]


def test_numbers_add_and_stop_at_the_ends_of_their_range(play: Play) -> None:
    told = story(scene("a", choice("up", add={"heat": 5}), choice("down", add={"heat": -9, "flour": 1}), to="a"))
    assert value(play(Setup(told, LEFT), "up"), "heat") == 6
    run = play(Setup(told, LEFT), "up", "down")
    assert (value(run, "heat"), value(run, "flour")) == (0, 4)


def test_a_number_is_set_and_a_flag_raised(play: Play) -> None:
    told = story(scene("a", choice("set", "end", put={"heat": 1, "told": 1})))
    run = play(Setup(told, LEFT), "set")
    assert (value(run, "heat"), value(run, "told")) == (1, 1)
    assert run.ending is not None
    assert run.ending.id == "end"


def test_exits_are_read_after_the_effects(play: Play) -> None:
    push = choice("push", add={"heat": 1})
    push["exits"] = [
        {"to": "hot", "condition": {"source": "", "ast": [">=", ["var", "heat"], ["int", 4]]}},
        {"to": "cold"},
    ]
    told = story(scene("a", push), scene("hot", choice("x", "end")), scene("cold", choice("x", "end")))
    assert play(Setup(told, LEFT), "push").state.here.id == "hot"


def test_a_scene_that_is_only_read_applies_its_effects_and_passes(play: Play) -> None:
    told = story(scene("a", choice("go", "b")), scene("b", to="c", add={"heat": -1}), scene("c", choice("x", "end")))
    run = play(Setup(told, LEFT), "go")
    assert (run.state.here.id, value(run, "heat")) == ("c", 2)


def test_a_closed_choice_cannot_be_taken(play: Play) -> None:
    gate = [">=", ["var", "heat"], ["int", 4]]
    told = story(
        scene("a", choice("warm", add={"heat": 1}), choice("bake", "end", when=gate, locked="Too cold"), to="a")
    )
    run = play(Setup(told, LEFT))
    with pytest.raises(NotOpen) as refused:
        run.decide("bake")
    assert (refused.value.index, refused.value.scene) == (0, "a")
    assert play(Setup(told, LEFT), "warm", "bake").ending is not None


def test_a_choice_taken_once_is_gone_for_the_whole_run(play: Play) -> None:
    told = story(scene("a", choice("once", once=True), choice("again"), to="a"))
    run = play(Setup(told, LEFT), "once", "again")
    assert [open_.id for open_ in open_choices(run.state)] == ["again"]
    assert run.undo().undo().decide("once").decisions == (Decision("a", "once"),)


def test_a_scene_whose_choices_are_all_closed_is_passed_when_it_leads_on(play: Play) -> None:
    shut = scene("b", choice("x", "end", when=["bool", False]), to="c")
    told = story(scene("a", choice("go", "b")), shut, scene("c", choice("x", "end")))
    assert play(Setup(told, LEFT), "go").state.here.id == "c"


def test_a_scene_with_no_way_out_says_that_it_is_stuck(play: Play) -> None:
    told = story(scene("a", choice("go", "b")), scene("b", choice("x", "end", when=["bool", False])))
    run = play(Setup(told, LEFT), "go")
    assert run.stuck
    assert not run.undo().stuck


def test_a_story_that_never_asks_is_stopped() -> None:
    told = story(scene("a", choice("go", "b")), scene("b", to="c"), scene("c", to="b"))
    run = Run.start(Setup(told, LEFT))
    with pytest.raises(EndlessStory):
        run.decide("go")


def two_seats() -> Story:
    return story(
        scene("mine", choice("go", "theirs"), seat="left"),
        scene(
            "theirs",
            choice("true", "private", add={"heat": 1}, history=True, news="They told", when=["not", ["var", "told"]]),
            choice("heavy", "private", add={"heat": 2}, weight=9),
            choice("light", "private", add={"heat": 3}, weight=1),
            seat="right",
        ),
        scene("private", to="last", seat="right", add={"flour": -1}, news="A door shut"),
        scene("last", choice("x", "end")),
    )


def test_the_rival_decides_what_the_player_does_not_hold(play: Play) -> None:
    run = play(Setup(two_seats(), LEFT), "go")
    assert (run.state.here.id, value(run, "heat")) == ("last", 4)
    assert [(took.choice.id, took.player) for took in run.taken()] == [("go", True), ("true", False)]
    assert run.decisions == (Decision("mine", "go"),)


def test_the_rival_of_history_takes_the_heaviest_when_history_is_closed(play: Play) -> None:
    made = document(
        episode(
            "one",
            scene("mine", choice("go", "theirs", put={"told": 1}), seat="left"),
            scene(
                "theirs",
                choice("true", "end", history=True, when=["not", ["var", "told"]]),
                choice("a", "end", weight=2),
                choice("b", "end", weight=5),
                choice("c", "end", weight=5),
                seat="right",
            ),
        )
    )
    run = play(Setup(built(made), LEFT), "go")
    assert [took.choice.id for took in run.taken()] == ["go", "b"]


def test_the_realistic_rival_draws_by_weight_from_the_seed(play: Play) -> None:
    told = two_seats()

    def taken(seed: int) -> str:
        return next(t.choice.id for t in play(Setup(told, LEFT, Rival.WEIGHTED, seed), "go").taken() if not t.player)

    drawn = [taken(seed) for seed in range(60)]
    assert drawn == [taken(seed) for seed in range(60)]
    assert drawn.count("heavy") > 35
    assert {"true", "light"} <= set(drawn)


def test_the_other_seats_scenes_are_never_read_but_their_news_is(play: Play) -> None:
    run = play(Setup(two_seats(), LEFT), "go")
    shown = pages(run.setup, run.state)
    assert [(page.kind, page.key) for page in shown] == [(PageKind.RESULT, "mine/go"), (PageKind.DECISION, "last")]
    assert [bulletin.text for bulletin in wire(run)] == ["They told", "A door shut"]
    assert value(run, "flour") == 2


def test_who_holds_both_seats_decides_and_reads_everything(play: Play) -> None:
    told = two_seats()
    run = play(Setup(told, seats(told, "both")), "go", "light")
    assert [page.key for page in pages(run.setup, run.state)] == ["theirs/light", "private", "last"]
    assert seat_word(run.setup) == "both"


def test_the_other_seat_begins_where_it_is_asked(play: Play) -> None:
    run = play(Setup(two_seats(), RIGHT))
    assert run.state.here.id == "theirs"
    assert run.decisions == ()


def test_there_is_no_seat_by_any_other_name() -> None:
    with pytest.raises(KeyError):
        seats(two_seats(), "middle")


def test_an_opening_begins_elsewhere(play: Play) -> None:
    made = document(episode("one", scene("a", choice("x", "end"))), episode("two", scene("b", choice("x", "end"))))
    made["openings"].append({"id": "late", "name": "Late", "episode": "two", "after": 0})
    assert play(Setup(built(made), LEFT, opening="late")).state.here.id == "b"


def test_an_episode_leads_into_the_next(play: Play) -> None:
    made = document(
        episode("one", scene("a", choice("x", "b"))),
        episode("two", scene("b", choice("x", "out")), number=2),
        variables=[gauge("heat"), flag("told")],
        endings=[ending("out")],
    )
    run = play(Setup(built(made), LEFT), "x", "x")
    assert run.ending is not None
    assert [state.here.id for state in run.states] == ["a", "b", "out"]
