"""A story as a game: what is forced is what a plain interpreter forces, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.explore.forcing import Forcing, Hand, forcing
from game.explore.search import LimitReached, Limits
from game.story.link import link
from tests.explore.brute import Brute, State
from tests.explore.invented import invented
from tests.explore.stories import choice, document, ending, scene
from tests.play.bargain import bargain


class Plain:
    """Who forces what, by asking again and again until nothing more is forced."""

    def __init__(self, made: Any, seat: str, own: bool) -> None:
        self.brute = Brute(made, {s["id"] for s in made["seats"]}, "history")
        self.mine = {seat, None} if own else {seat}
        self.seats = {s["id"]: s["seat"] for e in made["episodes"] for s in e["scenes"]}
        self.seats |= {s["id"]: s["scene"]["seat"] for e in made["episodes"] for s in e["deck"] if "scene" in s}

    def forces(self, ending: str) -> bool:
        """Whether an ending is forced from the first scene on."""
        won = {s for s in self.brute.next if self.brute.place(s) == ending}
        while more := {s for s in self.brute.next if s not in won and self._wins(s, won)}:
            won |= more
        return self.brute.first in won

    def sure(self, worths: dict[str, int]) -> int:
        """The largest worth below which nothing ends; nothing where a run need not end."""
        for least in sorted(set(worths.values()), reverse=True):
            won = {s for s in self.brute.next if worths.get(self.brute.place(s), -1) >= least}
            while more := {s for s in self.brute.next if s not in won and self._wins(s, won)}:
                won |= more
            if self.brute.first in won:
                return least
        return 0

    def _wins(self, state: State, won: set[State]) -> bool:
        by: dict[str, list[bool]] = {}
        for _, what, to in self.brute.next[state]:
            by.setdefault(what, []).append(to in won)
        roads = [all(ends) for ends in by.values()]
        mine = self.seats.get(self.brute.place(state)) in self.mine
        return any(roads) if mine and any(by) else bool(roads) and all(roads)


def hand(found: Forcing, seat: str, shared: bool) -> Hand:
    return next(hand for hand in found.hands if hand.seat == seat and hand.shared in (shared, not found.shared))


@given(st.integers(0, 2**40), st.sampled_from(["me", "you"]), st.booleans())
def test_what_is_forced_is_what_a_plain_interpreter_forces(seed: int, seat: str, own: bool) -> None:
    made: Any = invented(seed)
    worths = {"x": 3, "y": 8}
    for place in made["endings"]:
        place["worth"] = {"me": worths[place["id"]], "you": worths[place["id"]]}
    found = forcing(link(made), "")
    plain = Plain(made, seat, own or not found.shared)
    told = hand(found, seat, own)
    assert set(told.forced) == {id for id in worths if plain.forces(id)}
    assert told.sure == plain.sure(worths)


def duel() -> Any:
    """I may end it at once, or leave it to you; you may do harm to us both."""
    return document(
        [],
        [
            scene("a", choice("take", "fair"), choice("trust", "b"), seat="me"),
            scene("b", choice("share", "best"), choice("grab", "worst"), seat="you"),
        ],
        endings=[
            ending("fair", worth={"me": 5, "you": 4}),
            ending("best", worth={"me": 9, "you": 9}),
            ending("worst", worth={"me": 1, "you": 6}),
        ],
    )


def test_a_seat_is_sure_of_what_it_can_take_and_perfect_play_trusts_who_gains_by_it() -> None:
    found = forcing(link(duel()), "")
    mine, yours = found.hands
    assert (mine.forced, mine.sure) == (("fair",), 5)
    assert (yours.forced, yours.sure) == ((), 4)
    assert [(p.ending, p.decisions) for p in found.perfect] == [("best", 2)]
    assert not found.shared


def test_later_scenes_say_in_how_many_runs_something_is_forced() -> None:
    made = duel()
    made["episodes"][0]["scenes"][1]["bottleneck"] = True
    [passed] = forcing(link(made), "").hands[1].passed
    assert (passed.scene, passed.share, passed.sure) == ("b", 1.0, (9.0, 9, 9))
    assert dict(passed.endings) == {"best": 1.0, "worst": 1.0}


def test_a_shared_scene_weighs_what_lies_between_its_choices_in_the_runs_that_pass_it() -> None:
    made = document(
        [],
        [
            scene("a", choice("left", "b"), choice("right", "fair"), seat="me"),
            scene("b", choice("share", "best"), choice("grab", "worst")),
        ],
        endings=[
            ending("fair", worth={"me": 5, "you": 4}),
            ending("best", worth={"me": 9, "you": 9}),
            ending("worst", worth={"me": 1, "you": 6}),
        ],
    )
    mine, yours = forcing(link(made), "").weights
    assert (mine.scene, mine.seat, mine.reach, mine.swing) == ("b", "me", 0.5, 8.0)
    assert mine.share == pytest.approx(0.5 * 8 / (0.5 * 5 + 0.5 * 5))
    assert (yours.seat, yours.swing) == ("you", 3.0)
    assert forcing(link(duel()), "").weights == ()


def test_a_circle_that_the_others_need_not_leave_forces_nothing() -> None:
    made = document(
        [],
        [scene("a", choice("on", "b"), seat="me"), scene("b", choice("back", "a"), choice("out", "x"), seat="you")],
        endings=[ending("x", worth={"me": 7, "you": 7})],
    )
    found = forcing(link(made), "")
    assert [(h.seat, h.forced, h.sure) for h in found.hands] == [("me", (), 0), ("you", ("x",), 7)]
    assert found.perfect == ()


def test_a_story_that_is_too_large_says_so() -> None:
    with pytest.raises(LimitReached):
        forcing(bargain(), "first", Limits(100))
