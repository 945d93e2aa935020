"""What can be done to the runs of the journal, by a letter and a number: name, delete, bring back; and their tree."""

from __future__ import annotations

from game.journal import Entry, Journal, JournalUnavailable
from game.plain.lines import Lines
from game.plain.listing import seat_name
from game.plain.outline import outline
from game.play.setup import Setup, seat_word
from game.play.tree import grow
from game.words import tr

MOST_LINES = 150
"""A longer tree is cut there, unless all of it is asked for."""


class Runs:
    """The journal of one story, by letters."""

    def __init__(self, lines: Lines, journal: Journal) -> None:
        self._lines = lines
        self._journal = journal
        self._does = {"r": self._rename, "d": self._delete, "b": self._bring_back}

    def answer(self, typed: str, setup: Setup) -> bool:
        """Do what was typed, such as `r 3 The long night`; False where it means something else.

        Args:
            typed: What was typed, in its own letter case.
            setup: The run being played; the tree is that of its seat.
        """
        letter, _, rest = typed.partition(" ")
        number, _, more = rest.strip().partition(" ")
        letter = letter.lower()
        try:
            if letter == "t" and rest.strip().lower() in ("", "all", tr("all")):
                self._tree(setup, whole=bool(rest.strip()))
            elif letter in self._does and number.isascii() and number.isdigit() and len(number) < 10:
                self._one(letter, int(number), more, setup.story.id)
            elif letter in self._does and not rest:
                self._lines.say(tr("It takes the number of a run, as in “{letter} 3”; j lists them.", letter=letter))
            else:
                return False
        except JournalUnavailable as error:
            self._lines.say(str(error))
        return True

    def _one(self, letter: str, number: int, more: str, story: str) -> None:
        entry = self._journal.entries([number]).get(number)
        if entry is None or entry.story != story:
            self._lines.say(tr("There is no run {number} here; j lists them.", number=number))
        else:
            self._does[letter](entry, more)

    def _rename(self, entry: Entry, name: str) -> None:
        self._journal.rename(entry.id, name)
        name = self._journal.entries([entry.id])[entry.id].name
        if name:
            self._lines.say(tr("Run {number} is now called “{name}”.", number=entry.id, name=name))
        else:
            self._lines.say(tr("Run {number} no longer has a name.", number=entry.id))

    def _delete(self, entry: Entry, _: str) -> None:
        if entry.deleted is not None:
            self._lines.say(tr("Run {number} is deleted already; “b {number}” brings it back.", number=entry.id))
            return
        answer = self._lines.ask(tr("Delete run {number}? (y or n):", number=entry.id)) or ""
        if answer.lower() in ("y", "yes", tr("y"), tr("yes")):
            self._journal.delete(entry.id)
            self._lines.say(tr("Run {number} is deleted; “b {number}” brings it back.", number=entry.id))
        else:
            self._lines.say(tr("Nothing was deleted."))

    def _bring_back(self, entry: Entry, _: str) -> None:
        self._journal.restore(entry.id)
        self._lines.say(tr("Run {number} is in the list.", number=entry.id))

    def _tree(self, setup: Setup, whole: bool) -> None:
        seat = seat_word(setup)
        tree = grow(setup, self._journal.roads(setup.story.id, seat))
        self._lines.say(tr("The tree of {seat}, runs: {runs}.", seat=seat_name(seat, setup.story), runs=tree.runs))
        told = list(outline(tree))
        shown = told if whole else told[:MOST_LINES]
        for line in shown:
            self._lines.say(line, " " * (len(line) - len(line.lstrip()) + 3))
        if len(told) > len(shown):
            self._lines.say(tr("… and {count} more lines: “t all” tells them all.", count=len(told) - len(shown)))
