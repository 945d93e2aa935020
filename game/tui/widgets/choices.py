"""A list to choose from: by number, by arrows and Enter, by pointer. Choices in a scene, the title's menu, the runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click, MouseMove
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.widget import Widget

from game.tui.haste import Sight
from game.tui.typeset import beside, flush_right, wrap
from game.tui.widgets.caret import Careted

_INDENT = 6


@dataclass(frozen=True)
class ChoiceOption:
    """A line to choose. `right` stands at its right end; `locked` says why it cannot be chosen."""

    text: Content
    number: int | None = None
    right: str = ""
    locked: Content | None = None


class Choices(Careted):
    """Options under each other, with a caret on one of those that are open."""

    DEFAULT_CSS = """
    Choices { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; color: $ink; }
    """

    @dataclass
    class OptionClicked(Message):
        """An open option was clicked, by its place in the list."""

        index: int

    def __init__(self, options: Sequence[ChoiceOption] = (), measure: int = 0, weighed: bool = False) -> None:
        """Begin with some options.

        Args:
            options: What can be chosen.
            measure: How wide the list is set in the middle of the widget, in cells; 0 for its whole width.
            weighed: Whether the caret rests nowhere until it is moved: nothing is taken by a key that goes on.
        """
        super().__init__()
        self._measure = measure
        self._weighed = weighed
        self._sight = Sight()
        self._options: tuple[ChoiceOption, ...] = tuple(options)
        self._taken: int | None = None
        self._cache: tuple[int, int | None, int | None, list[tuple[int, Content]]] | None = None
        self._laid: dict[tuple[int, int, bool, bool], list[Content]] = {}
        self.caret: int | None = self._first()

    def offer(self, options: Sequence[ChoiceOption]) -> None:
        """Show other options, the caret on the first open one, or nowhere."""
        self._options = tuple(options)
        self._taken, self._cache = None, None
        self._laid.clear()
        self._sight.replaced()
        self.caret = self._first()
        self.refresh(layout=True)

    def take(self, index: int) -> None:
        """Let all options fade but one."""
        self._taken = index
        self.refresh()

    def move(self, step: int) -> None:
        """Move the caret to the next or the previous open option, round the end."""
        opened = [i for i, option in enumerate(self._options) if option.locked is None]
        if opened and self._taken is None:
            place = opened.index(self.caret) + step if self.caret in opened else min(step, 0)
            self.point(opened[place % len(opened)])

    def to(self, end: bool) -> None:
        """Move the caret to the first open option, or to the last."""
        opened = [i for i, option in enumerate(self._options) if option.locked is None]
        if opened and self._taken is None:
            self.point(opened[-1 if end else 0])

    @property
    def caret_cell(self) -> Offset | None:
        """The first line of the option that is pointed at."""
        rows = (y for y, (owner, _) in enumerate(self._lines(self.size.width)) if owner == self.pointed)
        left = (self.size.width - min(self.size.width, self._measure or self.size.width)) // 2
        return next((Offset(left, y) for y in rows), None)

    def asked(self) -> bool:
        """Whether an option may be taken now: all were seen long enough, and no key is held down on them."""
        return self._sight.answered()

    @property
    def count(self) -> int:
        """How many options there are, locked ones included."""
        return len(self._options)

    @property
    def numbers(self) -> int:
        """How many options bear a number."""
        return max((option.number or 0 for option in self._options), default=0)

    @property
    def pointed(self) -> int | None:
        """The option that the caret is on, if one can still be chosen."""
        return self.caret if self._taken is None else None

    def numbered(self, number: int) -> int | None:
        """The option with a number; None when there is none to choose."""
        for index, option in enumerate(self._options):
            if option.number == number and option.locked is None and self._taken is None:
                return index
        return None

    def natural_height(self, width: int) -> int:
        """How many lines the options take at a width."""
        return len(self._lines(width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return self.natural_height(width)

    def render(self) -> Content:
        """All options, the caret on one."""
        self._sight.shown()
        return Content("\n").join([line for _, line in self._lines(self.size.width)])

    def on_click(self, event: Click) -> None:
        """Choose the option under the pointer."""
        index = self._under(event)
        if index is not None and self._taken is None:
            self.post_message(self.OptionClicked(index))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Let the caret follow the pointer."""
        index = self._under(event)
        if index is not None and self._taken is None:
            self.point(index)

    def _under(self, event: Click | MouseMove) -> int | None:
        lines = self._lines(self.size.width)
        index = lines[event.y][0] if 0 <= event.y < len(lines) else -1
        return index if index >= 0 and self._options[index].locked is None else None

    def point(self, index: int) -> None:
        """Put the caret on an option."""
        if index == self.caret:
            return
        self.caret = index
        self.refresh()
        rows = [y for y, (owner, _) in enumerate(self._lines(self.size.width)) if owner == index]
        if rows and self.parent is not None:
            self.scroll_to_region_of(rows)

    def scroll_to_region_of(self, rows: list[int]) -> None:
        """Bring some of the lines into view."""
        region = Region(0, rows[0], self.size.width, len(rows))
        parent = self.parent
        if isinstance(parent, Widget):
            parent.scroll_to_region(region.translate(self.virtual_region.offset), animate=False)

    def _first(self) -> int | None:
        if self._weighed:
            return None
        return next((i for i, option in enumerate(self._options) if option.locked is None), None)

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        """Every line with the option it belongs to."""
        key = (width, self.caret, self._taken)
        if self._cache is None or self._cache[:3] != key:
            lines: list[tuple[int, Content]] = []
            measure = min(width, self._measure or width)
            for index in range(len(self._options)):
                caret = index == (self.caret if self._taken is None else self._taken)
                look = (index, width, caret, self._taken is not None and not caret)
                if look not in self._laid:  # a caret that moves changes two options, and leaves the others as they are
                    margin = " " * ((width - measure) // 2)
                    self._laid[look] = [Content.assemble(margin, line) for line in self._set(index, measure, *look[2:])]
                lines += [(index, line) for line in self._laid[look]]
            self._cache = (*key, lines)
        return self._cache[3]

    def _set(self, index: int, width: int, caret: bool, faded: bool) -> list[Content]:
        option = self._options[index]
        numbered = any(other.number is not None for other in self._options)
        indent = _INDENT if numbered else 3
        room = max(8, width - indent)
        text, right = self._words(option, caret, faded)
        body = wrap(text, room)
        if option.right:
            body = _with_right(body, right, text, room, width >= 100)
        sign = "▸" if caret else "╌" if option.locked is not None else " "
        number = "" if option.number is None else str(option.number)
        style = "$quiet" if faded or option.locked is not None else "bold $accent"
        head = Content.assemble((f" {sign} ", style), (f"{number:<{indent - 3}}", style))
        return [Content.assemble(head if i == 0 else " " * indent, line) for i, line in enumerate(body)]

    def _words(self, option: ChoiceOption, caret: bool, faded: bool) -> tuple[Content, Content]:
        if option.locked is not None:
            text = Content.assemble(option.text.stylize("$quiet"), "   ", option.locked)
            return text.stylize_before("$quiet" if faded else "italic $quiet"), Content("")
        style = "$quiet" if faded else "bold $ink" if caret else "$ink"
        return option.text.stylize_before(style), Content.assemble((option.right, "$quiet"))


def _with_right(body: list[Content], right: Content, text: Content, room: int, wide: bool) -> list[Content]:
    """The lines with something at the right end: of the only line if it fits, else of one of their own."""
    joined = beside(body[-1], right, room)
    if joined is not None:
        return [*body[:-1], joined]
    column = cell_len(right.plain) + 3
    if wide and room - column >= 40:
        lines = wrap(text, room - column)
        last = beside(lines[-1], right, room)
        return [*lines[:-1], last if last is not None else lines[-1]]
    return [*body, flush_right(right, room)]
