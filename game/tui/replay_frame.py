"""A run to be watched instead of played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.play.run import Run


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReplayFrame:
    """A run to watch.

    Attributes:
        run: The run, as far as the story still has its decisions.
        lost: How many decisions after it no longer exist.
        notices: What an edited story changed.
        speed: Pages a minute; None to go on by any key.
    """

    run: Run
    lost: int = 0
    notices: tuple[str, ...] = ()
    speed: int | None = None
