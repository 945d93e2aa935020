from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.screen import Screen

from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode, save_mode
from game.play.run import Decision, Run
from game.play.setup import Setup, seats
from game.play.tree import Playthrough, grow_tree
from game.play.tree_layout import MapPoint, TreeLayout
from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.screens.tree import TreeScreen
from game.tui.widgets.roadmap import STEP, Pen, Roadmap, draw
from game.view.commands import Action, give_keys
from tests.play.drafts import choice, scene
from tests.play.drafts import story as drafted
from tests.tui.acting import app_for, game_of, said, text_of
from tests.tui.test_goldens import SIZES, compare

LIVED = (("clay", "feed", "wait", "done", "tell"), ("clay", "done", "cut", "sell"), ("nothing", "open"), ("mason",))


@pytest.fixture
def journal(story: Story) -> Journal:
    """Four runs that decided for everyone, and one of the baker's."""
    kept = Journal.in_memory()
    for seat, taken in [*(("both", taken) for taken in LIVED), ("baker", ("clay",))]:
        setup = Setup(story, seats(story, seat), seed=7)
        ActiveRun(kept, Run.replay(setup, [Decision("", choice) for choice in taken]))
    return kept


def tree_app(story: Story, journal: Journal) -> HoldupApp:
    app = app_for(story, None, journal)
    app.call_later(lambda: app.open_tree("both"))
    return app


@pytest.mark.parametrize("size", SIZES)
async def test_the_tree_looks_as_it_did(story: Story, journal: Journal, size: str) -> None:
    app = tree_app(story, journal)
    async with app.run_test(size=SIZES[size]) as pilot:
        await pilot.pause()
        await pilot.press("right", "down")
        await pilot.pause()
        compare(f"tree-{size}", text_of(app))


