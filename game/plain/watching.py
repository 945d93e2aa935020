"""The game as lines while its story is being written: each save prints the page again, or what is wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from queue import Queue
from typing import TextIO

from game.journal import CannotResume, Journal, JournalUnavailable, Sitting
from game.plain.game import Game
from game.plain.lines import Lines
from game.story.model import Story
from game.story.problems import BrokenStory, Severity, StoryNotFound
from game.words import tr


class Desk:
    """What comes in, one after the other: lines that are typed, and saves.

    A save is an empty line with `saved` true.
    """

    def __init__(self, source: TextIO, saves: Iterable[None]) -> None:
        """Listen to both, each in a thread of its own: neither waits for the other."""
        self.saved = False
        self._source = source
        self._came: Queue[str | None] = Queue()
        for listen in (self._listen, self._watch):
            threading.Thread(target=listen, args=(saves,), daemon=True).start()

    def isatty(self) -> bool:
        """Whether somebody types."""
        return self._source.isatty()

    def readline(self) -> str:
        """The next line, empty at the end of the input."""
        line = self._came.get()
        self.saved = line is None
        return "\n" if line is None else line

    def _listen(self, _: Iterable[None]) -> None:
        while line := self._source.readline():
            self._came.put(line)
        self._came.put("")

    def _watch(self, saves: Iterable[None]) -> None:
        for _ in saves:
            self._came.put(None)


class WatchedGame(Game):
    """A run in a story that changes under it."""

    def __init__(self, desk: Desk, out: TextIO, journal: Journal, sitting: Sitting, read: Callable[[], Story]) -> None:
        super().__init__(Lines(desk, out), journal, sitting)
        self._desk = desk
        self._read = read

    def _answer(self, typed: str) -> None:
        if self._desk.saved:
            self._reread()
        else:
            super()._answer(typed)

    def _reread(self) -> None:
        try:
            story = self._read()
            self._sitting = self._sitting.reread(story)
        except BrokenStory as error:
            self._lines.say()
            self._say_all(str(problem) for problem in error.problems if problem.severity is Severity.ERROR)
            self._lines.say(tr("The story cannot be read; it is played as it was before."))
        except (StoryNotFound, CannotResume, JournalUnavailable) as error:
            self._say_all(("", str(error)))
            self._lines.say(tr("The story cannot be read; it is played as it was before."))
        else:
            self._again()

    def _leave(self) -> None:
        """Nothing was to be kept."""
