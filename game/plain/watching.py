"""The game as lines while its story is being written: each save prints the page again, or what is wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial
from queue import Queue
from typing import TextIO

from game.journal import ActiveRun, CannotResume, Journal, JournalUnavailable
from game.plain import evening
from game.plain.commands import Outcome
from game.plain.game import Game
from game.plain.lines import Lines
from game.plain.talk import Talk
from game.story.model import Story
from game.story.problems import BrokenStory, StoryNotFound
from game.view.watching import played_as_before, what_stops_it


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

    def _listen(self, _: Iterable[None]) -> None:
        while line := self._source.readline():
            self._came.put(line)
        self._came.put("")

    def _watch(self, saves: Iterable[None]) -> None:
        for _ in saves:
            self._came.put(None)


class WatchedGame(Game):
    """A run in a story that changes under it."""

    def __init__(self, desk: Desk, read: Callable[[], Story], talk: Talk, active: ActiveRun) -> None:
        super().__init__(talk, active)
        self._desk = desk
        self._read = read

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
    """Play a story by lines while it is being written.

    Args:
        desk: Where lines and saves come from.
        out: Where lines go.
        journal: Where the runs of an author at work are kept.
        active: The run to begin with.
        read: Reads the story anew.

    Returns:
        0: leaving is never an error.
    """
    talk = Talk(Lines(desk, out), journal, active.run.setup.story)
    return evening.play(talk, active, game=partial(WatchedGame, desk, read))
