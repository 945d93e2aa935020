"""How the other side decides that goes by a rule: one that a player can learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.play.chance import pick
from game.play.setup import Rival, Setup
from game.story.closures import Values
from game.story.scenes import Choice


def decide_for(setup: Setup, opened: Sequence[Choice], values: Values, rolled: Callable[[], int]) -> Choice:
    """The choice that a rival makes.

    Args:
        setup: Says its temper, and how chance counts.
        opened: The choices that can be taken, at least one, in the file's order.
        values: The state's values, which weights may read.
        rolled: Gives a number from `chance.roll`; called only where chance decides.

    Returns:
        One of `opened`. *L'Histoire* takes the historical choice (or the one supposed) when it is open, else the
        heaviest, of equals the first by the id that it bore first. *Réaliste* draws by weight.
    """
    among = setup.counted(opened)
    if setup.rival is Rival.HISTORY:
        return next((choice for choice in opened if choice.history or choice.supposed), None) or max(
            among, key=lambda choice: choice.weight.of(values)
        )
    return among[pick([choice.weight.of(values) for choice in among], rolled())]
