"""The server: a page, its assets, and a websocket for each tab."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import textual_serve
from aiohttp import WSCloseCode, web

from game.paths import cache_dir
from game.web import farewell
from game.web.address import Address
from game.web.connections import Connections
from game.web.homes import COOKIE, LASTS, Home, Homes, is_token, new_token
from game.web.pages import Pages
from game.web.session import Session, player_command, player_environment
from game.web.tab import LONGEST_MESSAGE, Tab, connection

TURN = 3.0
"""Seconds to wait for a place, and for a tab to say that it is still there."""

_STATIC = Path(__file__).parent / "static"
_BORROWED = Path(textual_serve.__file__).parent / "static"

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; "
        "connect-src 'self' {socket}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: a story's folder (None: the shipped one), its title, and to how many at once.

    `language` is the one that everybody gets until they choose another; empty asks their browser.
    """

    path: Path | None
    title: str
    sessions: int
    home: Path
    language: str = ""


class Server:
    """Games for browsers.

    Attributes:
        address: Where it listens; with its port, once it does.
        tabs: The games being played.
    """

    def __init__(self, address: Address, served: Served, complain: Callable[[str], None] = print) -> None:
        """Prepare a server; `complain` is told what went wrong in a game."""
        self.address = address
        self.tabs: set[Tab] = set()
        self._served = served
        self._complain = complain
        self._homes = Homes(served.home, served.sessions)
        self._connections = Connections()
        self._pages = Pages(_STATIC, served.title, served.language)
        self._taken = 0
        self._left = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)

    async def start(self) -> None:
        """Begin to listen.

        Raises:
            OSError: The port is taken, or the host is not this machine's.
        """
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.address.host, self.address.port)
        await site.start()
        assert self._runner.server is not None
        self._watching = asyncio.create_task(self._connections.watch(self._runner.server))
        self.address = replace(self.address, port=self._runner.addresses[0][1])

    async def stop(self) -> None:
        """End every game and stop listening."""
        await asyncio.gather(*(tab.stop() for tab in tuple(self.tabs)))
        await self._runner.cleanup()
        if self._watching is not None:
            self._watching.cancel()

    async def serve(self, announce: Callable[[str], None]) -> None:
        """Serve until the process is told to stop; `announce` is told the address.

        Raises:
            OSError: The port is taken, or the host is not this machine's.
        """
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stopped.set)
        try:
            await self.start()
            announce(self.address.url)
            await stopped.wait()
        finally:
            await self.stop()

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[self._guard], client_max_size=LONGEST_MESSAGE)
        application.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws", self._play),
                web.get("/download/{key}", self._download),
                web.static("/static", _BORROWED),
                web.static("/page", _STATIC),
            ]
        )
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
        """Refuse whoever comes under another site's name; tell browsers to load nothing from elsewhere."""
        if request.host.lower() not in self.address.hosts:
            return web.Response(status=403, text=f"This server is {self.address.url}.\n")
        self._connections.asks(request)
        try:
            response: web.StreamResponse = await handler(request)
        finally:
            self._connections.asks(request)
        if not response.prepared:
            socket = ("wss://" if self.address.secure else "ws://") + request.host
            for name, value in _HEADERS.items():
                response.headers[name] = value.replace("{socket}", socket)
        return response

    async def _index(self, request: web.Request) -> web.Response:
        accepted = request.headers.get("Accept-Language", "")
        token = request.cookies.get(COOKIE)
        # a page that is reloaded keeps its place until it has this answer
        if not any(tab.token == token for tab in self.tabs) and not await self._room():
            page = self._pages.full(accepted)
            return web.Response(status=503, text=page, content_type="text/html", headers={"Retry-After": "60"})
        response = web.Response(text=self._pages.play(accepted), content_type="text/html")
        response.headers["Cache-Control"] = "no-store"
        response.set_cookie(
            COOKIE,
            token if token is not None and is_token(token) else new_token(),
            max_age=LASTS,
            httponly=True,
            samesite="Strict",
            secure=self.address.secure,
        )
        return response

    async def _play(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Origin", "").lower() not in self.address.origins:
            return web.Response(status=403, text=f"Games begin at {self.address.url}.\n")
        token = request.cookies.get(COOKIE, "")
        if not is_token(token):
            return await self._refused(request, farewell.NAMELESS)
        await self._make_way(token)
        if not await self._room():
            return await self._refused(request, farewell.FULL)
        self._taken += 1  # at once after the look, with nothing awaited in between: two cannot take the last place
        try:
            return await self._seated(request, token)
        finally:
            self._taken -= 1
            self._left.set()

    async def _refused(self, request: web.Request, code: int) -> web.WebSocketResponse:
        """Say why there is no game: what a page may know of a connection is the reason for which it was closed."""
        socket = connection()
        await socket.prepare(request)
        await self._close(request, socket, code)
        return socket

    async def _make_way(self, token: str) -> None:
        """See which of a browser's tabs are still there, so that a player whose tab is gone can be taken up again.

        A reload, a closed lid, another network: that the old connection is gone may not be known yet.
        """
        tabs = [tab for tab in self.tabs if tab.token == token]
        there = await asyncio.gather(*(tab.answers(TURN) for tab in tabs))
        await asyncio.gather(*(tab.drop() for tab, answered in zip(tabs, there, strict=True) if not answered))

    async def _seated(self, request: web.Request, token: str) -> web.WebSocketResponse:
        socket = connection()
        await socket.prepare(request)
        self._connections.plays(request)
        try:
            with self._homes.entered(token, _number(request, "player", 0)) as home:
                await self._played(request, socket, token, home)
        except OSError as error:
            self._complain(str(error))
            await self._close(request, socket, farewell.BROKEN)
        return socket

    async def _played(self, request: web.Request, socket: web.WebSocketResponse, token: str, home: Home) -> None:
        language = self._pages.language(request.headers.get("Accept-Language", ""))
        environment = player_environment(home.folder, cache_dir(), language)
        command = player_command(self._served.path)

        async def ended() -> None:
            await self._close(request, socket, farewell.FAILED if session.failed else WSCloseCode.OK)

        session = Session(command, environment, socket.send_bytes, socket.send_str, ended)
        tab = Tab(request, socket, token, home.player, session)
        self.tabs.add(tab)
        try:
            await session.start(_number(request, "width", 80), _number(request, "height", 24))
            await self._close(request, socket, await tab.converse())
        finally:
            await session.stop()
            self.tabs.remove(tab)
            tab.over.set()
            if session.last_words:
                self._complain(session.last_words.decode("utf-8", "replace"))

    async def _close(self, request: web.Request, socket: web.WebSocketResponse, code: int) -> None:
        reason = self._pages.farewell(request.headers.get("Accept-Language", ""), code)
        await socket.close(code=code, message=reason)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """What a game has made for its player, such as a newspaper: to be saved, never shown as a page of ours."""
        token = request.cookies.get(COOKIE)
        for tab in [tab for tab in self.tabs if tab.token == token]:
            found = await tab.session.download(request.match_info["key"])
            if found is not None:
                name, pieces = found
                whole = b"".join([piece async for piece in pieces])
                headers = {"Content-Disposition": f'attachment; filename="{name}"'}
                return web.Response(body=whole, content_type="application/octet-stream", headers=headers)
        return web.Response(status=404, text="There is nothing here.\n")

    async def _room(self) -> bool:
        """Whether there is a place, perhaps after a moment."""
        try:
            async with asyncio.timeout(TURN):
                while self._taken >= self._served.sessions:
                    self._left.clear()
                    await self._left.wait()
        except TimeoutError:
            return False
        return True


def _number(request: web.Request, name: str, default: int) -> int:
    said = request.query.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else default
