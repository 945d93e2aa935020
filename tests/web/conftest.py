"""A server on a free port, and visitors who read what is drawn for them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qsl

import aiohttp
import pyte
import pytest

from game.i18n import catalogue
from game.web.address import Address
from game.web.server import Served, Server
from game.web.session import clamped

BAKER = Path(__file__).parents[1] / "stories" / "baker"
TITLE = "New game"

Opened = Callable[..., Awaitable[Server]]


class Tab:
    """A tab: what it sends, and what it shows. It reads all the time, as a browser does."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, columns: int = 80, lines: int = 24) -> None:
        self.socket = socket
        self.said: list[object] = []
        self.farewell = ""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._looks = True
        self._news = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def player(self) -> int:
        """Who plays here, once the page was told."""
        [number] = [said[1] for said in self.said if isinstance(said, list) and said[0] == "player"]
        return int(number)

    async def press(self, keys: str) -> None:
        await self.send("stdin", keys)

    async def send(self, *message: object) -> None:
        await self.socket.send_json(message)

    async def shows(self, words: str, seconds: float = 20) -> str:
        """Wait until words are on the screen."""
        await self._until(lambda: words in self.text, seconds)
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
        assert await self._until(lambda: any(isinstance(said, list) and said[0] == kind for said in self.said), seconds)

    async def closes(self, seconds: float = 20) -> int | None:
        """Wait until the server has closed the connection."""
        assert await self._until(self._reading.done, seconds)
        return self.socket.close_code

    async def cut(self) -> None:
        """Read nothing from here on, and so answer nothing: a line that is cut without anybody being told."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)

    def look_away(self) -> None:
        """Read on, but do not care what is drawn."""
        self._looks = False

    async def _until(self, true: Callable[[], bool], seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not true() and not self._reading.done():
                    self._news.clear()
                    await self._news.wait()
        return true()

    async def _read(self) -> None:
        try:
            while (message := await self.socket.receive()).type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT):
                if message.type is aiohttp.WSMsgType.TEXT:
                    self.said.append(json.loads(message.data))
                elif self._looks:
                    self._stream.feed(message.data)
                self._news.set()
            self.farewell = message.extra or ""
        finally:
            asyncio.get_running_loop().call_soon(self._news.set)


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
        """Load the page, then play. `query` is what the page asks for: a size, and the player whom the tab had."""
        await self.get()
        async with self.socket(query, **headers) as tab:
            yield tab

    @asynccontextmanager
    async def socket(self, query: str = "?width=80&height=24", **headers: str) -> AsyncIterator[Tab]:
        url = self.server.address.url + "/ws" + query
        async with self._http.ws_connect(url, headers={"Origin": self.server.address.url, **headers}) as socket:
            asked = dict(parse_qsl(query.removeprefix("?")))
            tab = Tab(socket, *clamped(int(asked.get("width", 80)), int(asked.get("height", 24))))
            yield tab
            await tab.cut()


Visitor = Callable[..., Browser]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("HOLDUP_LANG", raising=False)
    catalogue.set_language("en")
    yield
    catalogue.set_language("en")


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    """Opens servers: `await opened(sessions=1)`."""
    servers: list[Server] = []

    async def open_server(
        sessions: int = 4, path: Path | None = BAKER, public: str = "", language: str = "", port: int = 0
    ) -> Server:
        served = Served(path, "The Oven on Market Day", sessions, tmp_path / "players", language)
        server = Server(Address("127.0.0.1", port, public), served)
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