async def test_enter_on_a_place_starts_a_new_run_there_and_leaves_the_old_one_alone(
    story: Story, journal: Journal
) -> None:
    app = tree_app(story, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right", "enter")
        assert said(app) == ["clay"]
        assert "Another log." in text_of(app)
        assert len(app.screen_stack) == 2
    newest = journal.runs(story.id)[0]
    assert (newest.id, newest.parent, newest.count) == (6, 2, 1)
    assert [entry.count for entry in sorted(journal.runs(story.id), key=lambda entry: entry.id)][:2] == [5, 4]


async def test_a_run_from_the_tree_is_read_as_its_parent_is(story: Story, journal: Journal) -> None:
    save_mode(journal, 2, ReadingMode(bare=True))
    app = tree_app(story, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right", "enter")
        assert game_of(app).reading.mode == ReadingMode(bare=True)


async def test_enter_on_a_road_left_takes_it_and_reads_its_result(story: Story, journal: Journal) -> None:
    app = tree_app(story, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right", "down")
        assert "◎ Wait, and knead." in text_of(app)
        assert "No run takes this road." in text_of(app)
        await pilot.press("enter")
        assert said(app) == ["clay", "wait"]
        assert "▸ Wait, and knead." in text_of(app)


async def test_a_road_that_was_closed_says_so_and_is_not_taken(story: Story, journal: Journal) -> None:
    app = tree_app(story, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right", "down", "down")
        assert "This road was closed" in text_of(app)
        await pilot.press("enter")
        assert "This road cannot be taken." in text_of(app)
    assert len(journal.runs(story.id)) == 5


@pytest.mark.parametrize("size", [(60, 20), (40, 15)])
async def test_the_road_that_enter_would_take_is_named_however_small_the_screen(
    story: Story, journal: Journal, size: tuple[int, int]
) -> None:
    app = tree_app(story, journal)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("right")
        first = text_of(app)
        assert "↓ " in first
        assert "The hearth" in first
        for words in ("◎ Wait, and knead.", "◎ Open the door"):
            await pilot.press("down")
            assert words in text_of(app)
            assert "The hearth" in text_of(app)
        await pilot.press("up", "enter")
        assert said(app) == ["clay", "wait"]


async def test_a_key_of_ones_own_begins_there_and_the_sentence_names_it(story: Story, journal: Journal) -> None:
    give_keys({Action.START_HERE: ("z",)})
    try:
        app = tree_app(story, journal)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await pilot.press("right", "right", "right", "down", "down", "down", "end")
            assert "z opens the run that ended here." in text_of(app)
            await pilot.press("z")
            assert said(app) == ["clay", "done", "cut", "sell"]
    finally:
        give_keys({})


async def test_enter_on_an_ending_opens_the_run_that_reached_it_and_counts_nothing_twice(
    story: Story, journal: Journal
) -> None:
    app = tree_app(story, journal)
    before = journal.profile.endings(story)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right", "right", "right", "down", "down", "down", "end")
        assert "↵ opens the run that ended here." in text_of(app)
        await pilot.press("enter")
        assert said(app) == ["clay", "done", "cut", "sell"]
    assert journal.profile.endings(story) == before
    assert len(journal.runs(story.id)) == 5


async def test_tab_shows_the_other_seats_tree_and_escape_goes_back(story: Story, journal: Journal) -> None:
    app = tree_app(story, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "▸ Both" in text_of(app)
        await pilot.press("tab")
        assert "▸ The baker" in text_of(app)
        assert "Runs: 1 · places: 2" in text_of(app)
        await pilot.press("escape")
        assert "New game" in text_of(app)


async def test_the_pointer_goes_to_a_spot_and_a_second_click_starts_there(story: Story, journal: Journal) -> None:
    app = tree_app(story, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.click(Roadmap, offset=(1 + STEP, 1))
        assert "The hearth" in text_of(app)
        await pilot.click(Roadmap, offset=(1 + STEP, 1))
        assert said(app) == ["clay"]


async def test_an_empty_tree_says_so(story: Story) -> None:
    app = tree_app(story, Journal.in_memory())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("right", "enter", "tab", "end")
        assert "No run yet." in text_of(app)


async def test_a_run_whose_story_changed_is_shown_and_cannot_be_started_from(story: Story, tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.db")
    setup = Setup(story, seats(story, "both"))
    ActiveRun(journal, Run.replay(setup, [Decision("", taken) for taken in LIVED[1]]))
    journal._database.write(lambda c: c.execute("UPDATE decisions SET choice = 'gone' WHERE n = 1"))
    app = tree_app(story, journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right", "right")
        assert "The story has changed since" in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, TreeScreen)
    assert len(journal.runs(story.id)) == 1


def wide_tree(runs: int) -> TreeLayout:
    """Runs of forty decisions that part at random."""
    told = drafted(
        *(
            scene(
                f"s{n}",
                *(choice(f"c{i}", history=i == 0) for i in range(4)),
                to=f"s{n + 1}" if n < 39 else "end",
                minute=60 * n,
            )
            for n in range(40)
        )
    )
    rnd = Random(106)
    roads = [
        Playthrough(run, tuple(Decision(f"s{n}", f"c{rnd.randrange(4)}") for n in range(40)), "end")
        for run in range(runs)
    ]
    return TreeLayout(grow_tree(Setup(told, frozenset(["left"])), roads))


def test_what_is_drawn_is_what_is_seen_however_many_runs_there_are() -> None:
    width, height = 76, 30
    drawn = {}
    for runs in (5, 500):
        chart = wide_tree(runs)
        windows = [(0, 0), (chart.rows // 2, 20), (chart.rows - height, chart.columns - width // STEP)]
        pens = [
            [draw(chart, row, first, width) for row in range(max(0, top), min(chart.rows, max(0, top) + height))]
            for top, first in windows
        ]
        drawn[runs] = max(sum(pen.drawn for pen in window) for window in pens)
        assert all(len(pen.cells) == width for window in pens for pen in window)
    assert drawn[500] <= 1.5 * width * height
    assert drawn[5] > 100


async def test_arrows_say_where_there_is_more_of_the_map_than_is_seen(story: Story) -> None:
    chart = wide_tree(500)
    app = app_for(story)
    async with app.run_test(size=(80, 24)) as pilot:
        roadmap = Roadmap(lambda minute: f"day {minute}")
        await app.push_screen(Screen[None]())
        await app.screen.mount(roadmap)
        roadmap.show(chart, MapPoint(chart.tree.roots[0]))
        await pilot.pause()
        assert "".join(segment.text for segment in roadmap.render_line(0)).rstrip().endswith("↓ →")
        roadmap.along(True)
        roadmap.down(chart.rows)
        await pilot.pause()
        assert "".join(segment.text for segment in roadmap.render_line(0)).rstrip().endswith("← ↑")


async def test_a_key_asks_for_no_more_rows_than_the_screen_has(monkeypatch: pytest.MonkeyPatch, story: Story) -> None:
    chart = wide_tree(500)
    asked: list[int] = []

    def counted(chart: TreeLayout, row: int, first: int, width: int, cursor: MapPoint | None) -> Pen:
        asked.append(row)
        return draw(chart, row, first, width, cursor)

    monkeypatch.setattr("game.tui.widgets.roadmap.draw", counted)
    app = app_for(story)
    async with app.run_test(size=(80, 24)) as pilot:
        roadmap = Roadmap(lambda minute: f"day {minute}")
        await app.push_screen(Screen[None]())
        await app.screen.mount(roadmap)
        roadmap.show(chart, MapPoint(chart.tree.roots[0]))
        await pilot.pause()
        asked.clear()
        roadmap.down(7)
        await pilot.pause()
    assert 0 < len(asked) <= 24


@pytest.mark.parametrize("width", range(70, 70 + STEP))
async def test_the_map_has_its_own_ground_up_to_its_edge(story: Story, width: int) -> None:
    """Half a column is left empty, and an empty cell without a colour is the terminal's own: a dark bar on paper."""
    app = app_for(story)
    async with app.run_test(size=(width, 24)) as pilot:
        roadmap = Roadmap(lambda minute: f"day {minute}")
        await app.push_screen(Screen[None]())
        await app.screen.mount(roadmap)
        chart = wide_tree(500)
        roadmap.show(chart, MapPoint(chart.tree.roots[0]))
        await pilot.pause()
        grounds = [segment.style and segment.style.bgcolor for y in range(24) for segment in roadmap.render_line(y)]
        assert None not in grounds
