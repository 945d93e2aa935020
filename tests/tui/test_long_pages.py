"""A page that is longer than the screen: read to its end first, decided on then."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from game.journal import Journal
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.replay_frame import ReplayFrame
from game.tui.widgets.choices import ChoiceOption
from game.tui.widgets.column import ScrollingPage
from game.tui.widgets.prose import Piece, Prose
from tests.tui.acting import app_for, game_of, said, sitting_at, text_of

TINY = (40, 15)
PARAGRAPHS = [Piece(Content(f"<{n}> " + "word " * 25)) for n in range(30)]
OPTIONS = [ChoiceOption(Content(word), number) for number, word in enumerate(("Yes.", "No."), 1)]
FIRST, LAST, CHOICE, MENU = "A line runs from the door", "persuaded", "1  Clay and ash", "1  The reckoning"


async def read_through(app: HoldupApp, pilot: Pilot[None], key: str, until: str = CHOICE) -> list[str]:
    """Press a key until the choices stand there; give what was seen on the way, the last screen included."""
    seen = [text_of(app)]
    while until not in seen[-1]:
        assert len(seen) < 20
        await pilot.press(key)
        seen.append(text_of(app))
    return seen


async def test_after_a_scroll_what_was_read_before_is_set_back_from_what_is_new(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        prose = game_of(app).prose

        def styled(line: int) -> bool:
            text = prose.render().split("\n")[line]
            return any(
                (span.start, span.end) == (0, len(text.plain)) and "$quiet" in str(span.style) for span in text.spans
            )

        before = prose.parent.size.height if isinstance(prose.parent, ScrollingPage) else 0
        assert not styled(2)
        await pilot.press("space")
        assert styled(2)
        assert styled(before - 1)
        assert not styled(-1)
        await pilot.press("pageup")
        assert not styled(2)


@pytest.mark.parametrize("key", ["space", "enter", "down", "pagedown", "right", "x"])
async def test_the_choices_come_after_the_end_of_the_text_and_no_line_is_skipped(story: Story, key: str) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        seen = await read_through(app, pilot, key)
        assert FIRST in seen[0]
        assert len(seen) > 1
        assert all("↓" in screen and "1–3 choose" not in screen for screen in seen[:-1])
        assert any(LAST in screen for screen in seen)
        assert "1–3 choose" in seen[-1]
        lines = {line for screen in seen for line in screen.splitlines()}
        whole = game_of(app).column.prose.render().plain.splitlines()
        assert [line for line in whole if not any(line.rstrip() in shown for shown in lines)] == []
        assert said(app) == []


async def test_a_page_that_fits_shows_its_choices_at_once(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        assert FIRST in text_of(app)
        assert CHOICE in text_of(app)
        await pilot.press("1")
        assert said(app) == ["clay"]


@pytest.mark.parametrize("key", ["1", "&", "tab", "end"])
async def test_a_number_pressed_early_brings_the_end_and_the_choices_and_only_then_chooses(
    story: Story, key: str
) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        await pilot.press(key)
        assert said(app) == []
        assert LAST in text_of(app)
        assert CHOICE in text_of(app)
        await pilot.press("2")
        assert said(app) == ["mason"]


async def test_a_text_that_fits_alone_says_that_the_choices_are_next(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 15)) as pilot:
        assert LAST in text_of(app)
        assert "↓ the choices" in text_of(app)
        assert CHOICE not in text_of(app)
        await pilot.press("space")
        assert CHOICE in text_of(app)


async def test_one_pages_back_up_while_the_choices_stay(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        await pilot.press("end")
        assert FIRST not in text_of(app)
        assert "↑ PgUp" in text_of(app)
        for _ in range(9):
            await pilot.press("pageup")
        assert "The bakehouse" in text_of(app)
        assert CHOICE in text_of(app)
        await pilot.press("pagedown", "3")
        assert said(app) == ["nothing"]


async def test_a_page_that_appears_bit_by_bit_is_completed_first(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    app.animation_level = "full"
    async with app.run_test(size=TINY) as pilot:
        game = game_of(app)
        game.open_leaf()
        await pilot.press("1")
        assert not game.query_one(Prose).revealing
        assert CHOICE not in text_of(app)
        await pilot.press("1")
        assert CHOICE in text_of(app)
        assert said(app) == []


async def test_what_is_out_of_sight_does_not_keep_a_page_appearing(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        column = game_of(app).column
        column.show(PARAGRAPHS, OPTIONS, waits=False, pace=60.0)
        await pilot.pause()
        shown = 1
        while column.prose.revealing:
            column.prose._more()
            shown += 1
        assert 3 < shown < 10


async def test_a_larger_window_shows_both_and_a_smaller_one_takes_nothing_back(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        assert "1–3 choose" not in text_of(app)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert CHOICE in text_of(app)
        assert "1–3 choose" in text_of(app)
        await pilot.resize_terminal(*TINY)
        await pilot.pause()
        assert CHOICE in text_of(app)


async def test_a_window_in_which_everything_fits_points_at_nothing_above(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        await pilot.press("1")
        assert "↑ PgUp" in text_of(app)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert FIRST in text_of(app)
        assert CHOICE in text_of(app)
        assert "PgUp" not in text_of(app)


async def test_a_window_that_changes_shape_skips_nothing_that_was_not_read(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(60, 20)) as pilot:
        column, read = game_of(app).column, ""
        column.show(PARAGRAPHS, OPTIONS, waits=False, pace=0.0)
        for size in ((60, 20), (99, 20), (45, 15), (80, 24), (120, 20), (40, 30), (99, 15), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            read += text_of(app)
            if column.reading:
                await pilot.press("space")
                read += text_of(app)
        while column.reading:
            await pilot.press("space")
            read += text_of(app)
        assert [n for n in range(30) if f"<{n}>" not in read] == []


async def test_a_decision_taken_back_opens_at_its_choices(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        await pilot.press("end", "1", "u")
        assert said(app) == []
        assert CHOICE in text_of(app)
        await pilot.press("2")
        assert said(app) == ["mason"]


async def test_so_does_one_that_was_taken_in_another_window_or_another_day(story: Story) -> None:
    app = app_for(story, sitting_at(story, "clay"))
    async with app.run_test(size=TINY) as pilot:
        await pilot.press("u")
        assert said(app) == []
        assert CHOICE in text_of(app)


async def test_a_run_left_at_its_choices_opens_there_and_one_left_before_them_opens_at_the_text(story: Story) -> None:
    journal = Journal.in_memory()
    for read in (False, True, True):
        app = app_for(story, None, journal) if journal.runs() else app_for(story, sitting_at(story, journal=journal))
        app.journal = journal
        async with app.run_test(size=TINY) as pilot:
            if "Continue" in text_of(app):
                await pilot.press("enter")
            assert (CHOICE in text_of(app)) is (read and journal.profile.setting("reached/1") == "0")
            if read:
                await pilot.press("end")
    assert journal.profile.setting("reached/1") == "0"


async def test_going_back_a_page_and_forth_again_finds_the_choices(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=TINY) as pilot:
        await pilot.press("end", "left")
        assert CHOICE not in text_of(app)
        game = game_of(app)
        at = game.reading.leaf
        while game.reading.leaf is at:
            await pilot.press("space")
        assert CHOICE in text_of(app)


async def test_an_ending_is_read_before_it_offers_what_to_do(story: Story) -> None:
    app = app_for(story, sitting_at(story, "clay", "cut", "sell"))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "E N D I N G" in text_of(app)
        seen = await read_through(app, pilot, "space", MENU)
        assert len(seen) > 1
        await pilot.press("1")
        assert "THE RECKONING" in text_of(app)


async def test_what_is_watched_is_read_through_too(story: Story) -> None:
    app = app_for(story, ReplayFrame(sitting_at(story, "nothing").run))
    async with app.run_test(size=TINY) as pilot:
        seen = await read_through(app, pilot, "x", "▸ 3  Fire it")
        assert any(FIRST in screen for screen in seen)
        await pilot.press("x")
        assert said(app) == ["nothing"]
        await pilot.press("u")
        assert "▸ 3  Fire it" in text_of(app)


async def test_the_pointer_reads_on_too_by_click_and_by_wheel(story: Story) -> None:
    for way in ("click", "wheel"):
        app = app_for(story, sitting_at(story))
        async with app.run_test(size=TINY) as pilot:
            for _ in range(20):
                if CHOICE in text_of(app):
                    break
                if way == "click":
                    await pilot.click(ScrollingPage, offset=(3, 2))
                else:
                    await pilot._post_mouse_events([MouseScrollDown], ScrollingPage, offset=(3, 2))
                await pilot.pause()
            assert CHOICE in text_of(app)
            assert said(app) == []


async def test_more_choices_than_fit_are_counted(story: Story) -> None:
    app = app_for(story, sitting_at(story, "clay"))
    async with app.run_test(size=TINY) as pilot:
        game = game_of(app)
        while game.reading.turn():
            pass
        game.open_leaf()
        await pilot.pause()
        await pilot.press("end")
        column = game.column
        crowded = column.choices.natural_height(column.size.width) > column.divided(column.size).choices
        assert ("↕ " in text_of(app)) is crowded
