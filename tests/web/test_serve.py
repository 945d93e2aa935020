"""`holdup serve`, as it is started and stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from game.cli import main
from tests.web.chromium import until
from tests.web.conftest import BAKER, TITLE, Browser

ROOT = Path(__file__).parents[2]


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[str], Any]]:
    """A server in a process of its own, and its address."""
    command = [sys.executable, "-m", "game", "serve", str(BAKER), "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found is not None, said
        yield process, SimpleNamespace(address=SimpleNamespace(url=found[0]))
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_told_to_stop_it_takes_its_games_along(
    server: tuple[subprocess.Popen[str], Any], number: signal.Signals
) -> None:
    process, address = server
    browser = Browser(address)
    async with browser.tab() as tab:
        await tab.shows(TITLE)
        [game] = _children(process.pid)
        process.send_signal(number)
        await tab.closes()
        assert await until(lambda: process.poll() is not None, 10)
        assert process.returncode == 0
        assert not _alive(game)
    await browser.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""


async def test_killed_it_leaves_no_game_behind(server: tuple[subprocess.Popen[str], Any]) -> None:
    process, address = server
    browser = Browser(address)
    async with browser.tab() as tab:
        await tab.shows(TITLE)
        [game] = _children(process.pid)
        process.kill()
        assert await until(lambda: not _alive(game), 10)
    await browser.close()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--host", "0.0.0.0"], "--public http://192.168.1.20:8000"),
        (["--public", "nowhere"], "“nowhere” is not an address"),
        (["--port", "70000"], "write a whole number from 0 to 65535"),
        (["--sessions", "0"], "write a whole number from 1"),
        (["/nowhere"], "there is no such folder"),
    ],
)
def test_what_makes_no_sense_is_said(argv: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["serve", "--lang", "en", *argv])
    except SystemExit as left:
        code = int(left.code or 0)
    assert code == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(BAKER), "--lang", "en", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert "this port is taken" in said
    assert f"--port {port + 1}" in said


def test_an_address_that_is_not_this_machines_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--host", "192.0.2.1", "--public", "http://192.0.2.1:8000"]
    assert main(["serve", str(BAKER), "--lang", "en", *where]) == 1
    assert "this machine has no such address" in capsys.readouterr().err


def test_a_folder_that_can_keep_nothing_is_said_before_anybody_plays(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert main(["serve", str(BAKER), "--lang", "en", "--home", str(tmp_path / "file" / "players")]) == 1
    assert "Journals cannot be kept in" in capsys.readouterr().err


def test_a_broken_story_is_not_opened(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text("title: [")
    assert main(["serve", str(tmp_path), "--lang", "en"]) == 1
    assert "holdup check" in capsys.readouterr().err


def test_without_the_extra_the_way_out_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in [name for name in sys.modules if name.startswith("game.web")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    assert main(["serve", str(BAKER), "--lang", "en"]) == 1
    assert "pip install textual-serve" in capsys.readouterr().err


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
