"""Playing in a browser: a game a tab, a journal a browser, nothing lost by a reload."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from game.journal import Journal
from tests.web.conftest import BAKER, TITLE, Opened, Visitor, decide


def journals(tmp_path: Path) -> list[int]:
    """How many decisions each run of each journal of the server holds."""
    return [run.count for file in (tmp_path / "players").glob("*/data/journal.db") for run in Journal.open(file).runs()]


async def test_a_reload_finds_the_run_and_another_browser_does_not(
    opened: Opened, visitor: Visitor, tmp_path: Path
) -> None:
    server = await opened(sessions=1)
    ana, ben = visitor(server), visitor(server)
    async with ana.tab() as tab:
        await decide(tab)
    async with ana.tab() as tab:  # though there is one place alone, and the old tab may not have left it yet
        await tab.shows("Continue")
        await tab.press("\r")
        await tab.shows("The crack opens its mouth")
    async with ben.tab() as tab:
        assert "Continue" not in await tab.shows(TITLE)
    assert journals(tmp_path) == [1]


async def test_two_tabs_are_two_games_of_one_player(opened: Opened, visitor: Visitor, tmp_path: Path) -> None:
    browser = visitor(await opened())
    async with browser.tab() as one, browser.tab() as two:
        await two.shows(TITLE)
        await decide(one)
        await two.press("\r")
        await two.shows("Forty years")
        await two.press("\r")
        await two.shows("Before dawn")
    assert sorted(journals(tmp_path)) == [0, 1]


async def test_leaving_the_game_closes_the_connection_and_an_untouched_home_is_gone(
    opened: Opened, visitor: Visitor, tmp_path: Path
) -> None:
    server = await opened()
    async with visitor(server).tab() as tab:
        await tab.shows(TITLE)
        assert len(list((tmp_path / "players").iterdir())) == 1
        await tab.press("q")
        assert await tab.closes() == 1000
    await server.stop()
    assert list((tmp_path / "players").iterdir()) == []


async def test_a_browser_is_greeted_in_its_language(opened: Opened, visitor: Visitor) -> None:
    server = await opened()
    browser = visitor(server, "de;q=0.2, fr-FR;q=0.9, en;q=0.5")
    assert "Ouverture" in await (await browser.get()).text()
    async with browser.tab() as tab:
        await tab.shows("Nouvelle partie")


async def test_whoever_runs_the_server_may_choose_the_language(opened: Opened, visitor: Visitor) -> None:
    async with visitor(await opened(language="en"), "fr").tab() as tab:
        await tab.shows(TITLE)


async def test_a_story_in_a_strange_folder_is_no_command(opened: Opened, visitor: Visitor, tmp_path: Path) -> None:
    strange = tmp_path / "a story; touch owned $(touch owned) 'x' \"y\""
    shutil.copytree(BAKER, strange)
    async with visitor(await opened(path=strange)).tab() as tab:
        await tab.shows(TITLE)
    assert "owned" not in os.listdir()
