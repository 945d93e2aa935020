"""The line below everything: which keys do what here. Each hint can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

_GAP = "   "


class Hint(NamedTuple):
    """A key as it is written on keyboards, what it does, and the key to press when it is clicked ("" for none)."""

    key: str
    says: str
    press: str = ""


class Hints(Widget):
    """One line of hints; those that do not fit are left out, the last first. A notice takes its place for a while."""

    DEFAULT_CSS = """
    Hints { height: 1; width: 1fr; padding: 0 2; text-wrap: nowrap; text-overflow: clip; }
    """

    @dataclass
    class Clicked(Message):
        """A hint was clicked: do as if its key had been pressed."""

        key: str

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__()
        self._hints = tuple(hints)
        self._notice = ""

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        self._hints = tuple(hints)
        self.refresh()

    def notice(self, text: str, seconds: float = 3.0) -> None:
        """Say something for a while instead of the hints."""
        self._notice = text
        self.refresh()
        self.set_timer(seconds, lambda: self._forget(text))

    def render(self) -> Content:
        """The hints that fit, or the notice."""
        if self._notice:
            return Content.assemble((self._notice, "bold $accent"))
        parts: list[tuple[str, str]] = []
        for hint in self._fitting():
            parts += [(hint.key, "bold $ink"), (f" {hint.says}{_GAP}", "$quiet")]
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Press the key of the hint under the pointer."""
        x = event.get_content_offset_capture(self).x
        for hint in self._fitting():
            x -= _width(hint)
            if x < 0:
                if hint.press:
                    self.post_message(self.Clicked(hint.press))
                return

    def _fitting(self) -> list[Hint]:
        room, fitting = self.size.width, []
        for hint in self._hints:
            room -= _width(hint)
            if room < -len(_GAP):
                break
            fitting.append(hint)
        return fitting

    def _forget(self, text: str) -> None:
        if self._notice == text:
            self._notice = ""
            self.refresh()


def _width(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.says) + len(_GAP)
