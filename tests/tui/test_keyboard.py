"""Everything by keyboard alone: whatever can be clicked has a key, and the keys do what hands expect."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from game import tui
from game.journal import ActiveRun, Journal
from game.play.run import Run
from game.play.setup import Rival, Setup, seats
from game.play.tree_layout import MapPoint, TreeLayout
from game.story.model import Story
from game.tui.screens.debrief import DebriefScreen
from game.tui.widgets.choices import Choices
from game.tui.widgets.dials import Dials
from game.tui.widgets.hints import Hints
from game.tui.widgets.roadmap import Roadmap
from game.tui.widgets.runlist import Runlist
from game.tui.widgets.timeline import Timeline
from tests.tui.acting import app_for, game_of, said, sitting_at, text_of
from tests.tui.places import PLACES, ROADS, at

SPELT = {
    "↓": "down",
    "↵": "enter",
    "Esc": "escape",
    "?": "question_mark",
    ",": "comma",
    "←": "left",
    "↑↓ ↵": "enter",
    "any key": "enter",
}
"""Keys as they are written in hints, where that is not their name."""


def clickable() -> set[str]:
    """Every class of the screens that answers to a click, read off the code."""
    found = set()
    for file in Path(tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                names = {item.name for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)}
                found |= {node.name} if "on_click" in names else set()
    return found


def test_nothing_can_be_clicked_that_these_tests_do_not_reach_by_key() -> None:
    tested = {
        "Choices",
        "Hints",
        "Dials",
        "Runlist",
        "Roadmap",
        "Timeline",
        "GameScreen",
        "HandOverScreen",
        "ListedCard",
    }
    assert clickable() == tested


@pytest.mark.parametrize(("key", "back"), [("down", "up"), ("tab", "shift+tab")])
@pytest.mark.parametrize("place", ["title", "title with a run", "decision", "locked choice", "ending", "deleting"])
async def test_every_option_is_reached_one_after_the_other_and_round_the_end(
    story: Story, place: str, key: str, back: str
) -> None:
    async with at(story, place) as (app, pilot):
        choices = app.screen.query_one(Choices)
        if choices.pointed is None:
            await pilot.press(key)  # where one decides it rests nowhere until it is moved
        opened = [index for index, option in enumerate(choices._options) if option.locked is None]
        begin = opened.index(choices.caret or 0)
        around = opened[begin:] + opened[:begin]
        reached = []
        for _ in opened:
            reached.append(choices.pointed)
            await pilot.press(key)
        assert reached == around
        assert choices.pointed == around[0]
        await pilot.press(back)
        assert choices.pointed == around[-1]
        await pilot.press("home")
        assert choices.pointed == opened[0]
        await pilot.press("end")
        assert choices.pointed == opened[-1]


@pytest.mark.parametrize("place", ["new game", "settings"])
async def test_every_position_of_every_dial_is_reached(story: Story, place: str) -> None:
    async with at(story, place) as (app, pilot):
        dials = app.screen.query_one(Dials)
        reached = set()
        for row, dial in enumerate(dials.dials):
            if dial.name == "Language":
                await pilot.press("shift+tab", "tab")
                assert dials.row == row
                break  # turning it lays the screen anew; a test of the settings does
            for _ in dial.positions:
                reached.add((dials.row, dials.at[dials.row]))
                await pilot.press("right")
            await pilot.press("tab")
        wanted = {(row, at) for row, dial in enumerate(dials.dials) for at in range(len(dial.positions))}
        assert wanted - reached <= {(4, 0), (4, 1)}
        await pilot.press("end")
        assert dials.row == len(dials.dials) - 1
        await pilot.press("home")
        assert dials.row == 0


async def test_the_seed_is_typed_rolled_and_wiped_by_keys_and_help_opens_over_it(story: Story) -> None:
    async with at(story, "new game") as (app, pilot):
        await pilot.press("end", *["backspace"] * 8, "4", "2")
        assert "● 42" in text_of(app)
        await pilot.press("r")
        assert "● 42 " not in text_of(app)
        await pilot.press("question_mark")
        assert "HERE" in text_of(app)
        assert "another seed" in text_of(app)
        await pilot.press("escape")
        assert "A NEW GAME" in text_of(app)


async def test_a_new_game_is_set_as_the_one_played_last(story: Story) -> None:
    journal = Journal.in_memory()
    ActiveRun(journal, Run.start(Setup(story, seats(story, "apprentice"), Rival.WEIGHTED, 3)))
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        seen = text_of(app)
        assert "● The apprentice" in seen
        assert "● Realistic" in seen
        assert "1 / " not in seen


async def test_every_run_is_reached(story: Story) -> None:
    journal = Journal.in_memory()
    for road in ROADS:
        sitting_at(story, *road, journal=journal)
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        runs = app.screen.query_one(Runlist)
        reached = []
        for _ in ROADS:
            reached.append(runs.at)
            await pilot.press("tab")
        assert reached == [0, 1, 2]
        assert runs.at == 0
        await pilot.press("shift+tab")
        assert runs.at == 2
        assert "3 / 3" in text_of(app)


async def test_every_spot_of_the_tree_is_reached_by_arrows(story: Story) -> None:
    journal = Journal.in_memory()
    for road in ROADS:
        sitting_at(story, *road, journal=journal)
    app = app_for(story, None, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_tree("baker")
        await pilot.pause()
        roadmap = app.screen.query_one(Roadmap)
        chart = roadmap._chart
        assert chart is not None
        assert walked(roadmap, chart) == {
            spot for row in range(chart.rows) for spot in chart.points(row, 0, chart.columns)
        }


def walked(roadmap: Roadmap, chart: TreeLayout) -> set[MapPoint]:
    """Where the arrows lead, from where the cursor is, on and on."""
    assert roadmap.spot is not None
    seen, left = {roadmap.spot}, [roadmap.spot]
    while left:
        start = left.pop()
        for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            roadmap._spot, roadmap._goal = start, chart.column(start.node)
            roadmap.across(across) if across else roadmap.down(down)
            if roadmap.spot not in seen:
                seen.add(roadmap.spot)
                left.append(roadmap.spot)
    return seen


@pytest.mark.parametrize("place", ["reckoning", "reckoning, narrow"])
async def test_every_row_of_the_reckoning_is_reached_and_the_summary_again(story: Story, place: str) -> None:
    async with at(story, place) as (app, pilot):
        assert isinstance(app.screen, DebriefScreen)
        line, rows = app.screen.query_one(Timeline), len(app.screen.debrief.rows)
        first = line.caret
        reached = {line.caret}
        for _ in range(rows):
            await pilot.press("tab")
            reached.add(line.caret)
        assert {*range(rows)} <= reached
        for _ in range(rows + 1):
            await pilot.press("shift+tab")
        assert line.caret == first
        assert "THE RECKONING" in text_of(app)


async def test_what_a_click_on_the_page_does_any_key_does(story: Story) -> None:
    async with at(story, "result") as (app, pilot):
        for key in ("tab", "x"):
            before = game_of(app).reading.leaf
            await pilot.press(key)
            assert game_of(app).reading.leaf is not before
    async with at(story, "hand-over") as (app, pilot):
        await pilot.press("tab")
        assert app.screen is game_of(app)


@pytest.mark.parametrize(
    "place", [place for place in PLACES if place not in ("title", "title with a run", "too small")]
)
async def test_every_clickable_hint_names_its_key_and_escape_goes_back_a_step(story: Story, place: str) -> None:
    async with at(story, place) as (app, pilot):
        hints = [hint for line in app.screen.query(Hints) for hint in line.all if hint.press]
        assert all(SPELT.get(hint.key, hint.key) == hint.press for hint in hints), hints
        stack = [*app.screen_stack]
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen in stack[:-1]
        assert app.is_running


async def test_escape_at_a_hand_over_goes_to_the_title_and_shows_nothing_of_the_other_readers(story: Story) -> None:
    async with at(story, "hand-over") as (app, pilot):
        await pilot.press("escape")
        assert "New game" in text_of(app)
        assert "A line runs from the door" not in text_of(app)


async def test_a_page_scrolls_to_its_ends(story: Story) -> None:
    async with at(story, "help", size=(60, 20)) as (app, pilot):
        first = text_of(app)
        assert "↓ more" in first
        await pilot.press("end")
        assert "↓ more" not in text_of(app)
        assert "fidelity" in text_of(app)
        assert "↑ PgUp" in text_of(app)
        await pilot.press("home")
        assert text_of(app) == first


async def test_the_complete_edition_opens_by_key_and_by_its_hint(story: Story) -> None:
    for way in ("e", "click"):
        async with at(story, "endings, all known", size=(80, 24)) as (app, pilot):
            if way == "e":
                await pilot.press("e")
            else:
                await pilot.click(Hints, offset=(17, 0))
            await pilot.pause()
            assert "THE COMPLETE EDITION" in text_of(app)


async def test_a_deletion_is_answered_by_the_caret(story: Story) -> None:
    for keys, left in ((("enter",), 1), (("tab", "enter"), 0), (("down", "space"), 0), (("escape",), 1), (("y",), 0)):
        async with at(story, "deleting") as (app, pilot):
            await pilot.press(*keys)
            assert len(app.journal.runs()) == left


async def test_keys_typed_ahead_reach_the_screen_they_are_meant_for(story: Story) -> None:
    async with at(story, "record") as (app, pilot):
        for key in ("h", "u", "2"):
            app.simulate_key(key)
        await pilot.pause()
        assert said(app) == ["mason"]
