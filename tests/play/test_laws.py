"""What holds of every story and every road, by chance and by the hundred."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.change import changes, magnitude, shocks
from game.play.page import PageKind, offers, pages, seen_by
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.play.state import Decided, Drawn, open_choices
from game.story.model import Story
from tests import switches
from tests.play.conftest import Play
from tests.play.drafts import built, random_document

documents = st.integers(0, 5000).map(random_document)
roads = st.lists(st.integers(0, 5), max_size=14)
holding = st.sampled_from(["left", "right", "both"])


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    told = built(draw(documents))
    return Setup(told, seats(told, draw(holding)), draw(st.sampled_from(Rival)), draw(st.integers(0, 2**63 - 1)))


def walk(setup: Setup, road: list[int]) -> Run:
    """A run that takes whatever is open, as the road says."""
    run = Run.start(setup)
    for turn in road:
        opened = open_choices(run.state)
        if not opened:
            break
        run = run.decide(opened[turn % len(opened)].id)
    return run


def in_range(story: Story, values: tuple[int, ...]) -> bool:
    return all(v.min <= values[v.index] <= v.max for v in story.variables) and len(values) == len(story.variables)


@settings(max_examples=30 * switches.THOROUGH)
@given(setups(), roads)
def test_every_value_stays_in_its_range(setup: Setup, road: list[int]) -> None:
    assert all(in_range(setup.story, state.values) for state in walk(setup, road).states)


@settings(max_examples=30 * switches.THOROUGH)
@given(setups(), roads)
def test_the_same_decisions_give_the_same_run(play: Play, setup: Setup, road: list[int]) -> None:
    run = walk(setup, road)
    assert play(setup, *(decision.choice for decision in run.decisions)) == run
    assert Run.replay(setup, run.decisions) == run


@settings(max_examples=30 * switches.THOROUGH)
@given(setups(), roads)
def test_undo_is_exact(setup: Setup, road: list[int]) -> None:
    run = walk(setup, road)
    for count in range(len(run.decisions), 0, -1):
        before = run.upto(count)
        assert before.undo() == Run.replay(setup, run.decisions[: count - 1])
        assert before.undo().decide(run.decisions[count - 1].choice) == before
    assert run.upto(0).undo() == run.upto(0)


@settings(max_examples=30 * switches.THOROUGH)
@given(setups(), roads)
def test_the_other_seats_pages_stay_closed(setup: Setup, road: list[int]) -> None:
    run = walk(setup, road)
    for state in run.states:
        for page in pages(setup, state):
            assert page.scene is None or page.kind is PageKind.STORYLET or page.scene.seat in (None, *setup.seats)
            assert all(seen_by(setup, change.variable) for change in page.changes)
            assert all(seen_by(setup, variable) for offer in page.offers for variable in offer.touches)


@settings(max_examples=30 * switches.THOROUGH)
@given(setups(), roads)
def test_what_is_offered_is_what_can_be_taken(setup: Setup, road: list[int]) -> None:
    state = walk(setup, road).state
    numbered = [offer for offer in offers(setup, state) if offer.number is not None]
    assert [offer.choice for offer in numbered] == list(open_choices(state))
    assert [offer.number for offer in numbered] == list(range(1, len(numbered) + 1))
    assert all(offer.locked is not None for offer in offers(setup, state) if offer.number is None)


@settings(max_examples=30 * switches.THOROUGH)
@given(setups(), roads)
def test_no_storylet_is_drawn_twice_within_an_episode(setup: Setup, road: list[int]) -> None:
    episode, drawn = "", set[str]()
    for beat in walk(setup, road).beats():
        if beat.scene.episode != episode:
            episode, drawn = beat.scene.episode, set()
        if isinstance(beat, Drawn):
            assert beat.storylet.id not in drawn
            drawn.add(beat.storylet.id)


@settings(max_examples=30 * switches.THOROUGH)
@given(setups(), roads)
def test_beats_join_without_a_gap(setup: Setup, road: list[int]) -> None:
    run = walk(setup, road)
    beats = list(run.beats())
    gauges = [variable.index for variable in setup.story.gauges]
    for beat, following in pairwise(beats):
        assert [beat.after[i] for i in gauges] == [following.before[i] for i in gauges]
    for beat in beats:
        moved = sum(abs(change.amount) for change in changes(setup.story, beat))
        assert moved == magnitude(setup.story, beat.before, beat.after)
    assert sum(shock.player for shock in shocks(run.setup.story, run.beats())) == len(run.decisions)
    assert sum(isinstance(beat, Decided) for beat in beats) == run.state.step
