"""The column where one reads and decides: first the page, to its end; then the choices under it, both within reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import MouseScrollDown
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from game.i18n.catalogue import tr
from game.tui.widgets.choices import ChoiceOption, Choices
from game.tui.widgets.prose import MARGIN, Piece, Prose
from game.tui.widgets.rule import Rule, Turning

_HIGH = 36
"""From how many lines on a column has room over a short page."""
_SIDES = 8
"""Cells of padding, and between text and margin."""


class ScrollingPage(VerticalScroll, can_focus=False):
    """The page of text, which scrolls inside itself when it is long."""

    DEFAULT_CSS = "ScrollingPage { scrollbar-size: 0 0; height: auto; }"

    def stand(self, line: int) -> None:
        """Show the text from a line on, in the very layout that makes room for it: nothing flashes in between."""
        for place in (Widget.scroll_y, Widget.scroll_target_y):
            self.set_reactive(place, float(line))


class Tray(VerticalScroll, can_focus=False):
    """The choices, which scroll when even they are too many."""

    DEFAULT_CSS = "Tray { scrollbar-size: 0 0; height: auto; }"


@dataclass(frozen=True)
class Division:
    """How many lines of a column each part has; `held` where the choices have none as yet, but wait for the end.

    `above` are the blank lines over all of it: in a high window a short page stands nearer to the middle.
    """

    text: int
    ruled: int
    choices: int
    held: bool
    above: int = 0


class _Stacked(Layout):
    """Page, rule and tray under each other, as the column divides itself."""

    name = "stacked"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place the three."""
        assert isinstance(parent, Column)
        width, cut = size.width, parent.divided(size)
        under = cut.above + cut.text + cut.ruled
        regions = (
            Region(0, cut.above, width, cut.text),
            Region(0, under - 1, width, 1),
            Region(0, under, width, cut.choices),
        )
        return [
            WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child)
            for region, child in zip(regions, children, strict=True)
        ]


