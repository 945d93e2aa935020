"""Moments of the story, spelled out, for whoever reads aloud or on paper."""

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


def day(at: str | None) -> str:
    """A day with its weekday, month and year; empty where there is no date to read."""
    try:
        moment = datetime.fromisoformat(at or "")
    except ValueError:
        return ""
    return tr(
        "{weekday} {day} {month} {year}",
        weekday=tr(_WEEKDAYS[moment.weekday()]),
        day=moment.day,
        month=tr(_MONTHS[moment.month - 1]),
        year=moment.year,
    )


def hour(at: str | None) -> str:
    """The hour of a moment; empty where there is none to read."""
    try:
        return f"{datetime.fromisoformat(at or ''):%H:%M}"
    except ValueError:
        return ""
