"""A new game: which questions make a difference, and how one answer follows from another."""

from __future__ import annotations

from game.journal.reading_mode import ReadingMode
from game.play.setup import STRATEGISTS, Rival
from game.story.estimates import PLAYERS, Estimates, Measured, Success
from game.story.model import Story
from game.story.saved_values import shape_of
from game.view.new_game import NewGame, Question, Topic, rivals_explained
from tests.play.bargain import bargain, knowing
from tests.play.drafts import choice, scene, story

NOTHING: dict[str, int] = {}
EVERYTHING = {"full-baskets": 1, "cold-oven": 1, "empty-shelves": 2}


def asked(game: NewGame, **given: int) -> list[Topic]:
    """The topics that somebody is asked about who gives some answers, and the first one everywhere else."""
    topics, question = list[Topic](), game.next_question(None)
    while question is not None:
        topics.append(question.topic)
        game = game.answer(question.topic, given.get(question.topic.value, 0))
        question = game.next_question(question.topic)
    return topics


def question(game: NewGame, topic: Topic) -> Question:
    return next(question for question in game.questions if question.topic is topic)


def test_who_takes_one_seat_is_asked_about_the_rival_and_who_takes_all_about_the_readers(baker: Story) -> None:
    game = NewGame.of(baker, NOTHING)
    assert asked(game) == [Topic.SEAT, Topic.RIVAL]
    assert asked(game, seat=2) == [Topic.SEAT, Topic.READERS]


def test_the_first_ending_opens_other_openings_and_a_game_without_gauges(baker: Story) -> None:
    assert Topic.GAUGES not in asked(NewGame.of(baker, NOTHING))
    game = NewGame.of(baker, {"cold-oven": 1})
    assert asked(game) == [Topic.SEAT, Topic.RIVAL, Topic.OPENING, Topic.GAUGES]
    game = NewGame.of(baker, EVERYTHING)
    assert asked(game)[-1] is Topic.GAUGES
    assert game.answer(Topic.GAUGES, 1).mode == ReadingMode(bare=True)


def test_a_story_of_one_seat_asks_nothing_that_has_one_answer() -> None:
    told = story(scene("a", choice("x", "end")))
    object.__setattr__(told, "seats", {"left": told.seats["left"]})
    game = NewGame.of(told, NOTHING)
    assert asked(game) == []
    assert game.setup(5).seats == {"left"}


def test_two_readers_take_every_seat_and_a_single_seat_is_read_by_one(baker: Story) -> None:
    two = NewGame.of(baker, NOTHING).answer(Topic.READERS, 1)
    assert two.seat == "both"
    assert two.mode == ReadingMode(two=True)
    assert two.setup(1).seats == set(baker.seats)
    alone = two.answer(Topic.SEAT, 1)
    assert (alone.seat, alone.mode) == ("apprentice", ReadingMode())


def test_nobody_sits_opposite_whoever_holds_every_seat(baker: Story) -> None:
    game = NewGame.of(baker, NOTHING).answer(Topic.RIVAL, 1)
    assert game.setup(3).rival is Rival.WEIGHTED
    assert question(game, Topic.RIVAL).idle == ""
    both = game.answer(Topic.SEAT, 2)
    assert question(both, Topic.RIVAL).idle == "You hold every seat: there is no rival."
    assert both.setup(3).rival is Rival.HISTORY


def test_it_begins_with_what_was_answered(baker: Story) -> None:
    game = NewGame.of(baker, EVERYTHING).answer(Topic.SEAT, 1).answer(Topic.OPENING, 1)
    setup = game.setup(12)
    assert (setup.seats, setup.seed, setup.opening) == (frozenset({"apprentice"}), 12, "market")


def measured(story: Story, shape: str = "") -> Story:
    """The bargain with figures for the right, against the left."""
    against = [Measured({player: Success(4 + n / 2, 0.06) for player in PLAYERS}, 300) for n in range(len(STRATEGISTS))]
    return knowing(story, Estimates(shape or shape_of(story), {}, {"first": {"right": tuple(against)}}))


