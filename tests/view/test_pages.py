"""Pages: what is said on each, what a bare run leaves unsaid, and where a run is said to leave history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.journal.reading_mode import ReadingMode
from game.play.page import Page, PageKind, pages, seat_of
from game.play.run import Run
from game.play.setup import Setup
from game.story.model import Story
from game.view.gauges import gauges_here
from game.view.pages import closes, known_by, leaves_history, listed_choices, page_items, shown_page, where
from game.view.text import Item, Refusal, Role
from game.view.wire import every_headline, fresh_headlines, headlines
from tests.play.drafts import choice, gauge, scene, story, storylet
from tests.view.conftest import Play, run_of

BARE = ReadingMode(bare=True)


def stretch(run: Run) -> tuple[Page, ...]:
    return pages(run.setup, run.state)


def items(run: Run, index: int = 0) -> tuple[Item, ...]:
    told = stretch(run)
    return page_items(told[index], run, leaves_history(run, told, index))


def roles(run: Run, index: int = 0) -> list[Role]:
    return [item.role for item in items(run, index)]


def test_a_result_begins_with_what_was_chosen_and_ends_with_what_it_moved(play: Play) -> None:
    chosen, *rest = items(play("clay"))
    assert (chosen.role, chosen.about, chosen.words.plain) == (
        Role.CHOSEN,
        "You",
        "Clay and ash, now, with bare hands.",
    )
    moves = {
        item.about: (item.role, item.words.plain, item.note) for item in rest if item.role in (Role.GAIN, Role.LOSS)
    }
    changes = stretch(play("clay"))[0].changes
    assert changes
    for change in changes:
        role, amount, why = moves.pop(change.variable.label)
        assert (int(amount) if role is Role.GAIN else -int(amount)) == change.amount
        assert (why == "") == (change.why is None)
    assert not moves


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (("Low", "High"), "already all the way to one side: {end}"),
        ((None, None), "already at {value}: it cannot {way}"),
    ],
)
@pytest.mark.parametrize("amount", [9, -9])
def test_a_gauge_that_could_not_move_is_said_to_be_at_its_end_and_which_that_is(
    ends: tuple[str | None, str | None], said: str, amount: int
) -> None:
    full, more = choice("x", "b", add={"heat": amount}), choice("y", "c", add={"heat": amount})
    told = story(scene("a", full), scene("b", more), scene("c", choice("z", "end")), variables=[gauge("heat", 5)])
    heat = told.variables[0]
    object.__setattr__(heat, "low", ends[0])
    object.__setattr__(heat, "high", ends[1])
    up = amount > 0
    words = said.format(
        end=ends[up], value=heat.max if up else heat.min, way="rise any further" if up else "fall any further"
    )
    run = run_of(told, "x", "y")
    assert [(item.about, item.words.plain) for item in items(run) if item.role is Role.AT_LIMIT] == [("heat", words)]


def test_without_gauges_nothing_says_what_a_choice_moves_or_has_moved(play: Play) -> None:
    run = play("clay")
    for page in stretch(run):
        told = shown_page(page, BARE)
        assert not {item.role for item in page_items(told, run, False)} & {Role.GAIN, Role.LOSS, Role.AT_LIMIT}
        assert all(listed.moves == () for listed in listed_choices(told))
        assert shown_page(page, ReadingMode()) is page


def test_history_is_left_on_one_page_and_no_other(play: Play) -> None:
    for road in (("nothing",), ("clay",), ("mason", "tell"), ("nothing", "cut")):
        run = play(*road)
        left = [
            Role.OFF_HISTORY in roles(upto, index)
            for upto in map(run.upto, range(len(road) + 1))
            for index in range(len(stretch(upto)))
        ]
        assert sum(left) == (run.diverged() is not None)


def test_a_storylet_s_page_knows_nothing_of_the_storylet_drawn_after_it() -> None:
    deck = [storylet("cat"), storylet("gull")]
    tale = story(scene("a", to="b", draw=2), scene("b", choice("x", "end")), deck=deck)
    run = Run.start(Setup(tale, frozenset({"left"})))
    told = stretch(run)
    assert [page.kind for page in told] == [PageKind.SCENE, PageKind.STORYLET, PageKind.STORYLET, PageKind.DECISION]
    assert [len(known_by(run, told, index).state.passed) for index in range(4)] == [1, 2, 3, 3]


def test_a_page_knows_nothing_of_what_the_next_ones_tell(play: Play) -> None:
    run = play("nothing")
    told = stretch(run)
    beats = [len(list(known_by(run, told, index).beats())) for index in range(len(told))]
    assert beats == sorted(beats)
    assert beats[-1] == len(list(run.beats()))
    assert len(headlines(known_by(run, told, 0))) <= len(headlines(run))


def test_an_ending_says_what_it_is_its_last_word_and_what_happened_instead() -> None:
    run = run_of(story(scene("a", choice("x", "end"))), "x")
    told = items(run, len(stretch(run)) - 1)
    assert [(item.role, item.words.plain) for item in told] == [
        (Role.TITLE, "End"),
        (Role.EPITAPH, "Epitaph of end"),
        (Role.STORY, "Text of end"),
        (Role.SECTION, "What really happened instead"),
        (Role.STORY, "Instead of end"),
    ]
    assert told[0].about == "Ending"


def test_a_story_that_leads_nowhere_says_so_where_it_stops() -> None:
    run = run_of(story(scene("a", choice("x", "b")), scene("b", choice("y", "end", when=["bool", 0]))), "x")
    assert run.stuck
    assert roles(run, len(stretch(run)) - 1)[-1] is Role.STUCK


def test_a_locked_choice_says_why_and_nothing_else(play: Play) -> None:
    page = stretch(play(seat="apprentice"))[-1]
    locked = [
        listed
        for listed in listed_choices(page, {f"{page.key}/{o.choice.id}" for o in page.offers})
        if listed.number is None
    ]
    assert [(listed.why is None, listed.moves, listed.taken) for listed in locked] == [(False, (), False)]


def test_a_choice_taken_before_is_known_by_its_scene_and_its_id(play: Play) -> None:
    page = stretch(play())[-1]
    assert [listed.taken for listed in listed_choices(page, {f"{page.key}/mason"})] == [False, True, False]
    assert not any(listed.taken for listed in listed_choices(page, {"elsewhere/mason"}))


def test_where_one_is_comes_with_the_hour_of_the_clock(play: Play) -> None:
    run = play()
    page = stretch(run)[0]
    place = where(run, page)
    assert place.in_words == "Thursday\u00a014\u00a0June,\u00a004:00 - The bakehouse - hour 0 of 8"
    assert (place.episode, place.hour, place.hours, place.off_history) == ("1 Before dawn", 0, 8, False)
    left = play("nothing")
    assert where(left, stretch(left)[-1]).off_history


def test_an_episode_closes_where_the_next_begins_and_where_the_story_stops_unfinished(play: Play) -> None:
    run = play("clay")
    first, second = run.setup.story.episodes.values()
    assert first.question is not None
    assert [closes(first, page) for page in stretch(run)] == [page.episode is second for page in stretch(run)]
    assert not closes(None, stretch(run)[-1])


def test_headlines_new_to_the_reader_are_those_since_the_last_decision_but_for_their_own() -> None:
    told = story(
        scene("a", choice("go", "b", news="I went"), seat="left", news="It begins"),
        scene("b", choice("x", "c", news="They answered", history=True), seat="right"),
        scene("c", choice("y", "end"), seat="left"),
    )
    run = run_of(told, "go", seat="left")
    assert [headline.text for headline in fresh_headlines(run)] == []  # a page tells what they did
    assert [headline.text for headline in headlines(run)][-1:] == ["They answered"]
    assert [headline.text for headline in every_headline(run)][-2:] == ["I went", "They answered"]


def rivalry() -> Story:
    """Left decides, then right, then left: what right does is heard of, and moves a gauge that both see."""
    return story(
        scene("a", choice("go", "b", news="They went", add={"heat": 1}), seat="left"),
        scene("b", choice("x", "c", news="They answered", add={"heat": -2}, history=True), seat="right", minute=30),
        scene("c", choice("y", "end", news="Once more"), seat="left"),
    )


def test_what_the_other_side_did_stands_before_ones_own_decision_with_what_it_moved() -> None:
    run = run_of(rivalry(), "go", seat="left")
    told = [(item.role, item.about, item.words.plain) for item in items(run, len(stretch(run)) - 1)]
    assert told[:2] == [(Role.MOVED, "Right", "They answered"), (Role.THEIR_LOSS, "heat", "2")]
    assert [page.moves for page in stretch(run)[:-1]] == [()] * (len(stretch(run)) - 1)
    groups = gauges_here(run, run.state.values, ReadingMode(), stretch(run)[-1], (), stretch(run)[-1].moves[0].changes)
    assert not isinstance(groups, Refusal)
    assert [(gauge.moved, gauge.theirs) for group in groups for gauge in group.gauges][:1] == [(0, -2)]


def test_what_came_of_the_other_side_where_it_decided_nothing_is_told_as_its_doing_too_and_once() -> None:
    told = story(
        scene("a", choice("go", "b"), seat="left"),
        scene("b", to="c", seat="right", news="They are seen", add={"heat": 1}, minute=30),
        scene("c", to="d", seat="left", news="You are seen"),
        scene("d", choice("y", "end"), seat="left"),
        variables=[gauge("heat")],
    )
    run = run_of(told, "go", seat="left")
    at = next(place for place, page in enumerate(stretch(run)) if page.key == "c")
    said = [(item.role, item.about, item.words.plain) for item in items(run, at)]
    assert said[:2] == [(Role.MOVED, "Right", "They are seen"), (Role.THEIR_GAIN, "heat", "1")]
    assert [headline.text for headline in fresh_headlines(run)] == ["You are seen"]
    assert [headline.text for headline in headlines(run)] == ["They are seen", "You are seen"]
    both = run_of(told, "go", seat="both")
    assert [page.moves for page in stretch(both)] == [()] * len(stretch(both)), "its page is read instead"


def test_without_gauges_only_what_is_heard_is_told_of_the_other_side() -> None:
    run = run_of(rivalry(), "go", seat="left")
    page = shown_page(stretch(run)[-1], BARE)
    assert [item.role for item in page_items(page, run, False)][:2] == [Role.MOVED, Role.STORY]


def test_who_holds_both_seats_alone_is_told_nothing_of_what_they_did_themselves_and_two_readers_are() -> None:
    run = run_of(rivalry(), "go", seat="both")
    page = stretch(run)[-1]
    assert [move.text for move in shown_page(page, ReadingMode()).moves] == []
    assert [move.text for move in shown_page(page, ReadingMode(two=True)).moves] == ["They went"]
    assert [news.text for news in headlines(run)] == []
    assert [news.text for news in headlines(run, ReadingMode(two=True), page)] == ["They went"]


def test_with_every_seat_held_the_header_knows_whose_page_it_is() -> None:
    both, left = run_of(rivalry(), seat="both"), run_of(rivalry(), seat="left")
    assert (where(both, stretch(both)[-1]).seat, where(left, stretch(left)[-1]).seat) == ("Left", "")


def test_a_page_of_no_episode_is_called_by_its_title(play: Play) -> None:
    run = play("clay", "cut", "sell")
    end = stretch(run)[-1]
    assert end.ending is not None
    assert where(run, replace(end, episode=None)).episode == end.ending.title == "Full baskets"


@pytest.mark.parametrize(("minute", "in_time"), [(None, False), (-1, False), (0, True), (480, True), (481, False)])
def test_the_clock_has_an_hour_for_what_lies_between_its_ends_and_for_nothing_else(
    play: Play, minute: int | None, in_time: bool
) -> None:
    run = play()
    assert where(run, replace(stretch(run)[0], minute=minute)).in_time is in_time


def test_a_storylet_of_one_seat_is_that_seats_page_and_another_that_of_the_scene_before_it(play: Play) -> None:
    run = play(seat="both")
    page = replace(stretch(run)[0], kind=PageKind.STORYLET)
    assert seat_of(replace(page, key="bell")) == "apprentice"
    assert seat_of(replace(page, key="cat")) is None
    assert seat_of(replace(page, key="cat", scene=run.setup.scenes["the-crack"])) == "baker"
