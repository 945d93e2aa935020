"""What only a real process shows: start-up, pipes, terminals, signals."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from game import __version__
from game.journal import Journal
from tests.cli.conftest import BAKER, ROOT, Holdup, process


def spawn(*argv: object, **environment: str) -> pexpect.spawn[str]:
    env = {**os.environ, "TERM": "dumb", **environment}
    arguments = ["-m", "game", *map(str, argv)]
    return pexpect.spawn(
        sys.executable, arguments, cwd=str(ROOT), env=env, encoding="utf-8", timeout=10, preexec_fn=_heed_interrupts
    )


def _heed_interrupts() -> None:
    """Whoever starts the tests in the background has them ignore Ctrl-C, and every process of theirs."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_version_is_said_without_loading_the_game() -> None:
    code = (
        "import sys; from game.cli import main\ntry: main(['--version'])\nexcept SystemExit: print(len(sys.modules))\n"
    )
    code += "assert not {'yaml', 'sqlite3', 'textual', 'game.journal'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith(f"holdup {__version__}\n")


def test_checking_does_not_load_the_screens() -> None:
    code = f"import sys; from game.cli import main\nassert main(['check', {str(BAKER)!r}]) == 0\n"
    code += "assert not {'textual', 'rich', 'sqlite3'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT).returncode == 0


def test_help_shows_examples(holdup: Holdup) -> None:
    for argv in (("--help",), ("play", "--help"), ("check", "--help")):
        done = holdup(*argv)
        assert done.code == 0
        assert "Examples:\n  holdup" in done.out


def test_an_option_that_does_not_exist_is_misuse(holdup: Holdup) -> None:
    assert holdup("play", "--frobnicate").code == 2
    assert holdup("--frobnicate").code == 2


def test_the_journal_is_listed(holdup: Holdup) -> None:
    assert holdup("journal").out == "The journal is empty.\n"
    holdup("play", BAKER, "--seat", "apprentice", typed="1\n")
    assert "The Oven on Market Day, The apprentice against History" in holdup("journal").out


@pytest.mark.parametrize("typed", [b"", b"1\n\xff\xfe\n1\n", b"\x00" * 50, b"1" * 100_000])
def test_any_input_ends_cleanly(typed: bytes) -> None:
    done = process("play", BAKER, typed=typed)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("Your run is saved.\n")
    assert "\x1b" not in done.out


def test_input_from_nowhere_ends_at_once() -> None:
    for redirect in ("</dev/null", "<&-"):
        command = f"{sys.executable} -m game play {BAKER} {redirect}"
        done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=10)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_leaves_is_no_drama() -> None:
    command = f"yes 1 | {sys.executable} -m game play {BAKER} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=20)
    assert (done.stdout, done.stderr) == ("Episode 1: Before dawn\n", "")


def test_words_that_a_terminal_cannot_show_do_not_stop_the_game() -> None:
    done = process("play", BAKER, PYTHONIOENCODING="ascii", HOLDUP_LANG="fr")
    assert (done.code, done.err) == (0, "")


def test_words_that_a_terminal_cannot_show_are_the_nearest_that_it_can(tmp_path: Path) -> None:
    """An apostrophe that Latin-1 lacks is written as one that it has; an accent that it has stays."""
    story = Path(shutil.copytree(BAKER, tmp_path / "story"))
    dawn = story / "01-before-dawn.yaml"
    text = dawn.read_text("utf-8")
    clock = "The clock on the wall says four."
    assert clock in text
    dawn.write_text(text.replace(clock, "L’horloge dit « déjà »… à l’œil."), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", str(story)],
        input=b"", capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("latin-1").split()
    assert "L'horloge dit « déjà »... à l'oeil." in " ".join(said)


def test_a_terminal_that_can_only_print_gets_lines_and_is_asked() -> None:
    child = spawn("play", BAKER)
    child.expect("1. New game")
    child.sendline("1")
    child.expect("Which seat do you take")
    child.sendline("2")
    child.expect("Who holds the other side")
    child.sendline("1")
    child.expect("Another log")
    child.sendline("1")
    child.expect("Sparks")
    child.sendeof()
    child.expect("Your run is saved")
    child.expect(pexpect.EOF)
    assert "\x1b" not in (child.before or "")
    child.close()
    assert child.exitstatus == 0


def test_a_screen_is_not_used_by_one_who_asks_for_lines() -> None:
    child = spawn("play", BAKER, TERM="xterm-256color", ACCESSIBLE="1")
    child.expect("1. New game")
    assert "\x1b" not in (child.before or "")
    child.close(force=True)


def test_ctrl_c_leaves_with_130_and_the_run_is_kept() -> None:
    child = spawn("play", BAKER, "--seat", "baker")
    child.expect("Your choice")
    child.sendline("1")
    child.expect("You: Clay")
    child.expect("Your choice")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in (child.before or "")
    assert "You: " not in process("play", BAKER, "--continue").out


def test_a_process_that_is_told_to_stop_leaves_the_run_behind() -> None:
    child = spawn("play", BAKER, "--seat", "baker")
    child.expect("Your choice")
    child.sendline("1")
    child.expect("You: Clay")
    child.kill(signal.SIGTERM)
    child.expect(pexpect.EOF)
    child.close()
    [run] = Journal.open().runs()
    assert run.count == 1


def test_nothing_spins_while_it_waits() -> None:
    child = spawn("play", BAKER, "--seat", "baker")
    child.expect("Your choice")
    assert child.pid is not None
    used = [_cpu(child.pid)]
    time.sleep(0.4)
    used.append(_cpu(child.pid))
    child.close(force=True)
    assert used[1] - used[0] < 0.1


def _cpu(pid: int) -> float:
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
