"""Things to set, each with its positions: up and down between them, left and right to turn one, or by pointer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget

from game.tui.typeset import wrap
from game.tui.widgets.caret import Careted
from game.view.commands import Action

_LEAST, _ROOM = 12, 34
"""Cells for a dial's name at least, and for its positions where they stand beside it."""


@dataclass(frozen=True)
class Dial:
    """One thing to set: its positions with what each means; `idle` says why it makes no difference at present."""

    name: str
    positions: tuple[tuple[str, str], ...]
    idle: str = ""


class _Drawn(NamedTuple):
    """Where a position is drawn: its line, its first cell, the one after its last, and which it is."""

    y: int
    first: int
    last: int
    row: int
    position: int


class Dials(Careted):
    """Dials under each other, the caret on one; where its parent scrolls, that one stays in view."""

    DEFAULT_CSS = """
    Dials { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    @dataclass
    class Turned(Message):
        """A dial was turned."""

        dial: int

    @dataclass
    class CaretMoved(Message):
        """The caret is on another dial."""

    def __init__(self, dials: Sequence[Dial]) -> None:
        super().__init__()
        self.dials = list(dials)
        self.at = [0] * len(self.dials)
        self.row = 0
        self._spots: list[_Drawn] = []
        self._spans: list[tuple[int, int]] = []

    @property
    def caret_cell(self) -> Offset | None:
        """The first line of the dial that the caret is on."""
        return next((Offset(0, spot.y) for spot in self._spots if spot.row == self.row), None)

    def put(self, dial: int, value: Dial) -> None:
        """Replace a dial."""
        self.dials[dial] = value
        self.refresh(layout=True)

    def put_all(self, dials: Sequence[Dial], at: Sequence[int]) -> None:
        """Replace all dials and what each is set to; the caret stays where it is, if there is such a row."""
        self.dials, self.at = list(dials), list(at)
        self.row = max(0, min(self.row, len(self.dials) - 1))
        self.refresh(layout=True)

    def actions(self) -> dict[Action, Callable[[], object]]:
        """What commands do here: move, or turn."""
        return {
            Action.UP: partial(self.step, -1),
            Action.DOWN: partial(self.step, 1),
            Action.FIRST: partial(self.go, 0),
            Action.LAST: lambda: self.go(len(self.dials) - 1),
            Action.LEFT: partial(self.turn, -1),
            Action.RIGHT: partial(self.turn, 1),
        }

    def step(self, step: int) -> None:
        """Put the caret on another dial, round the end."""
        self.go((self.row + step) % len(self.dials))

    def go(self, row: int) -> None:
        """Put the caret on a dial."""
        self.row = row
        self.refresh()
        self.follow()
        self.post_message(self.CaretMoved())

    def turn(self, step: int) -> None:
        """Turn the dial."""
        self._set(self.row, (self.at[self.row] + step) % len(self.dials[self.row].positions))

    def follow(self) -> None:
        """Bring the caret into view, with what its dial's position means."""
        self.call_after_refresh(self._follow)

    def render(self) -> Content:
        """Every dial: its name, its positions, what the present one means."""
        self._spots, self._spans = [], []
        lines: list[Content] = []
        for row, dial in enumerate(self.dials):
            laid = self._laid(row, dial, len(lines))
            self._spans.append((len(lines), len(laid)))
            lines += [*laid, Content("")]
        return Content("\n").join(lines[:-1])

    def on_click(self, event: Click) -> None:
        """Turn a dial to what is under the pointer."""
        for spot in self._spots:
            if event.y == spot.y and spot.first <= event.x < spot.last:
                self.go(spot.row)
                self._set(spot.row, spot.position)
                return

    def _set(self, row: int, position: int) -> None:
        self.at[row] = position
        self.refresh(layout=True)
        self.follow()
        self.post_message(self.Turned(row))

    def _follow(self) -> None:
        if self.row >= len(self._spans) or not isinstance(self.parent, Widget):
            return
        first, height = self._spans[self.row]
        if self.row == 0:
            self.parent.scroll_home(animate=False)
        elif self.row == len(self._spans) - 1:
            self.parent.scroll_end(animate=False)
        else:
            region = Region(0, first, self.size.width, min(height, self.parent.size.height))
            self.parent.scroll_to_region(region.translate(self.virtual_region.offset), animate=False)

    def _indent(self) -> int:
        """Where positions begin: beside the names, or under them where there is no room."""
        beside = 3 + max(_LEAST, *(cell_len(dial.name) + 2 for dial in self.dials))
        return beside if self.size.width - beside >= _ROOM else 5

    def _laid(self, row: int, dial: Dial, y: int) -> list[Content]:
        indent = self._indent()
        name = Content.assemble(*self._named(row, dial))
        set_lines = [name] if name.cell_length > indent else []
        positions = self._positions(row, dial, indent, y + len(set_lines))
        gutter = Content(" " * indent)
        head = gutter if set_lines else Content.assemble(name, " " * (indent - name.cell_length))
        set_lines += [Content.assemble(head if i == 0 else gutter, line) for i, line in enumerate(positions)]
        about = dial.idle or dial.positions[self.at[row]][1]
        if about:
            wrapped = wrap(Content.assemble((about, "italic $quiet")), max(10, min(60, self.size.width - indent)))
            set_lines += [Content.assemble(gutter, line) for line in wrapped]
        return set_lines

    def _named(self, row: int, dial: Dial) -> list[tuple[str, str]]:
        here = row == self.row
        return [(" ▸ " if here else "   ", "bold $accent"), (dial.name, "bold $ink" if here else "$quiet")]

    def _positions(self, row: int, dial: Dial, indent: int, y: int) -> list[Content]:
        """The positions, as many to a line as fit."""
        lines: list[list[tuple[str, str]]] = [[]]
        x = indent
        for position, (name, _) in enumerate(dial.positions):
            on_it = position == self.at[row]
            word = f"● {name}" if on_it else f"○ {name}"
            if x + cell_len(word) > self.size.width and x > indent:
                lines.append([])
                x = indent
            ink = _ink(row == self.row, on_it and not dial.idle)
            lines[-1] += [(word, ink), ("   ", "")]
            self._spots.append(_Drawn(y + len(lines) - 1, x, x + cell_len(word), row, position))
            x += cell_len(word) + 3
        return [Content.assemble(*line) for line in lines]


def _ink(here: bool, on_it: bool) -> str:
    if not on_it:
        return "$quiet"
    return "bold $accent" if here else "bold $ink"
