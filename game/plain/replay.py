"""A run told as it was played: at one go by a pipe or at a pace, decision by decision where somebody reads."""

from __future__ import annotations

import time

from game.i18n.catalogue import tr, trn
from game.journal import ActiveRun, Journal
from game.journal.reading_mode import ReadingMode
from game.journal.seen_pages import SeenPages
from game.plain.commands import Binding, Leaving, Outcome, ToWatch
from game.plain.reading import ReadingRoom
from game.plain.talk import Talk
from game.play.run import Run
from game.view.commands import Action, Scope


class Viewing(ReadingRoom):
    """Tells a run that was decided already. Nothing of it is kept, unless somebody takes it over."""

    PLACE = Scope.REPLAY

    def __init__(self, talk: Talk, watched: ToWatch) -> None:
        marks = SeenPages(Journal.in_memory(), "", talk.story.gauges)
        super().__init__(talk, ActiveRun.watching(watched.run), marks, ReadingMode())
        self._whole = watched.run
        self._lost = watched.lost
        self._then = watched.then

    def tell_all(self, pause: float) -> None:
        """Tell everything, with so many seconds for each page."""
        self._tell()
        while self._ahead:
            self.talk.lines.flush()
            time.sleep(pause * len(self.active.pages))
            self._step()
        self.talk.lines.say(ended(self._whole, self._lost))

    def watch(self) -> ActiveRun | ToWatch | Leaving:
        """Tell decision by decision, until the reader leaves, takes over, or watches another."""
        self._tell()
        try:
            while True:
                if not self._ahead:
                    self.talk.lines.say(ended(self._whole, self._lost))
                typed = self.talk.lines.ask(self._prompt())
                outcome = self.command(typed) if typed else self._on()
                if outcome is not None:
                    return outcome
        except EOFError:
            return Leaving.QUIT

    def bindings(self) -> dict[Action, Binding]:
        """What can be done while watching."""
        return {
            **super().bindings(),
            Action.TAKE_OVER: Binding(self._take_over),
            Action.PREVIOUS_PAGE: Binding(self._back),
        }

    def basics(self) -> str:
        """What the help begins with."""
        return tr("Enter goes on. Nothing is kept, unless you take over.")

    def speak(self, language: str) -> None:
        """Speak another language, and say the open page again in it."""
        self.talk.note(self.retold(language))
        self.narrator.forget()
        self._tell()

    @property
    def _ahead(self) -> bool:
        """Whether there is more to tell."""
        return len(self.run.decisions) < len(self._whole.decisions)

    def _prompt(self) -> str:
        if self._ahead:
            return tr("Replay: Enter goes on, t takes over here, q leaves, ? for help:")
        if self.run.ending is None:
            return tr("Replay: t takes over here, u goes back, Enter leaves, ? for help:")
        return tr("Replay: u goes back, Enter leaves, ? for help:")

    def _on(self) -> Outcome:
        if not self._ahead:
            return self._then
        self._step()
        return None

    def _step(self) -> None:
        self.active.decide(self._whole.decisions[len(self.run.decisions)].choice)
        self._tell()

    def _tell(self) -> None:
        self.narrator.tell(self.run, marked=False)

    def _back(self, _: str) -> Outcome:
        if self.active.undo():
            self.narrator.forget()
            self._tell()
        else:
            self.talk.lines.say(tr("This is where the run begins."))
        return None

    def _take_over(self, _: str) -> Outcome:
        if self.run.ending is not None:
            self.talk.lines.say(tr("The run has ended here: there is nothing left to decide."))
            return None
        self.talk.lines.say(tr("From here on the run is yours."))
        self.talk.lines.say()
        active = ActiveRun(self.talk.journal, self.run)
        active.turn(len(active.pages) - 1)
        return active


def ended(run: Run, lost: int) -> str:
    """Where and why a replay stops."""
    count = len(run.decisions)
    message = trn("one decision", "{count} decisions", count)
    if lost:
        return trn(
            "The replay stops after {told}: the next no longer exists in this version of the story.",
            "The replay stops after {told}: the next {count} no longer exist in this version of the story.",
            lost,
            told=message,
        )
    return tr("End of the replay, after {told}.", told=message)
