from __future__ import annotations

import re

import pytest

from game.journal import Journal
from game.story.load import load, shipped_folder
from game.story.model import Story
from game.story.variables import VariableKind
from game.tui.widgets.header import Header, _clock
from game.tui.widgets.panel import Panel, gauge_lines
from game.view.gauges import Gauge, GaugeGroup
from game.view.gauges import looks as gauge_looks
from game.view.pages import Where
from tests.tui.acting import app_for, game_of, said, setup_for, sitting_at, text_of


async def test_the_panel_stands_beside_the_text_where_there_is_room_and_a_key_away_where_not(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(100, 30)) as pilot:
        assert "THE WIRE" in text_of(app)
        assert "mason" in text_of(app)
        await pilot.resize_terminal(99, 30)
        await pilot.pause()
        assert not game_of(app).query_one(Panel).display
        assert "heat Embers ─────●───── Blaze" in text_of(app)
        await pilot.press("p")
        assert "THE WIRE" in text_of(app)
        await pilot.press("p")
        assert "THE WIRE" not in text_of(app)


async def test_the_whole_wire_can_be_read_in_every_window(story: Story) -> None:
    for size in ((60, 20), (120, 20)):
        app = app_for(story, sitting_at(story, "nothing", "cut", "keep"))
        async with app.run_test(size=size) as pilot:
            await pilot.press("p", "end")
            assert "Smoke without a fire" in text_of(app)
            await pilot.press("escape")
            assert "THE WIRE" not in text_of(app) or size[0] >= 100


async def test_votes_are_seen_by_their_own_side_alone(story: Story) -> None:
    for seat, seen in (("baker", True), ("apprentice", False)):
        app = app_for(story, sitting_at(story, seat=seat))
        async with app.run_test(size=(120, 36)):
            assert ("VOTES" in text_of(app)) is seen


async def test_reading_on_scrolls_before_it_turns(story: Story) -> None:
    app = app_for(story, sitting_at(story, "clay"))
    async with app.run_test(size=(40, 15)) as pilot:
        game = game_of(app)
        await pilot.press("backspace", "backspace", "backspace")
        first = game.reading.leaf
        presses = 0
        while "↓ more" in text_of(app):
            await pilot.press("space")
            presses += 1
            assert presses < 20
            assert game.reading.leaf is first or "↓ more" not in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 60)])
async def test_every_size_shows_all_choices_and_the_way_to_the_help(story: Story, size: tuple[int, int]) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=size) as pilot:
        await pilot.press("end")
        seen = text_of(app)
        for line in ("1  Clay and ash", "2  Wake the mason.", "3  Fire it as it is.", "  j ", "? help"):
            assert line in seen
        assert max(map(len, seen.splitlines())) <= size[0]


