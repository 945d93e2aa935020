"""Dates and hours as the language in use writes them: spelled out for lines and paper, short for screens.

Each function takes a day, or a day and a time, of ISO 8601 (`2023-11-17 12:00`). No line breaks within what it gives.
"""

from __future__ import annotations

import re
from datetime import datetime

from game.i18n.catalogue import tr, trc

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
_SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[ T](?P<hour>\d\d):(?P<minute>\d\d))?)?(?P<rest>(?:\D.*)?)"
)


def weekday_and_time(at: str | None) -> str:
    """A moment with its day and month in words; as written where it is no date, empty for None."""
    moment = _read(at)
    if moment is None:
        return at or ""
    date = tr(
        "{weekday} {day} {month}, {time}",
        weekday=tr(_WEEKDAYS[moment.weekday()]),
        day=_day(moment.day),
        month=tr(_MONTHS[moment.month - 1]),
        time=_time(f"{moment:%H}", f"{moment:%M}"),
    )
    return _unbroken(date)


def full_date(at: str | None) -> str:
    """A day with its weekday, month and year; empty where there is no date to read."""
    moment = _read(at)
    if moment is None:
        return ""
    date = tr(
        "{weekday} {day} {month} {year}",
        weekday=tr(_WEEKDAYS[moment.weekday()]),
        day=_day(moment.day),
        month=tr(_MONTHS[moment.month - 1]),
        year=moment.year,
    )
    return _unbroken(date)


def weekday_and_day(at: str) -> str:
    """A day of the story with its month, without the hour; as written where it is no date."""
    moment = _read(at)
    if moment is None:
        return at
    name, month = tr(_WEEKDAYS[moment.weekday()]), tr(_MONTHS[moment.month - 1])
    return _unbroken(tr("{weekday} {day} {month}", weekday=name, day=_day(moment.day), month=month))


def _day(day: int) -> str:
    """A day of a month; the first is a number of its own kind in some languages."""
    return trc("day of a month", "1") if day == 1 else str(day)


def begins_with_time(text: str, at: str) -> bool:
    """Whether a text begins with the hour of a moment, such as `12:28. …` or `12 h 28 …`: it is not said twice."""
    moment = _read(at)
    if moment is None:
        return False
    return re.match(rf"0?{moment.hour}\s?[:h.]\s?{moment:%M}\b", text) is not None


def time_of_day(at: str | None) -> str:
    """The hour of a moment; empty where there is none to read."""
    moment = _read(at)
    if moment is None:
        return ""
    return _time(f"{moment:%H}", f"{moment:%M}")


def in_words(date: str) -> str:
    """A date as a source or a fact gives it, its month in words: a month, a day or a moment of ISO 8601.

    What follows it stays as written; so does what is no such date.
    """
    match = _ISO.fullmatch(date)
    if match is None or not 1 <= int(match["month"]) <= len(_MONTHS):
        return date
    month, year = tr(_MONTHS[int(match["month"]) - 1]), match["year"]
    if match["day"] is None:
        return _unbroken(tr("{month} {year}", month=month, year=year)) + match["rest"]
    day = tr("{day} {month} {year}", day=_day(int(match["day"])), month=month, year=year)
    if match["hour"] is not None:
        day = tr("{date}, {time}", date=day, time=_time(match["hour"], match["minute"]))
    return _unbroken(day) + match["rest"]


def timestamp(seconds: float) -> str:
    """When something was done, such as a run played: the day and the hour here of a POSIX time."""
    return in_words(f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}")


def short_date_and_time(at: str | None) -> str:
    """A moment in few columns, such as `Fri 17 Nov 12:00`; as written where it is no date, empty for None."""
    moment = _read(at)
    if moment is None:
        return at or ""
    date = trc(
        "short date",
        "{weekday} {day} {month} {time}",
        weekday=_short_weekday(moment),
        day=_day(moment.day),
        month=_short_month(moment),
        time=_short_time(moment),
    )
    return _unbroken(date)


def short_date(at: str | None) -> str:
    """The day of a moment in few columns, such as `17 Nov`; as written where it is no date, empty for None."""
    moment = _read(at)
    if moment is None:
        return at or ""
    return _unbroken(trc("short date", "{day} {month}", day=_day(moment.day), month=_short_month(moment)))


def short_weekday_and_time(at: str | None) -> str:
    """A moment by its weekday and hour, such as `Fri 12:00`; as written where it is no date, empty for None."""
    moment = _read(at)
    if moment is None:
        return at or ""
    return _unbroken(trc("short date", "{weekday} {time}", weekday=_short_weekday(moment), time=_short_time(moment)))


def weekday_and_hour(at: str | None) -> str:
    """A moment as the first words of a line, such as `Friday, noon`; empty where it is no date."""
    moment = _read(at)
    if moment is None:
        return ""
    hour = ""
    if not moment.minute:
        hour = {0: tr("midnight"), 12: tr("noon")}.get(moment.hour, "")
    weekday = tr(_WEEKDAYS[moment.weekday()])
    date = trc(
        "first words", "{weekday}, {time}", weekday=weekday[:1].upper() + weekday[1:], time=hour or _short_time(moment)
    )
    return _unbroken(date)


def _read(at: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(at) if at else None
    except ValueError:
        return None


def _short_weekday(moment: datetime) -> str:
    return trc("short weekday", _SHORT_WEEKDAYS[moment.weekday()])


def _short_month(moment: datetime) -> str:
    return trc("short month", _SHORT_MONTHS[moment.month - 1])


def _short_time(moment: datetime) -> str:
    return trc("short time", "{hour}:{minute}", hour=f"{moment:%H}", minute=f"{moment:%M}")


def _unbroken(date: str) -> str:
    return date.replace(" ", "\N{NO-BREAK SPACE}")


def _time(hour: str, minute: str) -> str:
    return tr("{hour}:{minute}", hour=hour, minute=minute)
