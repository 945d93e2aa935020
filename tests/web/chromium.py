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
from time import sleep
from typing import Any

import aiohttp

BINARY = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
"""The same browser without windows comes first: it takes two thirds of the processor's time."""

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
    "--renderer-process-limit=1",  # a process for each page takes longer to begin
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # nothing may come from elsewhere
)

KEYS = {
    "Enter": (13, "\r"),
    "ArrowDown": (40, ""),
    "ArrowUp": (38, ""),
    "ArrowLeft": (37, ""),
    "ArrowRight": (39, ""),
    "Escape": (27, ""),
    "Tab": (9, ""),
    "Backspace": (8, ""),
    " ": (32, " "),
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


class PageError(RuntimeError):
    """A script of ours failed in the page."""


class Chromium:
    """One page.

    Attributes:
        base: Where its browser is told what to do.
        requested: Every address that the page has asked for.
        failed: Those that it did not get.
        said: What its console was told, exceptions and refusals of its policy among it.
    """

    _process: asyncio.subprocess.Process | None = None
    _context: str | None = None
    _http: aiohttp.ClientSession
    _socket: aiohttp.ClientWebSocketResponse
    _listening: asyncio.Task[None]

    def __init__(self, base: str, window: tuple[int, int]) -> None:
        """Prepare a tab of a browser that is told what to do at `base`, in a window of so many pixels."""
        self.requested: list[str] = []
        self.failed: list[str] = []
        self.said: list[str] = []
        self.base = base
        self._window = window
        self._numbers = count(1)
        self._loads = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}

    @classmethod
    async def start(cls, profile: Path, width: int, height: int, language: str = "fr-FR,fr") -> Chromium:
        """Start a browser with a window of so many pixels, for somebody who reads a language."""
        assert BINARY is not None
        process = await asyncio.create_subprocess_exec(
            BINARY,
            *FLAGS,
            f"--accept-lang={language}",
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

    @classmethod
    async def beside(cls, base: str, width: int, height: int, language: str = "fr-FR") -> Chromium:
        """A tab of a browser that runs already, which shares nothing with its other tabs: no storage, no history."""
        tab = cls(base, (width, height))
        async with aiohttp.ClientSession() as http, http.get(f"{base}/json/version") as told:
            address = (await told.json())["webSocketDebuggerUrl"]
        browser = cls(base, (width, height))
        await browser._connect(address)
        tab._context = (await browser.call("Target.createBrowserContext", disposeOnDetach=False))["browserContextId"]
        made = await browser.call("Target.createTarget", url="about:blank", browserContextId=tab._context)
        await browser._disconnect()
        await tab._attach([target for target in await tab._targets() if target["id"] == made["targetId"]])
        await tab.call("Emulation.setUserAgentOverride", userAgent="", acceptLanguage=language)
        return tab

    @classmethod
    async def afresh(cls, base: str, width: int, height: int, language: str = "fr-FR") -> Chromium:
        """A tab of a browser that runs already, once that has forgotten all that was kept by pages that are files.

        It takes half of what `beside` takes, and is good for one reader at a time.
        """
        tab = cls(base, (width, height))
        async with aiohttp.ClientSession() as http, http.put(f"{base}/json/new?about:blank") as made:
            await tab._attach([await made.json()])
        await tab.call("Storage.clearDataForOrigin", origin="file://", storageTypes="all")
        await tab.call("Emulation.setUserAgentOverride", userAgent="", acceptLanguage=language)
        return tab

    async def another(self, opening: Awaitable[Any] | None = None) -> Chromium:
        """Open another tab, or find the one that something opens."""
        known = {target["id"] for target in await self._targets()}
        among: dict[str, Any] = {"browserContextId": self._context} if self._context else {}
        await (opening or self.call("Target.createTarget", url="about:blank", **among))
        tab = Chromium(self.base, self._window)
        tab._context = self._context
        await tab._attach([target for target in await self._targets() if target["id"] not in known])
        return tab

    async def close(self) -> None:
        """Close the tab; with the first one, the browser."""
        with suppress(Exception):
            await asyncio.wait_for(self.call("Browser.close" if self._process else "Page.close"), 5)
            await asyncio.wait_for(self._listening, 5)  # it is closed now, and writes nothing any more
        await self._disconnect()
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            await self._process.wait()

    async def _disconnect(self) -> None:
        self._listening.cancel()
        await self._socket.close()
        await self._http.close()

    async def resize(self, width: int, height: int, phone: bool = False) -> None:
        """Give the window so many pixels, and a finger instead of a mouse."""
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone
        )
        await self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    async def prefer(self, **features: str) -> None:
        """What the reader's system asks for: `prefer(prefers_color_scheme="dark")`."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        await self.call("Emulation.setEmulatedMedia", features=named)

    async def call(self, method: str, seconds: float = 30, **parameters: Any) -> Any:
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        return await asyncio.wait_for(self._answers[number], seconds)

    async def open(self, url: str) -> None:
        """Go to an address, and wait until all that it names is there."""
        loads = self._loads
        await self.call("Page.navigate", url=url)
        await until(lambda: self._loads > loads or "#" in url, 30)

    async def reload(self) -> None:
        loads = self._loads
        await self.call("Page.reload")
        assert await until(lambda: self._loads > loads, 30)

    async def evaluate(self, expression: str, seconds: float = 30) -> Any:
        """What an expression is in the page; a promise is waited for.

        Raises:
            PageError: It failed.
        """
        found = await self.call(
            "Runtime.evaluate", seconds, expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            details = found["exceptionDetails"]
            raise PageError(details.get("exception", {}).get("description") or details["text"])
        return found["result"].get("value")

    async def press(self, key: str, **held: bool) -> None:
        """Press a key, with `control`, `shift` or `alt` held."""
        code, text = KEYS[key] if key in KEYS else (ord(key.upper()), key)
        modifiers = held.get("alt", False) + 2 * held.get("control", False) + 8 * held.get("shift", False)
        event: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        text = "" if held.get("control") or held.get("alt") else text
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **event)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def click(self, selector: str) -> None:
        """Click on the first element of a selector."""
        x, y = await self._place(selector)
        for kind, pressed in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)):
            button: dict[str, Any] = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, buttons=pressed, **button)

    async def tap(self, selector: str) -> None:
        """Touch the first element of a selector, for a moment: longer is something else."""
        x, y = await self._place(selector)
        await asyncio.gather(
            self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}]),
            self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[]),
        )

    async def _place(self, selector: str) -> tuple[float, float]:
        """Where an element is, in pixels, once it has been scrolled to."""
        box = await self.evaluate(
            f"(e => (e.scrollIntoView({{block: 'center', behavior: 'instant'}}), e.getBoundingClientRect()))"
            f"(document.querySelector({json.dumps(selector)})).toJSON()"
        )
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    async def picture(self, file: Path) -> None:
        shot = await self.call("Page.captureScreenshot", format="png")
        await asyncio.to_thread(file.write_bytes, base64.b64decode(shot["data"]))

    async def _targets(self) -> list[dict[str, str]]:
        async with aiohttp.ClientSession() as http, http.get(f"{self.base}/json/list") as listed:
            return [target for target in await listed.json() if target["type"] == "page"]

    async def _connect(self, address: str) -> None:
        self._http = aiohttp.ClientSession()
        self._socket = await self._http.ws_connect(address, max_msg_size=0)
        self._listening = asyncio.create_task(self._listen())

    async def _attach(self, targets: list[dict[str, str]]) -> None:
        await self._connect(targets[0]["webSocketDebuggerUrl"])
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.resize(*self._window)

    async def _listen(self) -> None:
        async for message in self._socket:
            event = message.json()
            if "id" in event:
                future = self._answers.pop(event["id"])
                if future.done():
                    continue
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
        elif method == "Page.loadEventFired":
            self._loads += 1
        elif method in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            self.said.append(json.dumps(said))


def until_there(file: Path, seconds: float = 60) -> str:
    """What a file says, once it says something."""
    for _ in range(round(seconds / 0.05)):
        if told := _read(file):
            return told
        sleep(0.05)
    raise TimeoutError(file)


def _read(file: Path) -> str:
    return file.read_text().strip() if file.exists() else ""
