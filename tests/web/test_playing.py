"""Playing in a browser: a game a tab, a journal a browser, nothing lost by a reload."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from game.journal import Journal
from tests.web.conftest import TITLE, Browser, Opened

Visitor = Callable[..., Browser]


def journals(tmp_path: Path) -> list[int]:
    """How many decisions each journal of the server holds, run by run."""
    return [
        run.count for file in (tmp_path / "players").glob("*/data/journal.db") for run in Journal.open(file).runs()
    ]


async def test_a_tab_shows_the_title_and_plays(opened: Opened, visitor: Visitor) -> None:
    async with visitor(await opened()).tab() as tab:
        assert "Journal" in await tab.shows(TITLE)
        await tab.press("\r")
        await tab.shows("Forty years")


async def test_a_reload_finds_the_run_and_another_browser_does_not(
    opened: Opened, visitor: Visitor, tmp_path: Path
) -> None:
    server = await opened()
    ana, ben = visitor(server), visitor(server)
    async with ana.tab() as tab:
        await begin(tab)
        await tab.press("1")
        await tab.shows("Clay and ash")
    async with ana.tab() as tab:
        await tab.shows("Continue")
        await tab.press("\r")
        await tab.shows("Clay and ash")
    async with ben.tab() as tab:
        assert "Continue" not in await tab.shows(TITLE)
    assert journals(tmp_path) == [1]


async def begin(tab: object) -> None:
    from tests.web.conftest import Tab

    assert isinstance(tab, Tab)
    await tab.shows(TITLE)
    await tab.press("\r")
    await tab.shows("Forty years")
