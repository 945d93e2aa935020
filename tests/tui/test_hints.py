"""What fits on the line of hints, and what is left out where it does not."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size

from game.i18n import catalogue
from game.story.model import Story
from game.tui.widgets import hints
from game.view.commands import Need, Scope
from tests.tui.acting import app_for, game_of, sitting_at, text_of

ALWAYS = frozenset({Need.LISTED_RUN, Need.GAUGES, Need.PEOPLE, Need.NEXT_PAGE})
SOMETIMES = (Need.DECISION, Need.PREVIOUS_PAGE, Need.FACTS, Need.READ_BEFORE)


class Line(hints.Hints):
    """A line of hints of some width, of which no screen is needed."""

    def __init__(self, shown: list[hints.Hint], width: int) -> None:
        super().__init__()
        self.show(shown)
        self._width = width

    @property
    def size(self) -> Size:
        return Size(self._width - 2, 1)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("where", [Scope.READING, Scope.DECIDING])
async def test_on_every_page_of_a_run_there_is_room_for_facts_panel_people_help_and_the_way_out(
    language: str, width: int, where: Scope
) -> None:
    catalogue.set_language(language)
    for more in chain.from_iterable(combinations(SOMETIMES, count) for count in range(len(SOMETIMES) + 1)):
        met = ALWAYS | {*more}
        shown = hints.hints_of(where, met, 4 if where is Scope.DECIDING else 0)
        keys = Line(shown, width).render().plain.split()
        wanted = {"p", "w", "?", "q", *({"h"} if Need.FACTS in met else ()), *({"u"} if Need.DECISION in met else ())}
        assert wanted <= {*keys}, " ".join(keys)


async def test_where_a_window_is_narrow_what_is_said_first_and_the_way_out_stay() -> None:
    catalogue.set_language("en")
    shown = hints.hints_of(Scope.READING, ALWAYS | {*SOMETIMES})
    for width in (60, 40, 30):
        keys = Line(shown, width).render().plain.split()
        assert {"↵", "?", "q"} <= {*keys}


async def test_a_notice_longer_than_the_line_is_read_whole_and_then_makes_room_again() -> None:
    said = "This ending has not been reached yet. Somebody has to stay, and nobody was asked whether they would."

    class Footed(App[None]):
        def compose(self) -> ComposeResult:
            yield hints.Hints()

    async with Footed().run_test(size=(42, 12)) as pilot:
        footer = pilot.app.query_one(hints.Hints)
        footer.notice(said)
        await pilot.pause()
        assert footer.size.height == 3
        assert " ".join(footer.render().plain.split("\n")) == said
        footer.hush()
        await pilot.pause()
        assert footer.size.height == 1


async def test_the_smallest_window_says_first_of_all_how_one_chooses(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("end", "1", "u", "down")
        assert game_of(app).read_before, "which has no room here"
        assert "1–3 choose" in text_of(app)
