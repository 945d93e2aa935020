"""From the title to a run and back, until the reader leaves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from game.journal import ActiveRun
from game.plain.commands import Leaving, ToWatch
from game.plain.game import Game
from game.plain.replay import Viewing
from game.plain.talk import Talk
from game.plain.title import Title
from game.play.run import Run


def play(
    talk: Talk,
    first: ActiveRun | ToWatch | None = None,
    retold: int | None = None,
    game: Callable[[Talk, ActiveRun], Game] = Game,
) -> int:
    """Play until the reader leaves.

    Args:
        talk: The conversation.
        first: The run to begin with; None for the title.
        retold: How many decisions of a run to play are told from their start, the last ones; None for where it stands.
        game: What a run is played in.

    Returns:
        0: leaving is never an error.
    """
    outcome: ActiveRun | ToWatch | Leaving = first or Leaving.TITLE
    with closing(talk):
        while outcome is not Leaving.QUIT:
            if isinstance(outcome, ActiveRun):
                outcome, retold = game(talk, outcome).play(retold), None
            elif isinstance(outcome, ToWatch):
                outcome = Viewing(talk, outcome).watch()
            else:
                outcome = Title(talk).choose()
            if outcome is not Leaving.QUIT:
                talk.lines.say()
    return 0


def replay(talk: Talk, run: Run, lost: int, notices: tuple[str, ...], speed: int | None = None) -> int:
    """Tell a run from its start, and play the one that somebody makes of it; returns 0, as leaving is never an error.

    `lost` counts decisions that the story no longer has; `speed` is in pages a minute, None to go on by Enter.
    """
    talk.note(notices)
    watched = ToWatch(run, lost, Leaving.QUIT)
    if speed is None and talk.lines.interactive:
        return play(talk, watched)
    Viewing(talk, watched).tell_all(0.0 if speed is None else 60 / speed)
    return 0
