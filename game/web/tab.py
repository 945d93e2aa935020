"""A tab: what it sends to its game, and whether it is still there."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from game.web import farewell
from game.web.session import Session

IDLE = 3600.0
"""Seconds after which a tab that nobody touches gives its place to somebody else."""

LONGEST_MESSAGE = 64 * 1024
"""Bytes in one message of a browser: a long paste, no more."""

HEARTBEAT = 20.0
"""Seconds after which a silent browser is asked whether it is still there; it has half of that to answer."""

LEAVING = 3.0
"""Seconds to wait for a browser's goodbye."""


def connection() -> web.WebSocketResponse:
    """A tab's end of the line, not yet connected."""
    return web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST_MESSAGE, timeout=LEAVING, autoping=False)


class Tab:
    """A connection, and the game behind it.

    Attributes:
        token: The browser's: what the game has to download is for that browser alone.
        player: The player's number within the browser.
        session: The game.
        over: Set when the player's home is free again.
    """

    def __init__(
        self, request: web.Request, socket: web.WebSocketResponse, token: str, player: int, session: Session
    ) -> None:
        """Join a connection and a game that has not begun."""
        self.token = token
        self.player = player
        self.session = session
        self.over = asyncio.Event()
        self._request = request
        self._socket = socket
        self._heard = asyncio.Event()

    async def converse(self) -> int:
        """Pass on what the browser sends, until it leaves, falls silent, or sends what no page of ours would.

        Returns:
            With which code to close the connection.
        """
        try:
            await self._socket.send_json(["player", self.player])
            while (said := await self._next()) is not None:
                await self._obey(json.loads(said))
        except TimeoutError:
            return farewell.IDLE
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return WSCloseCode.POLICY_VIOLATION
        except ConnectionError:
            pass
        return WSCloseCode.OK

    async def answers(self, seconds: float) -> bool:
        """Whether the tab is still there, asked now and waited for so long."""
        heard, over = asyncio.create_task(self._ask()), asyncio.create_task(self.over.wait())
        done, _ = await asyncio.wait((heard, over), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for sign in (heard, over):
            sign.cancel()
        return heard in done and heard.result()

    async def drop(self) -> None:
        """Give up a tab that does not answer, and wait until its player is free."""
        if self._request.transport is not None:
            self._request.transport.abort()
        await self.session.stop()
        await self.over.wait()

    async def stop(self) -> None:
        """End the game, because the server ends."""
        await asyncio.gather(self._socket.close(code=WSCloseCode.GOING_AWAY), self.session.stop())

    async def _ask(self) -> bool:
        self._heard.clear()
        try:
            await self._socket.ping()
        except ConnectionError:
            return False
        return await self._heard.wait()

    async def _next(self) -> str | None:
        """What the browser says next; None when it has left.

        Raises:
            TimeoutError: Nobody touched it, though it may be there: heartbeats are no touch.
        """
        async with asyncio.timeout(IDLE):
            while True:
                message = await self._socket.receive()
                if message.type is WSMsgType.PING:
                    await self._socket.pong(message.data)
                elif message.type is WSMsgType.PONG:
                    self._heard.set()
                else:
                    return str(message.data) if message.type is WSMsgType.TEXT else None

    async def _obey(self, envelope: Any) -> None:
        if not isinstance(envelope, list) or not envelope:
            raise ValueError("a message is a list: what it is, and what it says")
        kind: Any = envelope[0]
        said: Any = envelope[1] if len(envelope) > 1 else None
        if kind == "stdin":
            await self.session.send_bytes(str(said).encode("utf-8", "replace"))
        elif kind == "resize":
            await self.session.set_terminal_size(int(said["width"]), int(said["height"]))
        elif kind == "ping":
            await self._socket.send_json(["pong", str(said)[:40]])
        elif kind in ("focus", "blur"):
            await (self.session.focus() if kind == "focus" else self.session.blur())
        else:
            raise ValueError(f"there is no such message: {kind!r}")
