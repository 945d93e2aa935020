"""Lines as they are set: their width, their tones, and what happens at the end of the input."""

from __future__ import annotations

import io
import re

import pytest

from game.plain.lines import Lines, Tone, unshifted
from tests.plain.conftest import Typed

LONG = "word " * 60


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def longest(out: io.StringIO) -> int:
    return max(len(line) for line in out.getvalue().splitlines())


@pytest.mark.parametrize(
    ("columns", "terminal", "widest"),
    [("", False, 72), ("40", False, 39), ("40", True, 39), ("300", True, 76), ("1", True, 10), ("x", False, 72)],
)
def test_lines_are_as_wide_as_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, terminal: bool, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = Terminal() if terminal else io.StringIO()
    Lines(io.StringIO(), out).say(LONG)
    assert widest - 5 < longest(out) <= widest


def test_a_width_that_was_asked_for_holds_and_none_wraps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for width, wanted in ((120, 119), (12, 9), (0, 299)):
        out = io.StringIO()
        Lines(io.StringIO(), out, width).say(LONG)
        assert longest(out) == wanted


def test_a_prompt_is_wrapped_too_and_ends_where_one_types() -> None:
    out = io.StringIO()
    Lines(Typed("x\n"), out, 20).ask("Your choice, whichever it may be, between 1 and 4:")
    assert longest(out) <= 20
    assert out.getvalue().endswith("between 1 and 4: ")


def test_without_being_asked_nothing_has_a_colour() -> None:
    out = Terminal()
    Lines(io.StringIO(), out).say("Title", tone=Tone.STRONG)
    assert out.getvalue() == "Title\n"


def test_colours_are_bold_and_faint_and_end_with_their_line() -> None:
    out = io.StringIO()
    lines = Lines(io.StringIO("\n"), out, 20, color=True)
    lines.say("A title that takes two lines", tone=Tone.STRONG)
    lines.say("An hour", tone=Tone.QUIET)
    lines.say("\x1b[31mA word\x1b[5m")
    lines.say("", tone=Tone.STRONG)
    lines.ask("Well?")
    assert out.getvalue() == (
        "\x1b[1mA title that takes\x1b[0m\n\x1b[1mtwo lines\x1b[0m\n\x1b[2mAn hour\x1b[0m\n"
        "[31mA word[5m\n\n\x1b[1mWell?\x1b[0m \n"
    )
    assert set(re.findall(r"\x1b\[(\d+)m", out.getvalue())) == {"0", "1", "2"}


def test_the_end_of_the_input_ends_its_line() -> None:
    out = io.StringIO()
    with pytest.raises(EOFError):
        Lines(Typed(""), out).ask("Well?")
    assert out.getvalue() == "Well? \n"


def test_what_comes_by_a_pipe_is_shown_and_what_is_typed_is_there_already() -> None:
    piped, typed = io.StringIO(), io.StringIO()
    assert Lines(io.StringIO("  two \n"), piped).ask("Well?") == "two"
    assert Lines(Typed("two\n"), typed).ask("Well?") == "two"
    assert piped.getvalue() == "Well? two\n"
    assert typed.getvalue() == "Well? "


def test_a_screen_is_pushed_away_only_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    for source, out, blank in ((Typed(), Terminal(), 24), (Typed(), io.StringIO(), 0), (io.StringIO(), Terminal(), 0)):
        Lines(source, out).clear()
        assert out.getvalue() == "\n" * blank


@pytest.mark.parametrize(("typed", "meant"), [("é", "2"), ("&à", "10"), ("h é", "h é"), ("été", "été"), ("", "")])
def test_a_french_keyboard_needs_no_shift_for_its_numbers(typed: str, meant: str) -> None:
    assert unshifted(typed) == meant
    assert Lines(io.StringIO(f"{typed}\n"), io.StringIO()).ask("?") == meant
