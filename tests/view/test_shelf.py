"""What stands behind the shelf: endings opened, challenges, statistics, two runs side by side."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from game.journal import ActiveRun, Journal
from game.play.run import Decision, Run
from game.play.setup import Rival, Setup, seats
from game.story.model import Story
from game.story.scenes import Challenge
from game.view.challenges import challenges_now, challenges_shelf
from game.view.ending_card import EndingCard, ending_card
from game.view.side_by_side import Pair, SideBySide, aligned, side_by_side
from game.view.statistics import statistics
from game.view.text import Item, Refusal, Role
from tests.play.drafts import built, choice, condition, document, episode, scene
from tests.play.drafts import story as drafted
from tests.view.conftest import run_of

OVEN = ("nothing", "tell", "cut", "keep")
BASKETS = ("clay", "tell", "cut", "sell")
NOWHERE = Path("/nowhere")


def played(journal: Journal, story: Story, *choices: str) -> int:
    setup = Setup(story, seats(story, "baker"), Rival.HISTORY, 7)
    active = ActiveRun(journal, Run.replay(setup, [Decision("", choice) for choice in choices]))
    assert active.run_id is not None
    return active.run_id


def number_of(story: Story, ending: str) -> int:
    return [one.id for one in story.final_endings].index(ending) + 1


def ended_at(journal: Journal, story: Story, run: int) -> str:
    ending = journal.entries([run])[run].ending
    assert ending is not None
    return ending


def words(items: tuple[Item, ...]) -> list[str]:
    return [f"{one.about}: {one.words.plain}" if one.about else one.words.plain for one in items]


def challenged(story: Story, *endings: str) -> Story:
    one = Challenge("try", "Try", "Do try.", endings, None)
    return replace(story, challenges={"try": one})


def test_an_ending_opens_with_its_text_and_every_run_that_came_there_the_last_first(baker: Story) -> None:
    journal = Journal.in_memory()
    first, other, last = (played(journal, baker, *road) for road in (OVEN, BASKETS, OVEN))
    ending = baker.endings[ended_at(journal, baker, first)]
    assert ended_at(journal, baker, other) != ending.id
    card = ending_card(journal, baker, NOWHERE, number_of(baker, ending.id))
    assert isinstance(card, EndingCard)
    assert [run for run, _ in card.runs] == [last, first]
    assert any(one.role is Role.TITLE and one.words.plain == ending.title for one in card.items)
    assert any(one.role is Role.STORY for one in card.items)
    assert card.items[-1].role is Role.SECTION


def test_an_ending_whose_runs_were_deleted_says_so_and_keeps_its_epitaph(baker: Story) -> None:
    journal = Journal.in_memory()
    run = played(journal, baker, *OVEN)
    ending = baker.endings[ended_at(journal, baker, run)]
    journal.delete(run)
    card = ending_card(journal, baker, NOWHERE, number_of(baker, ending.id))
    assert isinstance(card, EndingCard)
    assert card.runs == ()
    assert words(card.items)[:2] == [ending.title, ending.epitaph]


def test_an_ending_that_was_not_reached_gives_its_hint_alone_and_one_that_is_not_there_its_range(baker: Story) -> None:
    journal = Journal.in_memory()
    shut = ending_card(journal, baker, NOWHERE, 1)
    assert isinstance(shut, Refusal)
    assert shut.why.endswith(baker.final_endings[0].hint)
    assert baker.final_endings[0].title not in shut.why
    none = ending_card(journal, baker, NOWHERE, 99)
    assert isinstance(none, Refusal)
    assert "from 1 to 3" in none.why


def test_a_challenge_is_told_where_it_is_met_and_ticked_with_its_run_from_then_on(baker: Story) -> None:
    journal = Journal.in_memory()
    run = played(journal, baker, *OVEN)
    ending = ended_at(journal, baker, run)
    story = challenged(baker, ending)
    setup = Setup(story, seats(story, "baker"), Rival.HISTORY, 7)
    live = Run.replay(setup, [Decision("", choice) for choice in OVEN])
    assert words(challenges_now(live)) == ["Challenge met: Try: Do try."]
    assert challenges_now(live.undo()) == ()
    shelf = challenges_shelf(journal, story)
    assert [(one.role, one.note) for one in shelf] == [
        (Role.HEADING, "1 of 1"),
        (Role.REACHED, f"met in run {run}"),
        (Role.HINT, "from any seat"),
    ]
    others = [id for id in baker.endings if id != ending]
    unmet = challenges_shelf(journal, challenged(baker, *others))
    assert [(one.role, one.note) for one in unmet][1] == (Role.ENTRY, "not yet")


def test_one_nearly_met_says_what_held_in_the_readers_own_words_and_of_what_is_missing_numbers_alone() -> None:
    journal = Journal.in_memory()
    up, heat = ["took", "s/up"], ["var", "heat"]
    asked = ["and", ["holds", "left"], up, [">=", heat, ["int", 6]], ["took", "s/down"], ["var", "told"]]
    moves = choice("up", add={"heat": 2}, to="end"), choice("down", to="end")
    challenge = {"id": "it", "name": "It", "about": "Do it.", "endings": ["end"], "condition": condition(asked)}
    made = document(episode("one", scene("s", *moves)))
    story = built({**made, "challenges": [challenge], "memory": [up, ["took", "s/down"], ["holds", "left"]]})
    assert [(one.role, one.note) for one in challenges_shelf(journal, story)][1:] == [
        (Role.ENTRY, "not yet"),
        (Role.HINT, "from the seat: Left"),
    ]
    ActiveRun(journal, Run.replay(Setup(story, seats(story, "left")), [Decision("s", "up")]))
    shelf = challenges_shelf(journal, story)
    assert [(one.role, one.note) for one in shelf][1:3] == [
        (Role.ENTRY, "1 of 4, in run 1"),
        (Role.HINT, "from the seat: Left"),
    ]
    assert words(shelf)[3:] == ["Nearest so far: “Say up”; heat: 5, 6 or more needed"]


def test_a_story_without_challenges_has_no_shelf_of_them(baker: Story) -> None:
    assert challenges_shelf(Journal.in_memory(), baker) == ()


def test_statistics_count_every_run_that_is_in_the_list(baker: Story) -> None:
    journal = Journal.in_memory()
    assert isinstance(statistics(journal, baker), Refusal)
    played(journal, baker, *OVEN)
    played(journal, baker, "clay")
    journal.delete(played(journal, baker, *BASKETS))
    told = statistics(journal, baker)
    assert not isinstance(told, Refusal)
    entries = journal.runs(baker.id)
    asked, followed = sum(run.asked for run in entries), sum(run.followed for run in entries)
    assert asked
    said = words(told)
    assert "Runs: 2 runs, of which 1 came to an ending" in said
    assert "Decisions: 5 decisions" in said
    assert f"True to history: {round(100 * followed / asked)}% on average: {followed} of {asked} decisions" in said
    assert "Seats: The baker\N{NO-BREAK SPACE}× 2" in said


def test_rivals_are_counted_where_one_seat_was_played_and_the_run_can_be_read(baker: Story, tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.db")
    for seat in ("baker", "both", "baker", "baker"):
        damaged = journal.begin(Run.start(Setup(baker, seats(baker, seat), Rival.HISTORY, 7)).decide("clay"))
    with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as connection:
        connection.execute("UPDATE runs SET rival = 'nobody' WHERE id = ?", (damaged,))
    told = statistics(journal, baker)
    assert not isinstance(told, Refusal)
    assert [row for row in words(told) if row.startswith("Rivals")] == ["Rivals: History × 2"]


def beside(journal: Journal, story: Story, *roads: tuple[str, ...]) -> tuple[Pair, ...]:
    both = side_by_side(journal, story, *(played(journal, story, *road) for road in roads))
    assert isinstance(both, SideBySide)
    return both.pairs


def test_two_runs_stand_scene_beside_scene_and_part_once(baker: Story) -> None:
    pairs = beside(Journal.in_memory(), baker, ("clay", "tell", "cut", "sell"), ("clay", "tell", "cut", "keep"))
    assert [pair.same for pair in pairs[:-1]] == [True, True, True, False]
    assert [pair.parts for pair in pairs] == [False, False, False, True, False]
    assert pairs[0].at == "Thursday\u00a014\u00a0June,\u00a004:20 · The crack"
    assert all(pair.left is not None and pair.right is not None for pair in pairs)


def test_two_equal_runs_never_part(baker: Story) -> None:
    assert not any(pair.parts for pair in beside(Journal.in_memory(), baker, OVEN, OVEN))


def test_a_run_under_way_has_not_parted_from_one_that_went_on_but_not_come_so_far(baker: Story) -> None:
    pairs = beside(Journal.in_memory(), baker, OVEN, OVEN[:2])
    said = [None if pair.right is None else pair.right.words.plain for pair in pairs[2:]]
    assert said == ["has not come so far", "has not come so far", "under way"]
    assert not any(pair.parts for pair in pairs)


def test_where_a_run_went_another_way_the_other_never_came() -> None:
    tale = drafted(
        scene("a", choice("up", "b"), choice("down", "c")),
        scene("b", choice("x", "end")),
        scene("c", choice("y", "end")),
    )
    for left, right in ((("up", "x"), ("down", "y")), (("up",), ("down", "y"))):
        pairs = [*aligned(run_of(tale, *left), run_of(tale, *right))]
        assert [pair.parts for pair in pairs[:2]] == [True, False]
        assert any(pair.right is None for pair in pairs) == ("x" in left)


def test_what_only_one_of_two_runs_met_stands_by_the_clock() -> None:
    tale = drafted(
        scene("a", choice("up", "early"), choice("down", "between"), minute=0),
        scene("early", choice("x", "late"), minute=10),
        scene("between", choice("y", "end"), minute=20),
        scene("late", choice("z", "end"), minute=30),
    )
    pairs = [*aligned(run_of(tale, "up", "x", "z"), run_of(tale, "down", "y"))]
    said = [tuple(None if one is None else one.words.plain for one in (pair.left, pair.right)) for pair in pairs[1:-1]]
    assert said == [("Say x", None), (None, "Say y"), ("Say z", None)]


def test_runs_from_two_seats_part_where_things_went_another_way_whoever_decided_there() -> None:
    scenes = [
        scene("a", choice("go", "b", history=True), seat="left", minute=0),
        scene("b", choice("give", "c", history=True), choice("keep", "c"), seat="right", minute=10),
        scene("c", choice("stay", "end", history=True), choice("leave", "end"), seat="left", minute=20),
    ]
    tale = drafted(*scenes)
    left = Run.start(Setup(tale, seats(tale, "left"), Rival.HISTORY)).decide("go").decide("leave")
    right = Run.start(Setup(tale, seats(tale, "right"), Rival.HISTORY)).decide("give")
    pairs = [*aligned(left, right)]
    assert [pair.same for pair in pairs] == [True, True, False, True]
    assert [pair.parts for pair in pairs] == [False, False, True, False]
    journal = Journal.in_memory()
    both = side_by_side(journal, tale, *(journal.begin(run) for run in (left, right)))
    assert isinstance(both, SideBySide)
    assert both.names == ("Run 1, Left", "Run 2, Right")
    assert [pair.at.split(" · ")[-1] for pair in both.pairs[:-1]] == ["Left", "Right", "Left"]


def test_one_below_the_other_all_is_said_once(baker: Story) -> None:
    journal = Journal.in_memory()
    first, second = played(journal, baker, *OVEN), played(journal, baker, *OVEN[:2])
    both = side_by_side(journal, baker, first, second)
    assert isinstance(both, SideBySide)
    said = words(both.items)
    assert said[0] == f"Run {first} beside Run {second}"
    assert sum(line.startswith("Both: ") for line in said) == 2
    assert sum(line == f"Run {second}: has not come so far" for line in said) == 2
    assert said.count("Here they part.") == 0


def test_a_run_beside_itself_or_beside_none_is_refused(baker: Story) -> None:
    journal = Journal.in_memory()
    run = played(journal, baker, *OVEN)
    same, none = side_by_side(journal, baker, run, run), side_by_side(journal, baker, run, 99)
    assert isinstance(same, Refusal)
    assert isinstance(none, Refusal)
    assert none.why == "There is no run 99 here."  # on the screen, the list is before the reader
