"""One tab: a process of the game, and what passes between it and the browser."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual_serve._binary_encode import DecodeError
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

import game

COLUMNS, LINES = (20, 300), (5, 120)
"""Sizes that a window may have, in cells; a browser can ask for any, and the game would pay in memory."""

PATIENCE = 3.0
"""Seconds that a game has to leave before it is made to."""

FRAMES = 30
"""Pictures a second at most. A terminal gets 60; a network and a server with many players are glad of half."""

_LAST_WORDS = 4096
"""Bytes kept of what a game writes as its errors."""


class Session(AppService):
    """A game in a process of its own.

    textual-serve's service runs its command through a shell, takes any size, keeps all errors in memory, waits for
    ever, and lets the game open pages. Here: no shell, sane sizes, the last errors, a few seconds, and no pages.

    Attributes:
        last_words: What the game wrote as its errors, its end.
    """

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str],
        send: Callable[[bytes], Awaitable[None]],
        say: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[Any]],
    ) -> None:
        """Prepare a game.

        Args:
            command: The program and its arguments.
            environment: What the program's environment has besides, or instead of, this one's.
            send: Sends what is drawn to the browser.
            say: Tells the browser that there is something to download.
            close: Closes the connection.
        """
        super().__init__("", write_bytes=send, write_str=say, close=close, download_manager=DownloadManager())
        self._arguments = command
        self._own_environment = environment
        self.last_words = b""

    @property
    def pid(self) -> int | None:
        """The process's number, None before it has started."""
        return self._process.pid if self._process is not None else None

    @property
    def failed(self) -> bool:
        """Whether the game has ended by mistake."""
        return self._process is not None and self._process.returncode not in (None, 0)

    async def start(self, width: int, height: int) -> None:
        """Start the game in a window of so many cells."""
        await super().start(*clamped(width, height))

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the game that the window has changed."""
        await super().set_terminal_size(*clamped(width, height))

    async def stop(self) -> None:
        """End the game: everything is kept already, so one that does not leave is made to."""
        process = self._process
        if process is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self.send_meta({"type": "quit"})
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def run(self) -> None:
        """Pass on what the game draws, until it ends."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        listening = asyncio.create_task(self._listen(process.stderr))
        try:
            while (line := await process.stdout.readline()) and line != b"__GANGLION__\n":
                pass
            while True:
                head = await process.stdout.readexactly(5)
                payload = await process.stdout.readexactly(int.from_bytes(head[1:], "big"))
                await self._pass_on(head[:1], payload)
        except (asyncio.IncompleteReadError, ConnectionError, ValueError, DecodeError):
            pass  # the game has ended or lost its mind, or the browser has left
        finally:
            await asyncio.wait([listening, asyncio.create_task(process.wait())], timeout=0.5)
            listening.cancel()
            await self.remote_close()

    async def download(self, key: str) -> tuple[str, AsyncIterator[bytes]] | None:
        """Something that the game has made for its player: the file's name and its pieces. None if there is no such."""
        try:
            made = await self._download_manager.get_download_metadata(key)
        except KeyError:
            return None
        return re.sub(r"[^\w.-]", "-", made.file_name), self._download_manager.download(key)

    async def _pass_on(self, kind: bytes, payload: bytes) -> None:
        if kind == b"D":
            await self.on_data(payload)
        elif kind == b"P":
            await self.on_packed(payload)
        elif kind == b"M" and json.loads(payload).get("type") == "deliver_file_start":
            await self.on_meta(payload)  # what else it may say, such as which page to open, is not for the browser

    async def _listen(self, stderr: asyncio.StreamReader) -> None:
        while data := await stderr.read(_LAST_WORDS):
            self.last_words = (self.last_words + data)[-_LAST_WORDS:]

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width, height) | {"TEXTUAL_FPS": str(FRAMES)} | self._own_environment
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        return process


def clamped(width: int, height: int) -> tuple[int, int]:
    """A window's size within reason."""
    return max(COLUMNS[0], min(COLUMNS[1], width)), max(LINES[0], min(LINES[1], height))


def player_command(path: Path | None) -> list[str]:
    """What plays a story in a session; None is the shipped one. Nothing is imported from the folder we are in."""
    return [sys.executable, "-P", "-m", "game.web.player", *([str(path.resolve())] if path else [])]


def player_environment(home: Path, cache: Path, language: str) -> dict[str, str]:
    """The environment of a player: their home, everybody's cache, and their browser's language as the locale."""
    package = str(Path(game.__file__).parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        "HOLDUP_HOME": str(home),
        "HOLDUP_CACHE": str(cache),
        "HOLDUP_LANG": "",
        "LC_ALL": language,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": "1",
    }
