"""What is longer than its window: it says whether there is more of it above and below."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget


class Overflow(Widget):
    """A widget of which a part may be out of sight."""

    class Scrolled(Message):
        """Another part of it is seen, or there is more of it, or less."""

    @property
    def above(self) -> bool:
        """Whether there is more of it above."""
        raise NotImplementedError

    @property
    def below(self) -> bool:
        """Whether there is more of it below."""
        raise NotImplementedError


class Sheet(VerticalScroll, Overflow, can_focus=False):
    """A form or a page that scrolls without a bar."""

    DEFAULT_CSS = "Sheet { scrollbar-size: 0 0; height: 1fr; }"

    def on_mount(self) -> None:
        """Look at itself as it scrolls, grows and shrinks."""
        for part in ("scroll_y", "virtual_size"):
            self.watch(self, part, self._look, init=False)

    def on_resize(self) -> None:
        """Look again at what fits."""
        self.call_after_refresh(self._look)

    @property
    def above(self) -> bool:
        """Whether it is scrolled down."""
        return self.scroll_target_y > 0

    @property
    def below(self) -> bool:
        """Whether it can be scrolled further down."""
        return self.max_scroll_y > self.scroll_target_y

    def _look(self) -> None:
        self.post_message(self.Scrolled())
