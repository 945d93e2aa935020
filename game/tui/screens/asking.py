"""Two small questions over a screen: whether, and what name."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input

from game.journal.journal import LONGEST_NAME
from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.prose import Piece, Prose
from game.words import tr

_BOX = """
    {name} {{ align: center middle; background: $background 60%; }}
    {name} > Vertical {{
        width: 64; max-width: 100%; height: auto; background: $panel; border: round $faint; padding: 1 2 0 2;
    }}
    {name} Hints {{ margin: 1 0 0 0; padding: 0; }}
"""


class Whether(ModalScreen[bool]):
    """A question to be answered by yes or no."""

    DEFAULT_CSS = _BOX.format(name="Whether")

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and how to answer."""
        with Vertical():
            yield Prose([Piece(Content(self._question))])
            yield Hints((Hint(tr("y"), tr("yes"), "y"), Hint(tr("n"), tr("no"), "n")))

    def on_key(self, event: Key) -> None:
        """Yes, or no."""
        event.stop()
        if event.key in ("y", tr("y"), "enter"):
            self.dismiss(True)
        elif event.key in ("n", tr("n"), "escape", "q"):
            self.dismiss(False)

    def on_hints_clicked(self, message: Hints.Clicked) -> None:
        """Answer by pointer."""
        self.dismiss(message.key == "y")


class Naming(ModalScreen[str]):
    """Asks for a name; leaves with the one given, or with the old one."""

    DEFAULT_CSS = _BOX.format(name="Naming") + (
        "Naming Input { background: $background; color: $ink; border: none; height: 1; padding: 0 1; margin: 1 0 0 0; }"
    )

    def __init__(self, question: str, name: str) -> None:
        super().__init__()
        self._question, self._given = question, name

    def compose(self) -> ComposeResult:
        """The question, the name, how to go on."""
        with Vertical():
            yield Prose([Piece(Content(self._question))])
            yield Input(self._given, max_length=LONGEST_NAME, compact=True)
            yield Hints((Hint("↵", tr("keep this name"), "enter"), Hint(tr("Esc"), tr("leave it"), "escape")))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave with the name."""
        event.stop()
        self.dismiss(event.value)

    def on_key(self, event: Key) -> None:
        """Leave the name as it was."""
        if event.key == "escape":
            event.stop()
            self.dismiss(self._given)

    def on_hints_clicked(self, message: Hints.Clicked) -> None:
        """Answer by pointer."""
        self.dismiss(self.query_one(Input).value if message.key == "enter" else self._given)
