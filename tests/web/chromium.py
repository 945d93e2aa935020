"""A real browser, driven over its debugging protocol: no driver, no package, only the browser itself."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pyte

BINARY = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--hide-scrollbars",
    "--accept-lang=fr-FR,fr",
    "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # nothing may come from elsewhere
)

_MOVING = dict.fromkeys(range(0x2800, 0x2900), " ")
"""The dots that a needle draws."""

KEYS = {
    "Enter": (13, "\r"),
    "ArrowDown": (40, ""),
    "ArrowUp": (38, ""),
    "Escape": (27, ""),
    "Tab": (9, ""),
    "F1": (112, ""),
    "F5": (116, ""),
}


async def until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait for something to be true; False when it takes too long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                if true():
                    return True
                await asyncio.sleep(0.03)
    return False


class Chromium:
    """One page. What the game draws is read from the frames that arrive, as the canvas has no text.

    Attributes:
        requested: Every address that the page has asked for.
        failed: Those that it did not get.
    """

    _process: asyncio.subprocess.Process | None = None
    _http: aiohttp.ClientSession
    _socket: aiohttp.ClientWebSocketResponse
    _listening: asyncio.Task[None]

    def __init__(self, base: str, window: tuple[int, int]) -> None:
        """Prepare a tab of a browser that is told what to do at `base`, in a window of so many pixels."""
        self.requested: list[str] = []
        self.failed: list[str] = []
        self.size = (80, 24)
        self._base = base
        self._window = window
        self._games = 0
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._fresh()

    @classmethod
    async def start(cls, profile: Path, width: int, height: int) -> Chromium:
        """Start a browser with a window of so many pixels."""
        assert BINARY is not None
        process = await asyncio.create_subprocess_exec(
            BINARY,
            *FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        port = profile / "DevToolsActivePort"
        assert await until(lambda: bool(_read(port)), 60)
        browser = cls(f"http://127.0.0.1:{_read(port).split()[0]}", (width, height))
        browser._process = process
        await browser._attach(await browser._targets())
        return browser

    async def another(self, opening: Awaitable[Any] | None = None) -> Chromium:
        """Open another tab, or find the one that something opens."""
        known = {target["id"] for target in await self._targets()}
        await (opening or self.call("Target.createTarget", url="about:blank"))
        tab = Chromium(self._base, self._window)
        await tab._attach([target for target in await self._targets() if target["id"] not in known])
        return tab

    async def close(self) -> None:
        """Close the tab; with the first one, the browser."""
        with suppress(Exception):
            await asyncio.wait_for(self.call("Browser.close" if self._process else "Page.close"), 5)
        self._listening.cancel()
        await self._http.close()
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            await self._process.wait()

    async def _targets(self) -> list[dict[str, str]]:
        async with aiohttp.ClientSession() as http, http.get(f"{self._base}/json/list") as listed:
            return [target for target in await listed.json() if target["type"] == "page"]

    async def _attach(self, targets: list[dict[str, str]]) -> None:
        self._http = aiohttp.ClientSession()
        self._socket = await self._http.ws_connect(targets[0]["webSocketDebuggerUrl"], max_msg_size=0)
        self._listening = asyncio.create_task(self._listen())
        for domain in ("Page", "Network", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.resize(*self._window)

    async def resize(self, width: int, height: int, phone: bool = False) -> None:
        """Give the window so many pixels, and a finger instead of a mouse."""
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone
        )
        await self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    async def call(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        return await asyncio.wait_for(self._answers[number], 30)

    async def open(self, url: str) -> None:
        self._fresh()
        await self.call("Page.navigate", url=url)

    async def reload(self) -> None:
        """Load the page again, and wait until it has begun to play."""
        before = self._games
        await self.call("Page.reload")
        assert await until(lambda: self._games > before, 30)

    async def evaluate(self, expression: str) -> Any:
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    async def press(self, key: str, control: bool = False) -> None:
        code, text = KEYS[key] if key in KEYS else (ord(key.upper()), key)
        event = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 * control}
        await self.call("Input.dispatchKeyEvent", type="keyDown", text="" if control else text, **event)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def click(self, words: str) -> None:
        """Click on words on the screen."""
        x, y = await self._place(words)
        for kind, pressed in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)):
            button = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, buttons=pressed, **button)

    async def tap(self, words: str) -> None:
        """Touch words on the screen, for a moment: longer is something else."""
        x, y = await self._place(words)
        await asyncio.gather(
            self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}]),
            self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[]),
        )

    async def _place(self, words: str) -> tuple[float, float]:
        """Where words are, in pixels."""
        row = next(index for index, line in enumerate(self._screen.display) if words in line)
        column = self._screen.display[row].index(words) + len(words) // 2
        box = await self.evaluate(
            "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
            ".then(() => document.querySelector('.xterm-screen').getBoundingClientRect())"
            ".then(b => [b.x, b.y, b.width, b.height])"
        )
        return box[0] + box[2] * (column + 0.5) / self.size[0], box[1] + box[3] * (row + 0.5) / self.size[1]

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    async def shows(self, *words: str, seconds: float = 30) -> str:
        """Wait until one of these is on the screen. Returns which."""
        await until(lambda: any(word in self.text for word in words), seconds)
        found = next((word for word in words if word in self.text), None)
        assert found is not None, self.text
        return found

    async def after(self, action: Awaitable[None]) -> str:
        """Do something, wait until the words on the screen have changed, and then until they no longer do."""
        before = self._words
        await action
        await until(lambda: self._words != before, 10)
        while before != self._words:
            before = self._words
            await asyncio.sleep(0.2)
        return self.text

    @property
    def _words(self) -> str:
        return self.text.translate(_MOVING)

    async def picture(self, file: Path) -> None:
        shot = await self.call("Page.captureScreenshot", format="png")
        await asyncio.to_thread(file.write_bytes, base64.b64decode(shot["data"]))

    def _fresh(self) -> None:
        self._screen = pyte.Screen(*self.size)
        self._stream = pyte.ByteStream(self._screen)

    async def _listen(self) -> None:
        async for message in self._socket:
            event = message.json()
            if "id" in event:
                future = self._answers.pop(event["id"])
                if "error" in event:
                    future.set_exception(RuntimeError(event["error"]["message"]))
                else:
                    future.set_result(event["result"])
            else:
                self._noted(event["method"], event["params"])

    def _noted(self, method: str, said: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requested.append(said["request"]["url"])
        elif method == "Network.loadingFailed":
            self.failed.append(said.get("errorText", ""))
        elif method == "Network.webSocketCreated":
            self._games += 1
            asked = parse_qs(urlsplit(said["url"]).query)
            self.size = (int(asked["width"][0]), int(asked["height"][0]))
            self._fresh()
        elif method == "Network.webSocketFrameSent" and said["response"]["payloadData"].startswith('["resize"'):
            asked = json.loads(said["response"]["payloadData"])[1]
            if self.size != (asked["width"], asked["height"]):
                self.size = (asked["width"], asked["height"])
                self._fresh()  # everything is drawn anew
        elif method == "Network.webSocketFrameReceived" and said["response"]["opcode"] == 2:
            self._stream.feed(base64.b64decode(said["response"]["payloadData"]))


def _read(file: Path) -> str:
    return file.read_text().strip() if file.exists() else ""
