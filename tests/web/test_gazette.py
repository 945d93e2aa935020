"""The gazette in a real browser: it asks nothing of anybody, complains of nothing, and shows its headline at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import gazette
from game.i18n import catalogue
from game.story.load import load
from tests.gazette.test_gazette import BAKER, nasty, run_of
from tests.web.chromium import Chromium

HEADLINE = (
    "(b => [b.top >= 0, b.bottom <= innerHeight, b.width > 0])(document.querySelector('h1').getBoundingClientRect())"
)
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.parametrize("width", [1280, 400])
async def test_the_page_shows_itself_and_asks_for_nothing(running: str, tmp_path: Path, width: int) -> None:
    catalogue.set_language("en")
    story = load(BAKER)
    pages = (run_of(story, "nothing", "cut", "keep"), run_of(nasty(), "go", seat="left"))
    browser = await Chromium.afresh(running, width, 900)
    try:
        for number, run in enumerate(pages):
            file = tmp_path / f"gazette-{number}.html"
            file.write_text(gazette.html(gazette.paper(run)), "utf-8")
            browser.requested.clear()
            await browser.open(file.as_uri())
            assert await browser.evaluate("document.querySelector('h1').textContent") == run.state.here.title
            if number == 0:
                assert await browser.evaluate(HEADLINE) == [True, True, True]
            assert await browser.evaluate(FITS)
            assert [url for url in browser.requested if not url.startswith(("file://", "data:"))] == []
            assert await browser.evaluate("document.scripts.length") == 0
        assert browser.said == []
    finally:
        await browser.close()
