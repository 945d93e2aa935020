"""The run's clock: when each thing happens.

Where nothing in a story takes time, each thing happens when its author says. Where something does, the values hold the
hour at which the run left the place before; the clock never runs back, so that a scene one comes back to has the hour
of the run. No road reads it, and it multiplies no states.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from game.story.closures import Values
from game.story.model import Story

if TYPE_CHECKING:
    from game.story.scenes import Ending, Scene, Storylet


class Hour(NamedTuple):
    """When something happens: as the story writes it, and in minutes from the clock's start; None where it has none."""

    at: str | None
    minute: int | None


def hour_of(story: Story, what: Scene | Storylet | Ending, values: Values) -> Hour:
    """When a scene, a storylet or an ending happens in a run, by its values while it happens."""
    if story.time is None or story.clock_start is None:
        return Hour(what.at, what.minute)
    now = values[story.time.index]
    minute = now if what.minute is None else max(now, what.minute)
    moment = datetime.fromisoformat(story.clock_start) + timedelta(minutes=minute)
    return Hour(moment.isoformat(" ", "minutes"), minute)


def hours_elapsed(minute: int | None, hours: int) -> int:
    """Whole hours on the clock, from 0 to `hours`, of a minute counted from its start; 0 where there is none."""
    return 0 if minute is None else max(0, min(hours, minute // 60))
