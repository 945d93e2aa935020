"""A browser that plays with the page's modules, and a server on loopback that it gets them from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from game.i18n import catalogue
from tests.web.chromium import BINARY, Chromium
from tests.web.loopback import Loopback


@pytest.fixture(autouse=True)
def english() -> None:
    catalogue.set_language("en")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[tuple[Chromium, Loopback]]:
    """A page of an empty document that can import the engine's modules, and where they come from."""
    if BINARY is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    with Loopback() as server:
        browser = await Chromium.start(tmp_path / "profile", 800, 600)
        try:
            await browser.open(server.url)
            yield browser, server
        finally:
            await browser.close()
