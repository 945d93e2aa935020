"""The line below everything: which keys do what here. Each hint can be clicked."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from game.tui.typeset import wrap
from game.view.commands import Action, Command, Need, Scope, footer

_AIRY, _TIGHT = "   ", "  "


class Hint(NamedTuple):
    """A key as it is written on keyboards, what it does, and the key to press when it is clicked ("" for none).

    `brief` says it in fewer words, where there is no room; one that is `lasting` is left out last.
    """

    key: str
    says: str
    press: str = ""
    brief: str = ""
    lasting: bool = False


def hints_of(where: Scope, met: Container[Need], numbers: int = 0) -> list[Hint]:
    """What the footer of a place shows, from the table of commands, by the needs that are met there.

    What one does there first is left out last. Without options that can be chosen by number, no number is shown.
    """
    shown = [command for command in footer(where, met) if numbers or command.action is not Action.CHOOSE_NUMBER]
    return [_hint(command, numbers, first=n == 0) for n, command in enumerate(shown)]


def _hint(command: Command, numbers: int, first: bool) -> Hint:
    lasting = first or command.last
    if command.action is Action.CHOOSE_NUMBER:
        key = "1" if numbers == 1 else f"1–{numbers}"
        return Hint(key, command.label_text, brief=command.brief_text, lasting=lasting)
    press = command.keys_now[0] if command.title or not command.shown else ""
    return Hint(command.key_text, command.label_text, press, command.brief_text, lasting)


class Hints(Widget):
    """One line of hints. Where room is short they move together, then say less, then are left out, the last first.

    A notice stands before them until the next key, and is not taken away by a clock: some read slowly. One that is
    longer than the line takes as many lines as it needs, and all of them.
    """

    DEFAULT_CSS = """
    Hints { height: auto; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    @dataclass
    class Clicked(Message):
        """A hint was clicked: do as if its key had been pressed."""

        key: str

    class Grown(Message):
        """A notice has taken another number of lines than what stood there before."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] = ()
        self._notice = ""
        self._lines = 1

    @property
    def all(self) -> tuple[Hint, ...]:
        """Every hint, those too for which there is no room."""
        return self._hints

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        self._hints = tuple(hints)
        self.refresh()

    def notice(self, text: str) -> None:
        """Say something, until `hush`."""
        self._notice = text
        self.refresh(layout=True)

    def hush(self) -> None:
        """Take the notice away."""
        if self._notice:
            self.notice("")

    def render(self) -> Content:
        """The notice, if there is one, and the hints that fit."""
        if len(lines := self._noticed(self.size.width)) > 1:
            return Content("\n").join(lines)
        gap, hints = self._laid()
        parts: list[tuple[str, str]] = [(f"{self._notice}{_AIRY}", "bold $accent")] if self._notice else []
        for hint in hints:
            parts += [(hint.key, "bold $ink"), (f" {hint.says}{gap}", "$quiet")]
        return Content.assemble(*parts)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or as many as the notice needs."""
        return len(self._noticed(width))

    def on_resize(self) -> None:
        """Say that there is another number of lines."""
        if self.size.height != self._lines:
            self._lines = self.size.height
            self.post_message(self.Grown())

    def on_click(self, event: Click) -> None:
        """Press the key of the hint under the pointer."""
        x = event.get_content_offset_capture(self).x - self._before
        gap, hints = self._laid()
        for hint in hints:
            if 0 <= x < _width(hint):
                if hint.press:
                    self.post_message(self.Clicked(hint.press))
                return
            x -= _width(hint) + len(gap)

    def _noticed(self, width: int) -> list[Content]:
        """The notice in lines."""
        return wrap(Content.assemble((self._notice, "bold $accent")), width)

    @property
    def _before(self) -> int:
        """How many cells the notice takes."""
        return cell_len(self._notice) + len(_AIRY) if self._notice else 0

    def _laid(self) -> tuple[str, list[Hint]]:
        """What stands between two hints, and the hints that fit, in the words that fit."""
        room = self.size.width - self._before
        brief = [hint._replace(says=hint.brief or hint.says) for hint in self._hints]
        for gap in (_AIRY, _TIGHT):
            if _across(self._hints, gap) <= room:
                return gap, [*self._hints]
        return _TIGHT, _worded(_fitting(brief, room), self._hints, room)


def _fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    """The hints for which there is room: those that are lasting, then the others from the first on."""
    fitting = list[Hint]()
    for hint in (*(hint for hint in hints if hint.lasting), *(hint for hint in hints if not hint.lasting)):
        if _across([*fitting, hint], _TIGHT) <= room:
            fitting.append(hint)
    return [hint for hint in hints if hint in fitting]


def _worded(brief: Sequence[Hint], whole: Sequence[Hint], room: int) -> list[Hint]:
    """Some hints in few words, the first of them in all of theirs, as far as there is room for that."""
    words, worded = {hint.key: hint for hint in whole}, list(brief)
    for place, hint in enumerate(brief):
        fuller = [*worded[:place], words[hint.key], *worded[place + 1 :]]
        if _across(fuller, _TIGHT) > room:
            break
        worded = fuller
    return worded


def _across(hints: Sequence[Hint], gap: str) -> int:
    return sum(map(_width, hints)) + len(gap) * (len(hints) - 1)


def _width(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.says)
