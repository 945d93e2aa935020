"""The program at the end of a real pseudo-terminal: what Textual's pilot cannot see."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte
import pytest

from game.journal import Journal
from game.tui.input_units import PASTE_SILENCE, SILENCE

ROOT = Path(__file__).parents[2]
BAKER = ROOT / "tests" / "stories" / "baker"
COMMAND = [sys.executable, "-m", "game", "play", str(BAKER)]


def _environment(home: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM_PROGRAM")}
    return {
        **kept,
        "HOLDUP_HOME": str(home),
        "HOLDUP_LANG": "en",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        **more,
    }


PLAIN = {0, 1, 2, 3, 4, 7, 39, 49}
"""What may be sent where no colour is wanted: weights, slants, reverse, and the way back to the terminal's own."""


def keep_theme(home: Path, theme: str) -> None:
    journal = Journal.open(home / "data" / "journal.db")
    journal.profile.set("theme", theme)
    journal.close()


class Played:
    """The program, played from outside; everything that it wrote is kept."""

    def __init__(self, home: Path, first: str = "New game", command: Sequence[str] = COMMAND, **more: str) -> None:
        self.child = pexpect.spawn(
            command[0],
            list(command[1:]),
            env=_environment(home, **more),
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=20,
        )
        self.written = ""
        self.see(first)

    def see(self, words: str) -> None:
        self.child.expect_exact(words)
        self.written += str(self.child.before) + words

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def choose(self, number: int, result: str) -> None:
        """Press a number until it is taken: what has only just come on the screen is not."""
        for _ in range(100):
            self.press(str(number))
            if self.child.expect_exact([result, pexpect.TIMEOUT], timeout=0.2) == 0:
                self.written += str(self.child.before) + result
                return
        raise AssertionError(f"{number} was never taken")

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.written += str(self.child.before)
        self.child.close()
        return int(self.child.exitstatus or 0)

    def restored(self) -> bool:
        return "\x1b[?1049l" in self.written and "\x1b[?25h" in self.written


def codes(played: Played) -> set[int]:
    """Every number of every style that was sent."""
    sent = {int(n) for part in re.findall(r"\x1b\[([\d;]*)m", played.written) for n in part.split(";") if n}
    assert sent
    return sent


def test_the_title_is_painted_and_q_gives_the_terminal_back(own_home: Path) -> None:
    played = Played(own_home)
    played.press("q")
    assert played.end() == 0
    assert played.restored()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back_and_keeps_the_run(own_home: Path, number: signal.Signals) -> None:
    played = Played(own_home, TEXTUAL_ANIMATIONS="none")
    played.press("\r\r\r\r")
    played.choose(1, "wet clay drinks the fire")
    played.child.kill(number)
    assert played.end() == 128 + number
    assert played.restored()
    again = Played(own_home, TEXTUAL_ANIMATIONS="none")
    again.press("\r")
    again.see("wet clay drinks the fire")
    again.press("q")
    assert again.end() == 0


def test_a_signal_while_the_first_screen_is_made_gives_the_terminal_back(own_home: Path) -> None:
    played = Played(own_home, first="\x1b[?1049h")
    played.child.kill(signal.SIGTERM)
    assert played.end() == 128 + signal.SIGTERM
    assert played.restored()


def test_no_color_sends_none_whatever_theme_was_kept(own_home: Path) -> None:
    keep_theme(own_home, "paper")
    played = Played(own_home, NO_COLOR="1", TEXTUAL_ANIMATIONS="none")
    played.press("\r\r\r\r")
    played.choose(1, "wet clay drinks the fire")
    played.press("h")
    played.see("WHAT REALLY HAPPENED")
    played.press("h,\x1b[C\x1b[C\x1b[C")
    played.see("SETTINGS")
    played.press("\x11")
    played.end()
    assert codes(played) <= PLAIN


def test_an_empty_no_color_asks_for_nothing(own_home: Path) -> None:
    keep_theme(own_home, "paper")
    played = Played(own_home, NO_COLOR="", TEXTUAL_ANIMATIONS="none")
    played.press("\x11")
    played.end()
    assert not codes(played) <= PLAIN


def test_the_terminals_own_theme_sends_one_colour_of_its_palette_and_no_other(own_home: Path) -> None:
    keep_theme(own_home, "ansi-dark")
    played = Played(own_home, TEXTUAL_ANIMATIONS="none")
    played.press("\x11")
    played.end()
    assert codes(played) <= PLAIN | {91}
    assert 91 in codes(played)


def test_what_is_painted_is_a_screen(own_home: Path) -> None:
    played = Played(own_home, TEXTUAL_ANIMATIONS="none")
    played.see("commands")
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(played.written)
    assert any("You have 8 hours." in line for line in screen.display)
    assert any(line.strip() == "▸ New game" for line in screen.display)
    played.press("q")
    assert played.end() == 0


def test_without_a_terminal_nothing_is_drawn_and_nothing_spins(own_home: Path) -> None:
    code = "from game import tui; from game.journal import Journal; from game.story.load import load; import sys\n"
    code += f"sys.exit(tui.run(load(__import__('pathlib').Path({str(BAKER)!r})), Journal.in_memory()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        env=_environment(own_home),
        check=False,
    )
    assert done.returncode == 2
    assert "--plain" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM])
