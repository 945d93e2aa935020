"""What is made of a run besides its story: its reckoning, its code, its gazette."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.journal.reading_mode import PLAIN, ReadingMode, load_mode
from game.plain.commands import NUMBER, Binding, Outcome
from game.plain.debrief import tell_debrief
from game.plain.runs import ask_for_number, loaded
from game.plain.talk import Talk
from game.plain.voices import tell, tell_or_refuse
from game.play import share_code
from game.play.debrief import Debrief
from game.play.run import Run
from game.program import command_line
from game.view.commands import Action, Scope, letter_of
from game.view.curves import curve_in_words, not_yet, turning_items, under_way
from game.view.debrief import debrief_here, debrief_of
from game.view.facts import facts_at
from game.view.text import Refusal, Role, item

_PATIENCE = 30.0
"""Seconds to wait at most until a curve has been worked out."""


class Papers:
    """Makes them of the run in hand, or of one of the journal, by its number."""

    def __init__(self, talk: Talk, run: Run | None, mode: ReadingMode = PLAIN) -> None:
        self._talk = talk
        self._run = run
        self._manner = mode

    def bindings(self) -> dict[Action, Binding]:
        """What can be typed."""
        takes, shown = f"({NUMBER})?", "[N]"
        return {
            Action.RECKONING: Binding(self.reckon, takes, shown),
            Action.CODE: Binding(self._code, takes, shown),
            Action.GAZETTE: Binding(self._publish, takes, shown),
        }

    def reckon(self, rest: str) -> Outcome:
        """Tell a run beside history: whole where it has ended, or is one of the journal; else its last episode."""
        run = self._meant(Action.RECKONING, rest)
        if run is not None:
            journals = debrief_of(run, load_mode(self._talk.journal, int(rest))) if rest else None
            tell_reckoning(self._talk, journals or debrief_here(run, run.ending, self._manner))
        return None

    def _code(self, rest: str) -> Outcome:
        run = self._meant(Action.CODE, rest)
        if run is not None:
            self._talk.lines.say(share_code.encode(run))
            self._talk.lines.say(tr("Watch it anywhere with: {command}", command=command_line("replay", tr("CODE"))))
        return None

    def _publish(self, rest: str) -> Outcome:
        run = self._meant(Action.GAZETTE, rest)
        if run is not None:
            _write_gazette(self._talk, run)
        return None

    def _meant(self, action: Action, rest: str) -> Run | None:
        """The run of the journal that a number means, or the one in hand; None where there is none, and it is said."""
        if rest:
            return loaded(self._talk, int(rest))
        if self._run is None:
            ask_for_number(self._talk, action)
        return self._run


def tell_reckoning(talk: Talk, counted: Debrief | Refusal) -> None:
    """A run beside history, or one of its episodes; or why there is nothing to tell."""
    if isinstance(counted, Refusal):
        talk.lines.say(counted.why)
    else:
        talk.debrief = counted
        tell_debrief(talk.lines, counted, whole=True)
        if counted.episode is None and counted.run.ending is not None:
            tell_curve(talk, counted.run)


def tell_curve(talk: Talk, run: Run) -> None:
    """Where a run turned that has ended; waits where that is still being worked out."""
    talk.curves.begin(run)
    known = talk.curves.of(run)
    if known is None:
        if talk.lines.interactive:  # a pipe says the same whether it was worked out before or not
            tell(talk.lines, [under_way()])
        known = talk.curves.of(run, _PATIENCE)
    if isinstance(known, Refusal):
        tell(talk.lines, [item(Role.NOTE, known.why)])
    elif known is None:
        tell(talk.lines, [not_yet(letter_of(Action.RECKONING, Scope.ENDING))])
    else:
        tell(talk.lines, (*turning_items(run, known), item(Role.NOTE, curve_in_words(known))))


def tell_line(talk: Talk, number: int) -> None:
    """What really happened at a line of the reckoning told last."""
    if talk.debrief is None:
        talk.lines.say(tr("There are no numbers yet: l shows the reckoning, line by line."))
    elif 1 <= number <= len(talk.debrief.rows):
        tell(talk.lines, facts_at(talk.debrief.rows[number - 1]))
    else:
        talk.lines.say(tr("The last reckoning has no line {number}; l shows it.", number=number))


def _write_gazette(talk: Talk, run: Run) -> None:
    from game.gazette.file import published

    tell_or_refuse(talk.lines, published(run, talk.curves.known(run)))
