"""Playing in a browser: a player a tab, a journal a player, nothing lost by a reload."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from game.journal import Journal
from game.web import server as serving
from tests.web.conftest import BAKER, TITLE, Opened, Tab, Visitor, decide

TAB = "?width=80&height=24&player="
"""What a page asks for whose tab had a player before."""


def journals(tmp_path: Path) -> list[int]:
    """How many decisions each run of each journal of the server holds."""
    return [run.count for file in (tmp_path / "players").glob("*/data/journal.db") for run in Journal.open(file).runs()]


async def begin(tab: Tab) -> None:
    """From the title to the first page."""
    await tab.shows(TITLE)
    await tab.press("\r")
    await tab.shows("Forty years")
    await tab.press("\r")
    await tab.shows("Before dawn")


async def continues(tab: Tab, words: str) -> None:
    """From the title back into the run."""
    await tab.shows("Continue")
    await tab.press("\r")
    await tab.shows(words)


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


async def test_two_tabs_are_two_players_each_with_a_journal(opened: Opened, visitor: Visitor, tmp_path: Path) -> None:
    browser = visitor(await opened())
    async with browser.tab() as one:
        await decide(one)
        async with browser.tab() as two:
            assert "Continue" not in await two.shows(TITLE)
            await begin(two)
            assert (one.player, two.player) == (1, 2)
    assert journals(tmp_path) in ([0, 1], [1, 0])
    assert len(list((tmp_path / "players").iterdir())) == 2


async def test_each_tab_finds_its_own_run_after_a_reload_and_after_the_server_was_started_again(
    opened: Opened, visitor: Visitor
) -> None:
    server = await opened()
    browser = visitor(server)
    async with browser.tab() as one, browser.tab() as two:
        await decide(two)
        await begin(one)
    async with browser.tab(TAB + "2") as two, browser.tab(TAB + "1") as one:
        await continues(two, "The crack opens its mouth")
        await continues(one, "Before dawn")
        assert (one.player, two.player) == (1, 2)
    await server.stop()
    browser.server = await opened()
    async with browser.tab(TAB + "2") as two:
        await continues(two, "The crack opens its mouth")


async def test_the_player_of_a_closed_tab_is_taken_up_by_the_next(opened: Opened, visitor: Visitor) -> None:
    browser = visitor(await opened())
    async with browser.tab() as one:
        await one.shows(TITLE)
        async with browser.tab() as two:
            await decide(two)
    async with browser.tab() as later:  # the first left nothing: the only tab finds what was decided in the second
        await continues(later, "The crack opens its mouth")
        assert later.player == 2
        async with browser.tab() as another:
            assert "Continue" not in await another.shows(TITLE)
            assert another.player == 1


async def test_the_copy_of_a_tab_is_a_player_of_its_own(opened: Opened, visitor: Visitor) -> None:
    browser = visitor(await opened())
    async with browser.tab() as tab:
        await decide(tab)
        async with browser.tab(TAB + "1") as copy:
            assert "Continue" not in await copy.shows(TITLE)
            assert copy.player == 2
        await tab.press("\r")
        await tab.shows("The lane")


@pytest.mark.parametrize("sessions", [1, 3])
async def test_a_tab_whose_line_was_cut_unnoticed_comes_back_to_its_player(
    opened: Opened, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, sessions: int
) -> None:
    monkeypatch.setattr(serving, "TURN", 0.3)
    server = await opened(sessions=sessions)
    browser = visitor(server)
    async with browser.tab() as cut:
        await decide(cut)
        await cut.cut()
        async with browser.tab(TAB + "1") as back:
            await continues(back, "The crack opens its mouth")
            assert len(server.tabs) == 1


@pytest.mark.parametrize("asked", ["0", "-1", "5", "999999999", "1e3", "²", "../1", "1" * 400, ""])
async def test_a_number_that_was_never_given_means_nothing(
    opened: Opened, visitor: Visitor, tmp_path: Path, asked: str
) -> None:
    async with visitor(await opened()).tab(TAB + asked) as tab:
        await tab.shows(TITLE)
        assert tab.player == 1
        assert len(list((tmp_path / "players").iterdir())) == 1


async def test_a_number_opens_nothing_in_another_browser(opened: Opened, visitor: Visitor) -> None:
    server = await opened()
    ana, ben = visitor(server), visitor(server)
    async with ana.tab() as tab:
        await decide(tab)
    async with ben.tab(TAB + "1") as tab:
        assert "Continue" not in await tab.shows(TITLE)


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
