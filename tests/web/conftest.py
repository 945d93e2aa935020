"""A server on a free port, and visitors who read what is drawn for them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pyte
import pytest

from game import words
from game.web.address import Address
from game.web.server import Served, Server

BAKER = Path(__file__).parents[1] / "stories" / "baker"
TITLE = "New game"

Opened = Callable[..., Awaitable[Server]]


class Tab:
    """A tab: what it sends, and what it shows."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, columns: int = 80, lines: int = 24) -> None:
        self.socket = socket
        self.said: list[object] = []
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    async def press(self, keys: str) -> None:
        await self.send("stdin", keys)

    async def send(self, *message: object) -> None:
        await self.socket.send_json(message)

    async def shows(self, words: str, seconds: float = 20) -> str:
        """Wait until words are on the screen."""
        try:
            async with asyncio.timeout(seconds):
                while words not in self.text:
                    if not await self._look():
                        break
        except TimeoutError:
            pass
        assert words in self.text, self.text
        return self.text

    async def turn_to(self, words: str) -> None:
        """Go on, page by page, until words are on the screen."""
        for _ in range(20):
            try:
                await self.shows(words, 0.5)
                return
            except AssertionError:
                await self.press("\r")
        await self.shows(words)

    async def told(self, kind: str, seconds: float = 20) -> None:
        """Wait for a message that is not drawn."""
        async with asyncio.timeout(seconds):
            while not any(isinstance(said, list) and said[0] == kind for said in self.said):
                assert await self._look()

    async def closes(self, seconds: float = 20) -> int | None:
        """Wait until the server has closed the connection."""
        async with asyncio.timeout(seconds):
            while await self._look():
                pass
        return self.socket.close_code

    async def _look(self) -> bool:
        message = await self.socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            self._stream.feed(message.data)
        elif message.type is aiohttp.WSMsgType.TEXT:
            self.said.append(json.loads(message.data))
        else:
            return False
        return True


async def decide(tab: Tab) -> None:
    """From the title to the first decision taken."""
    await tab.shows(TITLE)
    await tab.press("\r")
    await tab.shows("Forty years")
    await tab.press("\r")
    await tab.turn_to("1  Clay and ash")
    await tab.press("3")
    await tab.shows("The crack opens its mouth")


class Browser:
    """A visitor with a cookie jar."""

    def __init__(self, server: Server, language: str = "en") -> None:
        self.server = server
        self._http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Accept-Language": language}
        )

    async def close(self) -> None:
        await self._http.close()

    async def get(self, path: str = "/", **headers: str) -> aiohttp.ClientResponse:
        response = await self._http.get(self.server.address.url + path, headers=headers)
        await response.read()
        return response

    @asynccontextmanager
    async def tab(self, query: str = "?width=80&height=24", **headers: str) -> AsyncIterator[Tab]:
        """Load the page, then play."""
        await self.get()
        async with self.socket(query, **headers) as tab:
            yield tab

    @asynccontextmanager
    async def socket(self, query: str = "?width=80&height=24", **headers: str) -> AsyncIterator[Tab]:
        url = self.server.address.url + "/ws" + query
        async with self._http.ws_connect(url, headers={"Origin": self.server.address.url, **headers}) as socket:
            yield Tab(socket)


Visitor = Callable[..., Browser]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("HOLDUP_LANG", raising=False)
    words.use("en")
    yield
    words.use("en")


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    """Opens servers: `await opened(sessions=1)`."""
    servers: list[Server] = []

    async def open_server(sessions: int = 4, path: Path | None = BAKER, public: str = "", language: str = "") -> Server:
        served = Served(path, "The Oven on Market Day", sessions, tmp_path / "players", language)
        server = Server(Address("127.0.0.1", 0, public), served)
        servers.append(server)
        await server.start()
        return server

    yield open_server
    for server in servers:
        await server.stop()


@pytest.fixture
async def visitor() -> AsyncIterator[Callable[..., Browser]]:
    """Makes browsers: `visitor(server)`."""
    browsers: list[Browser] = []

    def visit(server: Server, language: str = "en") -> Browser:
        browsers.append(Browser(server, language))
        return browsers[-1]

    yield visit
    for browser in browsers:
        await browser.close()
