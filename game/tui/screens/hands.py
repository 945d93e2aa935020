"""What a key means on the page of a run: while one reads, and while one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from game.tui.keys import number_of
from game.tui.leafwork import waits

if TYPE_CHECKING:
    from game.tui.screens.game import GameScreen

_APP = ("j", "q", "question_mark", "comma")
_ON = ("enter", "space", "down", "pagedown", "right", "tab")
_UP = ("up", "pageup", "shift+tab")


def read_on(screen: GameScreen, event: Key) -> None:
    """Read on, or back. A number, the end and Tab go to the choices at once, where some are waiting."""
    column, key = screen.column, event.key
    if key in ("backspace", "left"):
        screen.turn_back()
    elif key in _UP:
        column.up()
    elif key == "home":
        column.home()
    elif column.reading and (key in ("end", "tab") or number_of(event) is not None):
        column.settle()
    elif key == "end":
        column.end()
    elif key in _ON or (event.is_printable and key not in _APP):
        screen.turn()
    else:
        return
    event.stop()


def pick(screen: GameScreen, event: Key) -> None:
    """Choose by number, or move the caret and take what it is on; the page still scrolls."""
    column, choices, key = screen.column, screen.column.choices, event.key
    number = number_of(event)
    if number is not None:
        _take(screen, choices.numbered(number))
    elif key in ("down", "tab"):
        choices.move(1)
    elif key in ("up", "shift+tab"):
        choices.move(-1)
    elif key in ("home", "end"):
        choices.to(key == "end")
    elif key == "enter":
        _take(screen, choices.pointed)
    elif key in ("pagedown", "space"):
        column.down()
    elif key == "pageup":
        column.up()
    elif key in ("backspace", "left"):
        screen.turn_back()
    else:
        return
    event.stop()


def _take(screen: GameScreen, index: int | None) -> None:
    if index is not None:
        screen.chosen(index)


def reads(screen: GameScreen) -> bool:
    """Whether the open leaf is being read: nothing can be chosen on it, or not yet."""
    return waits(screen.reading.leaf) or screen.column.reading
