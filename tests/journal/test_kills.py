"""SIGKILL at any moment loses no decision whose result was shown. `HOLDUP_THOROUGH=100` for the long run."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from random import Random

from game import paths
from game.journal import Journal
from tests import switches

ROOT = Path(__file__).parents[2]
BAKER = ROOT / "tests" / "stories" / "baker"
KILLS = 8 * switches.THOROUGH
Taken = dict[int, list[tuple[str, str]]]


def drive(file: Path, seed: int, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.journal.driver", str(file), str(seed), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def printed(lines: list[str]) -> Taken:
    """The decisions that a driver showed, by run."""
    shown: Taken = defaultdict(list)
    for line in lines:
        run_id, *what = line.split()
        if what == ["undo"]:
            shown[int(run_id)].pop()
        elif what != ["undoing"]:
            shown[int(run_id)].append((what[0], what[1]))
    return shown


def check(file: Path, lines: list[str]) -> None:
    """Everything shown is kept. The step under way when the end came may be kept as well."""
    journal = Journal.open(file)
    assert journal.notices() == ()
    cut = int(lines[-1].split()[0])
    for run_id, decisions in printed(lines).items():
        kept = [(passed.scene, passed.choice) for passed in journal.load(run_id).decisions]
        allowed = [decisions]
        if run_id == cut and lines[-1].endswith("undoing\n"):
            allowed.append(decisions[:-1])
        elif run_id == cut:
            allowed.append([*decisions, *kept[-1:]])
        assert kept in allowed
    journal.close()
    inner = sqlite3.connect(file)
    assert inner.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    inner.close()


def test_no_decision_that_was_shown_is_lost_to_a_kill(file: Path) -> None:
    rnd = Random(106)
    for number in range(KILLS):
        player = drive(file, number)
        assert player.stdout is not None
        lines = [player.stdout.readline()]
        time.sleep(rnd.random() * 0.08)
        player.send_signal(signal.SIGKILL)
        lines += player.stdout.read().splitlines(keepends=True)
        player.wait()
        check(file, [line for line in lines if line.endswith("\n")])


def test_three_players_at_once_lose_nothing(file: Path) -> None:
    players = [drive(file, seed, "6") for seed in range(3)]
    outputs = [player.communicate()[0].splitlines() for player in players]
    assert [player.returncode for player in players] == [0, 0, 0]
    for output in outputs:
        shown = printed(output)
        journal = Journal.open(file)
        for run_id, decisions in shown.items():
            assert [(p.scene, p.choice) for p in journal.load(run_id).decisions] == decisions


def test_a_game_of_lines_goes_on_where_it_was_killed() -> None:
    command = [sys.executable, "-m", "game", "--lang", "en", "play", str(BAKER), "--plain"]
    player = subprocess.Popen(
        [*command, "--seat", "both"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert player.stdin is not None
    assert player.stdout is not None
    shown: list[str] = []
    while len(shown) < 3:
        player.stdin.write("1\n")
        player.stdin.flush()
        while not (line := player.stdout.readline()).startswith("Your choice"):
            assert line
        while not (line := player.stdout.readline()).strip():
            assert line
        shown.append(re.split(r":\s", line, maxsplit=1)[1].strip())
    player.kill()
    player.communicate()
    journal = Journal.open(paths.data_dir() / "journal.db")
    [run] = journal.runs("baker")
    assert [passed.words for passed in journal.load(run.id).decisions] == shown
    going = subprocess.run([*command, "--continue"], input="", capture_output=True, text=True, cwd=ROOT, check=True)
    assert "1. " in going.stdout
    assert not going.stderr
