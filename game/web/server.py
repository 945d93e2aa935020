"""The server: a page, its assets, and a websocket for each tab."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import textual_serve
from aiohttp import WSMsgType, web

from game.paths import cache_dir
from game.web.address import Address
from game.web.homes import COOKIE, LASTS, Homes, is_token, new_token
from game.web.pages import Pages
from game.web.session import Session, player_command, player_environment

IDLE = 3600.0
"""Seconds after which a tab that nobody touches gives its place to somebody else."""

TURN = 3.0
"""Seconds to wait for a place: a page that is reloaded leaves its own a moment after it asks for one."""

LONGEST_MESSAGE = 64 * 1024
"""Bytes in one message of a browser: a long paste, no more."""

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
        sessions: The games being played.
    """

    def __init__(self, address: Address, served: Served, complain: Callable[[str], None] = print) -> None:
        """Prepare a server; `complain` is told what went wrong in a game."""
        self.address = address
        self.sessions: set[Session] = set()
        self._served = served
        self._complain = complain
        self._homes = Homes(served.home)
        self._pages = Pages(_STATIC, served.title, served.language)
        self._taken = 0
        self._left = asyncio.Event()
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)

    async def start(self) -> None:
        """Begin to listen.

        Raises:
            OSError: The port is taken, or the host is not this machine's.
        """
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.address.host, self.address.port)
        await site.start()
        self.address = replace(self.address, port=self._runner.addresses[0][1])

    async def stop(self) -> None:
        """End every game and stop listening."""
        await asyncio.gather(*(session.stop() for session in tuple(self.sessions)))
        await self._runner.cleanup()

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
        response: web.StreamResponse = await handler(request)
        if not response.prepared:
            socket = ("wss://" if self.address.secure else "ws://") + request.host
            for name, value in _HEADERS.items():
                response.headers[name] = value.replace("{socket}", socket)
        return response

    async def _index(self, request: web.Request) -> web.Response:
        accepted = request.headers.get("Accept-Language", "")
        if not await self._room():
            page = self._pages.full(accepted)
            return web.Response(status=503, text=page, content_type="text/html", headers={"Retry-After": "60"})
        response = web.Response(text=self._pages.play(accepted), content_type="text/html")
        response.headers["Cache-Control"] = "no-store"
        token = request.cookies.get(COOKIE)
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
        token = request.cookies.get(COOKIE)
        if request.headers.get("Origin", "").lower() not in self.address.origins or not is_token(token):
            return web.Response(status=403, text=f"Games begin at {self.address.url}.\n")
        if not await self._room():
            return web.Response(status=503, text=self._pages.said_full(request.headers.get("Accept-Language", "")))
        self._taken += 1  # at once after the look, with nothing awaited in between: two cannot take the last place
        try:
            assert token is not None
            return await self._seated(request, token)
        finally:
            self._taken -= 1
            self._left.set()

    async def _seated(self, request: web.Request, token: str) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=20, max_msg_size=LONGEST_MESSAGE)
        await socket.prepare(request)
        language = self._pages.language(request.headers.get("Accept-Language", ""))
        try:
            with self._homes.entered(token) as home:
                environment = player_environment(home, cache_dir(), language)
                command = player_command(self._served.path)
                session = Session(token, command, environment, socket.send_bytes, socket.send_str, socket.close)
                self.sessions.add(session)
                try:
                    await session.start(_number(request, "width", 80), _number(request, "height", 24))
                    await _converse(socket, session)
                finally:
                    await session.stop()
                    self.sessions.discard(session)
                    if session.last_words:
                        self._complain(session.last_words.decode("utf-8", "replace"))
        except OSError as error:
            self._complain(str(error))
        finally:
            await socket.close()
        return socket

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """What a game has made for its player, such as a newspaper: to be saved, never shown as a page of ours."""
        token = request.cookies.get(COOKIE)
        for session in [session for session in self.sessions if session.token == token]:
            found = await session.download(request.match_info["key"])
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


async def _converse(socket: web.WebSocketResponse, session: Session) -> None:
    """Pass on what the browser sends, until it leaves, falls silent, or sends what no page of ours would."""
    while True:
        try:
            async with asyncio.timeout(IDLE):  # the socket's own timeout begins anew with each heartbeat
                message = await socket.receive()
        except TimeoutError:
            return
        if message.type is not WSMsgType.TEXT:
            return
        try:
            await _obey(socket, session, json.loads(message.data))
        except (ValueError, TypeError, KeyError, RecursionError):
            await socket.close(code=1008)
            return


async def _obey(socket: web.WebSocketResponse, session: Session, envelope: Any) -> None:
    if not isinstance(envelope, list) or not envelope:
        raise ValueError("a message is a list: what it is, and what it says")
    kind: Any = envelope[0]
    said: Any = envelope[1] if len(envelope) > 1 else None
    if kind == "stdin":
        await session.send_bytes(str(said).encode("utf-8", "replace"))
    elif kind == "resize":
        await session.set_terminal_size(int(said["width"]), int(said["height"]))
    elif kind == "ping":
        await socket.send_json(["pong", str(said)[:40]])
    elif kind in ("focus", "blur"):
        await (session.focus() if kind == "focus" else session.blur())
    else:
        raise ValueError(f"there is no such message: {kind!r}")


def _number(request: web.Request, name: str, default: int) -> int:
    said = request.query.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else default
