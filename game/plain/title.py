"""The title as lines: go on, begin, look back, leave; and a line that changes with the journal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.i18n.catalogue import tr
from game.i18n.dates import weekday_and_time
from game.journal import ActiveRun, RunEntry
from game.journal.tagline import tagline
from game.plain.commands import Binding, Leaving, Outcome, ToWatch
from game.plain.lines import Tone
from game.plain.room import Room
from game.plain.runs import opened
from game.plain.talk import Talk
from game.story import story_languages
from game.view.commands import Action, Need, Scope, menu
from game.view.journal import last_ending
from game.view.seats import seat_name


class Title(Room):
    """Where a conversation begins, and where a run is left for."""

    PLACE = Scope.TITLE

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk)
        self._entries: dict[str, Callable[[], Outcome]] = {}

    def choose(self) -> ActiveRun | ToWatch | Leaving:
        """The run to play or to watch, or the way out: also where the input ends."""
        self.talk.note(self.talk.journal.notices())
        self._tell()
        try:
            while (outcome := self._answer(self.talk.lines.ask(self._prompt()))) is None:
                pass
            return outcome
        except EOFError:
            return Leaving.QUIT

    def bindings(self) -> dict[Action, Binding]:
        """The title can be said again."""
        return {**super().bindings(), Action.TITLE: Binding(self._again)}

    def speak(self, language: str) -> None:
        """Speak another language, and say the title in it."""
        super().speak(language)
        self.talk.lines.say()
        self._tell()

    def not_understood(self, typed: str) -> str:
        """A sentence for what is neither an entry nor a command."""
        most = len(self._entries)
        return tr(
            "“{typed}” is not a choice here: type a number from 1 to {most}, or ? for help.", typed=typed, most=most
        )

    def _again(self, _: str) -> Outcome:
        self._tell()
        return None

    def _following(self) -> Outcome:
        self.speak(story_languages.next_language(self.talk.languages()))
        return None

    def _answer(self, typed: str) -> Outcome:
        acts = list(self._entries.values())
        typed = typed or "1"
        if typed in map(str, range(1, len(acts) + 1)):
            return acts[int(typed) - 1]()
        return self.command(typed)

    def _prompt(self) -> str:
        return tr("Your choice (1 to {most}, Enter for 1, ? for help):", most=len(self._entries))

    def _tell(self) -> None:
        lines, story = self.talk.lines, self.talk.story
        latest, seen = self.talk.latest(), len(self.talk.endings())
        self._entries = self._offered(latest, seen)
        lines.say(story.title, tone=Tone.STRONG)
        when, last = weekday_and_time(story.clock_start), last_ending(self.talk.journal, story)
        for line in (story.about, tagline(story, latest, seen, when, last)):
            if line:
                lines.say(line)
        lines.say()
        for number, entry in enumerate(self._entries, 1):
            lines.say(f"{number}. {entry}", "   ")

    def _offered(self, latest: RunEntry | None, seen: int) -> dict[str, Callable[[], Outcome]]:
        """What can be chosen, and what it does: the title's menu, but for what lines have no settings of."""
        bindings, met = self.bindings(), () if latest is None else (Need.UNFINISHED_RUN,)
        offered: dict[str, Callable[[], Outcome]] = {}
        for command in menu(Scope.TITLE, met):
            if command.action is Action.CONTINUE and latest is not None:
                offered[self._continues(latest)] = partial(opened, self.talk, latest.id)
            elif command.action is Action.LANGUAGE:
                offered[self._spoken()] = self._following
            elif command.action is Action.ENDINGS:
                total = len(self.talk.story.final)
                ends = tr("Endings ({seen} of {total})", seen=seen, total=total)
                offered[ends] = partial(bindings[command.action].does, "")
            elif command.action is not Action.SETTINGS:
                offered[command.title_text] = partial(bindings[command.action].does, "")
        return offered

    def _continues(self, latest: RunEntry) -> str:
        seat = seat_name(self.talk.story, latest.seat)
        return tr("Continue: {seat}, {episode}", seat=seat, episode=latest.episode)

    def _spoken(self) -> str:
        language = story_languages.spoken(self.talk.folder, self.talk.story)
        return tr("Language: {language}", language=story_languages.own_name(self.talk.folder, language))
