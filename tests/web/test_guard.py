"""What a stranger's page, a crowd or a broken browser can do: nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from game.i18n import catalogue
from game.web import connections, farewell
from game.web import server as serving
from game.web import session as playing
from game.web import tab as talking
from game.web.address import Address, NotAnAddress
from game.web.pages import preferred
from game.web.session import Session, clamped
from tests.web.chromium import until
from tests.web.conftest import TITLE, Opened, Tab, Visitor, decide


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "https://127.0.0.1"])
async def test_a_page_from_elsewhere_cannot_begin_a_game(opened: Opened, visitor: Visitor, origin: str) -> None:
    server = await opened()
    browser = visitor(server)
    await browser.get()
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with browser.socket(Origin=origin):
            pass
    assert refused.value.status == 403
    assert not server.tabs


@pytest.mark.parametrize("cookie", ["", "holdup=../../../etc", "holdup=" + "x" * 31])
async def test_a_browser_that_keeps_no_cookie_is_told_that_it_needs_one(
    opened: Opened, visitor: Visitor, cookie: str
) -> None:
    server = await opened()
    async with visitor(server).socket(Cookie=cookie) as tab:
        assert await tab.closes() == farewell.NAMELESS
    assert "cookie" in tab.farewell
    assert not server.tabs


@pytest.mark.parametrize("path", ["/", "/ws", "/page/page.js", "/static/js/textual.js"])
async def test_a_name_that_was_made_to_point_here_gets_nothing(opened: Opened, visitor: Visitor, path: str) -> None:
    server = await opened()
    response = await visitor(server).get(path, Host=f"evil.example:{server.address.port}")
    assert response.status == 403
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "path", ["/static/", "/page/", "/page/../server.py", "/static/%2e%2e/server.py", "/download/x"]
)
async def test_there_is_nothing_else_to_be_had(opened: Opened, visitor: Visitor, path: str) -> None:
    assert (await visitor(await opened()).get(path)).status in (403, 404)


async def test_everything_comes_from_here(opened: Opened, visitor: Visitor) -> None:
    server = await opened()
    browser = visitor(server)
    response = await browser.get()
    text = await response.text()
    assert response.status == 200
    assert "//" not in text.replace("<!DOCTYPE", "")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    for asset in ("css/xterm.css", "js/textual.js", "fonts/RobotoMono-VariableFont_wght.ttf"):
        assert (await browser.get(f"/static/{asset}")).status == 200
    style = await (await browser.get("/page/page.css")).text()
    assert "googleapis" not in text + style


async def test_when_every_place_is_taken_the_next_is_told(
    opened: Opened, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "TURN", 0.1)
    server = await opened(sessions=1)
    first, second = visitor(server), visitor(server)
    await second.get()
    async with first.tab() as tab:
        await tab.shows(TITLE)
        response = await second.get()
        assert response.status == 503
        assert "Every place is taken" in await response.text()
        async with second.socket() as late:
            assert await late.closes() == farewell.FULL
        assert "Every place is taken" in late.farewell
        assert len(server.tabs) == 1
    monkeypatch.setattr(serving, "TURN", 3.0)
    async with second.tab() as tab:
        await tab.shows(TITLE)


@pytest.mark.parametrize(
    ("asked", "given"), [((80, 24), (80, 24)), ((10**9, 10**9), (300, 120)), ((-5, 0), (20, 5)), ((0, 24), (20, 24))]
)
def test_sizes_stay_within_reason(asked: tuple[int, int], given: tuple[int, int]) -> None:
    assert clamped(*asked) == given


async def test_a_huge_window_costs_no_memory(opened: Opened, visitor: Visitor) -> None:
    server = await opened()
    async with visitor(server).tab("?width=200000&height=200000") as tab:
        await tab.send("resize", {"width": 100_000, "height": 100_000})
        await tab.send("resize", {"width": 80, "height": 24})
        await tab.shows(TITLE)
        [held] = server.tabs
        assert _resident(held.session.pid) < 150


@pytest.mark.parametrize(
    "message",
    [
        "not json",
        "[[]]",
        '["resize", {"width": "x"}]',
        '["resize", {"width": Infinity, "height": 1}]',
        '{"a": 1}',
        "[" * 60_000,
    ],
)
async def test_nonsense_ends_the_tab_and_nothing_else(opened: Opened, visitor: Visitor, message: str) -> None:
    server = await opened()
    browser = visitor(server)
    async with browser.tab() as tab:
        await tab.socket.send_str(message)
        assert await tab.closes() == 1008
    assert (await browser.get()).status == 200


async def test_a_crowd_gets_the_places_that_there_are(
    opened: Opened, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "TURN", 0.5)
    server = await opened(sessions=2)
    browser = visitor(server)
    await browser.get()

    async def come() -> int | None:
        async with browser.socket() as tab:
            with suppress(TimeoutError, AssertionError):
                return await tab.closes(4)
            return None

    codes = await asyncio.gather(*(come() for _ in range(20)))
    assert sorted(codes, key=str) == [farewell.FULL] * 18 + [None] * 2


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: 127", b"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"])
async def test_whoever_only_holds_the_line_is_cut_off(
    opened: Opened, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(connections, "LOOKS", 0.05)
    monkeypatch.setattr(connections, "LONGEST", 0.5)
    server = await opened()
    async with visitor(server).tab() as tab:
        await tab.shows(TITLE)
        reader, writer = await asyncio.open_connection("127.0.0.1", server.address.port)
        writer.write(said.replace(b"{host}", server.address.url.removeprefix("http://").encode()))
        async with asyncio.timeout(10):
            with suppress(ConnectionResetError):
                await reader.read()
        writer.close()
        await tab.press("j")  # while a game may last
        await tab.shows("No run yet")


async def test_a_tab_that_takes_nothing_costs_no_memory_and_is_given_up(
    opened: Opened, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "HEARTBEAT", 4.0)
    server = await opened()
    async with visitor(server).tab("?width=300&height=120") as tab:
        await tab.shows(TITLE)
        await tab.cut()
        before = _resident(os.getpid())
        for width in range(60, 260):
            await tab.send("resize", {"width": width, "height": 100})
        assert await until(lambda: not server.tabs, 15)
        assert _resident(os.getpid()) - before < 20


async def test_a_flood_of_keys_is_taken_no_faster_than_the_game_can(opened: Opened, visitor: Visitor) -> None:
    server = await opened()

    async def flood(tab: Tab) -> None:
        while True:
            await tab.press("x" * 60_000)

    async with visitor(server).tab() as tab:
        await tab.shows(TITLE)
        [held] = server.tabs
        before = _resident(os.getpid()), _resident(held.session.pid)
        flooding = asyncio.create_task(flood(tab))
        async with visitor(server).tab() as other:
            await other.shows(TITLE)
        assert not flooding.done()
        assert _resident(os.getpid()) - before[0] < 40
        assert _resident(held.session.pid) - before[1] < 100
        flooding.cancel()


async def test_an_evening_of_looking_things_up_costs_no_memory(opened: Opened, visitor: Visitor) -> None:
    server = await opened()
    async with visitor(server).tab("?width=110&height=30") as tab:
        await decide(tab)
        [held] = server.tabs
        sizes = []
        for _ in range(25):
            await tab.press("h")
            await tab.shows("WHAT REALLY HAPPENED")
            await tab.press("h")
            await tab.shows("The crack opens its mouth")
            sizes.append(_resident(held.session.pid))
        assert sizes[-1] - sizes[10] < 4


async def test_a_message_that_is_too_long_ends_the_tab(opened: Opened, visitor: Visitor) -> None:
    async with visitor(await opened()).tab() as tab:
        await tab.press("x" * 70_000)
        assert await tab.closes() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


async def test_a_game_that_cannot_be_kept_is_not_begun(
    opened: Opened, visitor: Visitor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = await opened()
    (tmp_path / "players").write_text("no folder")
    async with visitor(server).tab() as tab:
        assert await tab.closes() == farewell.BROKEN
    assert "Whoever runs this server" in tab.farewell
    assert "players" in capsys.readouterr().out
    assert not server.tabs


async def test_a_game_that_crashes_is_not_told_as_one_that_was_closed(opened: Opened, visitor: Visitor) -> None:
    server = await opened()
    async with visitor(server).tab() as tab:
        await tab.shows(TITLE)
        [held] = server.tabs
        assert held.session.pid is not None
        os.kill(held.session.pid, signal.SIGKILL)
        assert await tab.closes() == farewell.FAILED
    assert "mistake of ours" in tab.farewell


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_farewell_fits_into_the_message_that_ends_a_connection(language: str) -> None:
    catalogue.set_language(language)
    said = [
        farewell.sentence(code).encode()
        for code in (farewell.FULL, farewell.BROKEN, farewell.IDLE, farewell.NAMELESS, farewell.FAILED)
    ]
    assert all(0 < len(sentence) <= farewell.LONGEST for sentence in said)
    assert farewell.sentence(1000) == ""


async def test_a_tab_that_nobody_touches_gives_its_place_away(
    opened: Opened, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "IDLE", 0.5)
    monkeypatch.setattr(talking, "HEARTBEAT", 0.1)
    server = await opened()
    async with visitor(server).tab() as tab:
        assert await tab.closes() == farewell.IDLE
    assert "its place went to others" in tab.farewell
    assert await until(lambda: not server.tabs, 10)


async def test_a_game_cannot_open_pages() -> None:
    sent, session = _session(
        """
        import json, os
        def packet(kind, said):
            data = said if isinstance(said, bytes) else json.dumps(said).encode()
            os.write(1, kind + len(data).to_bytes(4, "big") + data)
        os.write(1, b"__GANGLION__\\n")
        packet(b"M", {"type": "open_url", "url": "http://evil.example", "new_tab": True})
        packet(b"D", b"drawn")
        packet(b"P", b"junk")
        packet(b"D", b"never")
        """
    )
    await session.start(80, 24)
    assert session._task is not None
    await session._task
    assert sent == [b"drawn", b"closed"]
    await session.stop()


async def test_a_newspaper_is_saved_by_the_player_whose_it_is_and_by_nobody_else(
    opened: Opened, visitor: Visitor
) -> None:
    server = await opened()
    ana, ben = visitor(server), visitor(server)
    await ben.get()
    async with ana.tab() as tab:
        await decide(tab)
        await tab.press("e")
        await tab.told("deliver_file_start")
        [key] = [said[1] for said in tab.said if isinstance(said, list) and said[0] == "deliver_file_start"]
        await tab.shows("handed to your browser")
        await tab.shows("baker-queue-1.html")
        await tab.press("q")
        await tab.press("c")
        assert "terminal allows" not in await tab.shows("where the browser allows it")
        assert (await ben.get(f"/download/{key}")).status == 404
        got = await ana.get(f"/download/{key}")
        assert got.status == 200
        assert got.headers["Content-Disposition"].startswith('attachment; filename="baker-')
        assert "The Oven on Market Day" in await got.text()
        assert (await ana.get(f"/download/{key}")).status == 404


async def test_a_game_that_does_not_leave_is_made_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "PATIENCE", 0.3)
    sent, session = _session(
        """
        import os, signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.write(1, b"__GANGLION__\\nD" + (2).to_bytes(4, "big") + b"hi")
        time.sleep(60)
        """
    )
    await session.start(80, 24)
    assert await until(lambda: bool(sent), 20)
    pid = session.pid
    async with asyncio.timeout(10):
        await session.stop()
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_what_a_game_writes_as_errors_does_not_grow() -> None:
    _, session = _session("import sys\nfor _ in range(3000): sys.stderr.write('x' * 1000)\nsys.stderr.write('the end')")
    await session.start(80, 24)
    assert session._task is not None
    await session._task
    assert session.last_words.endswith(b"the end")
    assert len(session.last_words) <= 4096
    await session.stop()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_others_are_let_in_only_by_an_address_that_says_so(host: str) -> None:
    with pytest.raises(NotAnAddress, match="--public"):
        Address(host, 8000)
    address = Address(host, 8000, "http://192.168.1.5:8000/")
    assert address.origins == {"http://192.168.1.5:8000"}
    assert address.hosts == {"192.168.1.5:8000"}


def test_behind_a_web_server_both_names_are_known() -> None:
    address = Address("127.0.0.1", 8000, "https://Play.example.org")
    assert address.secure
    assert address.origins >= {"https://play.example.org", "http://localhost:8000"}


@pytest.mark.parametrize(
    "public", ["play.example.org", "ftp://x", "https://", "https://a/b", "https://u@h", "http://[::1"]
)
def test_what_is_no_address_is_refused(public: str) -> None:
    with pytest.raises(NotAnAddress):
        Address("127.0.0.1", 8000, public)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("fr", "fr"), ("en-GB,en;q=0.9", "en_GB"), ("de;q=0.1,fr;q=0.8", "fr"), ("*", ""), ("", ""), (";;q=,x" * 99, "")],
)
def test_a_browsers_language(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def _session(program: str) -> tuple[list[bytes], Session]:
    sent: list[bytes] = []

    async def send(data: bytes) -> None:
        sent.append(data)

    async def close() -> None:
        sent.append(b"closed")

    async def say(text: str) -> None:
        sent.append(text.encode())

    return sent, Session([sys.executable, "-c", textwrap.dedent(program)], {}, send, say, close)


def _resident(pid: int | None) -> float:
    """The memory of a process, in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
