"""The runs, two lines each. Only those on the screen are read from the journal and set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click, MouseMove, MouseScrollDown, MouseScrollUp
from textual.geometry import Offset
from textual.message import Message

from game.journal import RunEntry
from game.tui.typeset import wrap
from game.tui.widgets.caret import Careted
from game.tui.widgets.sheet import Overflow

PITCH = 3
"""How many lines a run takes, the blank one under it included."""
_AHEAD = 20


class Runlist(Careted, Overflow):
    """A list of any length, with a caret."""

    DEFAULT_CSS = """
    Runlist { height: 1fr; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    @dataclass
    class RunClicked(Message):
        """A run was clicked."""

    @dataclass
    class RunChanged(Message):
        """The caret is on another run, or there are other runs."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], dict[int, RunEntry]],
        lines: Callable[[RunEntry, int, bool], tuple[Content, Content]],
        empty: str = "",
    ) -> None:
        """Begin empty: `fetch` reads runs by their ids, `lines` sets one in two lines, pointed at or not."""
        super().__init__()
        self._fetch, self._set, self._empty = fetch, lines, empty
        self._ids: tuple[int, ...] = ()
        self._read: dict[int, RunEntry] = {}
        self.at = self._top = 0

    def show(self, ids: Sequence[int], pointed: int | None = None) -> None:
        """Show other runs by their ids, read anew; the caret goes to one of them, or stays where it is."""
        self._ids, self._read = tuple(ids), {}
        at = self._ids.index(pointed) if pointed in self._ids else self.at
        self.at = max(0, min(at, len(self._ids) - 1))
        self._follow()

    @property
    def caret_cell(self) -> Offset | None:
        """The first line of the run that is pointed at."""
        return Offset(0, (self.at - self._top) * PITCH) if self._ids else None

    @property
    def above(self) -> bool:
        """Whether runs stand above those that are seen."""
        return self._top > 0

    @property
    def below(self) -> bool:
        """Whether runs stand below those that are seen."""
        return self._top + self._room < len(self._ids)

    @property
    def count(self) -> int:
        """How many runs there are."""
        return len(self._ids)

    @property
    def pointed(self) -> RunEntry | None:
        """The run that the caret is on."""
        return self._entry(self.at) if self._ids else None

    def move(self, step: int) -> None:
        """Move the caret by so many runs, round the end if it stands there already."""
        if not self._ids:
            return
        last = len(self._ids) - 1
        round_it = abs(step) == 1 and self.at == (last if step > 0 else 0)
        self.at = (0 if step > 0 else last) if round_it else max(0, min(self.at + step, last))
        self._follow()

    def page(self, pages: int) -> None:
        """Move the caret by so many screens."""
        self.move(pages * max(2, self._room - 1))

    def to(self, end: bool) -> None:
        """Move the caret to the first run or to the last."""
        self.at = max(0, len(self._ids) - 1) if end else 0
        self._follow()

    def render(self) -> Content:
        """The runs that fit."""
        if not self._ids:
            says = wrap(Content.assemble((self._empty, "$ink")), max(1, self.size.width - 6))
            return Content("\n").join([Content.assemble("   ", line) for line in says])
        lines: list[Content] = []
        for index in range(self._top, min(len(self._ids), self._top + self._room + 1)):
            entry = self._entry(index)
            if entry is not None:
                pointed = index == self.at
                sign = Content.assemble((" ▸ " if pointed else "   ", "bold $accent"))
                first, second = self._set(entry, max(8, self.size.width - 3), pointed)
                lines += [Content.assemble(sign, first), Content.assemble("   ", second), Content("")]
        return Content("\n").join(lines[: self.size.height])

    def on_resize(self) -> None:
        """Keep the caret in view."""
        self._follow()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Let the caret follow the pointer."""
        self._point(event.y)

    def on_click(self, event: Click) -> None:
        """Choose the run under the pointer."""
        if self._point(event.y):
            self.post_message(self.RunClicked())

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move on with the wheel."""
        event.stop()
        self.move(min(2, len(self._ids) - 1 - self.at))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move back with the wheel."""
        event.stop()
        self.move(-min(2, self.at))

    @property
    def _room(self) -> int:
        return max(1, (self.size.height + 1) // PITCH)

    def _point(self, y: int) -> bool:
        index = self._top + y // PITCH
        if y % PITCH == PITCH - 1 or not self._top <= index < min(len(self._ids), self._top + self._room):
            return False
        self.at = index
        self.refresh()
        self.post_message(self.RunChanged())
        return True

    def _entry(self, index: int) -> RunEntry | None:
        """A run; those around it are read along."""
        if self._ids[index] not in self._read:
            self._read.update(self._fetch(self._ids[max(0, index - _AHEAD) : index + _AHEAD]))
        return self._read.get(self._ids[index])

    def _follow(self) -> None:
        self._top = max(0, min(max(self._top, self.at - self._room + 1), self.at, len(self._ids) - self._room))
        self.refresh()
        self.post_message(self.RunChanged())
        self.post_message(self.Scrolled())
