"""The shipped story in a real browser, from the title to the end of the first episode, by keyboard and mouse."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from game.journal import Journal
from game.story.load import load, shipped_folder
from game.web import server as serving
from tests import switches
from tests.web.chromium import BINARY, Chromium, until
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
    pictures = switches.PICTURES or tmp_path
    story = load(shipped_folder())
    second = next(episode.title for episode in story.episodes.values() if episode.number == 2)
    server = await opened(path=None)
    await chromium.open(server.address.url)
    await chromium.shows("Nouvelle partie")
    await chromium.picture(pictures / "title.png")
    _journal(tmp_path).profile.set("reveal", "none")  # a test has no time for paragraphs that appear one by one
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
            over = "Escape" if "L’HEURE DES COMPTES" in page else "Enter"
            page = await chromium.after(chromium.press(over))
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
        "La partie est fermée. Tout ce que vous avez décidé est gardé."
    )
    await chromium.press("Enter")
    await chromium.shows("Nouvelle partie")


async def test_two_tabs_are_two_players_and_a_reload_finds_each_where_it_was(
    opened: Opened, chromium: Chromium
) -> None:
    server = await opened(sessions=2)
    await _begun(chromium, server.address.url)
    beside = await chromium.another()
    await beside.open(server.address.url)
    await beside.shows("Nouvelle partie")
    assert "Continuer" not in beside.text
    assert await beside.evaluate("document.title") == "The Oven on Market Day · 2"
    await beside.press("ArrowDown")  # what was never played is lost, and the tab still is the second player's
    for tab in (beside, chromium):  # though every place is taken
        await tab.reload()
        await tab.shows("Nouvelle partie")
    assert "Continuer" in chromium.text
    assert "Continuer" not in beside.text
    for tab in (beside, chromium):
        await tab.open("about:blank")
    for tab, title in ((beside, "The Oven on Market Day · 2"), (chromium, "The Oven on Market Day")):
        await tab.open(server.address.url)  # whoever comes back first
        await tab.shows("Nouvelle partie")
        assert await tab.evaluate("document.title") == title
    await beside.close()


async def test_the_copy_of_a_tab_is_another_player(opened: Opened, chromium: Chromium) -> None:
    server = await opened()
    await _begun(chromium, server.address.url)
    copy = await chromium.another(chromium.evaluate("void window.open(location.href)"))
    assert await copy.evaluate("sessionStorage.player") in ("1", "2")
    await copy.reload()
    await copy.shows("Nouvelle partie")
    assert "Continuer" not in copy.text
    assert await copy.evaluate("sessionStorage.player") == "2"
    await copy.close()


async def test_when_every_place_is_taken_a_second_tab_says_so(
    opened: Opened, chromium: Chromium, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "TURN", 0.5)
    server = await opened(sessions=1)
    await chromium.open(server.address.url)
    await chromium.shows("Nouvelle partie")
    beside = await chromium.another()
    await beside.open(server.address.url)
    assert await _told(beside) == "Toutes les places sont prises. Réessayez dans quelques minutes."
    await beside.close()


async def test_a_server_that_stops_is_told_and_found_again_when_it_is_back(opened: Opened, chromium: Chromium) -> None:
    server = await opened()
    await _begun(chromium, server.address.url)
    await server.stop()
    assert await _told(chromium) == "La connexion est coupée. Tout ce que vous avez décidé est gardé."
    await chromium.press("Enter")
    silent = "Le serveur ne répond pas encore. Réessayez dans un instant."
    for _ in range(100):
        if await chromium.evaluate("document.getElementById('told').textContent") == silent:
            break
    assert await _told(chromium) == silent
    await opened(port=server.address.port)
    await chromium.press("Enter")
    await chromium.shows("Continuer")


async def test_tab_stays_in_the_game_and_the_browsers_keys_are_the_browsers(opened: Opened, chromium: Chromium) -> None:
    server = await opened()
    await chromium.open(server.address.url)
    await chromium.shows("Nouvelle partie")
    await chromium.evaluate("reached = []; document.addEventListener('keydown', e => reached.push(e.key), true)")
    for key, control in (("Tab", False), ("F5", False), ("r", True), ("l", True), ("F1", False), ("p", True)):
        await chromium.press(key, control)
    assert await chromium.evaluate("reached") == ["Tab", "F1", "p"]
    assert await chromium.evaluate("document.activeElement.className") == "xterm-helper-textarea"


async def test_a_letter_that_is_put_together_is_a_letter(opened: Opened, chromium: Chromium) -> None:
    server = await opened()
    await _begun(chromium, server.address.url)
    for _ in range(10):
        if "1  Clay" in chromium.text:
            break
        await chromium.after(chromium.press("Enter"))
    await chromium.call("Input.imeSetComposition", text="é", selectionStart=1, selectionEnd=1)
    await chromium.call("Input.insertText", text='"')  # an AZERTY keyboard's third key
    await chromium.shows("The crack opens its mouth")


async def test_a_phone_is_played_with_a_finger_and_may_be_turned(
    opened: Opened, chromium: Chromium, tmp_path: Path
) -> None:
    pictures = switches.PICTURES or tmp_path
    await chromium.resize(390, 844, phone=True)
    await _begun(chromium, (await opened()).address.url)
    while "1  Clay" not in chromium.text:
        await chromium.after(chromium.press("Enter"))
    upright = chromium.size
    await chromium.resize(844, 390, phone=True)
    assert await until(lambda: chromium.size[0] > upright[0] and chromium.size[1] < upright[1], 10)
    await chromium.after(chromium.resize(390, 844, phone=True))
    await chromium.shows("1  Clay")
    assert chromium.size == upright
    await chromium.picture(pictures / "phone.png")
    await chromium.after(chromium.tap("Fire it as it is"))
    await chromium.shows("The crack opens its mouth")
    assert upright[0] >= 45


async def _begun(chromium: Chromium, url: str) -> None:
    """From the page to the first page of the story."""
    await chromium.open(url)
    await chromium.shows("Nouvelle partie")
    await chromium.press("Enter")
    await chromium.shows("Forty years")
    await chromium.press("Enter")
    await chromium.shows("Before dawn")


async def _told(chromium: Chromium) -> str:
    """What the page says when its game is over."""
    for _ in range(200):
        if await chromium.evaluate("document.activeElement.id") == "again":
            break
        await asyncio.sleep(0.03)
    return str(await chromium.evaluate("document.getElementById('told').innerText"))


def _journal(tmp_path: Path) -> Journal:
    """The journal of the only player."""
    [file] = (tmp_path / "players").glob("*/data/journal.db")
    return Journal.open(file)
