"""What a terminal sends: whatever it is, what is typed after it is heard, and what a terminal says is no key."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import _parser
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.events import Key, Paste, Resize

from game.tui.input_units import LONGEST_PASTE, PASTE_END, PASTE_START
from game.tui.terminal_driver import InputParser

pytestmark = pytest.mark.real_time  # there is no loop whose time could be skipped

KITTY = ("\x1b[97;5u", "\x1b[13u", "\x1b[127;3u", "\x1b[57441;2u", "\x1b[233;;233u", "\x1b[1;2P", "\x1b[15;5~")
MICE = (
    "\x1b[<0;3;4M",
    "\x1b[<0;3;4m",
    "\x1b[<35;80;24M",
    "\x1b[<64;1;1M",
    "\x1b[<65;1;1M",
    "\x1b[<2;-1;4M",
    "\x1b[M !!",
)
REPORTS = ("\x1b[12;40R", "\x1b[?2026;2$y", "\x1b[?2048;0$y", "\x1b[48;24;80;480;800t", "\x1b[48;24:1;80:2;480;800t")
LETTERS = ("q", "é", "字", "\x1bx", "\x1bé", "\x1b\x1b[A")
BEGINNINGS = ("\x1b", "\x1b\x1b", "\x1bP", "\x1b]", "\x1b[", "\x1bO")
"""What is a key if nothing follows, and the beginning of something else otherwise."""
PASTES = (PASTE_START + "a line\nand another" + PASTE_END, PASTE_START + PASTE_END)
RECORDED = tuple(key for key in ANSI_SEQUENCES_KEYS if key) + KITTY + MICE + REPORTS + LETTERS + BEGINNINGS + PASTES


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock finds that nobody has typed for ten seconds."""
    seconds = iter(range(0, 10**9, 10))
    monkeypatch.setattr(_parser, "get_time", lambda: float(next(seconds)))


def understood(parser: XTermParser, *typed: str) -> list[object]:
    """What is understood of each part, which silence follows."""
    return [event for part in typed for events in (parser.feed(part), parser.tick(), parser.tick()) for event in events]


def told(events: Sequence[object]) -> list[str]:
    return [repr(event) for event in events]


@pytest.mark.parametrize("typed", RECORDED, ids=ascii)
def test_what_keyboards_mice_and_terminals_send_is_understood_as_textual_does(typed: str) -> None:
    expected = told(understood(XTermParser(), typed))
    assert told(understood(InputParser(), typed)) == expected
    assert told(understood(InputParser(), "a" + typed + "b")[1:-1]) == expected or typed in BEGINNINGS


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b]11;rgb:1111/2222/3333\x07",
        "\x1b]52;c;MTIz\x1b\\",
        "\x1bP1$r0;1m\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1bP" + "1234567890" * 6000 + "\x1b\\",
        "\x1b[48;24;80",
        "\x1b[48;a",
        "\x1b[48;24;80;480;800;1;1t",
        "\x1b[?64;1;2c",
        "\x1b[" + ";" * 6000 + "R",
        "\x1b[99999999999999999999u",
        "\x1b]11;rgb:11",
    ],
    ids=lambda answer: ascii(answer[:20]),
)
def test_no_answer_presses_a_key(answer: str) -> None:
    assert understood(InputParser(), answer) == []
    assert told(understood(InputParser(), answer, "q")) == told(understood(XTermParser(), "q"))


KEYS_OF_OLD = ("\x1bO2P", "\x1bO5A", "\x1bO" + "1" * 99 + "P")
ON_SLOW_LINES = (
    *KITTY,
    *MICE,
    *REPORTS,
    *PASTES,
    *KEYS_OF_OLD,
    "\x1b[5~",
    "\x1b[?64;1;2c",
    "\x1b]11;rgb:11/22/33\x1b\\",
)


