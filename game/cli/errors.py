"""How a command ends that cannot do what it is asked; `game.cli.main` prints the message."""

from __future__ import annotations

from collections.abc import Sequence

from game.i18n.catalogue import tr


class UsageError(Exception):
    """The command line makes no sense (exit code 2); the message says why."""


class Refused(Exception):
    """The command makes sense, and cannot be carried out (exit code 1); the message says why."""


class ReaderLeft(Exception):
    """The reader left before the game began (exit code 0)."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A guess at the word that was meant, as a sentence after a space; empty where there is none."""
    from game.story.problems import nearest

    near = nearest(word, known)
    return " " + tr("Did you mean “{word}”?", word=near) if near and near != word else ""