def test_any_signal_that_ends_a_process_gives_the_terminal_back(own_home: Path, end: signal.Signals) -> None:
    played = Played(own_home)
    played.child.kill(end)
    assert played.end() == 128 + end
    assert played.restored()


def test_a_process_continued_out_of_nowhere_gives_back_the_terminal_that_it_found(own_home: Path) -> None:
    played = Played(own_home)
    for _ in range(2):
        played.child.kill(signal.SIGSTOP)
        played.child.kill(signal.SIGCONT)
        played.see("\x1b[?1049h")
    played.press("q")
    assert played.end() == 0
    asked, given_up = len(re.findall(r"\x1b\[>\d+u", played.written)), played.written.count("\x1b[<u")
    assert asked == given_up, "each keyboard protocol that was asked for is given up"


def test_what_no_keyboard_sends_is_no_reason_to_end_and_paints_no_window_that_nobody_has(own_home: Path) -> None:
    stray = (
        b"\xe9",  # Latin-1
        b"\xed\xa0\x80\xf5\xff\x00",
        b"\x1b[48;20000;20000;1;1t",  # a window, as some terminals report it among the keys
        b"\x1b[<0;99999;99999M\x1b[<;;M",  # mice
        b"\x1b[57358u\x1b[97;1:3u\x1b[99999999u",
        b"\x1b[200~" + b"q" * 1000 + b"\x1b[201~",
    )
    played = Played(own_home)
    for typed in stray:
        os.write(played.child.child_fd, typed)
    played.press("q")
    assert played.end() == 0
    assert "Traceback" not in played.written


def test_what_a_terminal_answers_presses_no_key_and_is_not_waited_for(own_home: Path) -> None:
    answers = (
        b"\x1b]11;rgb:1111/2222/3333\x07",
        b"\x1b]11;rgb:11",
        b"\x1b[48;24;80",
        b"\x1bP" + b"1234567890" * 6000 + b"\x1b\\",
        b"\x1b[I\x1b[O" * 3000,
        b"\x1b[48;0;0;0;0t\x1b[48;24;80;0;0t\x1b[<0;3;4M",
    )
    played = Played(own_home, TEXTUAL_ANIMATIONS="none")
    played.press("\r\r\r\r")
    played.see("Clay and ash")
    for answer in answers:
        for start in range(0, len(answer), 1024):
            os.write(played.child.child_fd, answer[start : start + 1024])
    played.choose(1, "wet clay drinks the fire")
    for never_ended, silence in (("\x1b[200~1", PASTE_SILENCE), ("\x1b]0;1", SILENCE)):
        played.press(never_ended)
        played.child.expect_exact([pexpect.TIMEOUT], timeout=silence + 0.5)
    played.press("q")
    assert played.end() == 0
    assert "Traceback" not in played.written
    journal = Journal.open(own_home / "data" / "journal.db")
    assert [entry.count for entry in journal.runs()] == [1]
    journal.close()


def modes_left_on(written: str) -> set[str]:
    """What was set and not undone, of what a shell does not want: cursor gone, mice, focus, paste, keys, a screen."""
    last = dict(re.findall(r"\x1b\[\?(\d+)([hl])", written))
    wrong = {mode for mode in ("1049", "1000", "1003", "1006", "1015", "1004", "2004") if last.get(mode) == "h"}
    wrong |= {"25"} if last.get("25") == "l" else set()
    return wrong | ({"keys"} if len(re.findall(r"\x1b\[>\d+u", written)) > written.count("\x1b[<u") else set())


@pytest.mark.parametrize("told", [(), (signal.SIGTERM,), (signal.SIGHUP, signal.SIGINT)])
def test_who_is_stopped_while_leaving_and_continued_gives_the_terminal_back(
    own_home: Path, told: tuple[signal.Signals, ...]
) -> None:
    played = Played(own_home)
    played.press("\x11")
    for number in (*told, signal.SIGTSTP):
        played.child.kill(number)
    os.waitid(os.P_PID, int(played.child.pid or 0), os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    for number in (signal.SIGCONT, *told, signal.SIGCONT):
        played.child.kill(number)
    played.end()
    assert played.restored()
    assert not modes_left_on(played.written)


def test_a_window_that_nobody_has_is_not_painted(own_home: Path) -> None:
    played = Played(own_home)
    played.child.setwinsize(65535, 65535)
    played.press("q")
    assert played.end() == 0
    assert played.restored()


def test_who_takes_too_long_to_leave_gives_the_terminal_back(own_home: Path) -> None:
    never = "from game.tui import app, signals; signals._PATIENCE = 0; app.HoldupApp.exit = lambda *_, **how: None"
    play = f"import runpy, sys; {never}; sys.argv[1:] = {COMMAND[3:]}; runpy.run_module('game', run_name='__main__')"
    played = Played(own_home, command=[sys.executable, "-c", play])
    played.child.kill(signal.SIGTERM)
    assert played.end() == 128 + signal.SIGTERM
    assert played.restored()
    assert not modes_left_on(played.written)
