"""The game while its story is being written: what its author does beside playing."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from textual.app import SuspendNotSupported

from game import editor
from game.explore.record import CannotRecord, record
from game.i18n.catalogue import tr
from game.tui.role_styles import pieces_of
from game.tui.screens.asking import Naming
from game.tui.screens.game import GameScreen
from game.tui.screens.text_dialog import TextDialog
from game.view.commands import Action, Need
from game.view.watching import inspected, recorded, written_at


class _Authors:
    """What a page of a run allows, to who writes it."""

    def __init__(self, readers: Container[Need]) -> None:
        self._readers = readers

    def __contains__(self, need: object) -> bool:
        return need is Need.AUTHOR or need in self._readers


class WritingScreen(GameScreen):
    """Reads a run leaf by leaf, and shows its author what lies behind each."""

    @property
    def met(self) -> Container[Need]:
        """What a reader may do here, and an author."""
        return _Authors(super().met)

    def actions(self) -> Mapping[Action, Callable[[], object]]:
        """What a reader does, and an author."""
        return {
            **super().actions(),
            Action.INSPECT: self._inspect,
            Action.EDIT: self._edit,
            Action.RECORD: self._ask_name,
        }

    def _inspect(self) -> None:
        run, page = self.reading.known, self.reading.leaf.page
        self.host.push_screen(TextDialog(pieces_of(inspected(run, page))))

    def _edit(self) -> None:
        """Give the terminal to the editor, at the line of the open leaf."""
        place = written_at(self.reading.run.setup.story, self.reading.leaf.page)
        if place is None:
            return
        try:
            with self.app.suspend():
                editor.edit(self.host.folder / place[0], place[1])
        except editor.NoEditor as error:
            self.host.tell((str(error),))
        except SuspendNotSupported:
            self.host.tell((tr("No editor can be opened from here: {place}", place=f"{place[0]}:{place[1]}"),))

    def _ask_name(self, typed: str = "") -> None:
        def named(name: str | None) -> None:
            if name and name != typed:
                self._record(name)

        self.host.push_screen(Naming(tr("The name of the walkthrough?"), typed), named)

    def _record(self, name: str) -> None:
        try:
            record(self.host.folder, name.strip(), self.reading.known)
        except CannotRecord as error:
            self._ask_name(name)
            self.host.tell((str(error),))
        else:
            self.say(recorded(name.strip(), self.host.folder))
