from __future__ import annotations

from game.play.page import PageKind, pages
from game.play.run import Run
from game.play.setup import Setup
from game.play.state import Drawn
from game.play.transitions import eligible
from game.story.model import Story
from game.story.variables import VariableKind
from tests.play.conftest import Play
from tests.play.drafts import built, choice, document, episode, scene, story, storylet

LEFT = frozenset(["left"])


def drawn(run: Run) -> list[str]:
    return [beat.storylet.id for beat in run.beats() if isinstance(beat, Drawn)]


def round_and_round(*deck: str, draw: int = 1) -> Story:
    return story(
        scene("a", choice("on", "b"), choice("stop", "end")),
        scene("b", to="a", draw=draw),
        deck=[storylet(id, {"heat": 1}) for id in deck],
    )


def test_a_storylet_is_never_drawn_twice_in_an_episode(play: Play) -> None:
    run = play(Setup(round_and_round("x", "y", "z"), LEFT, seed=4), "on", "on", "on", "on", "on")
    assert sorted(drawn(run)) == ["x", "y", "z"]


def test_several_may_be_drawn_at_once(play: Play) -> None:
    run = play(Setup(round_and_round("x", "y", "z", draw=2), LEFT), "on")
    assert len(set(drawn(run))) == 2
    assert [page.kind for page in pages(run.setup, run.state)].count(PageKind.STORYLET) == 2


def test_a_storylet_is_where_it_says_and_never_where_the_scene_before_it_was(play: Play) -> None:
    forum, lift = scene("b", to="a", draw=2), storylet("x")
    forum["place"], lift["place"] = "The forum", "A lift"
    told = story(scene("a", choice("on", "b"), choice("stop", "end")), forum, deck=[lift, storylet("y")])
    run = play(Setup(told, LEFT), "on")
    places = {page.key: page.place for page in pages(run.setup, run.state)}
    assert (places["b"], places["x"], places["y"]) == ("The forum", "A lift", None)


def test_what_was_drawn_is_forgotten_when_the_episode_ends(play: Play) -> None:
    made = document(
        episode("one", scene("a", choice("on", "b")), scene("b", to="c", draw=1), deck=[storylet("x")]),
        episode("two", scene("c", choice("on", "d")), scene("d", to="e", draw=1), scene("e", choice("on", "a")),
                deck=[storylet("y")]),
    )  # fmt: skip
    run = play(Setup(built(made), LEFT), "on", "on", "on", "on")
    assert drawn(run) == ["x", "y", "x"]
    marks = [run.state.values[v.index] for v in run.setup.story.variables if v.kind is VariableKind.DRAWN]
    assert marks == [0]


def test_the_seed_decides_what_is_drawn_and_nothing_else_does(play: Play) -> None:
    told = round_and_round("v", "w", "x", "y", "z")
    orders = {seed: drawn(play(Setup(told, LEFT, seed=seed), "on", "on", "on")) for seed in range(12)}
    assert orders == {seed: drawn(play(Setup(told, LEFT, seed=seed), "on", "on", "on")) for seed in range(12)}
    assert len(set(map(tuple, orders.values()))) > 4


def test_seeds_draw_the_same_on_every_machine_and_in_every_version(play: Play) -> None:
    told = round_and_round("v", "w", "x", "y", "z")
    drawn_by = {
        seed: "".join(drawn(play(Setup(told, LEFT, seed=seed), "on", "on", "on", "on"))) for seed in (0, 1, 2**62)
    }
    assert drawn_by == {0: "wvxz", 1: "wyxz", 2**62: "vxzw"}


def test_only_what_may_be_drawn_is_drawn(play: Play) -> None:
    told = story(
        scene("a", choice("on", "b")),
        scene("b", to="c", draw=9),
        scene("c", choice("x", "end")),
        deck=[
            storylet("never", weight=0),
            storylet("theirs", seat="right"),
            storylet("mine", seat="left"),
            storylet("cold", when=["<", ["var", "heat"], ["int", 2]]),
            storylet("warm", when=[">=", ["var", "heat"], ["int", 2]]),
        ],
    )
    run = play(Setup(told, LEFT), "on")
    assert sorted(drawn(run)) == ["mine", "warm"]
    assert [s.id for s in eligible(told, LEFT, told.scenes["b"], run.state.values)] == []


def test_an_empty_deck_draws_nothing(play: Play) -> None:
    assert drawn(play(Setup(round_and_round(), LEFT), "on")) == []


def test_the_same_seed_draws_the_same_on_every_machine_also_where_more_than_one_is_drawn(play: Play) -> None:
    told = round_and_round("v", "w", "x", "y", "z", draw=3)
    orders = ["".join(drawn(play(Setup(told, LEFT, seed=seed), "on"))) for seed in range(4)]
    assert orders == ["wzy", "wvz", "vxz", "wyx"]
