"""Why this ending: the author's sentence, one for each road that leads there, in every front."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from game.gazette.html import html
from game.gazette.markdown import markdown
from game.gazette.paper import paper
from game.plain.voices import in_words
from game.play.page import pages, why_it_ended
from game.play.run import Run
from game.play.why import Neighbourhood
from game.story.model import Story
from game.story.scenes import Ending
from game.view.pages import page_items
from game.view.why import afterwards, start_again_at, start_again_words, why_items
from tests.play.drafts import (
    Doc,
    built,
    choice,
    document,
    ending,
    episode,
    flag,
    gauge,
    label,
    paragraph,
    scene,
    storylet,
)
from tests.view.conftest import run_of

TOLD = ["var", "told"]


@pytest.fixture(scope="module")
def tale() -> Story:
    reasons = [
        paragraph("You told.", when=TOLD),
        paragraph("The right knew.", seat="right"),
        paragraph("Nobody told."),
    ]
    opening = scene("a", choice("tell", "end", put={"told": 1}), choice("hush", "end"), choice("out", "bare"))
    return built(document(episode("one", opening), endings=[ending("end", because=reasons), ending("bare")]))


def why(run: Run) -> list[str]:
    assert run.ending is not None
    return [passage.block.plain for passage in why_it_ended(run.setup, run.ending, run.state.values)]


def test_the_first_reason_that_holds_is_given_and_no_other(tale: Story) -> None:
    assert why(run_of(tale, "tell", seat="right")) == ["You told."]
    assert why(run_of(tale, "hush", seat="right")) == ["The right knew."]
    assert why(run_of(tale, "hush", seat="left")) == ["Nobody told."]


def test_an_ending_without_reasons_gives_none_and_still_says_what_led_there(tale: Story) -> None:
    run = run_of(tale, "out")
    assert why(run) == []
    assert "The last decision that could have led elsewhere *(you: “Say out”)*" in markdown(paper(run))


def of_two_sides() -> Story:
    """The left tells or does not; the right heats; a vote that only the right sees moves with them."""
    hot = [">=", ["+", ["var", "heat"], ["var", "mason"]], ["int", 6]]
    scenes = [
        scene("a", choice("tell", put={"told": 1}, add={"mason": 1}), choice("hush"), to="b", seat="left", minute=60),
        scene("b", choice("warm", add={"heat": 2}), to="c", seat="right", minute=600),
        scene("c") | {"exits": [{"to": "end", "condition": {"source": "", "ast": hot}}, {"to": "bare"}]},
    ]
    variables = [gauge("heat"), gauge("mason", 0, 3, "vote", "right"), flag("told")]
    endings = [ending("end") | {"worth": {"left": 2, "right": 9}}, ending("bare")]
    later = episode("two", scene("z", choice("never", "end")), number=2)
    return built(document(episode("one", *scenes), later, variables=variables, endings=endings))


def test_it_says_what_had_to_hold_who_made_it_so_and_that_a_number_was_hidden() -> None:
    run = run_of(of_two_sides(), "tell", seat="left")
    told = [in_words(item) for item in why_items(run, ended(run))]
    assert told == [
        "Why this ending",
        "heat + mason: 6, 6 or more needed "
        "(hidden until now; Monday\u00a01\u00a0January,\u00a010:00, Right: “Say warm”)",
        "The last decision that could have led elsewhere (Monday\u00a01\u00a0January,\u00a001:00, you: “Say tell”)",
    ]


def why_after(said: str, *conditions: Sequence[object]) -> list[str]:
    """Why a run ended that said one thing, after which all of some conditions had to hold."""
    way = {"source": "", "ast": ["and", *conditions]}
    scenes = [
        scene("a", choice("wait"), choice("warm", add={"heat": 1}), to="b"),
        scene("b") | {"exits": [{"to": "end", "condition": way}, {"to": "bare"}]},
    ]
    made = document(
        episode("one", *scenes),
        endings=[ending("end"), ending("bare")],
        variables=[gauge("heat"), flag("told"), label("sea", "calm", "rough")],
    )
    run = run_of(built(made), said)
    _, *causes, _ = [in_words(item) for item in why_items(run, ended(run))]
    return causes


def test_all_bounds_of_a_number_are_told_as_one() -> None:
    heat = ["var", "heat"]
    bounds = [">=", heat, ["int", 4]], ["not", [">", heat, ["int", 5]]], [">", ["int", 9], heat]
    assert why_after("warm", *bounds) == ["heat: 4, 4 to 5 needed (you: “Say warm”)"]


def test_what_stands_for_a_word_is_told_by_its_word_and_never_by_a_number() -> None:
    assert why_after("wait", ["==", ["var", "sea"], ["int", 0, "calm"]]) == ["sea: Calm (from the beginning)"]


def test_what_nobody_brought_about_is_told_only_where_nothing_else_explains() -> None:
    never, hot, warm = ["not", ["var", "told"]], [">=", ["var", "heat"], ["int", 4]], [">", ["var", "heat"], ["int", 2]]
    assert why_after("wait", never, warm) == ["Never: “told”", "heat: 3, 3 or more needed (from the beginning)"]
    assert why_after("warm", never, hot) == ["heat: 4, 4 or more needed (you: “Say warm”)"]


def test_what_nobody_decided_came_by_chance_or_in_the_course_of_things() -> None:
    way = {"source": "", "ast": [">=", ["var", "heat"], ["int", 4]]}
    last = scene("b") | {"exits": [{"to": "end", "condition": way}, {"to": "bare"}]}
    endings = [ending("end"), ending("bare")]

    def cause(passage: Doc, *deck: Doc) -> str:
        scenes = scene("a", choice("wait", "p"), seat="left"), passage, last
        run = run_of(built(document(episode("one", *scenes, deck=deck), endings=endings)), "wait")
        return [in_words(item) for item in why_items(run, ended(run))][1]

    assert cause(scene("p", to="b", add={"heat": 1})).endswith("(the course of things)")
    assert cause(scene("p", to="b", draw=1), storylet("s", {"heat": 1})).endswith("(chance)")


def test_what_always_held_but_moved_is_not_said_to_have_been_so_from_the_beginning() -> None:
    warm = [">=", ["var", "heat"], ["int", 2]]
    assert why_after("wait", warm) == ["heat: 3, 2 or more needed (from the beginning)"]
    assert why_after("warm", warm) == ["heat: 4, 2 or more needed (all along)"]


def test_it_says_afterwards_what_was_hidden_what_it_is_worth_to_each_and_what_lay_near() -> None:
    run = run_of(of_two_sides(), "tell", seat="left")
    assert [in_words(item) for item in afterwards(run, ended(run))] == [
        "Now that it is over",
        "Left: next to nothing of what could be hoped for here: 2 of 10",
        "Right: all that could be hoped for here: 9 of 10",
        "Hidden from you until now: mason 1 of 3.",
        "The nearest other ending: “Bare”, one decision otherwise: Monday\u00a01\u00a0January,\u00a001:00, “Say hush”",
    ]


def test_who_saw_no_gauge_is_told_all_of_them_afterwards_wherever_the_ending_is_read() -> None:
    run = run_of(of_two_sides(), "tell", seat="left")
    page = pages(run.setup, run.state)[-1]
    seen, bare = ([in_words(one) for one in page_items(page, run, False, bare=bare)] for bare in (False, True))
    all_of_them = ", ".join(f"{v.label} {run.state.values[v.index]} of {v.max}" for v in run.setup.story.gauges)
    assert all_of_them.count(",")
    assert f"Hidden from you until now: {all_of_them}." in bare
    assert "Hidden from you until now: mason 1 of 3." in seen


def test_an_ending_by_the_same_choices_in_another_number_is_told_as_that() -> None:
    """Whoever waits once more comes elsewhere: no decision is another one, and none is told as such."""
    hot = [">=", ["var", "heat"], ["int", 5]]
    hub = scene("a", choice("wait", to="a", add={"heat": 1}), choice("go"), to="c")
    fork = scene("c") | {"exits": [{"to": "end", "condition": {"source": "", "ast": hot}}, {"to": "bare"}]}
    tale = built(document(episode("one", hub, fork), endings=[ending("end"), ending("bare")]))
    run = run_of(tale, "wait", "go", seat="left")
    (told,) = [in_words(item) for item in afterwards(run, ended(run))][1:]
    assert told == "The nearest other ending: “End”, by choices of yours, in another order or another number of times."


def test_the_seat_that_saw_a_number_is_not_told_that_it_was_hidden() -> None:
    run = run_of(of_two_sides(), "warm", seat="right")
    told = [in_words(item) for item in (*why_items(run, ended(run)), *afterwards(run, ended(run)))]
    assert not any("idden" in words for words in told)


def test_where_the_story_broke_off_early_one_may_start_again_at_the_decision_that_mattered() -> None:
    assert start_again_at(run_of(of_two_sides(), "tell", seat="left")) == 0


def test_where_taking_back_would_lead_there_too_one_starts_again_at_what_made_it_so() -> None:
    hot = {"source": "", "ast": [">=", ["var", "heat"], ["int", 4]]}
    scenes = [
        scene("a", choice("wait"), choice("warm", add={"heat": 1}), to="b"),
        scene("b", choice("look", "c"), choice("sit", "c")),
        scene("c", choice("stop", "d"), choice("on", "bare")),
        scene("d") | {"exits": [{"to": "end", "condition": hot}, {"to": "bare"}]},
    ]
    later = episode("two", scene("z", choice("never", "end")), number=2)
    tale = built(
        document(episode("one", *scenes), later, variables=[gauge("heat")], endings=[ending("end"), ending("bare")])
    )
    warmed = run_of(tale, "warm", "look", "stop")
    assert start_again_at(warmed) == 0
    assert start_again_words(warmed, 0) == "Start again at “Say warm”"
    assert start_again_at(run_of(tale, "warm", "look", "on")) == 2  # nothing before made it so


def test_an_ending_in_the_last_episode_or_with_none_near_offers_nothing_of_the_kind(tale: Story) -> None:
    assert start_again_at(run_of(tale, "out")) is None
    alone = built(document(episode("one", scene("a", choice("x", "end"))), episode("two", scene("b", to="end"))))
    assert start_again_at(run_of(alone, "x")) is None


def ended(run: Run) -> Ending:
    assert run.ending is not None
    return run.ending


def test_the_gazette_prints_it(tale: Story) -> None:
    newspaper = paper(run_of(tale, "tell"))
    for printed in (markdown(newspaper), html(newspaper)):
        assert "Why this ending" in printed
        assert "You told." in printed


def test_where_no_other_ending_is_near_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(of_two_sides(), "tell", seat="left")
    for whole, words in (
        (True, "With the same luck, no choice of yours led to another ending."),
        (False, "No other ending was near by decisions of yours alone: the other roads went on."),
    ):
        around = Neighbourhood(None, whole)
        monkeypatch.setattr("game.view.why.neighbourhood", lambda *_, around=around: around)
        assert [in_words(item) for item in afterwards(run, ended(run))][-1] == words
    alone = built(document(episode("one", scene("a", choice("x", "end")))))
    assert list(afterwards(run_of(alone, "x"), ended(run_of(alone, "x")))) == []
