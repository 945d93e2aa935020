"""Connections that are no games: none lasts longer than a page needs."""

from __future__ import annotations

import asyncio
import math
import time

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

LONGEST = 60.0
"""Seconds that a connection has after its last request, or after its beginning: for the largest asset on a slow line.

Whoever says nothing, says it one letter a minute, or never takes the answer is cut off; a browser opens another.
"""

LOOKS = 1.0
"""Seconds between two looks."""


class Connections:
    """How long each connection has been of no use."""

    def __init__(self) -> None:
        self._since: dict[RequestHandler, float] = {}

    def asks(self, request: web.Request) -> None:
        """Count from now: a request has come, or its answer gone."""
        self._since[request.protocol] = time.monotonic()

    def plays(self, request: web.Request) -> None:
        """Let a game last as long as it likes."""
        self._since[request.protocol] = math.inf

    async def watch(self, server: web.Server) -> None:
        """Cut off who lingers, for ever."""
        while True:
            await asyncio.sleep(LOOKS)
            now = time.monotonic()
            self._since = {connection: self._since.get(connection, now) for connection in server.connections}
            for connection, since in self._since.items():
                if now - since > LONGEST and connection.transport is not None:
                    connection.transport.abort()  # to close it would be to wait until all is read
