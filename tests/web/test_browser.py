"""The shipped story in a real browser, from the title to the end of the first episode, by keyboard and mouse."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from game.journal import Journal
from game.story.load import load, shipped
from tests.web.chromium import BINARY, Chromium
from tests.web.conftest import Opened

pytestmark = pytest.mark.skipif(BINARY is None, reason="no Chromium here (Debian: apt-get install chromium)")

CHOICE = re.compile(r"▸ 1  (.*?)(?:   |  $|$)", re.MULTILINE)


@pytest.fixture
async def chromium(tmp_path: Path) -> AsyncIterator[Chromium]:
    browser = await Chromium.start(tmp_path / "profile", 1000, 640)
    yield browser
    await browser.close()


async def test_the_first_episode_is_played_by_keyboard_and_mouse(
    opened: Opened, chromium: Chromium, tmp_path: Path
) -> None:
    pictures = Path(os.environ.get("HOLDUP_PICTURES", tmp_path))
    story = load(shipped())
    second = next(episode.title for episode in story.episodes.values() if episode.number == 2)
    server = await opened(path=None)
    await chromium.open(server.address.url)
    await chromium.shows("Nouvelle partie")
    await chromium.picture(pictures / "title.png")
    _journal(tmp_path).shelf.set("reveal", "none")  # a test has no time for paragraphs that appear one by one
    await chromium.click("Nouvelle partie")
    await chromium.shows("commencer")
    page = await chromium.after(chromium.press("Enter"))
    assert "É P I S O D E   1" in page
    decided = 0
    for _ in range(120):
        if "É P I S O D E   2" in page or second in page.splitlines()[0]:
            break
        choice = CHOICE.search(page)
        if choice is None:
            page = await chromium.after(chromium.press("Enter"))
            continue
        decided += 1
        if decided == 2:
            await chromium.picture(pictures / "decision.png")
        taken = chromium.press("1") if decided % 2 else chromium.click(choice[1].strip()[:30])
        page = await chromium.after(taken)
    await chromium.picture(pictures / "episode-2.png")
    assert "É P I S O D E   2" in chromium.text or second in chromium.text
    [run] = _journal(tmp_path).runs()
    assert run.count == decided > 2
    assert [url for url in chromium.requested if not url.startswith(server.address.url)] == []
    assert chromium.failed == []
    assert await chromium.evaluate("[...document.fonts].every(font => font.status === 'loaded')") is True


async def test_the_keyboard_works_before_anything_is_clicked_and_the_end_can_be_answered(
    opened: Opened, chromium: Chromium
) -> None:
    server = await opened()
    await chromium.open(server.address.url)
    await chromium.shows("Nouvelle partie")
    await chromium.press("q")
    for _ in range(100):
        if await chromium.evaluate("document.activeElement.id") == "again":
            break
    assert await chromium.evaluate("document.getElementById('told').textContent") == (
        "La partie est fermée. Toutes vos décisions sont gardées."
    )
    await chromium.press("Enter")
    await chromium.shows("Nouvelle partie")


def _journal(tmp_path: Path) -> Journal:
    """The journal of the only player."""
    [file] = (tmp_path / "players").glob("*/data/journal.db")
    return Journal.open(file)
