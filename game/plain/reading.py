"""A room in which a run is read: what can be asked of it, whether it is played or watched."""

from __future__ import annotations

from game.i18n.catalogue import tr
from game.journal import ActiveRun, CannotResume
from game.journal.reading_mode import ReadingMode
from game.journal.seen_pages import SeenPages
from game.plain.commands import NUMBER, Binding, Outcome
from game.plain.narrator import Narrator
from game.plain.page_text import tell_gauges
from game.plain.papers import Papers, tell_line
from game.plain.room import Room
from game.plain.talk import Talk
from game.plain.voices import tell_or_refuse
from game.play.run import Run
from game.view.commands import Action
from game.view.facts import facts_here
from game.view.gauges import gauges_here
from game.view.log import run_log
from game.view.pages import where
from game.view.people import who_is_who
from game.view.text import Refusal
from game.view.wire import headlines, nothing_yet

_LATEST = 3
"""So many of the last headlines come with what stands where."""


class ReadingRoom(Room):
    """Reads a run."""

    def __init__(self, talk: Talk, active: ActiveRun, marks: SeenPages, mode: ReadingMode) -> None:
        super().__init__(talk)
        self.active = active
        self.narrator = Narrator(talk, marks, mode)

    @property
    def run(self) -> Run:
        """The run, as far as it has been told."""
        return self.active.run

    def retold(self, language: str) -> list[str]:
        """Speak another language from now on, in the run's words too; what there is to say about that."""
        notices = self.talk.speak(language)
        try:
            self.active.retell(self.talk.story)
        except CannotResume as error:
            notices.append(str(error))
        return notices

    def bindings(self) -> dict[Action, Binding]:
        """What can be asked of a run that is read."""
        number = f"({NUMBER})?"
        return {
            **super().bindings(),
            Action.FACTS: Binding(self._record, number, "[N]"),
            Action.PANEL: Binding(self._standing),
            Action.WIRE: Binding(self._wire),
            Action.WHO: Binding(self._who),
            Action.RECKONING: Binding(self.reckon, number, "[N]"),
            Action.AGAIN: Binding(self._again),
            Action.LOG: Binding(self._log),
        }

    def _record(self, rest: str) -> Outcome:
        if rest:
            tell_line(self.talk, int(rest))
            return None
        mode, holder = self.narrator.mode, self.narrator.holder
        facts = facts_here(self.run, self.run.ending, mode, holder, () if mode.two else self.active.pages)
        tell_or_refuse(self.talk.lines, facts)
        return None

    def _who(self, _: str) -> Outcome:
        """The cards of those met so far."""
        tell_or_refuse(self.talk.lines, who_is_who(self.run))
        return None

    def _log(self, _: str) -> Outcome:
        """The run so far."""
        index, mode, holder = len(self.active.pages) - 1, self.narrator.mode, self.narrator.holder
        tell_or_refuse(self.talk.lines, run_log(self.run, index, mode, holder))
        return None

    def _standing(self, _: str) -> Outcome:
        """What stands where: when it is, whether this is history, the gauges, the last headlines."""
        lines, run, page = self.talk.lines, self.run, self.active.pages[-1]
        when = where(run, page).in_words
        if when:
            lines.say(f"{when}.")
        if run.diverged() is not None:
            lines.say(tr("This run has left what really happened."))
        gauges = gauges_here(run, run.state.values, self.narrator.mode, page)
        if isinstance(gauges, Refusal):
            lines.say(gauges.why)
        else:
            tell_gauges(lines, gauges)
        for headline in headlines(run, self.narrator.mode, page)[-_LATEST:]:
            lines.say(headline.in_words)
        return None

    def _wire(self, _: str) -> Outcome:
        news = headlines(self.run, self.narrator.mode, self.active.pages[-1])
        for headline in news:
            self.talk.lines.say(headline.in_words)
        if not news:
            self.talk.lines.say(nothing_yet())
        return None

    def reckon(self, rest: str) -> Outcome:
        """The run in hand beside history, or one of the journal."""
        return Papers(self.talk, self.run, self.narrator.mode).reckon(rest)

    def _again(self, _: str) -> Outcome:
        """The whole last stretch; with two at one keyboard the open page, because the others may be the other's."""
        self.narrator.forget()
        self.talk.lines.say()
        self.narrator.tell(self.run, len(self.active.pages) - 1 if self.narrator.mode.two else 0, marked=False)
        return None
