"""From the title to a run and back, until the reader leaves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from game.journal import ActiveRun
from game.plain.commands import Leaving
from game.plain.game import Game
from game.plain.talk import Talk
from game.plain.title import Title


def play(
    talk: Talk,
    active: ActiveRun | None = None,
    told: int | None = None,
    game: Callable[[Talk, ActiveRun], Game] = Game,
) -> int:
    """Play until the reader leaves.

    Args:
        talk: The conversation.
        active: The run to begin with; None for the title.
        told: How many of its decisions are told from their start, the last ones; None for where it stands.
        game: What a run is played in.

    Returns:
        0: leaving is never an error.
    """
    outcome: ActiveRun | Leaving = active or Leaving.TITLE
    with closing(talk):
        while outcome is not Leaving.QUIT:
            if isinstance(outcome, ActiveRun):
                outcome, told = game(talk, outcome).play(told), None
            else:
                outcome = Title(talk).choose()
            if outcome is not Leaving.QUIT:
                talk.lines.say()
    return 0
