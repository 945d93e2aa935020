"""The game as lines while its story is being written: each save prints the page again, or what is wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from queue import Queue
from select import select
from typing import TextIO

from game import editor
from game.explore.record import CannotRecord, record
from game.i18n.catalogue import tr
from game.journal import ActiveRun, CannotResume, Journal, JournalUnavailable
from game.plain import evening
from game.plain.commands import Binding, Outcome, TypedCommand, bound
from game.plain.game import Game
from game.plain.lines import Lines, read_line
from game.plain.talk import Talk
from game.plain.voices import tell
from game.story.model import Story
from game.story.problems import BrokenStory, StoryNotFound
from game.view.commands import Action
from game.view.watching import inspected, own_state, played_as_before, recorded, what_stops_it, written_at

_GLANCE = 0.1
"""Seconds for which the keyboard is listened to at a time: between two of them another program may take it."""


class Desk:
    """What comes in, one after the other: lines that are typed, and saves.

    A save is an empty line with `saved` true.

    Attributes:
        heeded: Whether a save may come now. One that comes while a question is open waits: it is no answer.
    """

    def __init__(self, source: TextIO, saves: Iterable[None]) -> None:
        """Listen to both, each in a thread of its own: neither waits for the other."""
        self.saved = False
        self.heeded = False
        self._waits = False
        self._keyboard = threading.Lock()
        self._source = source
        self._came: Queue[str | None] = Queue()
        for listen in (self._listen, self._watch):
            threading.Thread(target=listen, args=(saves,), daemon=True).start()

    def isatty(self) -> bool:
        """Whether somebody types."""
        return self._source.isatty()

    def readline(self) -> str:
        """The next line, empty at the end of the input."""
        self.saved = self.heeded and self._waits
        while not self.saved:
            line = self._came.get()
            if line is not None:
                return line
            self._waits, self.saved = True, self.heeded
        self._waits = False
        return "\n"

    def next_save(self) -> bool:
        """Wait for a save while nothing is asked: what is typed answers nothing. False where the input ends first."""
        while (line := self._came.get()) is not None:
            if not line:
                return False
        return True

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Leave what is typed to another program meanwhile."""
        with self._keyboard:
            yield

    def _listen(self, _: Iterable[None]) -> None:
        typed = self._source.isatty()
        while True:
            with self._keyboard:
                if typed and not select([self._source], [], [], _GLANCE)[0]:
                    continue
                line = read_line(self._source)
            self._came.put(line)
            if not line:
                return

    def _watch(self, saves: Iterable[None]) -> None:
        for _ in saves:
            self._came.put(None)


class WatchedGame(Game):
    """A run in a story that changes under it."""

    def __init__(self, desk: Desk, read: Callable[[], Story], talk: Talk, active: ActiveRun) -> None:
        super().__init__(talk, active)
        self._desk = desk
        self._read = read

    def bindings(self) -> dict[Action, Binding]:
        """What can be done in a run that is played, and what its author does beside."""
        return {
            **super().bindings(),
            Action.INSPECT: Binding(self._inspect),
            Action.EDIT: Binding(self._edit),
            Action.RECORD: Binding(self._record_run, r".+", "NAME"),
        }

    def basics(self) -> str:
        """What the help begins with."""
        return tr("Type a choice’s number to take it. Nothing goes into your journal.")

    def commands(self) -> tuple[TypedCommand, ...]:
        """An author's too."""
        return bound(self.PLACE, self.bindings(), author=True)

    def _begin(self, retold: int | None) -> None:
        super()._begin(retold)
        self._mark()

    def _decide(self, choice: str) -> Outcome:
        outcome = super()._decide(choice)
        self._mark()
        return outcome

    def _open_page(self) -> None:
        super()._open_page()
        self._mark()

    def _mark(self) -> None:
        """Say where no road leads."""
        self.talk.say_all(filter(None, [own_state(self.talk.story)]))

    def _inspect(self, _: str) -> Outcome:
        tell(self.talk.lines, inspected(self.run, self.active.pages[-1]))
        return None

    def _edit(self, _: str) -> Outcome:
        place = written_at(self.run.setup.story, self.active.pages[-1])
        if place is None:
            return None
        file = self.talk.folder / place[0]
        self.talk.lines.say(f"{file}:{place[1]}")
        if self._desk.isatty():
            try:
                with self._desk.silent():
                    editor.edit(file, place[1])
            except editor.NoEditor as error:
                self.talk.lines.say(str(error))
        return None

    def _record_run(self, name: str) -> Outcome:
        try:
            record(self.talk.folder, name, self.run)
        except CannotRecord as error:
            self.talk.lines.say(str(error))
        else:
            self.talk.lines.say(recorded(name, self.talk.folder))
        return None

    def _heard(self) -> str:
        self._desk.heeded = True
        try:
            return super()._heard()
        finally:
            self._desk.heeded = False

    def _answer(self, typed: str) -> Outcome:
        if not self._desk.saved:
            return super()._answer(typed)
        self._reread()
        return None

    def _reread(self) -> None:
        self.talk.lines.say()
        try:
            story = self._read()
            self.active = self.active.reread(story)
        except BrokenStory as error:
            self.talk.say_all(map(str, what_stops_it(error)))
            self.talk.lines.say(played_as_before())
        except (StoryNotFound, CannotResume, JournalUnavailable) as error:
            self.talk.say_all((str(error),))
            self.talk.lines.say(played_as_before())
        else:
            self.talk.story = story
            self._open_page()

    def _leave(self) -> None:
        """Nothing was to be kept."""


def watch(desk: Desk, out: TextIO, journal: Journal, active: ActiveRun, read: Callable[[], Story]) -> int:
    """Play a story by lines while it is being written; returns 0, as leaving is never an error."""
    talk = Talk(Lines(desk, out), journal, active.run.setup.story)
    return evening.play(talk, active, game=partial(WatchedGame, desk, read))
