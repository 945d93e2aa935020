"""A browser that plays with the page's modules, and a server on loopback that it gets them from."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from game.story.load import shipped_folder
from game.web.publish import publish
from tests.web.chromium import BINARY, FLAGS, Chromium, until_there
from tests.web.loopback import Loopback
from tests.web.reader import Reader

Open = Callable[..., Awaitable[Reader]]
"""Opens a published page as a reader would: `await reads(page)`, `await reads(page, 390, 844)`."""


@pytest.fixture
async def engine(running: str) -> AsyncIterator[tuple[Chromium, Loopback]]:
    """A page of an empty document that can import the engine's modules, and where they come from."""
    with Loopback() as server:
        browser = await Chromium.afresh(running, 800, 600)
        try:
            await browser.open(server.url)
            yield browser, server
        finally:
            await browser.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A browser that runs as long as the tests do, by the address at which it is told what to do."""
    if BINARY is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    profile = tmp_path_factory.mktemp("browser")
    command = [BINARY, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{until_there(profile / 'DevToolsActivePort').split()[0]}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # the command may be a script that waits for the browser
        process.wait()


@pytest.fixture
async def reads(running: str) -> AsyncIterator[Open]:
    """Opens published pages, each for a reader who has never been there."""
    tabs: list[Chromium] = []

    async def opened(
        page: Path | str, width: int = 1280, height: int = 860, language: str = "fr-FR", alone: bool = False
    ) -> Reader:
        made = Chromium.beside if tabs or alone else Chromium.afresh
        tabs.append(await made(running, width, height, language))
        if width < 500:
            await tabs[-1].resize(width, height, phone=True)
        await tabs[-1].open(page if isinstance(page, str) else page.as_uri())
        reader = Reader(tabs[-1])
        await reader.until("document.readyState === 'complete' && document.querySelector('main h1[tabindex]') !== null")
        return reader

    yield opened
    for tab in tabs:
        await tab.close()


@pytest.fixture(scope="session")
def story_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped story, published."""
    file = tmp_path_factory.mktemp("pages") / "holdup.html"
    file.write_text(publish(shipped_folder()).html, "utf-8")
    return file


@pytest.fixture(scope="session")
def baker_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small story with two seats, published."""
    file = tmp_path_factory.mktemp("pages") / "baker.html"
    file.write_text(publish(Path("tests/stories/baker")).html, "utf-8")
    return file


AXE = "axe-core@4.14.1"
"""What looks for barriers: fetched for the tests, and never part of the repository."""


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), AXE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode:
        pytest.skip(f"npm cannot install {AXE}: {done.stderr.strip()[-200:]}")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
