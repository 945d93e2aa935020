"""Moments of the story, spelled out, for whoever reads aloud or on paper."""

from __future__ import annotations

import re
from datetime import datetime

from game.i18n.catalogue import tr

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


_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[ T](?P<hour>\d\d):(?P<minute>\d\d))?)?(?P<rest>(?:\D.*)?)"
)


def weekday_and_time(at: str | None) -> str:
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
        time=_time(f"{moment:%H}", f"{moment:%M}"),
    )


def full_date(at: str | None) -> str:
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


def weekday_and_day(at: str) -> str:
    """A day of the story with its month, without the hour; as written where it is no date."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    name, month = tr(_WEEKDAYS[moment.weekday()]), tr(_MONTHS[moment.month - 1])
    return tr("{weekday} {day} {month}", weekday=name, day=moment.day, month=month)


def begins_with_time(text: str, at: str) -> bool:
    """Whether a text begins with the hour of a moment, such as `12:28. …` or `12 h 28 …`: it is not said twice."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return False
    return re.match(rf"0?{moment.hour}\s?[:h.]\s?{moment:%M}\b", text) is not None


def time_of_day(at: str | None) -> str:
    """The hour of a moment; empty where there is none to read."""
    try:
        moment = datetime.fromisoformat(at or "")
    except ValueError:
        return ""
    return _time(f"{moment:%H}", f"{moment:%M}")


def in_words(date: str) -> str:
    """A date as a source or a fact gives it, its month in words: a month, a day or a moment of ISO 8601.

    What follows it stays as written; so does what is no such date.
    """
    found = _ISO.fullmatch(date)
    if found is None or not 1 <= int(found["month"]) <= len(_MONTHS):
        return date
    month, year = tr(_MONTHS[int(found["month"]) - 1]), found["year"]
    if found["day"] is None:
        return tr("{month} {year}", month=month, year=year) + found["rest"]
    day = tr("{day} {month} {year}", day=int(found["day"]), month=month, year=year)
    if found["hour"] is not None:
        day = tr("{date}, {time}", date=day, time=_time(found["hour"], found["minute"]))
    return day + found["rest"]


def timestamp(seconds: float) -> str:
    """When something was done, such as a run played: the day and the hour here of a POSIX time."""
    return in_words(f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}")


def _time(hour: str, minute: str) -> str:
    return tr("{hour}:{minute}", hour=hour, minute=minute)
