"""Contrast as WCAG 2.1 reckons it, of what is really drawn: every screen, in every theme on offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.command import CommandList
from textual.geometry import Region
from textual.screen import ModalScreen

from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.theme import NAMES, OWN, TERMINAL
from tests.tui.acting import app_for, game_of, sitting_at
from tests.tui.places import PLACES, at

WORDS, DRAWING = 4.5, 3.0
"""The least ratio for what is read (WCAG 1.4.3), and for what is only looked at (1.4.11)."""

STRICT = 7.0
"""The least ratio of all that the high-contrast theme draws (1.4.6)."""

NEEDLES = {"ansi-dark": "color(9)", "ansi-light": "color(1)"}
"""The one colour of its own that a terminal's theme draws with."""

MARKS = "●◐○◑◇◆≠═▸✓✦❧░╌×↓↑↕▾◉◈◎"
"""Signs that say something by themselves: they are read."""


class Palette(NamedTuple):
    """A terminal's colours as they come with it: its own ink and ground, red and bright red."""

    ground: str
    ink: str
    red: str
    bright_red: str


DARK = {
    # XTerm-col.ad and charproc.c of xterm, in reverse video: red3 and red
    "xterm": Palette("#000000", "#ffffff", "#cd0000", "#ff0000"),
    # default_red, default_grn and default_blu in drivers/tty/vt/vt.c of Linux
    "VGA": Palette("#000000", "#aaaaaa", "#aa0000", "#ff5555"),
    # the scheme Campbell in defaults.json of Windows Terminal
    "Campbell": Palette("#0c0c0c", "#cccccc", "#c50f1f", "#e74856"),
    # the table of values at ethanschoonover.com/solarized: base03, base0, red, orange
    "Solarized dark": Palette("#002b36", "#839496", "#dc322f", "#cb4b16"),
    # the Tango palette of GNOME Terminal, on its Tango dark
    "Tango dark": Palette("#2e3436", "#d3d7cf", "#cc0000", "#ef2929"),
}
LIGHT = {
    "xterm": Palette("#ffffff", "#000000", "#cd0000", "#ff0000"),
    # base3, base00, red, orange
    "Solarized light": Palette("#fdf6e3", "#657b83", "#dc322f", "#cb4b16"),
    "Tango light": Palette("#eeeeec", "#2e3436", "#cc0000", "#ef2929"),
}


@pytest.mark.parametrize("place", [place for place in PLACES if not place.startswith("palette")])
async def test_all_that_is_read_stands_out_in_every_theme(story: Story, place: str) -> None:
    async with at(story, place) as (app, pilot):
        for theme in NAMES:
            app.set_theme(theme)
            await pilot.pause()
            judge(app, theme)


@pytest.mark.parametrize("theme", NAMES)
async def test_so_it_does_in_the_palette_which_a_theme_closes(story: Story, theme: str) -> None:
    for place in ("palette", "palette, no match"):
        async with at(story, place, theme=theme) as (app, _):
            judge(app, theme)


async def test_what_a_command_does_is_set_less_heavily_in_the_palette_than_its_name(story: Story) -> None:
    async with at(story, "palette") as (app, _):
        listed = app.screen.query_one(CommandList)
        name, explained = listed.render_line(2), listed.render_line(3)
        assert all(segment.style and segment.style.bold for segment in name if segment.text.strip())
        assert not any(segment.style and segment.style.bold for segment in explained if segment.text.strip())


async def test_a_terminal_theme_that_was_kept_is_the_terminals_own_from_the_first_line_on(story: Story) -> None:
    for theme in TERMINAL:
        async with at(story, "decision", theme=theme) as (app, _):
            judge(app, theme)


@pytest.mark.parametrize("name", [*DARK, *LIGHT])
def test_the_one_colour_that_is_drawn_there_stands_out_in_the_palettes_that_terminals_come_with(name: str) -> None:
    for palettes, needle in ((DARK, "bright_red"), (LIGHT, "red")):
        if name in palettes:
            palette = palettes[name]
            assert ratio(Color.parse(getattr(palette, needle)), Color.parse(palette.ground)) >= DRAWING


@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
async def test_what_was_not_chosen_can_still_be_read_as_it_fades(story: Story, theme: str) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(120, 36)) as pilot:
        app.set_theme(theme)
        game_of(app).column.choices.take(0)
        await pilot.pause()
        assert all(contrast(style) >= least for _, style, least in drawn(app))


def test_every_theme_on_offer_is_held_to_one_of_these(story: Story) -> None:
    assert {*NAMES} == {theme.name for theme in OWN} | {*TERMINAL}
    assert {*app_for(story).themes} == {*NAMES}


def drawn(app: HoldupApp) -> Iterator[tuple[str, Style, float]]:
    """Every piece of the screen that shows: its text, its style, and the least contrast that it needs."""
    area = within(app)
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if area.y <= y < area.bottom:
            for segment in strip.crop(area.x, area.right):
                if segment.text.strip() and segment.style is not None:
                    yield segment.text, segment.style, needed(segment)


def judge(app: HoldupApp, theme: str) -> None:
    """Hold all that is drawn to what its theme promises."""
    pieces = list(drawn(app))
    assert pieces
    assert (foreign if theme in TERMINAL else weak)(pieces, theme) == set()


def weak(pieces: Sequence[tuple[str, Style, float]], theme: str) -> set[tuple[str, str]]:
    """What does not stand out as it should."""
    least = {piece: STRICT if theme == "contrast" else piece[2] for piece in pieces}
    return {
        (text.strip(), f"{contrast(style):.2f}") for (text, style, _), ratio in least.items() if contrast(style) < ratio
    }


def foreign(pieces: Sequence[tuple[str, Style, float]], theme: str) -> set[tuple[str, str]]:
    """What is not in the terminal's own ink and should be: all that is read, and of the rest all but the needle."""
    return {
        (text.strip(), str(style))
        for text, style, least in pieces
        if not own(style) and (least == WORDS or str(style.color and style.color.name) != NEEDLES[theme])
    }


def within(app: HoldupApp) -> Region:
    """Where the screen on top is; a page that it covers lies in its shade, and is not read."""
    if isinstance(app.screen, ModalScreen):
        return Region.from_union([widget.region for widget in app.screen.query("*") if widget.region.area])
    return app.screen.region


def needed(segment: Segment) -> float:
    return WORDS if any(letter.isalnum() or letter in MARKS for letter in segment.text) else DRAWING


def own(style: Style) -> bool:
    """Whether a style is the terminal's ink on its ground, or the reverse, and not made weaker."""
    return not style.dim and all(color is None or color.is_default for color in (style.color, style.bgcolor))


def contrast(style: Style) -> float:
    """The ratio of a style's two colours; reversed or not, it is the same. What has none has no contrast."""
    if style.color is None or style.bgcolor is None or style.dim:
        return 0.0
    return ratio(style.color, style.bgcolor)


def ratio(one: Color, other: Color) -> float:
    """The ratio of two colours' relative luminances, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: Color) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    parts = [value / 255 for value in color.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_formula_gives_what_the_guidelines_give() -> None:
    black, white, grey = Color.parse("#000000"), Color.parse("#ffffff"), Color.parse("#777777")
    assert ratio(black, white) == pytest.approx(21)
    assert ratio(grey, white) == pytest.approx(4.48, abs=0.01)
