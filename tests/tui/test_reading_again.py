"""What was read before, two readers at one keyboard, and a run without bearings."""

from __future__ import annotations

from game.journal import Journal
from game.journal.reading_mode import ReadingMode
from game.play.setup import Setup, seats
from game.story.model import Story
from game.tui.app import HoldupApp
from tests.play.drafts import built, choice, document, episode, gauge, scene
from tests.tui.acting import app_for, game_of, said, setup_for, sitting_at, text_of


async def test_a_page_read_in_an_earlier_run_says_so_and_s_goes_to_the_next_decision(story: Story) -> None:
    journal = Journal.in_memory()
    for round in range(2):
        app = app_for(story, setup_for(story), journal)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("enter")
            assert ("s skip" in text_of(app)) is (round == 1)
            if round == 1:
                await pilot.press("s")
            else:
                await pilot.press("enter")
            assert "1  Clay and ash" in text_of(app)
            await pilot.press("1")


async def test_s_stops_at_the_first_page_that_was_never_read_and_where_one_decides(story: Story) -> None:
    app = app_for(story, setup_for(story))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        assert "The clock on the wall says four." in text_of(app)
        await pilot.press("s")
        assert "1  Clay and ash" in text_of(app)
        await pilot.press("s")
        assert "there is nothing to skip" in text_of(app)
        assert said(app) == []


async def test_a_gauge_says_what_it_measures_where_its_reader_first_meets_it_and_never_again() -> None:
    made = {**gauge("steam"), "about": "How hot it is. On the left it is cold."}
    first = episode("one", scene("a", choice("on", "end", add={"steam": 1})))
    tale, journal = built(document(first, variables=[made])), Journal.in_memory()
    for meeting in (True, False):
        app = app_for(tale, Setup(tale, seats(tale, "left")), journal)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("enter")
            assert ("steam  How hot it is. On the left it is cold." in text_of(app)) is meeting
            await pilot.press("left", "enter")
            assert ("How hot it is" in text_of(app)) is meeting, "who turns back reads it again"


async def test_a_choice_taken_before_bears_a_sign(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, sitting_at(story, journal=journal), journal)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "✓" not in text_of(app)
        await pilot.press("1", "u")
        lines = [line for line in text_of(app).splitlines() if "✓" in line]
        assert any("1  Clay and ash" in line for line in lines)
        assert not any("Wake the mason" in line for line in lines)


def two(story: Story) -> tuple[HoldupApp, Setup]:
    return app_for(story), Setup(story, seats(story, "both"))


async def test_two_readers_hand_the_keyboard_over_before_what_only_one_may_read(story: Story) -> None:
    app, setup = two(story)
    async with app.run_test(size=(120, 36)) as pilot:
        app.begin(setup, ReadingMode(two=True))
        await pilot.pause()
        await pilot.press("enter")
        assert "The clock on the wall says four." in text_of(app)
        assert "VOTES" not in text_of(app)
        await pilot.press("enter")
        seen = text_of(app)
        assert "Pass the keyboard to" in seen
        assert "The baker" in seen
        assert "A line runs from the door" not in seen
        await pilot.press("x")
        assert "A line runs from the door" in text_of(app)
        assert "VOTES" in text_of(app)
        await pilot.press("1")
        assert "The clay holds." in text_of(app)
        await pilot.press("enter")
        seen = text_of(app)
        assert "The apprentice" in seen
        assert "The fire is yours" not in seen
        await pilot.press("enter")
        assert "The fire is yours" in text_of(app)
        assert "VOTES" not in text_of(app)
        await pilot.press("h")
        assert "The last decision was not yours" in text_of(app)
        await pilot.press("u")
        assert "The baker" in text_of(app)
        assert "A line runs from the door" not in text_of(app)


async def test_one_reader_of_both_sides_is_never_asked_to_hand_over(story: Story) -> None:
    app, setup = two(story)
    async with app.run_test(size=(120, 36)) as pilot:
        app.begin(setup)
        await pilot.pause()
        await pilot.press("enter", "enter", "1", "enter")
        assert "The fire is yours" in text_of(app)


async def test_the_manner_of_a_run_is_kept_until_it_is_taken_up_again(story: Story) -> None:
    journal = Journal.in_memory()
    app = app_for(story, None, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        app.begin(setup_for(story), ReadingMode(bare=True))
        await pilot.pause()
        await pilot.press("enter", "enter")
        seen = text_of(app)
        assert "AT STAKE" not in seen
        assert "1  Clay and ash, now, with bare hands.\n" in seen + "\n"
        await pilot.press("p")
        assert "without bearings" in text_of(app)
        await pilot.press("1")
        assert "heat −1" not in text_of(app)
    again = app_for(story, None, journal)
    async with again.run_test(size=(120, 36)) as pilot:
        again.resume_latest()
        await pilot.pause()
        assert game_of(again).reading.mode == ReadingMode(bare=True)


async def test_two_readers_are_chosen_in_the_new_game_with_both_seats(story: Story) -> None:
    app = app_for(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "○ Two readers" in text_of(app)
        await pilot.press("down", "down", "right")
        seen = text_of(app)
        assert "● Two readers" in seen
        assert "● Both" in seen
        await pilot.press("enter")
        assert game_of(app).reading.mode == ReadingMode(two=True)
        assert len(game_of(app).reading.run.setup.seats) == 2
