"""What can be typed beside a number: the table of commands, bound to what each does by lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from game.i18n.catalogue import in_every_language, tr
from game.journal import ActiveRun
from game.plain.lines import unshifted
from game.play.run import Run
from game.story.problems import nearest
from game.view.commands import Action, Command, Scope, typed_at

NUMBER = r"\d{1,9}"
"""The number of a run, or of anything else that is counted."""

_GLUED = re.compile(r"([^\W\d_])(\d{1,9})")
_LONGEST_QUOTE = 40


class Leaving(Enum):
    """Where one goes from where one is."""

    TITLE = "title"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class ToWatch:
    """A run to be told as it was played.

    Attributes:
        run: What is told.
        lost: How many decisions the story no longer has.
        then: Where one goes who has seen it to its end.
    """

    run: Run
    lost: int = 0
    then: Leaving = Leaving.TITLE


Outcome = ActiveRun | ToWatch | Leaving | None
"""What an answer leads to: another run to play or to watch, away, or nowhere."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What a command does where it is typed.

    Attributes:
        does: Does it, with what followed the word.
        takes: What may follow, as a regular expression; nothing by default.
        shown: The same for the help.
    """

    does: Callable[[str], Outcome]
    takes: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """A command of the table as it can be typed somewhere, and what it does there."""

    command: Command
    binding: Binding

    @property
    def action(self) -> Action:
        """Which command it is."""
        return self.command.action

    @property
    def letter(self) -> str:
        """The shortest way to type it, the screen's where the screen has it; may be empty."""
        return self.command.typed_letter

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it answers to before any other command is looked at."""
        return tuple(folded(name) for name in (self.letter, *self.command.typed_words) if name)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """What it is called in any language, which it answers to where no command has that name."""
        return tuple(folded(name) for name in self.command.words_anywhere)

    @property
    def here(self) -> tuple[str, ...]:
        """What it is called in the language in use."""
        return tuple(folded(word) for word in self.command.words_here)

    @property
    def told(self) -> str:
        """Its line in the help."""
        names = ", ".join(name for name in (self.letter, self.command.words_here[0]) if name)
        return tr("{names}: {says}", names=f"{names} {self.binding.shown}".rstrip(), says=self.command.typed_text)


def bound(where: Scope, bindings: Mapping[Action, Binding], author: bool = False) -> tuple[TypedCommand, ...]:
    """The commands that can be typed at a place, in the order of the table; with an author's, or not.

    Raises:
        KeyError: One of them is bound to nothing.
    """
    return tuple(TypedCommand(command, bindings[command.action]) for command in typed_at(where, author))


def find(commands: Iterable[TypedCommand], typed: str) -> tuple[TypedCommand | None, str]:
    """The command that was typed, and what followed it; None where there is none of that name in any language."""
    word, _, rest = typed.partition(" ")
    glued = _GLUED.fullmatch(word)
    if glued is not None and not rest:
        word, rest = glued[1], glued[2]
    name, known = folded(word), tuple(commands)
    called = (command for command in known if name in command.names)
    named = (command for command in known if name in command.elsewhere)
    return next(chain(called, named), None), unshifted(rest.strip())


def understood(command: TypedCommand, rest: str) -> bool:
    """Whether what followed a command is what it takes."""
    return re.fullmatch(command.binding.takes, folded(rest), re.ASCII | re.DOTALL) is not None


def guess(commands: Sequence[TypedCommand], typed: str) -> str:
    """A guess at what was meant, in the language in use, as the end of a sentence; empty where there is none."""
    word = folded(typed.partition(" ")[0])
    known = [name for command in commands for name in command.here if len(name) > 1]
    near = nearest(word, known) if 2 < len(word) < _LONGEST_QUOTE else None
    return " " + tr("Did you mean “{word}”?", word=near) if near else ""


def quoted(typed: str) -> str:
    """What was typed, short enough to be said again."""
    return typed if len(typed) <= _LONGEST_QUOTE else f"{typed[:_LONGEST_QUOTE]}…"


def either(*words: str) -> str:
    """A pattern for one of some words, whatever their accents."""
    return "|".join(re.escape(folded(word)) for word in words)


def agreed(answer: str) -> bool:
    """Whether an answer means yes."""
    return folded(answer) in map(folded, (*in_every_language("y"), *in_every_language("yes")))


def folded(word: str) -> str:
    """A word as it is compared: small letters, no accents."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