def test_a_strategist_is_offered_where_endings_have_their_worth_and_then_its_strength() -> None:
    game = NewGame.of(measured(bargain()), NOTHING)
    assert asked(game) == [Topic.SEAT, Topic.RIVAL]
    assert asked(game, rival=2) == [Topic.SEAT, Topic.RIVAL, Topic.STRENGTH]
    assert asked(game, seat=2, rival=2) == [Topic.SEAT, Topic.READERS]
    assert [answer.name for answer in question(game, Topic.RIVAL).answers] == ["History", "Realistic", "Strategist"]
    assert "four decisions ahead" in question(game, Topic.RIVAL).answers[2].about
    without = NewGame.of(story(scene("a", choice("x", "end"))), NOTHING)
    assert "Strategist" not in [answer.name for answer in question(without, Topic.RIVAL).answers]
    assert Topic.STRENGTH not in [asks.topic for asks in without.questions]


def test_where_no_choice_is_historys_nobody_does_as_in_history() -> None:
    game = NewGame.of(story(scene("a", choice("x", "end"), choice("y", "end", supposed=True), seat="left")), NOTHING)
    assert [answer.name for answer in question(game, Topic.RIVAL).answers] == ["Realistic"]
    assert asked(game) == [Topic.SEAT]
    assert game.setup(5).rival is Rival.WEIGHTED
    assert game.like("left", "history").setup(5).rival is Rival.WEIGHTED


def test_each_strength_says_how_well_it_was_seen_to_play() -> None:
    game = NewGame.of(measured(bargain()), NOTHING).answer(Topic.RIVAL, 2)
    strengths = question(game, Topic.STRENGTH).answers
    assert [answer.name for answer in strengths] == ["1", "2", "3", "4", "5"]
    assert strengths[4].about == (
        "Its endings were worth 6.0 out of 10 to it on average, against somebody who decides at random "
        "(300 games played, give or take 0.1)."
    )
    assert game.answer(Topic.STRENGTH, 4).setup(1).rival is Rival.STRATEGIST_5
    assert game.setup(1).rival is Rival.STRATEGIST_3
    assert question(game, Topic.STRENGTH).usual == 2


def test_after_an_edit_no_strength_claims_anything() -> None:
    for told in (bargain(), measured(bargain(), shape="of another day")):
        game = NewGame.of(told, NOTHING).answer(Topic.RIVAL, 2)
        abouts = {answer.about for answer in question(game, Topic.STRENGTH).answers}
        assert abouts == {"How well it plays has not been measured since the last edit of the story."}
        assert game.answer(Topic.STRENGTH, 2).setup(1).rival is Rival.STRATEGIST_3


def test_only_a_strategist_is_asked_for_its_strength() -> None:
    game = NewGame.of(measured(bargain()), NOTHING)
    strategist = game.answer(Topic.RIVAL, 2)
    for told in (
        game,
        game.answer(Topic.RIVAL, 1),
        strategist.answer(Topic.SEAT, 2),
        strategist.answer(Topic.READERS, 1),
    ):
        assert Topic.STRENGTH not in [asks.topic for asks in told.questions]
    assert Topic.STRENGTH in [asks.topic for asks in strategist.questions]


def test_the_help_says_what_a_strategist_sees_where_there_may_be_one(baker: Story) -> None:
    assert [name for name, _ in rivals_explained(bargain())] == ["History", "Realistic", "Strategist"]
    assert "see every number" in rivals_explained(bargain())[2][1]
    assert [name for name, _ in rivals_explained(baker)] == ["History", "Realistic"]


def test_a_place_to_begin_is_asked_for_where_there_is_more_than_one(baker: Story) -> None:
    topics = [question.topic for question in NewGame.of(baker, NOTHING).questions]
    assert Topic.OPENING not in topics
    assert Topic.OPENING in [question.topic for question in NewGame.of(baker, {"cold-oven": 1}).questions]
