"""Somewhere to type: what can be typed everywhere, whatever is being read."""

from __future__ import annotations

from game.i18n.catalogue import in_every_language, tr
from game.plain import languages
from game.plain.commands import Command, Leaving, Outcome, find, folded, guess, quoted, understood
from game.plain.help import tell_commands, tell_help, tell_meanings
from game.plain.opening import asked
from game.plain.papers import Papers
from game.plain.shelves import Shelves
from game.plain.talk import Talk
from game.play.run import Run


class Room:
    """Answers what is typed.

    Attributes:
        talk: The conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self.talk = talk

    @property
    def run(self) -> Run | None:
        """The run in hand, as far as its reader knows it."""
        return None

    def own(self) -> tuple[Command, ...]:
        """What can be typed only here; it goes before what can be typed everywhere."""
        return ()

    def speak(self, language: str) -> None:
        """Speak another language from now on, and say again in it what is open."""
        self.talk.note(self.talk.speak(language))

    def commands(self) -> tuple[Command, ...]:
        """Everything that can be typed here beside a number."""
        return tuple(command for group in self._groups() for command in group)

    def command(self, typed: str) -> Outcome:
        """Do what a command says, or say what else can be typed."""
        commands = self.commands()
        command, rest = find(commands, typed)
        if command is not None and understood(command, rest):
            return command.does(rest)
        hint = f" {command.told}." if command is not None else guess(commands, typed)
        self.talk.lines.say(self.not_understood(quoted(typed)) + hint)
        return None

    def basics(self) -> str:
        """What the help begins with."""
        return tr("Type a choice’s number to take it. Everything is saved as you go.")

    def not_understood(self, typed: str) -> str:
        """A sentence for what is neither a number nor a command."""
        return tr("“{typed}” cannot be done here: ? for help.", typed=typed)

    def _groups(self) -> tuple[tuple[Command, ...], tuple[Command, ...], tuple[Command, ...]]:
        """The commands by what they are about: the run, the journal, the rest; what is typed only here goes first."""
        own = self.own()
        taken = {command.letter for command in own}
        papers, shelves = Papers(self.talk, self.run).commands(), Shelves(self.talk, self.run).commands()
        about_run = (*own, *(command for command in papers if command.letter not in taken))
        return about_run, tuple(command for command in shelves if command.letter not in taken), self._ways()

    def _ways(self) -> tuple[Command, ...]:
        """Another run, another language, help, and the way out."""
        new = (tr("new"), "new")
        language = (tr("language"), "language", "lang")
        settings = (tr("settings"), "settings")
        aid = (tr("help"), "help")
        out = (tr("quit"), "quit", tr("exit"), "exit")
        return (
            Command("n", new, tr("a new game; with N, from seed N"), self._new, r"(\d{1,19})?", "[N]"),
            Command("", language, tr("another language, story and all"), self._language, r"\S*", "[code]"),
            Command("", (*settings, ","), tr("the language, here; width and colours, at the start"), self._settings),
            Command("?", aid, tr("what can be typed"), self.explain, r"\S*"),
            Command("q", out, tr("everything is kept"), lambda _: Leaving.QUIT),
        )

    def _new(self, rest: str) -> Outcome:
        return asked(self.talk, rest, self.explain)

    def _language(self, rest: str) -> Outcome:
        language = languages.meant(self.talk, rest) if rest else None
        if language is not None:
            self.speak(language)
        elif not rest:
            languages.tell(self.talk)
        return None

    def _settings(self, _: str) -> Outcome:
        languages.tell(self.talk)
        self.talk.lines.say(tr("Width and colours are set at the start, as in: holdup --plain --width 60 --color"))
        return None

    def explain(self, rest: str) -> Outcome:
        """The commands; on demand those of the journal, what marks, gauges and figures mean, or one command alone."""
        run, journal, ways = self._groups()
        word = folded(rest)
        found, _ = find(self.commands(), word)
        if not word:
            tell_help(self.talk.lines, self.basics(), (*run, journal[0], *ways))
        elif word in map(folded, in_every_language("signs")):
            tell_meanings(self.talk.lines, self.talk.story)
        elif found is not None and found.letter == "j":
            tell_commands(self.talk.lines, journal)
        elif found is not None:
            tell_commands(self.talk.lines, (found,))
        else:
            self.talk.lines.say(self.not_understood(quoted(rest)) + guess(self.commands(), word))
        return None