async def test_a_window_too_small_says_what_it_needs_and_comes_back(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((39, 24), (80, 14), (20, 6), (1, 1)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Clay" not in text_of(app)
            await pilot.press("1")
        assert said(app) == []
        await pilot.resize_terminal(30, 14)
        await pilot.pause()
        assert "needs 40 columns" in " ".join(text_of(app).split())
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "1  Clay and ash" in text_of(app)


@pytest.mark.parametrize("size", [(40, 15), (60, 20), (80, 22), (80, 24), (111, 29), (111, 30), (120, 36)])
async def test_the_title_fits_into_every_window_with_all_it_offers(story: Story, size: tuple[int, int]) -> None:
    journal = Journal.in_memory()
    for told in (story, load(shipped_folder())):
        sitting_at(told, journal=journal, seat=next(iter(told.seats)))
        app = app_for(told, None, journal)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            seen = text_of(app)
            assert app.screen.max_scroll_y == 0
            assert all(word in seen for word in ("Continue", "Settings", "Quit", "help"))


@pytest.mark.parametrize(("in_time", "clock"), [(True, "07 h / 8"), (False, "")])
def test_a_page_without_an_hour_shows_none(in_time: bool, clock: str) -> None:
    here = Where("Night", "1 Dusk", None, "", hour=7, hours=8, in_time=in_time, off_history=False)
    assert _clock(here, 0).plain == clock


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (80, "HOLDUP · 1 The Tremor Fri 17 Nov 12:25 ≠ off history 05 h / 106"),
        (68, "HOLDUP · 1 The Tremor Fri 17 Nov 12:25 ≠ history 05 h / 106"),
        (60, "HOLDUP · 1 The Tremor Fri 17 Nov 12:25 ≠ 05 h / 106"),
        (54, "HOLDUP · 1 The Tremor Fri 17 Nov 12:25 ≠"),
        (40, "HOLDUP · 1 The Tremor Fri 12:25 ≠"),
        (36, "HOLDUP · 1 The Trem… Fri 12:25 ≠"),
    ],
)
async def test_the_header_gives_up_the_clock_then_the_day_of_the_month_before_it_cuts_an_episodes_name(
    story: Story, width: int, line: str
) -> None:
    app = app_for(story)
    async with app.run_test(size=(100, 24)) as pilot:
        header = Header()
        header.show(Where("Holdup", "1 The Tremor", "2023-11-17 12:25", "", 5, 106, True, True))
        await app.screen.mount(header)
        header.styles.width = width
        await pilot.pause()
        assert header.render().cell_length == width - 2
        assert " ".join(header.render().plain.rstrip("━─ ").split()) == line


@pytest.mark.parametrize("moved", [(0, 0), (0, 2), (-1, 2)])
def test_what_has_just_moved_a_rope_stands_inside_the_panel(moved: tuple[int, int]) -> None:
    shipped = load(shipped_folder())
    forces = [v for v in shipped.gauges if v.kind is VariableKind.FORCE]
    group = GaugeGroup(gauge_looks()[0], tuple(Gauge(v, 6, *moved) for v in forces))
    lines = gauge_lines([group], 33)
    assert all(line.cell_length <= 33 for line in lines)
    ropes = [line.plain.split("  ")[0] for line in lines if "●" in line.plain]
    assert {len(rope) % 2 for rope in ropes} == {1}, "its middle is a cell"


async def test_a_card_that_stands_in_the_middle_waits_in_the_middle(story: Story) -> None:
    app = app_for(story, setup_for(story))
    async with app.run_test(size=(80, 24)):
        lines = text_of(app).splitlines()
        title, waiting = (next(line for line in lines if word in line) for word in ("━━━", "any key to go on"))
        middles = [(len(line) + len(line) - len(line.lstrip())) / 2 for line in (title, waiting)]
        assert abs(middles[0] - middles[1]) <= 1


@pytest.mark.parametrize("size", [(40, 15), (60, 22), (80, 24), (99, 30)], ids=str)
async def test_a_tug_of_war_looks_like_one_and_names_its_sides_at_every_width(
    story: Story, size: tuple[int, int]
) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=size):
        ropes = re.findall(r"heat (?:E|Embers) ([─━╋●┼]+) (?:B|Blaze)", text_of(app))
        assert len(ropes) == 1
        assert len(ropes[0]) >= 7


async def test_a_short_page_stands_nearer_to_the_middle_of_a_high_window_and_at_the_top_of_a_low_one(
    story: Story,
) -> None:
    tops = []
    for height in (36, 60):
        app = app_for(story, sitting_at(story))
        async with app.run_test(size=(200, height)):
            lines = text_of(app).splitlines()
            tops.append(next(y for y, line in enumerate(lines) if "The bakehouse" in line))
    assert tops[0] <= 5
    assert tops[1] >= 12


async def test_the_terminals_own_cursor_follows_the_caret(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        lines = text_of(app).splitlines()
        assert lines[app.cursor_position.y][app.cursor_position.x :].strip().startswith("▸ 2")
        await pilot.press("h")
        text = text_of(app).splitlines()
        assert text[app.cursor_position.y][app.cursor_position.x :].strip()
