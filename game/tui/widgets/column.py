"""The column where one reads and decides: the page above, the choices under it, both always within reach."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from game.tui.widgets.choices import Choices, Option
from game.tui.widgets.prose import MARGIN, Piece, Prose
from game.words import tr

_SIDES = 8
"""Cells of padding, and between text and margin."""


class Page(VerticalScroll, can_focus=False):
    """The page of text, which scrolls inside itself when it is long."""

    DEFAULT_CSS = "Page { scrollbar-size: 0 0; height: auto; }"


class Tray(VerticalScroll, can_focus=False):
    """The choices, which scroll when even they are too many."""

    DEFAULT_CSS = "Tray { scrollbar-size: 0 0; height: auto; }"


class Rule(Widget):
    """The line between the page and the choices; it says when there is more to read above it."""

    DEFAULT_CSS = "Rule { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self) -> None:
        super().__init__()
        self._more = False
        self._waits = False

    def show(self, more: bool, waits: bool) -> None:
        """Say whether there is more to read, or that the page waits for a key."""
        if (more, waits) != (self._more, self._waits):
            self._more, self._waits = more, waits
            self.refresh()

    def render(self) -> Content:
        """A short rule, or the hint."""
        width = min(self.size.width, 46)
        if self._waits and not self._more:
            return Content.assemble(("▾  ", "$accent"), (tr("any key to go on"), "$quiet"))
        if not self._more:
            return Content.assemble(("─" * width, "$faint"))
        says = f" ↓ {tr('more')} "
        return Content.assemble(
            ("─" * 3, "$faint"), (says, "bold $accent"), ("─" * max(0, width - 3 - len(says)), "$faint")
        )


class _Stacked(Layout):
    """Page, rule and tray under each other: the page takes what it needs of what the choices leave."""

    name = "stacked"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place the three; the tray never takes more than two thirds."""
        assert isinstance(parent, Column)
        width, height = size
        page, rule, tray = children
        wanted = min(parent.choices.natural_height(width), max(3, height * 2 // 3))
        ruled = 2 if height > 9 else 1
        text = max(1, min(parent.prose.natural_height(width), height - wanted - ruled))
        left = max(0, height - text - ruled)
        regions = (
            Region(0, 0, width, text),
            Region(0, text + ruled - 1, width, 1),
            Region(0, text + ruled, width, left),
        )
        return [
            WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child)
            for region, child in zip(regions, (page, rule, tray), strict=True)
        ]


class Column(Widget):
    """Prose above choices."""

    DEFAULT_CSS = """
    Column { width: 1fr; height: 1fr; padding: 1 2 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.prose = Prose(margin=True)
        self.choices = Choices()
        self._page = Page(self.prose)
        self._rule = Rule()
        self._waits = False
        self._stacked = _Stacked()

    @property
    def layout(self) -> Layout:
        """Page, rule and tray, as a column needs them."""
        return self._stacked

    def on_mount(self) -> None:
        """Look at the page as it scrolls."""
        self.watch(self._page, "scroll_y", self._hint, init=False)
        self.watch(self._page, "virtual_size", self._hint, init=False)

    def compose(self) -> ComposeResult:
        """The page, the rule, the tray."""
        yield self._page
        yield self._rule
        yield Tray(self.choices)

    def show(self, pieces: Sequence[Piece], options: Sequence[Option], waits: bool, pace: float) -> None:
        """Show a page and what can be chosen on it; the choices come when the text is complete."""
        self._waits = waits
        self.prose.show(pieces, pace)
        self.choices.offer(options)
        self.choices.visible = self._rule.visible = not self.prose.revealing
        self._page.scroll_home(animate=False)
        self.refresh(layout=True)
        self.call_after_refresh(self._hint)

    def set_measure(self, cells: int) -> None:
        """Let lines be so long, at most; what is chosen may be a little longer."""
        self.prose.set_measure(cells)
        self.styles.max_width = cells + MARGIN + _SIDES
        self.refresh(layout=True)

    def complete(self) -> None:
        """Show all the text now, and the choices."""
        self.prose.complete()

    @property
    def more(self) -> bool:
        """Whether some of the page is still below."""
        return self._page.max_scroll_y > self._page.scroll_target_y

    def down(self) -> bool:
        """Show more of the page. False when there is no more."""
        if not self.more:
            return False
        self._page.scroll_relative(y=max(1, self._page.size.height - 1), animate=False)
        return True

    def up(self) -> None:
        """Show what came before."""
        self._page.scroll_relative(y=-max(1, self._page.size.height - 1), animate=False)

    def on_resize(self) -> None:
        """Look again at what fits."""
        self.call_after_refresh(self._hint)

    def on_prose_completed(self, message: Prose.Completed) -> None:
        """Bring the choices."""
        message.stop()
        self.choices.visible = self._rule.visible = True

    def _hint(self) -> None:
        self._rule.show(self.more, self._waits)
