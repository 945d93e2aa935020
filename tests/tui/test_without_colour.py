"""Where the caret is, and everything else that a screen says, without its colours."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.widgets import Input

from game.journal import Journal
from game.play.change import Shock
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.screens.endings import EndingsShelf
from game.tui.trace import braille, line
from game.tui.widgets.choices import Choices
from game.tui.widgets.seismograph import Seismograph
from tests.tui.acting import app_for, game_of, sitting_at, text_of
from tests.tui.places import PLACES, at
from tests.tui.test_contrast import within

CARETS = "▸◉◈◎"
NOTHING_TO_POINT_AT = {
    "card": "any key to go on",
    "result": "any key to go on",
    "long page": "↓ more",
    "hand-over": "any key to go on",
    "empty journal": "Esc back",
    "too small": "Enlarge the window",
    **dict.fromkeys(
        ("standing", "record", "notice", "run code", "gazette", "help", "help of the journal", "complete edition"),
        "Esc close",
    ),
    **dict.fromkeys(("endings", "endings, all known"), "Esc close"),
}
"""Screens that are only read: what they must say instead is which key goes on, or back."""


def bare(app: HoldupApp) -> list[list[tuple[str, tuple[bool, ...]]]]:
    """The screen on top as a terminal without colours shows it: signs, and what needs none to be seen."""
    area, rows = within(app), []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if area.y <= y < area.bottom:
            cells = strip.crop(area.x, area.right)
            rows.append([(segment.text, attributes(segment.style or Style())) for segment in cells])
    return rows


def attributes(style: Style) -> tuple[bool, ...]:
    """What a style has beside colours; weight and slant are left out, for some terminals show neither."""
    return bool(style.reverse), bool(style.underline)


def pointing(app: HoldupApp) -> bool:
    """Whether something points: a sign, or words reversed or underlined."""
    pieces = [piece for row in bare(app) for piece in row]
    return any(any(map(text.__contains__, CARETS)) for text, _ in pieces) or any(any(shown) for _, shown in pieces)


WEIGHED = ("decision", "locked choice", "long page at its choices", "read before", "ending")
"""Where one decides: the caret rests nowhere until it is moved, and numbers stand before what can be chosen."""


@pytest.mark.parametrize("place", [place for place in PLACES if place not in WEIGHED])
async def test_every_screen_shows_where_the_caret_is_or_how_one_goes_on(story: Story, place: str) -> None:
    async with at(story, place) as (app, pilot):
        says = NOTHING_TO_POINT_AT.get(place)
        if says is not None:
            assert says in " ".join(text_of(app).split())
            return
        for theme in ("night", "ansi-dark"):
            app.set_theme(theme)
            await pilot.pause()
            assert pointing(app)
        await pilot.press("tab")
        assert pointing(app)


@pytest.mark.parametrize("place", WEIGHED)
async def test_where_one_decides_nothing_points_until_it_is_asked_to(story: Story, place: str) -> None:
    async with at(story, place) as (app, pilot):
        assert not pointing(app)
        assert "choose" in text_of(app)
        await pilot.press("end")
        assert pointing(app)
        assert app.screen.query_one(Choices).pointed is not None


@pytest.mark.parametrize("theme", ["night", "contrast", "ansi-dark"])
async def test_a_name_is_typed_where_the_cursor_stands(story: Story, theme: str) -> None:
    async with at(story, "naming", theme=theme) as (app, pilot):
        await pilot.press("a", "b", "left")
        assert app.focused is app.screen.query_one(Input)
        reversed_ = [text for row in bare(app) for text, (reverse, _) in row if reverse]
        assert reversed_ == ["b"]
        await pilot.press("tab")
        assert app.focused is app.screen.query_one(Input)


@pytest.mark.parametrize("theme", ["night", "contrast", "ansi-dark"])
async def test_the_command_that_enter_would_run_is_marked(story: Story, theme: str) -> None:
    async with at(story, "palette", theme=theme) as (app, pilot):
        await pilot.press(*"night")
        await pilot.pause(0.3)
        await pilot.press("down", "up")
        await pilot.pause()
        marked = "".join(text for row in bare(app) for text, shown in row if any(shown))
        assert "Theme: Night" in marked
        assert "Quit" not in marked


async def test_open_locked_pointed_and_taken_before_differ_by_signs(story: Story) -> None:
    async with at(story, "locked choice") as (app, pilot):
        assert "▸" not in text_of(app)
        await pilot.press("down", "down")
        assert "▸ 2  Wait, and knead." in text_of(app)
        assert "╌    Open the door a hand's width.   It is not hot enough for that." in text_of(app)
        assert "3  Call the baker." in text_of(app)
    async with at(story, "read before", size=(80, 24)) as (app, _):
        lines = text_of(app).splitlines()
        assert [line.rstrip().endswith("✓") for line in lines if " 1  Clay" in line or " 2  Wake" in line] == [
            True,
            False,
        ]
        assert "✓ read before" in text_of(app)


async def test_what_is_taken_and_what_fades_differ_by_signs(story: Story) -> None:
    async with at(story, "decision") as (app, pilot):
        choices = app.screen.query_one(Choices)
        choices.take(2)
        await pilot.pause()
        assert "▸ 3  Fire it" in text_of(app)
        assert text_of(app).count("▸") == 1


async def test_what_moved_and_where_history_was_left_is_written(story: Story) -> None:
    async with at(story, "result", size=(80, 24)) as (app, pilot):
        assert "heat +2" in text_of(app)
        assert "≠  From here on, this did not happen." in text_of(app)
        left = text_of(app).splitlines()[0]
        await pilot.press("u", "1")
        assert "heat −1" in text_of(app)
        assert "≠" in left
        assert "≠" not in text_of(app).splitlines()[0]


async def test_what_a_dial_is_turned_to_is_a_sign(story: Story) -> None:
    async with at(story, "settings") as (app, pilot):
        seen = {text_of(app)}
        for _ in range(4):
            await pilot.press("right")
            seen.add(text_of(app))
        assert len(seen) == 5
        assert all(screen.count("●") == 5 for screen in seen)


async def test_endings_that_were_seen_and_those_that_were_not_differ_by_signs(story: Story) -> None:
    async with at(story, "endings") as (app, _):
        assert isinstance(app.screen, EndingsShelf)
        assert "●  Full baskets" in text_of(app)
        assert text_of(app).count("○  ░") == 2


async def test_documented_disputed_and_invented_are_words(story: Story) -> None:
    async with at(story, "decision") as (app, _):
        assert "○ invented" in text_of(app)
    async with at(story, "ending") as (app, _):
        assert "● documented" in text_of(app)


def test_a_shock_of_the_others_is_dotted_where_the_players_is_one_stroke() -> None:
    heights = line([6], 56)
    mine, theirs = braille(heights, 3), braille(heights, 3, [True] * 56)
    dots = [
        sum((ord(cell) - 0x2800).bit_count() for row in trace for cell in row if cell != " ")
        for trace in (mine, theirs)
    ]
    assert dots[1] == 56
    assert dots[0] > dots[1]


async def test_whose_a_shock_is_can_be_told_from_the_trace(story: Story) -> None:
    async with at(story, "decision") as (app, pilot):
        ground, drawn = game_of(app).query_one(Seismograph), []
        for player in (True, False):
            ground.show([Shock(0, 6, player)], moving=False)
            await pilot.pause()
            drawn.append([ground.render_line(y).text for y in range(ground.size.height)])
        assert drawn[0] != drawn[1]


async def test_the_seat_that_is_shown_and_the_road_of_history_are_signs(story: Story) -> None:
    journal = Journal.in_memory()
    for seat in ("baker", "both"):
        sitting_at(story, "clay", journal=journal, seat=seat)
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_tree("baker")
        await pilot.pause()
        assert "▸ The baker   Both" in text_of(app)
        assert "●╤══" in text_of(app) or "◉╤══" in text_of(app)
        await pilot.press("tab")
        assert "The baker   ▸ Both" in text_of(app)
