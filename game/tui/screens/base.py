"""What the screens have in common: each key is looked up in the table of commands, and done here or by the app."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import on
from textual.events import Key
from textual.screen import ModalScreen, Screen

from game.i18n.catalogue import tr
from game.tui.keys import handed_on, number_of
from game.tui.widgets.choices import Choices
from game.tui.widgets.hints import Hint, Hints, hints_of
from game.tui.widgets.sheet import Overflow
from game.view.commands import Action, Command, Need, Scope, command_of_key

if TYPE_CHECKING:  # what plays a run is loaded when one is played: the title is there before
    from game.tui.host import Host

Answer = TypeVar("Answer")


class CommandScreen(Screen[Answer]):
    """A screen that takes keys while it is on top, and hands on those that arrive when another one has come.

    Attributes:
        PLACE: Where it is, for the table of commands.
    """

    PLACE: ClassVar[Scope]

    @property
    def host(self) -> Host:
        """The app, as far as screens know it."""
        return cast("Host", self.app)

    @property
    def where(self) -> Scope:
        """Where it is at present, for the table of commands."""
        return self.PLACE

    @property
    def met(self) -> Container[Need]:
        """Which needs of commands are met at present."""
        return frozenset()

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """What commands do here; the app does the others."""
        return {}

    def typed(self, event: Key) -> None:
        """Take a key that gives no command; stop the event, or leave it to the app."""

    def choose_number(self, number: int) -> None:
        """Do what a digit from 1 to 9 is for."""

    def chosen(self, index: int) -> None:
        """Do what an option of the screen's list is for."""

    def say(self, sentence: str) -> None:
        """Say something for a while in place of the hints."""
        for hints in self.query(Hints):
            hints.notice(sentence)

    @property
    def numbers(self) -> int:
        """How many options can be chosen by number."""
        return 0

    def status(self) -> list[Hint]:
        """What the footer says before its commands."""
        return []

    def hint(self) -> None:
        """Show in the footer what can be done at present."""
        for hints in self.query(Hints):
            hints.show([*self._beyond(), *self.status(), *hints_of(self.where, self.met, self.numbers)])

    def _beyond(self) -> list[Hint]:
        """Where there is more of a form or a list than is seen."""
        parts = [part for part in self.walk_children(Overflow) if part.display]
        above, below = any(part.above for part in parts), any(part.below for part in parts)
        if not above and not below:
            return []
        sign = "↕" if above and below else "↓" if below else "↑"
        return [Hint(sign, tr("more"), "down" if below else "up", lasting=True)]

    def signs(self) -> tuple[tuple[str, str], ...]:
        """The signs that are drawn here and nowhere else, with what each means."""
        return ()

    def finish(self) -> bool:
        """Complete what is under way, before a key does anything else. False where nothing was."""
        return False

    def rest(self) -> None:
        """Bring what moves to its end: from now on nothing does."""

    def perform(self, action: Action) -> None:
        """Do what a command is for, here or in the app."""
        act = self.actions().get(action)
        if act is not None:
            act()
        else:
            self.host.perform(action)

    def pressed(self, command: Command, key: str) -> None:
        """Do what a key's command is for."""
        if command.action is Action.CHOOSE_NUMBER:
            self.choose_number(int(key))
        else:
            self.perform(command.action)

    def on_key(self, event: Key) -> None:
        """Take the key, or hand it on."""
        if handed_on(self, event):
            return
        for hints in self.query(Hints):
            hints.hush()
        key, number = event.key, number_of(event)
        command = command_of_key(self.where, key)
        if command is None and number is not None:
            key = str(number)
            command = command_of_key(self.where, key)
        if self.finish() and (command is None or not command.title):
            event.stop()
            return
        refusal = None if command is None else command.refusal(self.met)
        if command is None or refusal == "":
            self.typed(event)
            return
        event.stop()
        if refusal is not None:
            self.say(refusal)
        else:
            self.pressed(command, key)

    def on_mount(self) -> None:
        """Say what can be done."""
        self.hint()

    @on(Overflow.Scrolled)
    def _moved(self, message: Overflow.Scrolled) -> None:
        message.stop()
        self.hint()

    @on(Choices.OptionClicked)
    def _chosen_by_pointer(self, message: Choices.OptionClicked) -> None:
        message.stop()
        if self.is_active:
            self.chosen(message.index)

    @on(Hints.Clicked)
    def _hint_clicked(self, message: Hints.Clicked) -> None:
        message.stop()
        self.app.simulate_key(message.key)


class CommandDialog(CommandScreen[Answer], ModalScreen[Answer]):
    """A screen over another one, which takes every key while it is there."""
