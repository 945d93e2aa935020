"""Moments of the story, spelled out: a screen reader stumbles over abbreviations."""

from __future__ import annotations

from datetime import datetime

from game.words import tr

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spelled(at: str | None) -> str:
    """A moment with its day and month in words; as written where it is no date, empty for None."""
    if not at:
        return ""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return tr(
        "{weekday} {day} {month}, {time}",
        weekday=tr(_WEEKDAYS[moment.weekday()]),
        day=moment.day,
        month=tr(_MONTHS[moment.month - 1]),
        time=f"{moment:%H:%M}",
    )
