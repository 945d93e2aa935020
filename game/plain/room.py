"""Somewhere to type: what can be typed everywhere, whatever is being read."""

from __future__ import annotations

import re
from typing import ClassVar

from game.i18n.catalogue import in_every_language, tr
from game.plain import languages
from game.plain.commands import (
    NUMBER,
    Binding,
    Leaving,
    Outcome,
    ToWatch,
    TypedCommand,
    bound,
    find,
    folded,
    guess,
    quoted,
    understood,
)
from game.plain.help import tell_commands, tell_help, tell_meanings
from game.plain.opening import asked
from game.plain.papers import Papers
from game.plain.runs import loaded
from game.plain.shelves import Shelves
from game.plain.talk import Talk
from game.plain.voices import tell_or_refuse
from game.play.run import Run
from game.program import command_line
from game.view.codes import run_of_code
from game.view.commands import Action, Scope
from game.view.log import found_in_runs
from game.view.text import Refusal

_OF_JOURNAL = (Action.RENAME, Action.DELETE, Action.RESTORE, Action.TREE, Action.START_HERE, Action.ENDINGS)
"""What is done with the journal's runs: the help of the journal tells them, and the general one does not."""


class Room:
    """Answers what is typed.

    Attributes:
        PLACE: Where it is, for the table of commands.
        talk: The conversation.
    """

    PLACE: ClassVar[Scope]

    def __init__(self, talk: Talk) -> None:
        self.talk = talk

    @property
    def run(self) -> Run | None:
        """The run in hand, as far as its reader knows it."""
        return None

    def bindings(self) -> dict[Action, Binding]:
        """What commands do here; a room that does one in its own way says so over this."""
        return {
            **Papers(self.talk, self.run).bindings(),
            **Shelves(self.talk, self.run).bindings(),
            Action.NEW_GAME: Binding(self._new, r"(\d{1,19})?", "[N]"),
            Action.WATCH: Binding(self._watch, r"\S+", tr("[N or code]")),
            Action.SEARCH: Binding(self._search, r".*", "[…]"),
            Action.LANGUAGE: Binding(self._language, r"\S*", "[code]"),
            Action.SETTINGS: Binding(self._settings),
            Action.HELP: Binding(self.explain, r"\S*"),
            Action.TITLE: Binding(lambda _: Leaving.TITLE),
            Action.QUIT: Binding(lambda _: Leaving.QUIT),
        }

    def speak(self, language: str) -> None:
        """Speak another language from now on, and say again in it what is open."""
        self.talk.note(self.talk.speak(language))

    def commands(self) -> tuple[TypedCommand, ...]:
        """Everything that can be typed here beside a number."""
        return bound(self.PLACE, self.bindings())

    def command(self, typed: str) -> Outcome:
        """Do what a command says, or say what else can be typed."""
        commands = self.commands()
        command, rest = find(commands, typed)
        if command is not None and understood(command, rest):
            return command.binding.does(rest)
        hint = f" {command.told}." if command is not None else guess(commands, typed)
        self.talk.lines.say(self.not_understood(quoted(typed)) + hint)
        return None

    def basics(self) -> str:
        """What the help begins with."""
        return tr("Type a choice’s number to take it. Everything is saved as you go.")

    def not_understood(self, typed: str) -> str:
        """A sentence for what is neither a number nor a command."""
        return tr("“{typed}” cannot be done here: ? for help.", typed=typed)

    def _new(self, rest: str) -> Outcome:
        return asked(self.talk, rest, self.explain)

    def _watch(self, rest: str) -> Outcome:
        """A run as it was played, by its number in the journal or by its code."""
        if re.fullmatch(NUMBER, rest):
            run = loaded(self.talk, int(rest))
            return None if run is None else ToWatch(run)
        decoded = run_of_code(self.talk.story, rest)
        if isinstance(decoded, Refusal):
            self.talk.lines.say(decoded.why)
            return None
        return ToWatch(decoded.run, decoded.lost)

    def _search(self, rest: str) -> Outcome:
        """Every paragraph read in any run that says some words."""
        tell_or_refuse(self.talk.lines, found_in_runs(self.talk.journal, self.talk.story, rest))
        return None

    def _language(self, rest: str) -> Outcome:
        language = languages.meant(self.talk, rest) if rest else None
        if language is not None:
            self.speak(language)
        elif not rest:
            languages.tell(self.talk)
        return None

    def _settings(self, _: str) -> Outcome:
        languages.tell(self.talk)
        self.talk.lines.say(
            tr(
                "Width and colours are set at the start, as in: {command}",
                command=command_line("--plain", "--width", 60, "--color"),
            )
        )
        return None

    def explain(self, rest: str) -> Outcome:
        """The commands; on demand those of the journal, what marks, gauges and figures mean, or one command alone."""
        commands, word = self.commands(), folded(rest)
        meant, _ = find(commands, word)
        if not word:
            tell_help(self.talk.lines, self.basics(), (one for one in commands if one.action not in _OF_JOURNAL))
        elif word in map(folded, in_every_language("signs")):
            tell_meanings(self.talk.lines, self.talk.story)
        elif meant is not None and meant.action is Action.JOURNAL:
            of_journal = (Action.JOURNAL, *_OF_JOURNAL)
            tell_commands(self.talk.lines, (one for one in commands if one.action in of_journal))
        elif meant is not None:
            tell_commands(self.talk.lines, (meant,))
        else:
            self.talk.lines.say(self.not_understood(quoted(rest)) + guess(commands, word))
        return None