class Column(Widget):
    """Prose above choices.

    Where both do not fit, the prose has the whole column until its end has been shown: nobody decides on half a page.
    From then on the choices stand under it, and the page scrolls above them.
    """

    DEFAULT_CSS = """
    Column { width: 1fr; height: 1fr; padding: 1 2 0 3; }
    """

    @dataclass
    class Settled(Message):
        """The choices have come; `held` when they had to wait for the end of the text."""

        held: bool

    def __init__(self) -> None:
        super().__init__()
        self.prose = Prose(margin=True)
        self.choices = Choices(weighed=True)
        self._page = ScrollingPage(self.prose)
        self._rule = Rule()
        self._waits = self._settled = False
        self._top = 0
        self._stacked = _Stacked()

    @property
    def layout(self) -> Layout:
        """Page, rule and tray, as a column needs them."""
        return self._stacked

    def on_mount(self) -> None:
        """Look at the page as it scrolls."""
        self.watch(self._page, "scroll_y", self._scrolled, init=False)
        self.watch(self._page, "virtual_size", self._hint, init=False)

    def compose(self) -> ComposeResult:
        """The page, the rule, the tray."""
        yield self._page
        yield self._rule
        yield Tray(self.choices)

    def show(
        self, pieces: Sequence[Piece], options: Sequence[ChoiceOption], waits: bool, pace: float, settled: bool = False
    ) -> None:
        """Show a page and what can be chosen on it.

        Args:
            pieces: The page.
            options: What can be chosen; shown when the text is complete, and has been shown to its end.
            waits: Whether the page waits for a key.
            pace: Seconds between two paragraphs; 0 for a page that is there at once.
            settled: Whether its end was shown before, so that it opens there, with its choices.
        """
        self._waits, self._settled, self._top = waits, settled, 0
        self.prose.show(pieces, pace)
        self.choices.offer(options)
        self.choices.visible = self._rule.visible = not self.prose.revealing
        self._lay(self._end if settled and options else 0)

    def set_measure(self, cells: int) -> None:
        """Let lines be so long, at most; what is chosen may be a little longer."""
        self.prose.set_measure(cells)
        self.styles.max_width = cells + MARGIN + _SIDES
        self.refresh(layout=True)

    def complete(self) -> None:
        """Show all the text now, and the choices."""
        self.prose.complete()

    def divided(self, size: Size) -> Division:
        """How a column of some size is divided; the choices never take more than two thirds of it."""
        ruled, beside = _ruled(size.height), self._beside(size)
        text = self.prose.natural_height(size.width)
        if self.choices.count and text > beside and not self._settled:
            return Division(max(1, min(text, size.height - ruled)), ruled, 0, held=True)
        shown = max(1, min(text, beside))
        wanted = shown + ruled + self.choices.natural_height(size.width)
        above = max(0, size.height - wanted) // 3 if size.height >= _HIGH else 0
        return Division(shown, ruled, max(0, size.height - above - shown - ruled), held=False, above=above)

    @property
    def reading(self) -> bool:
        """Whether the choices wait until the end of the text has been shown."""
        return self.divided(self.size).held

    @property
    def more(self) -> bool:
        """Whether some of the page is still below."""
        return self._below > 0

    def down(self) -> bool:
        """Show more of the page, or the choices after its end. False when there is no more of either."""
        text, below = self.divided(self.size).text, self._below
        read = round(self._page.scroll_target_y) + text
        if self.reading and below < self._beside(self.size):
            self.settle()
        elif self.more:
            self._page.scroll_relative(y=max(1, text - 1), animate=False)
        else:
            return False
        self.prose.set_back(read if below else 0)
        return True

    def up(self) -> None:
        """Show what came before."""
        self.prose.set_back(0)
        self._page.scroll_relative(y=-max(1, self.divided(self.size).text - 1), animate=False)

    def home(self) -> None:
        """Show the beginning."""
        self.prose.set_back(0)
        self._page.scroll_home(animate=False)

    def end(self) -> None:
        """Show the end."""
        self.prose.set_back(0)
        self._lay(self._end)

    def settle(self) -> None:
        """Show the end of the text, and the choices under it."""
        held = self.reading
        self._settled = True
        self._lay(self._end)
        self.post_message(self.Settled(held))

    @property
    def top(self) -> int:
        """The paragraph at the top of what is seen."""
        return self._top

    def bring(self, paragraph: int) -> None:
        """Show the page from a paragraph on; one whose choices have come stays at its end."""
        self.prose.set_back(0)
        if self.choices.count and not self.reading:
            self._page.stand(min(round(self._page.scroll_target_y), self._end))
            return
        self._lay(min(self.prose.line_of(paragraph, self.size.width), self._end))

    def on_resize(self) -> None:
        """Look again at what fits; a page that is being read goes on from the same paragraph."""
        self.bring(self._top)
        self.call_after_refresh(self._hint)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel, past the end of the text, brings the choices."""
        if self.reading and not self.more:
            event.stop()
            self.settle()

    def on_prose_completed(self, message: Prose.Completed) -> None:
        """Bring the choices."""
        message.stop()
        self.choices.visible = self._rule.visible = True

    @property
    def _below(self) -> int:
        """How many lines of the page are still below."""
        return max(0, self._end - round(self._page.scroll_target_y))

    @property
    def _end(self) -> int:
        """The line from which on the page shows its end."""
        return max(0, self.prose.natural_height(self.size.width) - self.divided(self.size).text)

    def _beside(self, size: Size) -> int:
        """How many lines the choices leave to the text."""
        wanted = min(self.choices.natural_height(size.width), max(3, size.height * 2 // 3))
        return max(1, size.height - wanted - _ruled(size.height))

    def _lay(self, line: int) -> None:
        """Divide the column anew, with the page from a line on."""
        self._page.stand(line)
        self._top = self.prose.paragraph_at(line, self.size.width)
        self._page.refresh(layout=True)
        self.call_after_refresh(self._hint)

    def _scrolled(self) -> None:
        self._top = self.prose.paragraph_at(round(self._page.scroll_target_y), self.size.width)
        self._hint()

    def _hint(self) -> None:
        """Say at the rule what is above, what is below, and what a key would do."""
        if not self.size:
            return
        cut = self.divided(self.size)
        if not self._settled and not cut.held:
            self._settled = True
            self.post_message(self.Settled(held=False))
        below = tr("more") if self.more else tr("the choices") if cut.held else ""
        above = self._page.scroll_target_y > 0
        crowd = self.choices.natural_height(self.size.width) > cut.choices and not cut.held
        self._rule.show(
            Turning(
                above, below, self._waits, self.choices.count if crowd else 0, self.prose.middle_of(self.size.width)
            )
        )


def _ruled(height: int) -> int:
    """How many lines the rule takes, the blank one above it included."""
    return 2 if height > 9 else 1
