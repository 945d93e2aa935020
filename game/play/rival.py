"""How the other side decides that goes by a rule: one that a player can learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.play.chance import pick
from game.play.setup import Rival
from game.story.closures import Values
from game.story.model import Choice


def decide_for(rival: Rival, opened: Sequence[Choice], values: Values, rolled: Callable[[], int]) -> Choice:
    """The choice that a rival makes.

    Args:
        rival: Its temper.
        opened: The choices that can be taken, at least one, in the order in which chance counts through them.
        values: The state's values, which weights may read.
        rolled: Gives a number from `chance.roll`; called only where chance decides.

    Returns:
        One of `opened`. *L'Histoire* takes the historical choice (or the one supposed) when it is open, else the
        heaviest (the first of equals). *Réaliste* draws by weight.
    """
    if rival is Rival.HISTORY:
        return next((choice for choice in opened if choice.history or choice.supposed), None) or max(
            opened, key=lambda choice: choice.weight.of(values)
        )
    return opened[pick([choice.weight.of(values) for choice in opened], rolled())]
