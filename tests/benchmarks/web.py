"""What a player in a browser costs: memory and processor. `python -m tests.benchmarks.web [PLAYERS]` (Linux)."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from game.story.load import load, shipped_folder
from game.web.address import Address
from game.web.server import Served, Server
from tests.web.conftest import Browser, Tab

SECONDS = 10.0
"""How long each situation is watched."""

PAGE = 10.0
"""Seconds that a quick reader spends on a page."""

EVENING = 100
"""How often each player turns a page, decides, and opens and closes the record, before memory is looked at again."""

_TICK = os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> tuple[float, float]:
    """Resident and proportional memory of a process, in MiB: what it holds, and what of that is its own share."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return tuple(int(fields[name].split()[0]) / 1024 for name in ("Rss", "Pss"))  # type: ignore[return-value]


def processor(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


async def watch(pids: list[int], tabs: list[Tab], every: float | None) -> float:
    """The share of a core that a player takes while pages are turned every so many seconds, in percent."""
    own, before, began = processor(os.getpid()), sum(map(processor, pids)), time.monotonic()
    while (passed := time.monotonic() - began) < SECONDS:
        if every is None:
            await asyncio.sleep(SECONDS - passed)
        else:
            await asyncio.gather(*(tab.press(key) for tab in tabs for key in ("\r", "1")))
            await asyncio.sleep(every)
    used = sum(map(processor, pids)) - before + processor(os.getpid()) - own
    return 100 * used / (time.monotonic() - began) / len(pids)


async def measure(players: int) -> None:
    """Open so many tabs, and print what they cost."""
    root = Path(tempfile.mkdtemp())
    os.environ["HOLDUP_HOME"] = str(root)
    server = Server(Address("127.0.0.1", 0), Served(None, load(shipped_folder()).title, players, root / "players"))
    await server.start()
    async with AsyncExitStack() as stack:
        browsers = [Browser(server, "fr") for _ in range(players)]
        tabs: list[Tab] = []
        began = time.monotonic()
        for browser in browsers:
            stack.push_async_callback(browser.close)
            tab = await stack.enter_async_context(browser.tab("?width=110&height=30"))
            await tab.shows("Nouvelle partie", 60)
            tabs.append(tab)
        print(f"{players} players, {(time.monotonic() - began) / players:.2f} s from the page to the title, one by one")
        for tab in tabs:
            tab.look_away()  # what it costs to draw is the browser's
        pids = [tab.session.pid for tab in server.tabs if tab.session.pid is not None]
        print(f"title, moving:          {await watch(pids, tabs, None):5.2f} % of a core a player")
        for key in ("\r", "\r", "\r", "\r"):
            await asyncio.gather(*(tab.press(key) for tab in tabs))
            await asyncio.sleep(1)
        print(f"a page, nobody touches: {await watch(pids, tabs, None):5.2f} %")
        fast = await watch(pids, tabs, 1.0)
        print(f"a key or two a second:  {fast:5.2f} %")
        reading = await watch(pids, tabs, PAGE)
        print(f"a page in {PAGE:.0f} seconds:   {reading:5.2f} %, so {100 / max(reading, 0.01):.0f} readers a core")
        held = [memory(pid) for pid in pids]
        print(f"memory a player:        {max(rss for rss, _ in held):.0f} MiB resident at most, ", end="")
        print(f"{sum(pss for _, pss in held) / players:.0f} MiB its own share")
        for _ in range(EVENING):
            for keys in ("\r", "1", "h", "\x1b"):
                await asyncio.gather(*(tab.press(keys) for tab in tabs))
                await asyncio.sleep(0.4)
        print(f"after {4 * EVENING} keys more:    {max(memory(pid)[0] for pid in pids):.0f} MiB resident at most")
        print(f"memory of the server:   {memory(os.getpid())[1]:.0f} MiB (with this benchmark in it)")
    await server.stop()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 8))
