"""One run being played, from where it stands until the reader leaves it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.i18n.catalogue import tr
from game.journal import ActiveRun
from game.journal.reading_mode import load_mode, save_mode
from game.plain.commands import Binding, Leaving, Outcome, ToWatch
from game.plain.reading import ReadingRoom
from game.plain.talk import Talk
from game.plain.voices import tell
from game.play.state import EndlessStory
from game.view.challenges import challenges_now
from game.view.commands import Action, Need, Scope
from game.view.endings import unlocked_items
from game.view.leaving import parting_words
from game.view.pages import never_asks_again
from game.view.run_needs import RunNeeds, ways_on
from game.view.why import start_again_at


class Game(ReadingRoom):
    """Tells a run, and takes the player's decisions."""

    PLACE = Scope.DECIDING

    def __init__(self, talk: Talk, active: ActiveRun) -> None:
        super().__init__(talk, active, talk.marks(), load_mode(talk.journal, active.run_id))

    def play(self, retold: int | None = None) -> ActiveRun | ToWatch | Leaving:
        """Tell and ask until the reader leaves.

        Args:
            retold: How many decisions of the run are told from their start, the last ones; None begins with the page
                that was being read.

        Returns:
            Another run to play or to watch, or where the reader goes: away, where the input ends.
        """
        try:
            self._begin(retold)
            while (outcome := self._answer(self._heard())) is None:
                pass
            if not isinstance(outcome, ActiveRun):
                self._leave()
            return outcome
        except EOFError:
            self._leave()
            return Leaving.QUIT
        except KeyboardInterrupt:
            self.talk.lines.say()
            self._leave()
            raise

    def bindings(self) -> dict[Action, Binding]:
        """What can be done in a run that is played."""
        return {
            **super().bindings(),
            Action.UNDO: Binding(self._undo),
            Action.SKIP: Binding(self._skip),
            Action.START_AGAIN: Binding(self._start_again),
        }

    def speak(self, language: str) -> None:
        """Speak another language, and say the open page again in it."""
        notices = self.retold(language)
        self.talk.lines.say()
        self.talk.note(notices)
        self._open_page()

    def not_understood(self, typed: str) -> str:
        """A sentence for what is neither a choice nor a command."""
        most = len(self._choices())
        if not most:
            return tr("There is nothing to choose here: u takes back your last decision, q leaves, ? for help.")
        if not typed:
            several = tr("Type a number from 1 to {most}, or ? for help.", most=most)
            return several if most > 1 else tr("Type 1, or ? for help.")
        if most == 1:
            return tr("“{typed}” is not a choice here: 1 is the only one, or ? for help.", typed=typed)
        return tr(
            "“{typed}” is not a choice here: type a number from 1 to {most}, or ? for help.", typed=typed, most=most
        )

    def _answer(self, typed: str) -> Outcome:
        choices = self._choices()
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
        if 1 <= number <= len(choices):
            return choices[number - 1][1]()
        return self.command(typed)

    def _choices(self) -> list[tuple[str, Callable[[], Outcome]]]:
        """What a number does here: takes the choice that bears it, or at an ending what one does there."""
        if self.run.ending is not None:
            page, bindings = self.active.pages[-1], self.bindings()
            met = RunNeeds(self.run, page, self.narrator.mode, self.narrator.holder, frozenset())
            offered = ways_on(self.run, met)
            return [(words, partial(bindings[command.action].does, "")) for command, words in offered]
        taken = [offer for offer in self.active.pages[-1].offers if offer.number is not None]
        return [(offer.say.plain, partial(self._decide, offer.choice.id)) for offer in taken]

    def _prompt(self) -> str:
        most = len(self._choices())
        if self.run.ending is not None:
            return tr("The end. Your choice (1 to {most}, ? for help):", most=most)
        if not most:
            return tr("Nothing can be chosen here. (u, q, ? for help):")
        return (
            tr("Your choice (1 to {most}, ? for help):", most=most) if most > 1 else tr("Your choice (1, ? for help):")
        )

    def _begin(self, retold: int | None) -> None:
        """Say where the run stands, or how it came there."""
        self._notices()
        if retold is None:
            fresh = not self.run.decisions and not self.active.page
            self.narrator.tell(self.run, self.active.page, marked=fresh)
        else:
            first = len(self.run.decisions) - retold
            for count in range(first, len(self.run.decisions) + 1):
                if count > first:
                    self.talk.lines.say()
                self.narrator.tell(self.run.upto(count))
        self._arrived()

    def _heard(self) -> str:
        """What is typed next."""
        return self.talk.lines.ask(self._prompt())

    def _decide(self, choice: str) -> Outcome:
        try:
            self.active.decide(choice)
        except EndlessStory:
            self.talk.lines.say(never_asks_again())
            return None
        save_mode(self.talk.journal, self.active.run_id, self.narrator.mode)  # it may go on under another number
        self.talk.lines.say()
        self._notices()
        self.narrator.tell(self.run)
        self._arrived()
        return None

    def _arrived(self) -> None:
        """Everything has been read: what an ending opened, and what can be done there."""
        self.active.turn(len(self.active.pages) - 1)
        if self.run.ending is not None:
            tell(self.talk.lines, challenges_now(self.run))
            if self.talk.remembers:
                self.talk.curves.begin(self.run)
                tell(self.talk.lines, unlocked_items(self.talk.journal, self.talk.story, self.run.ending))
            for number, (words, _) in enumerate(self._choices(), 1):
                self.talk.lines.say(f"{number}. {words}", "   ")

    def _open_page(self) -> None:
        """Say where the run stands, as if it were new."""
        self._notices()
        self.narrator.forget()
        self.narrator.tell(self.run, len(self.active.pages) - 1, marked=False)
        self._arrived()

    def _undo(self, _: str) -> Outcome:
        if not self.active.undo():
            self.talk.lines.say(tr("There is no decision to take back."))
            return None
        save_mode(self.talk.journal, self.active.run_id, self.narrator.mode)  # an ended run stays, and another goes on
        self.talk.lines.say(tr("Your last decision is taken back."))
        self.talk.lines.say()
        self._open_page()
        return None

    def _start_again(self, _: str) -> Outcome:
        decisions = start_again_at(self.run)
        if decisions is None:
            self.talk.lines.say(Need.EARLY_ENDING.refusal)
            return None
        active = ActiveRun(self.talk.journal, self.run.upto(decisions), self.active.run_id)
        save_mode(self.talk.journal, active.run_id, self.narrator.mode)
        active.turn(len(active.pages) - 1)
        return active

    def _skip(self, _: str) -> Outcome:
        self.talk.skipping, self.talk.hinted = not self.talk.skipping, True
        if self.talk.skipping:
            self.talk.lines.say(tr("From now on, what you have read before is passed over, up to the next decision."))
        else:
            self.talk.lines.say(tr("From now on, everything is told, read before or not."))
        return None

    def _notices(self) -> None:
        self.talk.note(self.active.notices())

    def _leave(self) -> None:
        for words in parting_words(self.active):
            self.talk.lines.say(words)
