"""Two small questions over a screen: whether, and what name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label

from game.i18n.catalogue import tr
from game.journal.journal import LONGEST_NAME
from game.tui.keys import put_away
from game.tui.screens.base import CommandDialog
from game.tui.widgets.choices import ChoiceOption, Choices
from game.tui.widgets.hints import Hints
from game.tui.widgets.prose import Piece, Prose
from game.view.commands import Action, Scope

_BOX = """
    {name} {{ align: center middle; background: $background 60%; }}
    {name} > Vertical {{
        width: 64; max-width: 100%; height: auto; background: $panel; border: round $faint; padding: 1 2 0 2;
    }}
    {name} Hints {{ margin: 1 0 0 0; padding: 0; }}
"""


class Whether(CommandDialog[bool]):
    """A question to be answered by yes or no."""

    PLACE = Scope.CONFIRM
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
            yield Hints()

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Yes, no, or the answer that the caret is on."""
        return {
            Action.YES: partial(put_away, self, True),
            Action.NO: partial(put_away, self, False),
            Action.CHOOSE: lambda: put_away(self, self._answers.pointed == 0),
            Action.UP: partial(self._answers.move, -1),
            Action.DOWN: partial(self._answers.move, 1),
            Action.FIRST: partial(self._answers.to, False),
            Action.LAST: partial(self._answers.to, True),
        }

    def chosen(self, index: int) -> None:
        """Answer by pointer."""
        put_away(self, index == 0)


class Naming(CommandDialog[str]):
    """Asks for a name; leaves with the one given, or with the old one."""

    PLACE = Scope.PROMPT
    DEFAULT_CSS = (
        _BOX.format(name="Naming")
        + """
    Naming Horizontal { height: 1; margin: 1 0 0 0; }
    Naming Label { width: 2; color: $accent; text-style: bold; }
    Naming Input { background: $background; color: $ink; border: none; height: 1; padding: 0 1; width: 1fr; }
    """
    )

    def __init__(self, question: str, name: str, longest: int = LONGEST_NAME) -> None:
        super().__init__()
        self._question, self._given, self._longest = question, name, longest

    def compose(self) -> ComposeResult:
        """The question, the name, how to go on."""
        with Vertical():
            yield Prose([Piece(Content(self._question))])
            field = Input(self._given, max_length=self._longest, compact=True)
            field.cursor_blink = self.app.animation_level != "none"
            with Horizontal():
                yield Label("▸", markup=False)
                yield field
            yield Hints()

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """Leave with the name, or with the one that was given."""
        return {
            Action.SUBMIT: lambda: put_away(self, self.query_one(Input).value),
            Action.CLOSE: partial(put_away, self, self._given),
        }

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave with the name."""
        event.stop()
        self.perform(Action.SUBMIT)