@pytest.mark.parametrize("pause", [0.05, 0.45])
@pytest.mark.parametrize("sent", ON_SLOW_LINES, ids=lambda sent: ascii(sent[:20]))
def test_no_digit_of_a_report_is_pressed_on_a_line_that_pauses(
    sent: str, pause: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = told(understood(InputParser(), sent))
    now = 0.0
    monkeypatch.setattr(_parser, "get_time", lambda: now)
    for cut in range(1, len(sent)):
        parser, heard = InputParser(), list[object]()
        for part in (sent[:cut], sent[cut:], ""):
            heard += parser.feed(part) if part else ()
            now += pause if part else 10
            heard += parser.tick()
        assert told(heard) in (expected, told([Key("escape", "\x1b")]) + expected)


@pytest.mark.parametrize("sent", ["\x1bOA", "\x1bOP", "\x1bOj", "\x1b[A"], ids=ascii)
@pytest.mark.parametrize("pauses", [(0.2, 0.2), (0.2, 0.45), (0.05, 0.2)])
def test_an_arrow_that_comes_one_letter_at_a_time_presses_no_letter(
    sent: str, pauses: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = told(understood(InputParser(), sent))
    now = 0.0
    monkeypatch.setattr(_parser, "get_time", lambda: now)
    parser, heard = InputParser(), list[object]()
    for character, pause in zip(sent, (*pauses, 9.0), strict=True):
        heard += parser.feed(character)
        now += pause
        heard += parser.tick()
    assert told(heard) in (expected, told([Key("escape", "\x1b")]) + expected)


@pytest.mark.parametrize("typed", ["O", "Oz", "O1", "O\r", "Oé"], ids=ascii)
def test_an_o_that_is_typed_after_escape_is_an_o(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(_parser, "get_time", lambda: now)
    parser, heard = InputParser(), list[object]()
    for character in "\x1b" + typed:
        heard += parser.feed(character)
        now += 0.2
        heard += parser.tick()
    now += 9
    heard += parser.tick()
    assert told(heard) == told([Key("escape", "\x1b"), *understood(InputParser(), typed)])


def test_escape_is_heard_as_soon_as_it_can_be_no_other_key(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(_parser, "get_time", lambda: now)
    parser = InputParser()
    assert list(parser.feed("\x1b")) == []
    now += ESCAPE_DELAY
    assert told(list(parser.tick())) == told([Key("escape", "\x1b")])
    assert told(list(parser.feed("2"))) == told([Key("2", "2")])


def test_a_window_without_pixels_is_a_window() -> None:
    window, *_ = understood(InputParser(), "\x1b[48;24;80;0;0t")
    assert isinstance(window, Resize)
    assert window.size == (80, 24)


@pytest.mark.parametrize("key", ["\r", "\x11", "\x7f", "\x1b"])
def test_in_the_middle_of_anything_a_key_that_no_answer_contains_is_heard_at_once(key: str) -> None:
    for open_end in ("\x1b]11;", "\x1bP1$r", "\x1b[48;2", "\x1b[M ", "\x1bO"):
        assert told(understood(InputParser(), open_end + key))[-1:] == told(understood(XTermParser(), key)), open_end


def test_a_paste_keeps_its_letters_presses_none_and_ends_though_its_end_never_comes() -> None:
    assert told(understood(InputParser(), PASTE_START + "1\x1b[A\x1b]2" + PASTE_END)) == told([Paste("1[A]2")])
    assert told(understood(InputParser(), PASTE_START + "1\x1b[201", "q")) == told([Paste("1"), Key("q", "q")])
    (paste,) = understood(InputParser(), PASTE_START + "x" * (LONGEST_PASTE + 9) + PASTE_END)
    assert isinstance(paste, Paste)
    assert paste.text == "x" * LONGEST_PASTE


PIECES = (
    "\x1b",
    "[",
    "]",
    "O",
    "P",
    "M",
    "<",
    "?",
    "$",
    "~",
    ";",
    "1",
    "48",
    "\\",
    "\x07",
    "\x18",
    "é",
    "t",
    "u",
    "\r",
)


@given(st.lists(st.sampled_from((*PIECES, PASTE_START, PASTE_END)) | st.text(), max_size=40), st.data())
@example(["\x1b]" * 3000], None)
def test_after_anything_cut_anywhere_keys_are_heard(pieces: list[str], data: st.DataObject | None) -> None:
    typed = "".join(pieces)
    cut = data.draw(st.integers(0, len(typed))) if data else 1
    heard = understood(InputParser(), *filter(None, (typed[:cut], typed[cut:], "q", "\r")))
    assert told(heard[-2:]) == told(understood(XTermParser(), "q", "\r"))
    assert told(understood(InputParser(), *filter(None, (typed, "q"))))[-1:] == told([Key("q", "q")])


@given(st.text(), st.integers(0, 200))
def test_it_does_not_matter_how_a_line_cuts_what_it_carries(text: str, cut: int) -> None:
    typed = "\x1b]0;" + text + "\x1b\\" + PASTE_START + text + PASTE_END + "\x1b[<0;3;4M"
    one, two = InputParser(), InputParser()
    whole = told(list(one.feed(typed)))
    assert told([event for part in (typed[:cut], typed[cut:]) if part for event in two.feed(part)]) == whole
