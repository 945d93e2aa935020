"""Contrast as WCAG 2.1 reckons it, of what is really drawn: every screen, in every theme of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.geometry import Region
from textual.screen import ModalScreen

from game.story.model import Story
from game.tui.app import HoldupApp
from game.tui.theme import OWN
from tests.tui.acting import app_for, game_of, sitting_at

WORDS, DRAWING = 4.5, 3.0
"""The least ratio for what is read (WCAG 1.4.3), and for what is only looked at (1.4.11)."""

MARKS = "●◐○◑◇◆≠═▸✓✦❧░╌×"
"""Signs that say something by themselves: they are read."""

SCREENS: dict[str, tuple[str, ...]] = {
    "decision": (),
    "settings": ("comma",),
    "record": ("1", "h"),
    "help": ("f1",),
    "journal": ("j",),
    "naming": ("j", "r"),
    "deleting": ("j", "d"),
    "tree": ("j", "t"),
    "reckoning": ("1", "l"),
    "palette": ("ctrl+p",),
    "title": ("escape",),
    "new game": ("escape", "down", "enter"),
    "endings": ("escape", "down", "down", "down", "enter"),
}


@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
@pytest.mark.parametrize("screen", SCREENS)
async def test_all_that_is_read_stands_out_in_every_theme(story: Story, theme: str, screen: str) -> None:
    app = app_for(story, sitting_at(story, "clay") if screen == "reckoning" else sitting_at(story))
    async with app.run_test(size=(120, 36)) as pilot:
        app.set_theme(theme)
        await pilot.press(*SCREENS[screen])
        await pilot.pause(0.3 if screen == "palette" else 0.05)
        weak = {(kind, text.strip(), f"{ratio:.2f}") for text, ratio, kind, least in drawn(app) if ratio < least}
        assert not weak


@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
async def test_what_was_not_chosen_can_still_be_read_as_it_fades(story: Story, theme: str) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(120, 36)) as pilot:
        app.set_theme(theme)
        game_of(app).column.choices.take(0)
        await pilot.pause()
        assert all(ratio >= least for _, ratio, _, least in drawn(app))


async def test_the_high_contrast_theme_is_stricter(story: Story) -> None:
    app = app_for(story, sitting_at(story))
    async with app.run_test(size=(120, 36)) as pilot:
        app.set_theme("contraste")
        await pilot.pause()
        assert all(ratio >= 7 for _, ratio, _, _ in drawn(app))


def drawn(app: HoldupApp) -> Iterator[tuple[str, float, str, float]]:
    """Every piece of the screen that shows: its text, its contrast, what it is, and the least that it needs."""
    area = within(app)
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if area.y <= y < area.bottom:
            for segment in strip.crop(area.x, area.right):
                found = judged(segment)
                if found is not None:
                    yield found


def within(app: HoldupApp) -> Region:
    """Where the screen on top is; a page that it covers lies in its shade, and is not read."""
    if isinstance(app.screen, ModalScreen):
        return Region.from_union([widget.region for widget in app.screen.query("*") if widget.region.area])
    return app.screen.region


def judged(segment: Segment) -> tuple[str, float, str, float] | None:
    style = segment.style
    if not segment.text.strip() or style is None or style.color is None or style.bgcolor is None:
        return None
    front, back = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    read = any(letter.isalnum() or letter in MARKS for letter in segment.text)
    return segment.text, contrast(front, back), *(("words", WORDS) if read else ("drawing", DRAWING))


def contrast(one: Color, other: Color) -> float:
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
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)
