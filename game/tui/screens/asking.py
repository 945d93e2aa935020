"""Two small questions over a screen: whether, and what name."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from game.i18n.catalogue import tr
from game.journal.journal import LONGEST_NAME
from game.tui.keys import handed_on, put_away
from game.tui.widgets.choices import ChoiceOption, Choices
from game.tui.widgets.hints import Hint, Hints
from game.tui.widgets.prose import Piece, Prose

_BOX = """
    {name} {{ align: center middle; background: $background 60%; }}
    {name} > Vertical {{
        width: 64; max-width: 100%; height: auto; background: $panel; border: round $faint; padding: 1 2 0 2;
    }}
    {name} Hints {{ margin: 1 0 0 0; padding: 0; }}
"""


class Whether(ModalScreen[bool]):
    """A question to be answered by yes or no."""

    DEFAULT_CSS = _BOX.format(name="Whether") + "Whether Choices { margin: 1 0 0 0; }"

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        self._answers = Choices([ChoiceOption(Content(tr("Yes"))), ChoiceOption(Content(tr("No")))])

    def compose(self) -> ComposeResult:
        """The question, and the two answers."""
        with Vertical():
            yield Prose([Piece(Content(self._question))])
            yield self._answers
            self._answers.to(end=True)
            yield Hints((Hint(tr("y"), tr("yes"), "y"), Hint(tr("n"), tr("no"), "n"), Hint("↵", tr("choose"), "enter")))

    def on_key(self, event: Key) -> None:
        """Yes, no, or the answer that the caret is on."""
        if handed_on(self, event):
            return
        event.stop()
        if event.key in ("y", tr("y")):
            put_away(self, True)
        elif event.key in ("n", tr("n"), "escape", "q"):
            put_away(self, False)
        elif event.key in ("enter", "space"):
            put_away(self, self._answers.pointed == 0)
        elif event.key in ("up", "down", "left", "right", "tab", "shift+tab"):
            self._answers.move(1)
        elif event.key in ("home", "pageup", "end", "pagedown"):
            self._answers.to(event.key in ("end", "pagedown"))

    def on_choices_option_clicked(self, message: Choices.OptionClicked) -> None:
        """Answer by pointer."""
        message.stop()
        put_away(self, message.index == 0)

    def on_hints_clicked(self, message: Hints.Clicked) -> None:
        """Do by pointer what a key does."""
        self.app.simulate_key(message.key)


class Naming(ModalScreen[str]):
    """Asks for a name; leaves with the one given, or with the old one."""

    DEFAULT_CSS = (
        _BOX.format(name="Naming")
        + """
    Naming Horizontal { height: 1; margin: 1 0 0 0; }
    Naming Label { width: 2; color: $accent; text-style: bold; }
    Naming Input { background: $background; color: $ink; border: none; height: 1; padding: 0 1; width: 1fr; }
    """
    )

    def __init__(self, question: str, name: str) -> None:
        super().__init__()
        self._question, self._given = question, name

    def compose(self) -> ComposeResult:
        """The question, the name, how to go on."""
        with Vertical():
            yield Prose([Piece(Content(self._question))])
            field = Input(self._given, max_length=LONGEST_NAME, compact=True)
            field.cursor_blink = self.app.animation_level != "none"
            with Horizontal():
                yield Label("▸", markup=False)
                yield field
            yield Hints((Hint("↵", tr("keep this name"), "enter"), Hint(tr("Esc"), tr("cancel"), "escape")))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave with the name."""
        event.stop()
        put_away(self, event.value)

    def on_key(self, event: Key) -> None:
        """Leave the name as it was."""
        if event.key == "escape":
            event.stop()
            put_away(self, self._given)

    def on_hints_clicked(self, message: Hints.Clicked) -> None:
        """Answer by pointer."""
        put_away(self, self.query_one(Input).value if message.key == "enter" else self._given)
