"""The line of time, in two columns and in one: what is history's, what is supposed, where only one side went."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from game.play.run import Run
from game.play.timeline import TimelineRow, timeline
from game.tui.widgets.timeline import Timeline
from tests.play.drafts import choice, scene, story
from tests.view.conftest import run_of


@pytest.fixture
def silent() -> Run:
    """The record knows nothing of `a` and `b`, where the run does as is supposed, then not; history never met `d`."""
    return run_of(
        story(
            scene("a", choice("guess", "b", supposed=True), choice("other", "b"), seat="left", minute=0),
            scene("b", choice("expected", "c", supposed=True), choice("surprise", "c"), seat="left", minute=10),
            scene("c", choice("true", "end", history=True), choice("false", "d"), seat="left", minute=20),
            scene("d", choice("near", "end", history=True), choice("far", "end"), seat="left", minute=30),
        ),
        *("guess", "surprise", "false", "far"),
    )


def drawn(rows: tuple[TimelineRow, ...], width: int) -> list[str]:
    """The lines as they stand, without their ends."""
    lines = Timeline(rows).lines(width)
    assert all(cell_len(line.plain) <= width for _, line in lines)
    return [line.plain.rstrip() for owner, line in lines if owner >= 0]


async def test_in_two_columns_what_is_as_supposed_stands_in_the_middle_and_a_fork_has_two_ends(silent: Run) -> None:
    supposed, otherwise, left, alone = drawn(timeline(silent), 118)
    assert supposed.endswith("● Say guess  ? as the game supposes")
    assert otherwise.endswith("Say surprise ●─╮ ╭─? The game supposes: Say expected")
    assert left.endswith("Say false ●─╮ ╭─◇ Say true")
    assert alone.endswith("Say far ●──┤")
    assert alone.index("┤") == left.index("╮") + 1


async def test_a_weekday_that_came_again_is_told_by_its_date(silent: Run) -> None:
    days = [0, 1, 6, 7]
    moments = [(f"2001-01-{1 + day:02} 09:00", day * 24 * 60) for day in days]
    rows = [replace(row, at=at, minute=at_) for row, (at, at_) in zip(timeline(silent), moments, strict=True)]
    lines = Timeline(rows).lines(118)
    dates = [line.plain[1:12].strip() for owner, line in lines if owner >= 0]
    assert dates == ["1\u00a0Jan", "2\u00a0Jan", "Sun\u00a009:00", "Mon\u00a009:00"]


async def test_in_one_column_the_words_begin_in_one_column_too(silent: Run) -> None:
    lines = drawn(timeline(silent), 76)
    assert lines[0].split()[-4:] == ["●?", "You", "Say", "guess"]
    assert len({line.index("Say ") for line in lines}) == 1


async def test_in_the_narrowest_window_no_word_is_torn(silent: Run) -> None:
    lines = drawn(timeline(silent), 38)
    assert "?  The game supposes" in [line[12:] for line in lines]
    assert [line.split() for line in lines if "expected" in line] == [["Say", "expected"]]
